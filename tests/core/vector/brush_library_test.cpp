// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_library.hpp"

#include "base/error.hpp"
#include "vector/brush/brush_file.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <sys/stat.h>

using namespace croquis;
using vector::Brush;
using vector::BrushLibrary;

class BrushLibraryTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString folder() const { return m_folder->filePath(QStringLiteral("data/brushes")); }
    BrushLibrary library() const { return BrushLibrary(folder().toStdString()); }
    QStringList files() const { return QDir(folder()).entryList(QDir::Files | QDir::Hidden, QDir::Name); }
    QStringList kept() const {
        QStringList all;
        for (const auto& brush : library().list().brushes)
            all += QString::fromStdString(brush.name);
        return all;
    }
    void put(const QString& name, const QByteArray& content) const {
        QDir().mkpath(folder());
        QFile file(folder() + QLatin1Char('/') + name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    static Brush reed(const std::string& name = "reed") {
        Brush brush = vector::brushFromText("ink");
        brush.name = name;
        brush.grain.amount = 0.25;
        return brush;
    }
    static QString complaintAbout(const std::string& name) {
        try {
            BrushLibrary::requireName(name);
        } catch (const InvalidArgument& error) {
            return QString::fromUtf8(error.what());
        }
        return {};
    }

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void anAbsentFolderHoldsNothing() {
        QVERIFY(library().list().brushes.empty() && library().list().complaints.empty());
        QVERIFY(!library().find("reed"));
        QVERIFY(!QDir(folder()).exists());
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, library().remove("reed"));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, library().rename("reed", "rush"));
    }

    void isKeptRenamedAndRemoved() {
        library().add(reed());
        library().add(reed("Z\xc3\xbcrich & co"));
        library().add(reed("Z-rich co"));
        QCOMPARE(files(), (QStringList{"Z-rich-co-2.json", "Z-rich-co.json", "reed.json"}));
        QCOMPARE(kept(), (QStringList{"Z-rich co", "Z\u00fcrich & co", "reed"}));
        QVERIFY(library().find("reed") == reed());
        QVERIFY(vector::readBrush((folder() + "/reed.json").toStdString()) == reed());
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, library().add(reed()));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, library().rename("reed", "Z-rich co"));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, library().rename("reed", "ink"));
        library().rename("reed", "reed");
        library().rename("reed", "rush");
        QVERIFY(!library().find("reed") && library().find("rush") == reed("rush"));
        QVERIFY(library().remove("rush") == reed("rush"));
        QCOMPARE(files(), (QStringList{"Z-rich-co-2.json", "Z-rich-co.json"}));
    }

    void names_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QByteArray>("instead");
        const auto row = [](const QByteArray& name, const char* words, const QByteArray& instead) {
            QTest::newRow(name.isEmpty() ? "empty" : name.left(20).constData()) << name << words << instead;
        };
        row("", "needs a name", "brush");
        row("reed", "", "reed");
        row("two words", "", "two words");
        row("\xc3\xa4\xc3\xb6", "", "\xc3\xa4\xc3\xb6");
        row("ink", "comes with the program", "ink 2");
        row("a/b", "no slash", "a-b");
        row("../../etc/passwd", "no slash", "..-..-etc-passwd");
        row("{\"a\": 1}", "no slash", "\"a\": 1}");
        row("--brush", "no slash", "brush");
        row("x.json", "no slash", "x");
        row(".json", "no slash", "brush");
        row(" x", "no slash", "x");
        row("x ", "no slash", "x");
        row("a\nb", "no slash", "ab");
        row(QByteArray(65, 'x'), "too long", QByteArray(64, 'x'));
        row(QByteArray(63, 'x') + "\xc3\xa4", "too long", QByteArray(63, 'x'));
    }
    void names() {
        QFETCH(QByteArray, name);
        QFETCH(QString, words);
        QFETCH(QByteArray, instead);
        const QString said = complaintAbout(name.toStdString());
        QVERIFY2(words.isEmpty() ? said.isEmpty() : said.contains(words) && said.endsWith('.'), qPrintable(said));
        const std::string free = library().freeName(name.toStdString());
        QCOMPARE(QByteArray::fromStdString(free), instead);
        QVERIFY(complaintAbout(free).isEmpty());
        library().add(reed(free));
        QCOMPARE(files().size(), qsizetype(1)); // in the folder, whatever the name
        const std::string next = library().freeName(name.toStdString());
        QVERIFY(next != free && complaintAbout(next).isEmpty());
    }

    /// What others put there: each file that is none is one sentence, and spoils no other.
    void strangersAreComplainedAbout() {
        library().add(reed());
        put("1-not-json.json", "\x89PNG\r\n");
        put("2-cut.json", QByteArray::fromStdString(vector::toJson(reed("cut"))).chopped(9));
        put("3-huge.json", QByteArray(3 << 20, ' '));
        put("4-built-in.json", R"({"croquisBrush": 1, "name": "ink"})");
        put("5-twin.json", R"({"croquisBrush": 1, "name": "twin"})");
        put("6-twin.json", R"({"croquisBrush": 1, "name": "twin", "width": 3})");
        put("7-slash.json", R"({"croquisBrush": 1, "name": "../x"})");
        put("8-newer.json", R"({"croquisBrush": 99, "name": "new"})");
        put("9-wild.json", R"({"croquisBrush": 1, "name": "wild", "opacity": 1e300})");
        put(".hidden.json", "no");
        put("notes.txt", "no");
        QDir(folder()).mkdir("a-folder.json");
        QFile::link("/nowhere", folder() + "/b-link.json");
        QFile::link("/dev/zero", folder() + "/c-endless.json");
        QFile::link(folder() + "/d-loop.json", folder() + "/d-loop.json");
        QCOMPARE(::mkfifo((folder() + "/e-pipe.json").toStdString().c_str(), 0600), 0); // opening it would wait
        const auto listing = library().list();
        QCOMPARE(kept(), (QStringList{"reed", "twin"}));
        QCOMPARE(library().find("twin")->width, 1.0);
        QCOMPARE(listing.complaints.size(), std::size_t(13));
        for (const auto& complaint : listing.complaints)
            QVERIFY2(QString::fromStdString(complaint).endsWith('.') &&
                         QString::fromStdString(complaint).contains(".json"),
                     complaint.c_str());
    }

    /// A brush may lie elsewhere; what is removed is the way to it.
    void aLinkIsAsGoodAsAFile() {
        put("../elsewhere", QByteArray::fromStdString(vector::toJson(reed())));
        QFile::link(m_folder->filePath("data/elsewhere"), folder() + "/reed.json");
        QCOMPARE(kept(), QStringList{"reed"});
        library().remove("reed");
        QVERIFY(kept().isEmpty() && QFile::exists(m_folder->filePath("data/elsewhere")));
    }

    /// In its file, whatever that is called.
    void isReplaced() {
        put("any name.json", QByteArray::fromStdString(vector::toJson(reed())));
        Brush other = reed();
        other.grain.amount = 0.75;
        library().replace(other);
        QCOMPARE(files(), QStringList{"any name.json"});
        QVERIFY(library().find("reed") == other);
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, library().replace(reed("rush")));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, library().replace(Brush())); // the pen comes with the program
        QCOMPARE(files(), QStringList{"any name.json"});
    }

    void aFolderOfOtherThings() {
        for (int k = 0; k < 300; ++k)
            put(QStringLiteral("%1.json").arg(k), "{}");
        library().add(reed());
        const auto listing = library().list();
        QCOMPARE(kept(), QStringList{"reed"}); // after all of them
        QCOMPARE(listing.complaints.size(), std::size_t(21));
        QVERIFY(listing.complaints.back().ends_with("isn't a brush: 280 files are left out."));
    }

    void manyAreNoMore() {
        for (std::size_t k = 0; k < BrushLibrary::kMostBrushes + 3; ++k)
            put(QStringLiteral("b%1.json").arg(k, 4, 10, QLatin1Char('0')),
                QStringLiteral(R"({"croquisBrush": 1, "name": "b%1"})").arg(k).toUtf8());
        const auto listing = library().list();
        QCOMPARE(listing.brushes.size(), BrushLibrary::kMostBrushes);
        QCOMPARE(listing.complaints.size(), std::size_t(1));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, library().add(reed()));
    }

    void whatCannotBeWritten() {
        put("../brushes-file", "x");
        const BrushLibrary blocked((folder() + "-file/inside").toStdString());
        QVERIFY_THROWS_EXCEPTION(ExportError, blocked.add(reed()));
        QVERIFY_THROWS_EXCEPTION(ExportError, BrushLibrary(std::filesystem::path()).add(reed()));
        QVERIFY(BrushLibrary(std::filesystem::path()).list().brushes.empty());
        const auto inAFile = blocked.list().complaints;
        QVERIFY(inAFile.size() == 1 && inAFile.front().ends_with("brushes-file/inside: Not a directory."));
    }

    void whereItLies() {
        qputenv("CROQUIS_BRUSHES", "/one/two");
        QCOMPARE(BrushLibrary::standard().folder(), std::filesystem::path("/one/two"));
        qunsetenv("CROQUIS_BRUSHES");
        qputenv("XDG_DATA_HOME", "/data");
        QCOMPARE(BrushLibrary::standard().folder(), std::filesystem::path("/data/croquis/brushes"));
        qputenv("XDG_DATA_HOME", "data"); // the specification: no relative one
        qputenv("HOME", "/home/me");
        QCOMPARE(BrushLibrary::standard().folder(), std::filesystem::path("/home/me/.local/share/croquis/brushes"));
        qunsetenv("HOME");
        QVERIFY(BrushLibrary::standard().folder().empty());
    }
};

QTEST_APPLESS_MAIN(BrushLibraryTest)
#include "brush_library_test.moc"
