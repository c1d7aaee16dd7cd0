// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"

#include <QDir>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using test::fileContent;
using test::runCli;
using test::sample;

namespace {

/// Two strokes of one width; the first drawn is the shorter.
QByteArray strokes() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 80\" width=\"100mm\" height=\"80mm\">"
           "<g fill=\"none\" stroke-linecap=\"round\" stroke=\"#204060\" stroke-width=\"2.679\"><path id=\"a\" d=\"M10 "
           "10C30 15 30 20 40 30\"/>"
           "<path id=\"b\" d=\"M10 70C40 50 60 30 90 10\"/></g></svg>";
}

/// Of the strokes themselves, whatever a brush left beside them.
QStringList valuesOf(const QByteArray& svg, const char* attribute) {
    QStringList values;
    QRegularExpression path(QStringLiteral("<path id=\"[^\"]+\"[^>]* %1=\"([^\"]+)\"").arg(attribute));
    for (auto found = path.globalMatch(QString::fromUtf8(svg)); found.hasNext();)
        values += found.next().captured(1);
    return values;
}

/// Levels that the two pictures are apart in the mean of all channels; 255 where they are of different sizes.
double apart(const QByteArray& png, const QByteArray& other) {
    const auto read = [](const QByteArray& bytes) {
        return QImage::fromData(bytes, "PNG").convertToFormat(QImage::Format_RGBA8888);
    };
    const QImage a = read(png), b = read(other);
    if (a.isNull() || a.size() != b.size())
        return 255;
    double sum = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < 4 * a.width(); ++x)
            sum += std::abs(a.constScanLine(y)[x] - b.constScanLine(y)[x]);
    return sum / (4.0 * a.width() * a.height());
}

} // namespace

