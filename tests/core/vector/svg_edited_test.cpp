// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/svg_reader.hpp"
#include "vector/svg_writer.hpp"

#include <QRegularExpression>
#include <QTest>

using namespace croquis;

namespace {

/// Four strokes with a brush, as files are now, or as older ones are.
QString brushed(const char* brush, bool older = false) {
    vector::Drawing drawing = test::sampleDrawing();
    drawing.layers.resize(1);
    drawing.brush = vector::brushFromText(brush);
    QString svg = QString::fromStdString(vector::writeSvg(drawing));
    return older ? svg.replace("<g data-croquis-marks=", "<g croquis:marks=") : svg;
}

vector::SvgDocument read(const QString& svg) {
    return vector::parseSvg(svg.toStdString(), "edited");
}

QRegularExpression group(const QString& id) {
    return QRegularExpression(
        QString("    <g (data-croquis-|croquis:)marks=\"%1\">\\n(      <path[^>]*>\\n)*    </g>\\n").arg(id));
}

QString idOf(const vector::SvgDocument& document, std::size_t stroke) {
    return QString::fromStdString(document.sketch.strokes.at(stroke).id);
}

} // namespace

/// What was edited by hand in a file that a brush drew: the marks are what one sees and edits, the hidden lines what is
/// read.
class SvgEditedTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void files_data() {
        QTest::addColumn<QString>("svg");
        for (const char* brush : {"ink", "pencil", "charcoal", "watercolour"})
            for (const bool older : {false, true})
                QTest::addRow("%s%s", brush, older ? ", older" : "") << brushed(brush, older);
    }

    void unedited_data() { files_data(); }
    void unedited() {
        QFETCH(QString, svg);
        const auto document = read(svg);
        QCOMPARE(document.sketch.strokes.size(), std::size_t{4});
        QVERIFY2(document.notices.empty(), document.notices.empty() ? "" : document.notices[0].c_str());
    }

    void whatWasDeletedStaysDeleted_data() { files_data(); }
    void whatWasDeletedStaysDeleted() {
        QFETCH(QString, svg);
        const auto before = read(svg);
        QString edited = svg;
        edited.remove(group(idOf(before, 1)));
        const QString hidden = QString("marks=\"%1\"").arg(idOf(before, 2));
        edited.replace(hidden, hidden + " style=\"display:none\"");
        QVERIFY(edited.size() < svg.size());
        const auto after = read(edited);
        QCOMPARE(after.sketch.strokes.size(), std::size_t{2});
        QVERIFY(after.sketch.strokes[0] == before.sketch.strokes[0] &&
                after.sketch.strokes[1] == before.sketch.strokes[3]);
        QCOMPARE(after.runs.size(), std::size_t{2});
        QCOMPARE(after.notices, std::vector<std::string>{"Strokes whose marks were deleted are left out."});
        // Shown by hand, the lines count by themselves.
        QCOMPARE(read(edited.replace(" style=\"display:none\">\n    <path", ">\n    <path")).sketch.strokes.size(),
                 std::size_t{4});
    }

    /// Who kept nothing but the hidden lines has them.
    void linesAloneAreRead_data() { files_data(); }
    void linesAloneAreRead() {
        QFETCH(QString, svg);
        const auto document = read(svg.remove(group("[^\"]*")));
        QCOMPARE(document.sketch.strokes.size(), std::size_t{4});
        QVERIFY(document.notices.empty());
    }

    void whatWasRecolouredOrMovedIsToldOf_data() { files_data(); }
    void whatWasRecolouredOrMovedIsToldOf() {
        QFETCH(QString, svg);
        const auto before = read(svg);
        const auto told = [&](const QString& edited) {
            const auto after = read(edited);
            return edited != svg && after.sketch.strokes == before.sketch.strokes && after.notices.size() == 1 &&
                   after.notices[0].starts_with("Marks of a brush that were recoloured or moved");
        };
        const int marks = static_cast<int>(svg.indexOf("<path", svg.indexOf("marks=")));
        QVERIFY(told(QString(svg).insert(marks + 5, " style=\"fill:#ff0000;stroke:#ff0000\"")));
        QVERIFY(told(QString(svg).insert(marks + 5, " transform=\"translate(5 5)\"")));
        QVERIFY(told(QString(svg).insert(svg.indexOf("marks=") + 6 + static_cast<int>(idOf(before, 0).size()) + 2,
                                         " transform=\"translate(5 5)\"")));
        QString layer = svg;
        QVERIFY(told(layer.replace("id=\"layer1\"", "id=\"layer1\" transform=\"translate(0 9)\"")));
    }
};

QTEST_APPLESS_MAIN(SvgEditedTest)
#include "svg_edited_test.moc"
