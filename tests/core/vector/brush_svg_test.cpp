// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/svg_drawing.hpp"
#include "vector/svg_reader.hpp"
#include "vector/svg_writer.hpp"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

#include <span>

using namespace croquis;
using vector::Brush;

namespace {

vector::Drawing sampleWith(const Brush& brush) {
    vector::Drawing drawing = test::sampleDrawing();
    drawing.brush = brush;
    return drawing;
}

std::vector<Brush> allBrushes() {
    auto brushes = vector::builtInBrushes();
    Brush thin;
    thin.name = "thin <pen> & \"ink\"";
    thin.width = 0.4;
    thin.opacity = 0.5;
    brushes.push_back(thin);
    return brushes;
}

} // namespace

class BrushSvgTest : public QObject {
    Q_OBJECT

    void addBrushes() {
        QTest::addColumn<int>("number");
        const auto brushes = allBrushes();
        for (std::size_t i = 0; i < brushes.size(); ++i)
            QTest::newRow(brushes[i].name.c_str()) << static_cast<int>(i);
    }
    static Brush fetched() {
        QFETCH(int, number);
        return allBrushes()[std::size_t(number)];
    }

  private Q_SLOTS:
    /// The file holds the strokes as they look, and what they were before.
    void variationComesBack_data() { addBrushes(); }
    void variationComesBack() {
        vector::Drawing drawing = sampleWith(fetched());
        for (auto& layer : drawing.layers)
            for (auto& stroke : layer.strokes) {
                stroke.width = 2.679;
                stroke.opacity = 1;
            }
        const auto plain = vector::parseSvg(writeSvg(drawing), "plain");
        QVERIFY(plain.varyWidth.empty() && plain.varyOpacity.empty());
        drawing.variation = {{vector::VaryBy::length, 0.9}, {vector::VaryBy::order, 0.35}};
        for (auto& layer : drawing.layers)
            vector::vary(layer.strokes, {}, drawing.variation);
        auto document = vector::parseSvg(writeSvg(drawing), "varied");
        QVERIFY(document.sketch.strokes != plain.sketch.strokes);
        const vector::StrokeVariation read{vector::variationFrom(document.varyWidth),
                                           vector::variationFrom(document.varyOpacity)};
        QVERIFY(read == drawing.variation);
        std::span<geometry::Stroke> rest(document.sketch.strokes);
        for (const auto& layer : drawing.layers) {
            vector::unvary(rest.first(layer.strokes.size()), {}, read);
            rest = rest.subspan(layer.strokes.size());
        }
        QVERIFY(document.sketch.strokes == plain.sketch.strokes);
    }

    void builtInPenWritesPlainStrokes() {
        QCOMPARE(writeSvg(sampleWith(vector::builtInBrushes().front())), writeSvg(test::sampleDrawing()));
    }

    /// One stroke for each, as if there were no brush.
    void strokesComeBack_data() { addBrushes(); }
    void strokesComeBack() {
        const Brush brush = fetched();
        const auto plain = vector::parseSvg(writeSvg(test::sampleDrawing()), "plain");
        const std::string svg = writeSvg(sampleWith(brush));
        const auto document = vector::parseSvg(svg, "brushed");
        QVERIFY(document.sketch.strokes == plain.sketch.strokes);
        QVERIFY(document.provenanceJson == plain.provenanceJson);
        if (brush.isPen())
            QVERIFY(!document.brushJson);
        else
            QVERIFY(vector::brushFromJson(document.brushJson.value(), "svg") == brush);
        QCOMPARE(writeSvg(sampleWith(brush)), svg);
    }

    void whatIsWrittenAgainIsTheSame_data() { addBrushes(); }
    void whatIsWrittenAgainIsTheSame() {
        vector::Drawing drawing = sampleWith(fetched());
        drawing.layers.resize(1);
        for (auto& stroke : drawing.layers[0].strokes) { // more digits than a file has
            stroke.width *= 1.0000171;
            for (auto& point : stroke.curve.points)
                point = 1.0000131 * point;
        }
        const std::string svg = writeSvg(drawing);
        drawing.layers[0].strokes = vector::parseSvg(svg, "test").sketch.strokes;
        QCOMPARE(writeSvg(drawing), svg);
    }

