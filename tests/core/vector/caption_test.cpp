// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/vector_samples.hpp"
#include "vector/caption.hpp"
#include "vector/pdf_text.hpp"
#include "vector/pdf_writer.hpp"
#include "vector/stroke_painter.hpp"
#include "vector/svg_drawing.hpp"
#include "vector/svg_writer.hpp"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <string_view>
#include <utility>

using namespace croquis;
using vector::Caption;

namespace {

vector::Drawing captioned(std::vector<Caption> captions) {
    vector::Drawing drawing;
    drawing.widthMm = 100;
    drawing.heightMm = 60;
    drawing.layers = {{"1 sketch", test::randomStrokes(3, 50, 1, 4)}};
    drawing.captions = std::move(captions);
    return drawing;
}

geometry::Box boxOf(const std::vector<vector::Mark>& marks) {
    geometry::Box box{{1e9, 1e9}, {-1e9, -1e9}};
    for (const auto& mark : marks)
        for (const auto& curve : mark.line->curves) {
            const auto one = curve.boundingBox();
            box.minimum = {std::min(box.minimum.x, one.minimum.x), std::min(box.minimum.y, one.minimum.y)};
            box.maximum = {std::max(box.maximum.x, one.maximum.x), std::max(box.maximum.y, one.maximum.y)};
        }
    return box;
}

} // namespace

class CaptionTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void anSvgHoldsTextAndGivesItBack() {
        const std::vector<Caption> captions{{"cat & <dog>, 16 strokes", {50, 58}, 3, {10, 20, 30}},
                                            {"K\u00e4tzchen", {20, 30}, 2.5, {96, 96, 96}}};
        const auto drawing = captioned(captions);
        const std::string svg = vector::writeSvg(drawing);
        QVERIFY(svg.find(">cat &amp; &lt;dog&gt;, 16 strokes</text>") != std::string::npos);
        const auto document = vector::parseSvg(svg, "test");
        QVERIFY(document.notices.empty());
        QVERIFY(document.captions == captions);
        auto again = vector::drawingOf(document);
        again.title = drawing.title;
        QCOMPARE(QString::fromStdString(vector::writeSvg(again)), QString::fromStdString(svg));
        QVERIFY(vector::writeSvg(captioned({})).find("<text") == std::string::npos);
    }

    void aPdfHoldsTextThatAnotherReaderFinds() {
        const QString reader = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
        if (reader.isEmpty())
            QSKIP("pdftotext isn't installed (poppler-utils)");
        const std::string pdf =
            vector::writePdf(captioned({{"K\u00e4tzchen (1), 16 strokes", {50, 58}, 3, {96, 96, 96}}}));
        QProcess process;
        process.start(reader, {"-", "-"});
        process.write(QByteArray::fromStdString(pdf));
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()).trimmed(),
                 QStringLiteral("K\u00e4tzchen (1), 16 strokes"));
        QVERIFY(vector::writePdf(captioned({})).find("/Font") == std::string::npos);
    }

    /// Pixels show it where it belongs, and nothing else of it elsewhere.
    void itIsPainted() {
        auto drawing = captioned({{"16 strokes", {50, 55}, 4, {0, 0, 0}}});
        drawing.layers.clear();
        const auto picture = vector::paint(vector::markedPage(drawing), {{500, 300}, {}});
        int inside = 0, outside = 0;
        for (int y = 0; y < 300; ++y)
            for (int x = 0; x < 500; ++x)
                if (picture[4 * static_cast<std::size_t>(500 * y + x) + 3] > 60)
                    (std::abs(x - 250) < 60 && y > 255 && y < 280 ? inside : outside) += 1;
        QVERIFY2(inside > 150 && outside == 0, qPrintable(QString("%1, %2").arg(inside).arg(outside)));
    }

    /// Centred, on its base line, as large as its font's size says; each letter has a shape of its own.
    void itsLettersAreLetters() {
        const Caption caption{"hamburgefonstiv", {50, 20}, 5, {}};
        const auto box = boxOf(vector::captionMarks(caption));
        QVERIFY(std::abs(0.5 * (box.minimum.x + box.maximum.x) - 50) < 0.6);
        QVERIFY(box.maximum.x - box.minimum.x < vector::captionWidthMm(caption));
        QVERIFY(box.minimum.y > 20 - 5 && box.minimum.y < 20 - 3 && box.maximum.y < 21.5);
        std::vector<std::vector<vector::Mark>> shapes;
        for (char letter = '!'; letter <= '~'; ++letter) {
            const auto marks = vector::captionMarks({std::string(1, letter), {}, 5, {}});
            QVERIFY2(!marks.empty(), qPrintable(QString(QChar(letter))));
            const bool isBox = marks == vector::captionMarks({"\u4e2d", {}, 5, {}});
            QVERIFY2(!isBox, qPrintable(QString(QChar(letter))));
            shapes.push_back(marks);
        }
        for (char16_t letter = 0xA1; letter <= 0xFF; ++letter) {
            if (letter == 0xAD) // a hyphen that one may see
                continue;
            const std::string text = QString(QChar(letter)).toStdString();
            QVERIFY2(vector::lettersWithoutShape(text).empty(), text.c_str());
            shapes.push_back(vector::captionMarks({text, {}, 5, {}}));
            QVERIFY2(!shapes.back().empty(), text.c_str());
        }
        for (std::size_t i = 0; i < shapes.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(!(shapes[i] == shapes[j]), qPrintable(QString("%1 %2").arg(i).arg(j)));
        QVERIFY(vector::captionMarks({"\u00fc", {}, 5, {}}).size() > vector::captionMarks({"u", {}, 5, {}}).size());
        QVERIFY(vector::captionMarks({"", {}, 5, {}}).empty());
    }

    void whatCannotBeShownIsNamed() {
        const std::string text = "\u043a\u043e\u043a\u00fc \u201e<a>\u201c \u4e2d\u2020";
        QVERIFY(vector::lettersWithoutShape(text) == U"\u043a\u043e\u4e2d\u2020");
        QVERIFY(vector::lettersPdfLacks(text) == U"\u043a\u043e\u4e2d"); // it has the dagger
        QCOMPARE(vector::pdfLatin("<\u043a\u20ac\u0178>"), std::string("<3C3F809F3E>"));
        QVERIFY(vector::lettersPdfLacks(std::string(1, '\0')) == std::u32string(1, U'\0'));
        QCOMPARE(vector::pdfWidth("\u2014"), 1.0);
    }

    /// A mark hangs over the middle of its letter, and touches neither it nor the line above.
    void marksStandOverTheirLetters() {
        for (const auto& [letter, plain] : {std::pair("\u00e9", "e"), {"\u00c5", "A"}, {"\u00ee", "i"}}) {
            const auto marked = boxOf(vector::captionMarks({letter, {}, 8.4, {}}));
            const auto box = boxOf(vector::captionMarks({plain, {}, 8.4, {}}));
            const bool isDotted = std::string_view(plain) == "i"; // in place of its dot
            QVERIFY2(marked.minimum.y < box.minimum.y - (isDotted ? 0.1 : 1) && marked.minimum.y > -8.4, letter);
            QCOMPARE(marked.maximum.y, box.maximum.y);
        }
    }

    /// Its font is an object of its own, which readers that look for fonts expect.
    void aPdfsFontIsFound() {
        const QString reader = QStandardPaths::findExecutable(QStringLiteral("pdffonts"));
        if (reader.isEmpty())
            QSKIP("pdffonts isn't installed (poppler-utils)");
        QProcess process;
        process.start(reader, {"-"});
        process.write(QByteArray::fromStdString(vector::writePdf(captioned({{"a", {50, 58}, 3, {96, 96, 96}}}))));
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(QString::fromUtf8(process.readAllStandardError()), QString());
        QVERIFY(process.readAllStandardOutput().contains("Helvetica"));
    }

    void bytesThatAreNoTextAreSeen() {
        QVERIFY(vector::codePointsOf("a\xC3\xA4\xE4\xB8\xAD\xF0\x9F\x98\x80") == U"a\u00e4\u4e2d\U0001F600");
        QVERIFY(vector::codePointsOf("\xE4z\xC3") == U"\uFFFDz\uFFFD");
    }
};

QTEST_APPLESS_MAIN(CaptionTest)
#include "caption_test.moc"
