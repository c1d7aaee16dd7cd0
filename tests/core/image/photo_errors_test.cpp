// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "image/photo.hpp"
#include "support/picture_bytes.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>
#include <QtEndian>

#include <cstdio>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

using namespace croquis;

namespace {

/// The message, or "" when the bytes were a picture after all. Any other exception goes through and fails the test.
std::string complaintAbout(const QByteArray& bytes, const std::string& name = "file") {
    try {
        image::decodePhoto(test::bytesOf(bytes), name);
        return {};
    } catch (const ImageFileError& error) {
        return error.what();
    }
}

std::string complaintAboutFile(const std::string& path) {
    try {
        image::loadPhoto(path);
        return {};
    } catch (const ImageFileError& error) {
        return error.what();
    }
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Everything written to standard output and error, from C too, while it lives.
class Terminal {
  public:
    Terminal() {
        std::fflush(nullptr);
        m_file.open();
        for (const int descriptor : {1, 2}) {
            m_kept[descriptor - 1] = ::dup(descriptor);
            ::dup2(m_file.handle(), descriptor);
        }
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal() {
        std::fflush(nullptr);
        for (const int descriptor : {1, 2}) {
            ::dup2(m_kept[descriptor - 1], descriptor);
            ::close(m_kept[descriptor - 1]);
        }
    }
    QByteArray text() {
        std::fflush(nullptr);
        m_file.seek(0);
        return m_file.readAll();
    }

  private:
    QTemporaryFile m_file;
    int m_kept[2] = {-1, -1};
};

QByteArray samplePng() {
    QByteArray lines;
    for (int y = 0; y < 16; ++y) {
        lines += '\0';
        for (int x = 0; x < 24; ++x)
            lines += static_cast<char>(x * 11 + y * 7);
    }
    return test::pngFile({24, 16, 8, 0}, lines, {{"eXIf", test::exifBlock(6, true)}});
}

const std::vector<std::pair<std::string, QByteArray>>& everyFormat() {
    static const std::vector<std::pair<std::string, QByteArray>> kFiles = [] {
        std::vector<std::pair<std::string, QByteArray>> files = {
            {"oriented.jpg", test::jpegWithExif(test::testPicture("quadrants.jpg"), test::exifBlock(6, false))},
            {"sample.png", samplePng()}};
        for (const char* name :
             {"interlaced.png",  "quadrants.jpg",    "progressive.jpg", "grey.jpg",     "cmyk.jpg",
              "quadrants.webp",  "transparent.webp", "animated.webp",   "animated.gif", "transparent_interlaced.gif",
              "quadrants.tif",   "grey16.tif",       "rgb16.tif",       "cmyk.tif",     "transparent.tif",
              "oriented6.tif",   "float.tif",        "quadrants.bmp",   "runs.bmp",     "rgb565.bmp",
              "transparent.bmp", "bilevel.bmp"})
            files.emplace_back(name, test::testPicture(name));
        return files;
    }();
    return kFiles;
}

} // namespace

class PhotoErrorsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void missingFolderAndEmptyAreSaidAsSuch() {
        const QTemporaryDir folder;
        const std::string base = folder.path().toStdString();
        QVERIFY(contains(complaintAboutFile(base + "/gone.jpg"), "gone.jpg doesn't exist"));
        QVERIFY(contains(complaintAboutFile(base), "is a folder"));
        QVERIFY(contains(complaintAboutFile("/dev/null"), "isn't an ordinary file"));
        QFile empty(folder.filePath("empty.png"));
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.close();
        QVERIFY(contains(complaintAboutFile(base + "/empty.png"), "empty.png is empty (0 bytes)"));
        QVERIFY(contains(complaintAboutFile(base + "/empty.png/x.png"), "x.png"));
    }

    void unreadableFileSaysWhy() {
        if (::geteuid() == 0)
            QSKIP("root may read everything");
        const QTemporaryDir folder;
        QFile file(folder.filePath("secret.png"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(samplePng());
        file.close();
        QVERIFY(file.setPermissions({}));
        QVERIFY(contains(complaintAboutFile(file.fileName().toStdString()), "Permission denied"));
    }

    void otherContentIsNamed() {
        QCOMPARE(
            complaintAbout("Dear diary,\n", "notes.jpg"),
            std::string(
                "notes.jpg isn't a picture (its content is text). Choose a JPEG, PNG, WebP, TIFF, GIF or BMP file."));
        QCOMPARE(complaintAbout(QByteArray("\0\0\0\x18"
                                           "ftypheic",
                                           12),
                                "IMG_1.heic"),
                 std::string("IMG_1.heic is a HEIC photo, which this build can't read. Export it as JPEG or PNG."));
        QVERIFY(contains(complaintAbout(test::testPicture("float.tif")), "unusual kind of TIFF"));
    }

    void truncatedFilesAreNotHalfPictures_data() {
        QTest::addColumn<QByteArray>("file");
        for (const auto& [name, file] : everyFormat())
            if (name != "float.tif" && !name.starts_with("animated"))
                QTest::newRow(name.c_str()) << file;
    }
    void truncatedFilesAreNotHalfPictures() {
        QFETCH(QByteArray, file);
        QCOMPARE(complaintAbout(file), std::string());
        for (const int percent : {20, 40, 60}) {
            const std::string complaint = complaintAbout(file.left(file.size() * percent / 100));
            QVERIFY2(contains(complaint, "is damaged or incomplete"), complaint.c_str());
        }
    }

    void missingEndIsNoticed() {
        QFile cat(CROQUIS_SAMPLES "/cat.jpg");
        QVERIFY(cat.open(QIODevice::ReadOnly));
        for (const QByteArray& file : {samplePng(), test::testPicture("quadrants.jpg"), cat.readAll()})
            for (const int cut : {1, 2, 12})
                QVERIFY(contains(complaintAbout(file.chopped(cut)), "is damaged or incomplete"));
    }

    void everyPrefixIsAPictureOrAnError() {
        Terminal terminal;
        for (const auto& [name, file] : everyFormat())
            for (int step = 0; step < 64; ++step)
                complaintAbout(file.left(file.size() * step / 64), name);
        for (int size = 0; size < 64; ++size)
            for (const auto& [name, file] : everyFormat())
                complaintAbout(file.left(size), name);
        QCOMPARE(terminal.text(), QByteArray());
    }

    void everyFlipIsAPictureOrAnError() {
        std::mt19937 random(20250101);
        Terminal terminal;
        for (const auto& [name, file] : everyFormat()) {
            for (int round = 0; round < 400; ++round) {
                QByteArray damaged = file;
                const int flips = 1 + round % 4;
                for (int i = 0; i < flips; ++i) {
                    const auto at = static_cast<qsizetype>(random() % static_cast<unsigned>(file.size()));
                    damaged[at] = static_cast<char>(random() & 255u);
                }
                complaintAbout(damaged, name);
            }
        }
        QCOMPARE(terminal.text(), QByteArray());
    }

    /// Runs and jumps that lead out of the picture more often than a number of 32 bits can count.
    void runsBeyondTheEdgeEndThere() {
        QByteArray bmp = test::testPicture("runs.bmp");
        const auto pixels = qFromLittleEndian<quint32>(bmp.constData() + 10);
        const QByteArray end = QByteArray::fromHex("0001");
        for (const char* step : {"ff01", "000200ff", "0002ff00"}) {
            const QByteArray once = QByteArray::fromHex(step);
            const QByteArray steps = once.repeated(8'500'000);
            QCOMPARE(complaintAbout(bmp.left(pixels) + steps + end), std::string());
        }
    }

    void hugeHeadersAreRefusedBeforeDecoding() {
        QByteArray webp =
            test::webpWithExif(test::testPicture("quadrants.webp"), test::exifBlock(1, true), 16384, 16384);
        QVERIFY(!complaintAbout(webp).empty());
        QByteArray gif = test::testPicture("animated.gif");
        gif.replace(6, 4, QByteArray::fromHex("ffffffff"));
        QVERIFY(contains(complaintAbout(gif), "is too large: 65535 x 65535 pixels"));
        QByteArray bmp = test::testPicture("quadrants.bmp");
        bmp.replace(18, 8, QByteArray::fromHex("ffffff7fffffff7f"));
        QVERIFY(contains(complaintAbout(bmp), "is too large: 2147483647 x 2147483647 pixels"));
        bmp.replace(18, 8, QByteArray::fromHex("ff7f000000000080"));
        QVERIFY(contains(complaintAbout(bmp), "is too large: 32767 x 2147483648 pixels"));
        QVERIFY(contains(complaintAbout(test::pngFile({1 << 20, 1 << 20, 1, 0}, {})),
                         "is too large: 1048576 x 1048576 pixels"));
        QVERIFY(contains(complaintAbout(test::pngFile({1 << 26, 1, 1, 0}, {})), "a side can be at most 131072"));
        QByteArray jpeg = test::testPicture("quadrants.jpg");
        const auto frame = jpeg.indexOf("\xff\xc0");
        jpeg.replace(frame + 5, 4, QByteArray::fromHex("fdb0fdb0"));
        QVERIFY(contains(complaintAbout(jpeg), "is too large: 64944 x 64944 pixels"));
        QByteArray progressive = test::testPicture("progressive.jpg");
        progressive.replace(progressive.indexOf("\xff\xc2") + 5, 4, QByteArray::fromHex("4e204e20"));
        QVERIFY(contains(complaintAbout(progressive), "a progressive JPEG of 20000 x 20000 pixels"));
    }
};

QTEST_APPLESS_MAIN(PhotoErrorsTest)
#include "photo_errors_test.moc"