    /// Paths of several segments stay what they were, whatever brush they are drawn with in between.
    void pathsComeBackWhole_data() { addBrushes(); }
    void pathsComeBackWhole() {
        const std::string foreign =
            "<svg xmlns='http://www.w3.org/2000/svg' width='200mm' height='100mm' viewBox='0 0 200 100'>"
            "<g fill='none' stroke='#123' stroke-width='3'>"
            "<path id='wave' d='M10 50C20 20 30 20 40 50S60 80 70 50 90 20 100 50H120V60Q130 80 140 60T160 60'/>"
            "<path id='two' d='M10 90L30 80 50 90M60 90A10 10 0 0 1 80 90L95 85'/><path d='M5 5L50 10'/>"
            "<circle cx='170' cy='30' r='12'/></g></svg>";
        vector::Drawing drawing = vector::drawingOf(vector::parseSvg(foreign, "foreign"));
        const std::string plain = writeSvg(drawing); // its numbers are rounded
        drawing = vector::drawingOf(vector::parseSvg(plain, "plain"));
        const auto runs = vector::parseSvg(plain, "plain").runs;
        QCOMPARE(runs.size(), std::size_t{5});
        for (const char* id : {"\"wave\"", "\"two\"", "\"two.3\"", "\"stroke-01\""})
            QVERIFY2(plain.find(std::string("id=") + id) != std::string::npos, id);
        drawing.brush = fetched();
        const std::string svg = writeSvg(drawing);
        const auto document = vector::parseSvg(svg, "brushed");
        QVERIFY(document.runs == runs);
        QCOMPARE(QString::fromStdString(svg).count("<g data-croquis-marks="), drawing.brush.isPen() ? 0 : 5);
        vector::Drawing again = vector::drawingOf(document);
        QCOMPARE(writeSvg(again), plain);
        again.brush = drawing.brush;
        QCOMPARE(writeSvg(again), svg);
    }

    void anotherParserSeesLayersAndIds_data() { addBrushes(); }
    void anotherParserSeesLayersAndIds() {
        const Brush brush = fetched();
        QXmlStreamReader reader(QByteArray::fromStdString(writeSvg(sampleWith(brush))));
        QStringList layers, hidden, marks, strokes, ids;
        while (!reader.atEnd()) {
            if (reader.readNext() != QXmlStreamReader::StartElement)
                continue;
            const auto attributes = reader.attributes();
            const QString label = attributes.value("http://www.inkscape.org/namespaces/inkscape", "label").toString();
            if (!label.isEmpty())
                (attributes.value("style") == QString("display:none") ? hidden : layers) += label;
            if (attributes.hasAttribute(QLatin1String(vector::kMarksAttribute)))
                marks += attributes.value(QLatin1String(vector::kMarksAttribute)).toString();
            if (reader.name() == QString("path") && attributes.hasAttribute("id"))
                strokes += attributes.value("id").toString();
            if (attributes.hasAttribute("id"))
                ids += attributes.value("id").toString();
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(layers, (QStringList{"1 - 4 strokes", "2 - 8 strokes"}));
        QCOMPARE(hidden.size(), brush.isPen() ? 0 : 2);
        QCOMPARE(strokes.size(), 12);
        QCOMPARE(marks, brush.isPen() ? QStringList() : strokes);
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
    }

    void numbersAreShort_data() { addBrushes(); }
    void numbersAreShort() {
        const QString svg = QString::fromStdString(writeSvg(sampleWith(fetched())));
        static const QRegularExpression paths(" d=\"([^\"]*)\"");
        static const QRegularExpression bad("\\.\\d{4}|e[+-]?\\d|nan|inf|,|  ");
        for (auto match = paths.globalMatch(svg); match.hasNext();) {
            const QString data = match.next().captured(1);
            QVERIFY2(!bad.match(data).hasMatch(), qPrintable(bad.match(data).captured()));
        }
    }

    /// What someone else draws beside the marks is read, and the hidden lines once only.
    void readsWhatWasAdded() {
        QString svg = QString::fromStdString(writeSvg(sampleWith(vector::brushFromText("ink"))));
        const QString added = "<path d=\"M1 2L3 4\" fill=\"none\" stroke=\"red\"/>";
        svg.insert(svg.lastIndexOf("</svg>"), added);
        svg.insert(svg.indexOf("<g data-croquis-marks"), added);
        QCOMPARE(vector::parseSvg(svg.toStdString(), "test").sketch.strokes.size(), std::size_t(14));
        // Shown by hand, as Inkscape does it: still one stroke for each.
        svg.replace("style=\"display:none\"", "style=\"display:inline\"");
        QCOMPARE(vector::parseSvg(svg.toStdString(), "test").sketch.strokes.size(), std::size_t(14));
        // The same attribute of another namespace says nothing.
        svg.replace("urn:croquis:provenance", "urn:other");
        QCOMPARE(vector::parseSvg(svg.toStdString(), "test").sketch.strokes.size(), std::size_t(14));
        svg.replace("style=\"display:inline\"", "style=\"display:none\"");
        QCOMPARE(vector::parseSvg(svg.toStdString(), "test").sketch.strokes.size(), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(BrushSvgTest)
#include "brush_svg_test.moc"
