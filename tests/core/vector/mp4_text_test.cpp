// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/mp4_text.hpp"

#include "base/error.hpp"
#include "vector/provenance_file.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstdint>
#include <random>
#include <sstream>
#include <string>

using namespace croquis;
using vector::mp4Text;

namespace {

const std::string kPrefix(vector::kMp4RecordPrefix);

std::string number(std::uint64_t value, int bytes = 4) {
    std::string text;
    for (int k = bytes - 1; k >= 0; --k)
        text += static_cast<char>(value >> (8 * k) & 255);
    return text;
}

std::string box(const std::string& type, const std::string& content) {
    return number(content.size() + 8) + type + content;
}

std::string film(const std::string& comment) {
    const std::string data = box("data", number(1) + number(0) + comment);
    const std::string ilst = box("\251nam", box("data", number(1) + number(0) + "a title")) + box("\251cmt", data);
    const std::string meta = box("meta", number(0) + box("hdlr", std::string(25, '\0')) + box("ilst", ilst));
    return box("ftyp", "isom") + box("free", std::string(40, '\0')) +
           box("moov", box("mvhd", std::string(100, '\0')) + box("udta", meta)) + box("mdat", std::string(1000, 'm'));
}

} // namespace

class Mp4TextTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void theCommentIsFound() {
        QCOMPARE(mp4Text(film(kPrefix + "{}"), kPrefix), std::optional<std::string>("{}"));
        QVERIFY(!mp4Text(film("somebody's words"), kPrefix));
        QVERIFY(!mp4Text(box("ftyp", "isom") + box("mdat", "x"), kPrefix));
        QVERIFY(!mp4Text(box("ftyp", "isom") + box("moov", ""), kPrefix));
    }

    void longAndOpenSizes() {
        const std::string moov = film(kPrefix + "{}").substr(12 + 48);
        const std::string before = box("ftyp", "isom") + number(1) + "mdat" + number(16 + 5, 8) + "bytes";
        QCOMPARE(mp4Text(before + moov, kPrefix), std::optional<std::string>("{}"));
        std::string open = film(kPrefix + "{}");
        const auto mdat = open.rfind("mdat");
        open.replace(mdat - 4, 4, number(0));
        QVERIFY(mp4Text(open, kPrefix));
    }

    void whatIsNoneIsRefused() {
        for (const std::string& wrong :
             {std::string(), std::string("ftyp"), std::string("\0\0\0\x08moov", 8), std::string(5000, '\0')})
            QVERIFY_THROWS_EXCEPTION(ExportError, mp4Text(wrong, kPrefix));
    }

    void impossibleSizesAreRefused() {
        const std::string start = box("ftyp", "isom");
        for (const std::string& box :
             {number(7) + "free", number(100) + "free", number(0xffffffff) + "moov", number(1) + "free" + number(15, 8),
              number(1) + "free" + number(~0ull, 8), number(1) + "free", std::string("\0\0", 2)})
            QVERIFY_THROWS_EXCEPTION(ExportError, mp4Text(start + box, kPrefix));
        for (const std::string& head : {box("meta", "abc"), box("meta", "")})
            QVERIFY_THROWS_EXCEPTION(ExportError, mp4Text(start + box("moov", box("udta", head)), kPrefix));
    }

    /// Cut anywhere: found whole, or said to be cut short, or not there.
    void everyBeginning() {
        const std::string whole = film(kPrefix + "{\"a\":1}");
        for (std::size_t length = 0; length < whole.size(); ++length)
            try {
                const auto text = mp4Text(whole.substr(0, length), kPrefix);
                QVERIFY(!text || *text == "{\"a\":1}");
            } catch (const ExportError&) {
                QVERIFY(length < whole.size() - 1000);
            }
    }

    void changedBytesNeverCrash() {
        const std::string whole = film(kPrefix + "{\"a\":1}");
        std::mt19937 random(7);
        for (int k = 0; k < 20000; ++k) {
            std::string changed = whole.substr(0, 400);
            for (int n = 0; n < 3; ++n)
                changed[random() % changed.size()] = static_cast<char>(random());
            try {
                mp4Text(changed, kPrefix);
            } catch (const ExportError&) {
                continue;
            }
        }
    }

    /// Whatever is done to a film of the program's own: a record as it was, none, or a refusal.
    void theProgramsOwnFilm() {
        const std::string name = std::string(CROQUIS_TEST_DATA) + "/provenance/two.mp4";
        QCOMPARE(vector::readProvenance(name).sketches.at(0).curves.size(), std::size_t{2});
        QFile file(QString::fromStdString(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string whole = file.readAll().toStdString();
        const auto record = mp4Text(whole, kPrefix);
        QVERIFY(record);
        const auto index = whole.find("moov") - 4;
        const auto indexEnd = index + static_cast<unsigned char>(whole[index + 2]) * 256u +
                              static_cast<unsigned char>(whole[index + 3]); // it is smaller than 64 kB
        for (std::size_t length = 0; length < whole.size(); ++length)
            try {
                const auto text = mp4Text(whole.substr(0, length), kPrefix);
                QVERIFY(length < indexEnd ? !text : text == record);
            } catch (const ExportError&) {
                QVERIFY(length < indexEnd);
            }
        for (std::size_t place = 0; place < indexEnd; ++place)
            for (const int change : {0x01, 0x80, 0xff}) {
                std::string changed = whole;
                changed[place] = static_cast<char>(changed[place] ^ change);
                try {
                    mp4Text(changed, kPrefix);
                } catch (const ExportError&) {
                    continue;
                }
            }
    }

    void theIndexIsFoundWhereverItIs() {
        const auto indexOf = [](const std::string& file) {
            std::istringstream stream(file);
            return vector::mp4Index(stream);
        };
        const std::string start = box("ftyp", "isom"), moov = film(kPrefix + "{}").substr(12 + 48);
        const std::string media = box("mdat", std::string(5000, 'm'));
        QCOMPARE(indexOf(start + media + moov), start + moov.substr(0, moov.size() - 1008));
        QCOMPARE(indexOf(start + number(1) + "mdat" + number(16 + 5, 8) + "bytes" + moov + "rest"),
                 start + moov.substr(0, moov.size() - 1008));
        QCOMPARE(indexOf(start + media), start);
        QCOMPARE(indexOf(start + number(0) + "mdat" + moov), start);
        QVERIFY(indexOf("").empty());
        for (const std::string& wrong :
             {start + "moo", start + number(100) + "mdat", start + number(7) + "free",
              start + number(1) + "mdat" + number(~0ull, 8), start + number(0x50000000) + "moov"})
            QVERIFY_THROWS_EXCEPTION(ExportError, indexOf(wrong));
        std::string heads = start;
        for (int k = 0; k < 2000; ++k)
            heads += box("free", "");
        QCOMPARE(indexOf(heads + moov), start); // it isn't followed any further
    }

    /// Two gigabytes between the beginning and the index, which are neither read nor held.
    void longFilmsAreNotRead() {
        const QTemporaryDir folder;
        QFile file(folder.filePath("long.mp4"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        constexpr std::uint64_t kMedia = std::uint64_t{2} << 30;
        const auto put = [&file](const std::string& bytes) {
            return file.write(bytes.data(), static_cast<qint64>(bytes.size())) == static_cast<qint64>(bytes.size());
        };
        QVERIFY(put(box("ftyp", "isom") + number(1) + "mdat" + number(kMedia, 8)));
        QVERIFY(file.seek(static_cast<qint64>(12 + kMedia)));
        QFile own(QStringLiteral(CROQUIS_TEST_DATA "/provenance/two.mp4"));
        QVERIFY(own.open(QIODevice::ReadOnly));
        const std::string whole = own.readAll().toStdString();
        QVERIFY(put(whole.substr(whole.find("moov") - 4)) && file.flush());
        QVERIFY(vector::readProvenance(file.fileName().toStdString()) ==
                vector::readProvenance(own.fileName().toStdString()));
        QVERIFY(file.resize(static_cast<qint64>(kMedia))); // now it is cut short
        QVERIFY_THROWS_EXCEPTION(ExportError, vector::readProvenance(file.fileName().toStdString()));

        QVERIFY(file.seek(12) && put(number(65u << 20) + "moov") && file.resize(12 + (65 << 20)));
        try {
            vector::readProvenance(file.fileName().toStdString());
            QFAIL("an index of 65 MB was read");
        } catch (const ExportError& error) {
            QVERIFY2(QByteArray(error.what()).contains("larger than 64 MB"), error.what());
        }
    }

    void hugeTextsAreLeftOut() { QVERIFY(!mp4Text(film(kPrefix + std::string(17u << 20, 'x')), kPrefix)); }
};

QTEST_GUILESS_MAIN(Mp4TextTest)
#include "mp4_text_test.moc"