/// Strokes of differing width and opacity, and brushes of one's own, by the program as its user starts it.
class CliVariationTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    test::Outcome run(const QStringList& arguments) const { return runCli(arguments, m_folder.path()); }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QByteArray rendered(const QString& from, const QString& to, const QStringList& options) const {
        const auto outcome = run(QStringList{"render", from, "-o", to, "--overwrite"} + options);
        if (outcome.code != 0)
            qWarning("%s", qPrintable(outcome.err));
        return outcome.code == 0 ? fileContent(path(to)) : QByteArray();
    }

  private Q_SLOTS:
    void initTestCase() {
        QVERIFY(test::putFile(path("s.svg"), strokes()));
        qputenv("CROQUIS_BRUSHES", path("own").toUtf8());
    }

    void theWeakerIsThinner() {
        const auto varied = rendered("s.svg", "v.svg", {"--vary-width", "order:0.8", "--vary-opacity", "order:0.25"});
        QCOMPARE(valuesOf(varied, "stroke-width"), (QStringList{"2.679", "0.536"}));
        QCOMPARE(valuesOf(varied, "stroke-opacity"), (QStringList{"0.75"}));
        QCOMPARE(valuesOf(rendered("s.svg", "v.svg", {"--vary-width", "importance"}), "stroke-width"),
                 (QStringList{"2.679", "1.072"}));
        // That it can't be known is said; a file of the program's own tells it.
        QVERIFY(run({"render", "s.svg", "-o", "v.svg", "--overwrite", "--vary-width", "importance"})
                    .err.contains("which strokes matter most"));
        QVERIFY(run({"render", "s.svg", "-o", "v.svg", "--overwrite", "--vary-width", "order"}).err.isEmpty());
        const auto byLength = valuesOf(rendered("s.svg", "v.svg", {"--vary-width", "length:0.9"}), "stroke-width");
        QVERIFY2(byLength[0].toDouble() > 0.8 && byLength[0].toDouble() < 1.2 && byLength[1] == "2.679",
                 qPrintable(byLength.join(' ')));
    }

    /// The same picture in every format, but for what a file's thousandths leave of a width; the variation taken off,
    /// the file there was without it.
    void isRestyled_data() {
        QTest::addColumn<QString>("brush");
        QTest::newRow("pen") << "pen";
        QTest::newRow("charcoal") << "charcoal";
    }
    void isRestyled() {
        QFETCH(QString, brush);
        const QStringList vary{"--vary-width", "length:0.85", "--vary-opacity", "importance:0.5"};
        const QStringList with{"--brush", brush};
        const auto varied = rendered("s.svg", "v.svg", with + vary);
        QVERIFY(!varied.isEmpty());
        QVERIFY(varied != rendered("s.svg", "plain.svg", with));
        for (const char* attribute : {"d", "stroke-width", "stroke-opacity"})
            QCOMPARE(valuesOf(rendered("v.svg", "again.svg", {}), attribute), valuesOf(varied, attribute));
        QCOMPARE(rendered("v.svg", "off.svg", {"--vary-width", "none", "--vary-opacity", "none"}),
                 fileContent(path("plain.svg")));
        const auto png = rendered("v.svg", "a.png", {});
        QVERIFY(apart(png, rendered("s.svg", "b.png", with + vary)) < 0.02);
        QVERIFY(apart(png, rendered("s.svg", "b.png", with)) > 0.5);
        QCOMPARE(rendered("v.svg", "a.svg", {"--width", "0.9mm"}),
                 rendered("s.svg", "b.svg", with + vary + QStringList{"--width", "0.9mm"}));
        QCOMPARE(rendered("v.svg", "a.svg", {"--vary-width", "order:0.3"}),
                 rendered("s.svg", "b.svg",
                          with + QStringList{"--vary-width", "order:0.3", "--vary-opacity", "importance:0.5"}));
        // A pen has one width, and its file says nothing of another.
        const auto plotted = rendered("v.svg", "plot.svg", {"--profile", "plotter"});
        QVERIFY(!plotted.isEmpty() && !plotted.contains("vary-"));
        QVERIFY(valuesOf(plotted, "stroke-opacity").isEmpty());
    }

    void badValuesAreRefused_data() {
        QTest::addColumn<QString>("value");
        for (const char* value : {"long", "length:1", "length:-1", "length:nan", "none:1", "length:0,5", "\x1b[31m"})
            QTest::newRow(value) << value;
    }
    void badValuesAreRefused() {
        QFETCH(QString, value);
        for (const QString& option : {QString("--vary-width"), QString("--vary-opacity")})
            for (const QStringList& command :
                 {QStringList{"render", "s.svg", "-o", "refused.png", option, value},
                  QStringList{"draw", sample("cat.jpg"), "-o", "refused.svg", option, value}}) {
                const auto outcome = run(command);
                QCOMPARE(outcome.code, 2);
                QVERIFY2(outcome.saysOneSentence() && outcome.err.contains(option), qPrintable(outcome.err));
            }
        QVERIFY(!test::entries(m_folder.path()).join(' ').contains("refused"));
    }

    void aDamagedVariationSpoilsNoSketch() {
        QByteArray svg = rendered("s.svg", "v.svg", {"--vary-width", "order:0.8"});
        QVERIFY(svg.contains(">order:0.8<"));
        svg.replace(">order:0.8<", ">order:8e300<");
        QVERIFY(test::putFile(path("damaged.svg"), svg));
        const auto outcome = run({"render", "damaged.svg", "-o", "d.svg", "--overwrite"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("damaged.svg: A variation's amount"), qPrintable(outcome.err));
        QCOMPARE(valuesOf(fileContent(path("d.svg")), "stroke-width"), (QStringList{"2.679", "0.536"}));
    }

    /// What is drawn varied comes back with --from, from any format, and the record says how it was varied.
    void drawnAndRepeated() {
        const QStringList draw{"draw",        sample("cat.jpg"), "--iterations", "3",         "--strokes",
                               "6",           "--mask",          "none",         "--threads", "1",
                               "--overwrite", "--progress",      "none"};
        QCOMPARE(run(draw + QStringList{"-o", "plain.svg"}).code, 0);
        QCOMPARE(run(draw + QStringList{"-o", "first.svg", "--png", "first.png", "--pdf", "first.pdf", "--vary-width",
                                        "importance:0.7", "--vary-opacity", "order:0.5", "--paper", "#f7f1e3",
                                        "--paper-texture", "flecked"})
                     .code,
                 0);
        const auto first = fileContent(path("first.svg"));
        auto widths = valuesOf(first, "stroke-width");
        QCOMPARE(widths.size(), qsizetype(6));
        QVERIFY(std::is_sorted(widths.begin(), widths.end(),
                               [](const auto& a, const auto& b) { return a.toDouble() > b.toDouble(); }));
        QVERIFY(std::abs(widths.back().toDouble() - 0.3 * widths.front().toDouble()) < 0.001);
        for (const QString& from : {QString("first.svg"), QString("first.png"), QString("first.pdf")}) {
            QCOMPARE(run({"draw", sample("cat.jpg"), "--from", from, "-o", "second.svg", "--overwrite"}).code, 0);
            QCOMPARE(fileContent(path("second.svg")), first);
        }
        QVERIFY(first.contains("paper-texture>flecked<"));
        QCOMPARE(rendered("first.svg", "again.svg", {}), first); // not a digit rounded twice
        QCOMPARE(
            rendered("first.svg", "off.svg",
                     {"--vary-width", "none", "--vary-opacity", "none", "--paper", "none", "--paper-texture", "none"}),
            rendered("plain.svg", "same.svg", {}));
    }

    /// The record of a restyled sketch tells of the sketch as it is now, so that it comes back as it looks.
    void theRecordFollowsTheLook() {
        QCOMPARE(run({"draw", sample("cat.jpg"), "--iterations", "2", "--strokes", "4", "--mask", "none", "--threads",
                      "1", "--progress", "none", "-o", "drawn.svg"})
                     .code,
                 0);
        const QStringList look{"--width", "1.25mm",          "--colour", "#204060",      "--paper",
                               "#1c2b4a", "--paper-texture", "laid",     "--vary-width", "length:0.8"};
        const auto styled = rendered("drawn.svg", "styled.svg", look);
        QVERIFY(!styled.isEmpty());
        QCOMPARE(run({"draw", sample("cat.jpg"), "--from", "styled.svg", "-o", "redrawn.svg"}).code, 0);
        QCOMPARE(fileContent(path("redrawn.svg")), styled);
    }

    void ownBrushesGoByName() {
        const QByteArray reed =
            R"({"croquisBrush": 1, "name": "fine reed", "ends": "slant", "nib": {"angle": 10, "ratio": 0.3}})";
        QVERIFY(QDir().mkpath(path("own")));
        QVERIFY(test::putFile(path("own/any name.json"), reed));
        QVERIFY(test::putFile(path("own/broken.json"), "{"));
        QVERIFY(
            test::putFile(path("own/loud.json"),
                          "{\"croquisBrush\": 1, \"name\": \"loud\", \"description\": \"\\u001b[31mred\\nink  2\"}"));
        const auto listed = run({"brushes"});
        QCOMPARE(listed.code, 0);
        QVERIFY2(listed.out.contains("\nfine reed"), qPrintable(listed.out));
        QVERIFY(listed.out.contains("\nloud          [31mred ink  2\n"));
        QVERIFY2(listed.err.contains("broken.json: it isn't valid JSON at line 1, "), qPrintable(listed.err));
        const auto byName = rendered("s.svg", "n.svg", {"--brush", "fine reed"});
        QVERIFY(byName.contains("fine reed"));
        QCOMPARE(byName, rendered("s.svg", "f.svg", {"--brush", "own/any name.json"}));
        QCOMPARE(run({"brushes", "show", "fine reed"}).code, 0);
        const auto missing = run({"render", "s.svg", "-o", "m.svg", "--brush", "broken"});
        QCOMPARE(missing.code, 2);
        QVERIFY(missing.saysOneSentence());
    }
};

QTEST_GUILESS_MAIN(CliVariationTest)
#include "cli_variation_test.moc"
