// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/provenance_file.hpp"
#include "vector/svg_reader.hpp"
#include "vector/svg_writer.hpp"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace croquis;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(CROQUIS_TEST_DATA) / "svg";

/// The message of the refusal, empty when the text was read.
std::string refusal(std::string_view svg) {
    try {
        vector::parseSvg(svg, "bad.svg");
        return {};
    } catch (const ExportError& error) {
        return error.what();
    }
}

std::string around(const std::string& content) {
    return "<svg viewBox='0 0 9 9' stroke='red'>" + content + "</svg>";
}

} // namespace

class SvgHostileTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void filesAreRefused_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("cause");
        QTest::newRow("entity bomb") << "entity_bomb.svg"
                                     << "document type";
        QTest::newRow("external entity") << "external_entity.svg"
                                         << "document type";
        QTest::newRow("foreign doctype") << "foreign_doctype.svg"
                                         << "document type";
        QTest::newRow("text") << "text.svg"
                              << "it isn't an SVG but text.";
        QTest::newRow("empty") << "empty.svg"
                               << "it is empty.";
        QTest::newRow("html") << "html.svg"
                              << "it isn't an SVG but a web page.";
        QTest::newRow("no size") << "no_size.svg"
                                 << "neither a viewBox";
    }
    void filesAreRefused() {
        QFETCH(QString, name);
        QFETCH(QString, cause);
        const std::filesystem::path file = kFolder / name.toStdString();
        try {
            vector::readSvg(file);
            QFAIL("read it");
        } catch (const ExportError& error) {
            const QString message = error.what();
            QVERIFY2(message.startsWith(QString("Couldn't read %1: ").arg(QString::fromStdString(file.string()))),
                     error.what());
            QVERIFY2(message.contains(cause), error.what());
        }
    }

    void declarationsAreRefused_data() {
        QTest::addColumn<QString>("declarations");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QString::fromStdString(text);
        };
        row("nested", "<!ENTITY a '1'><!ENTITY b '&a;&a;'>");
        row("a character", "<!ENTITY a '&#60;path/>'>");
        row("markup", "<!ENTITY a '<path/>'>");
        row("another file", "<!ENTITY a SYSTEM 'file:///etc/passwd'>");
        row("a published file", "<!ENTITY a PUBLIC 'x' 'file:///etc/passwd'>");
        row("parameter", "<!ENTITY % a '1'>");
        row("parameter's use", "%a;");
        row("element", "<!ELEMENT svg ANY>");
        row("attributes", "<!ATTLIST svg a CDATA '1'>");
        row("no end", "<!ENTITY a '1'");
        row("no text", "<!ENTITY a>");
        row("long", "<!ENTITY a '" + std::string(300, '1') + "'>");
        std::string many;
        for (int i = 0; i < 65; ++i)
            many += "<!ENTITY a" + std::to_string(i) + " '1'>";
        row("many", many);
    }
    void declarationsAreRefused() {
        QFETCH(QString, declarations);
        const std::string good = "<path d='M0 0L1 1'/>";
        const auto declared = [&](const std::string& text) {
            return refusal("<!DOCTYPE svg [" + text + "]>" + around(good));
        };
        QCOMPARE(declared("<!ENTITY z '1'>"), std::string());
        const QString said = QString::fromStdString(declared("<!ENTITY z '1'>" + declarations.toStdString()));
        QVERIFY2(said.contains("document type") || said.contains("well-formed"), qPrintable(said));
    }

    void entitiesStayFewAndShort() {
        const std::string type = "<!DOCTYPE svg [<!ENTITY a '" + std::string(256, ' ') + "'>]>";
        std::string uses;
        for (int i = 0; i < 5000; ++i)
            uses += "&a;";
        const auto said = refusal(type + around("<path d='M0 0L" + uses + "1 1'/>"));
        QVERIFY2(said.find("more than 1 MB") < said.size(), said.c_str());
        QVERIFY(refusal(type + type + around("<path d='M0 0L1 1'/>")).find("document type") != std::string::npos);
    }

    void damageIsRefused_data() {
        QTest::addColumn<QString>("svg");
        const auto row = [](const char* name, const std::string& svg) {
            QTest::newRow(name) << QString::fromStdString(svg);
        };
        row("NaN", around("<path d='M0 0L NaN 1'/>"));
        row("infinite", around("<path d='M0 0L1e999 1'/>"));
        row("beyond the page", around("<path d='M0 0L1e8 1'/>"));
        row("overflow in a transform",
            around("<g transform='scale(1e300)'><path transform='scale(1e300)' d='M0 0L1 1'/></g>"));
        row("infinite transform", around("<path transform='scale(1e999)' d='M0 0L1 1'/>"));
        row("infinite relative", around("<path d='m1e308 1l1e308 0l1e308 0'/>"));
        row("infinite width", around("<path stroke-width='1e999' d='M0 0L1 1'/>"));
        row("huge width", around("<path stroke-width='1e30' d='M0 0L1 1'/>"));
        row("opacity", around("<path opacity='half' d='M0 0L1 1'/>"));
        row("huge circle", around("<circle r='1e300'/>"));
        row("odd points", around("<polyline points='1 2 3'/>"));
        row("unknown entity in a path", around("<path d='M0 0L&bomb; 1'/>"));
        row("empty viewBox", "<svg viewBox='0 0 0 9'/>");
        row("negative viewBox", "<svg viewBox='0 0 -1 9'/>");
        row("short viewBox", "<svg viewBox='0 0 9'/>");
        row("long viewBox", "<svg viewBox='0 0 9 9 9'/>");
        row("huge page", "<svg width='1e9mm' height='1mm'/>");
        row("zero page", "<svg width='0' height='5'/>");
        row("negative page", "<svg width='-5' height='5'/>");
        row("page in what isn't a unit", "<svg width='5foo' height='5foo'/>");
        row("not closed", "<svg viewBox='0 0 9 9'><g></svg>");
        row("no root", "<!-- nothing -->");
    }
    void damageIsRefused() {
        QFETCH(QString, svg);
        const std::string message = refusal(svg.toStdString());
        QVERIFY(QString::fromStdString(message).startsWith("Couldn't read bad.svg: "));
    }

    void theElementIsNamed() {
        QCOMPARE(refusal(around("<path id='eye' d='M1 1L3 x'/>")),
                 std::string("Couldn't read bad.svg: in the <path> \"eye\" a number is missing at \"x\"."));
        QCOMPARE(refusal(around("<polyline points='1 2 3'/>")),
                 std::string("Couldn't read bad.svg: in a <polyline> a number is missing at its end."));
    }

    void otherContentIsNamed() {
        const auto says = [](std::string_view content, const char* words) {
            return QString::fromStdString(refusal(content)).contains(words);
        };
        QVERIFY(says("\xff\xd8\xff\xe0 and so on", "it isn't an SVG but a JPEG picture."));
        QVERIFY(says("%PDF-1.7\n", "it isn't an SVG but a PDF document."));
        QVERIFY(says("# A heading\n\nWords < more words.\n", "it isn't an SVG but text."));
        QVERIFY(says("<!DOCTYPE html><html><body/></html>", "it isn't an SVG but a web page."));
        QVERIFY(says("<other><svg/></other>", "it isn't an SVG but XML of another kind (<other>)."));
        QVERIFY(says("<svg viewBox='0 0 9 9'><g></svg>", "it isn't well-formed XML"));
        QCOMPARE(refusal("<s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"), std::string());
    }

    void compressedFilesAreRefused() { QVERIFY(refusal("\x1f\x8b\x08 abc").find("gunzip") != std::string::npos); }

    void deepNestingIsRefused() {
        const auto nested = [](int depth) {
            std::string svg;
            for (int i = 0; i < depth; ++i)
                svg += "<g>";
            svg += "<path d='M0 0L1 1'/>";
            for (int i = 0; i < depth; ++i)
                svg += "</g>";
            return around(svg);
        };
        QCOMPARE(refusal(nested(100)), std::string());
        QVERIFY(refusal(nested(200)).find("nested") != std::string::npos);
        QVERIFY(refusal(nested(200000)).find("nested") != std::string::npos);
    }

    void hugeCountsAreRefusedQuickly() {
        QElapsedTimer timer;
        timer.start();
        std::string path = "<path d='M0 0l";
        for (int i = 0; i < 400000; ++i)
            path += "1 1 ";
        QVERIFY(refusal(around(path + "'/>")).find("200000") != std::string::npos);
        std::string many;
        for (int i = 0; i < 250000; ++i)
            many += "<path d='M0 0h1'/>";
        QVERIFY(refusal(around(many)).find("200000") != std::string::npos);
        std::string elements;
        elements.reserve(9u << 20);
        for (int i = 0; i < 2100000; ++i)
            elements += "<a/>";
        QVERIFY(refusal(around(elements)).find("2 million") != std::string::npos);
        QVERIFY(refusal(std::string((64u << 20) + 1, ' ')).find("64 MB") != std::string::npos);
        QVERIFY2(timer.elapsed() < 20000, "refusing took too long");
    }

    void everyPrefixIsRefused() {
        vector::Drawing drawing = test::sampleDrawing();
        drawing.layers.resize(1);
        drawing.layers[0].strokes.resize(2);
        drawing.provenance->sketches.resize(1);
        drawing.provenance->sketches[0].curves.resize(1);
        const std::string svg = writeSvg(drawing);
        const std::size_t whole = svg.size() - 1; // without the newline at the end
        for (std::size_t n = 0; n < whole; ++n)
            QVERIFY2(!refusal(std::string_view(svg).substr(0, n)).empty(), qPrintable(QString::number(n)));
        QCOMPARE(refusal(std::string_view(svg).substr(0, whole)), std::string());
    }

    void flippedBytesNeverCrash() {
        const std::string svg = writeSvg(test::sampleDrawing());
        test::Numbers numbers(17);
        int refused = 0;
        for (int round = 0; round < 4000; ++round) {
            std::string bad = svg;
            for (int k = 0; k < 4; ++k)
                bad[numbers.below(static_cast<std::uint32_t>(bad.size()))] = static_cast<char>(numbers.below(256));
            refused += refusal(bad).empty() ? 0 : 1;
        }
        QVERIFY(refused > 100);
    }

    void recordsAreRefusedWithTheFilesName() {
        QTemporaryDir folder;
        const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "a sketch.svg";
        const auto message = [&file](const std::string& content) -> std::string {
            std::ofstream(file, std::ios::binary) << content;
            try {
                vector::readProvenance(file);
                return {};
            } catch (const ExportError& error) {
                return error.what();
            }
        };
        const std::string svg = writeSvg(test::sampleDrawing());
        QCOMPARE(message(svg), std::string());
        vector::Drawing bare = test::sampleDrawing();
        bare.provenance.reset();
        QVERIFY(message(writeSvg(bare)).find("carries no record") != std::string::npos);
        std::string newer = svg;
        const std::string before = "&quot;schema&quot;:1";
        newer.replace(newer.find(before), before.size(), "&quot;schema&quot;:9");
        QVERIFY(message(newer).starts_with("Couldn't restore from " + file.string()));
        QVERIFY(message(newer).find("newer Croquis") != std::string::npos);
        // The drawing itself can still be read.
        QCOMPARE(refusal(newer), std::string());
        QVERIFY(message("just text").find(file.string()) != std::string::npos);
        QVERIFY_THROWS_EXCEPTION(ExportError, vector::readProvenance(file.parent_path()));
    }

    /// Every rule for every element would be 10^10 steps.
    void hugeStyleSheetsAreQuick() {
        std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><style>";
        for (int i = 0; i < 100000; ++i)
            svg += ".a{stroke:red}";
        svg += "</style>";
        for (int i = 0; i < 100000; ++i)
            svg += "<path class=\"a\" d=\"M0 0L9 9\"/>";
        svg += "</svg>";
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(vector::parseSvg(svg, "many").sketch.strokes.size(), std::size_t{100000});
        QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_APPLESS_MAIN(SvgHostileTest)
#include "svg_hostile_test.moc"
