// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/export/drawing_of_desk.hpp"
#include "ui/window_test.hpp"
#include "vector/provenance_file.hpp"
#include "vector/stroke_painter.hpp"
#include "vector/svg_reader.hpp"

#include <QComboBox>
#include <QPaintEvent>
#include <QSlider>

#include <algorithm>
#include <cstdlib>
#include <map>

using namespace croquis;
using ui::RunState;
using vector::VaryBy;

namespace {

/// The largest difference of a channel.
int difference(const QImage& a, const QImage& b) {
    int worst = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < 4 * a.width(); ++x)
            worst = std::max(worst, std::abs(a.constScanLine(y)[x] - b.constScanLine(y)[x]));
    return a.size() == b.size() ? worst : 255;
}

} // namespace

/// Strokes of differing width and opacity: on the screen, in files, undone, brought back.
class VariationRowsTest : public test::WindowTest {
    Q_OBJECT

  private:
    QRegion m_painted; ///< of the canvas, while it is watched

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint)
            m_painted += static_cast<QPaintEvent*>(event)->region();
        return QObject::eventFilter(watched, event);
    }
    /// Wholly: QRegion::contains() is content with a part.
    bool isPainted(const QRect& rect) const { return QRegion(rect).subtracted(m_painted).isEmpty(); }
    const vector::StrokeVariation& variation() { return document().look().page.variation; }
    QComboBox* box(const char* name) { return m_window->findChild<QComboBox*>(QLatin1String(name)); }
    QSlider* slider(const char* name) { return m_window->findChild<QSlider*>(QLatin1String(name)); }
    void choose(QComboBox* box, VaryBy by) {
        box->setCurrentIndex(static_cast<int>(by));
        Q_EMIT box->activated(static_cast<int>(by));
    }
    void drag(QSlider* slider, std::initializer_list<int> positions) {
        slider->setSliderDown(true);
        for (const int position : positions)
            slider->setSliderPosition(position);
        slider->setSliderDown(false);
    }
    /// The session's strokes are all of one length: here each is longer than the one before it.
    void drawUneven() {
        drawToTheEnd();
        auto moment = document().sketch();
        for (std::size_t k = 0; k < moment.strokes.size(); ++k)
            for (auto& point : moment.strokes[k].curve.points)
                point.x = 20 + (point.x - 20) * (0.2 + 0.05 * static_cast<double>(k));
        document().setMoment(moment);
    }
    QString exported() { return m_folder->filePath(QStringLiteral("photo.svg")); }
    void addWays() {
        QTest::addColumn<int>("by");
        QTest::newRow("length") << static_cast<int>(VaryBy::length);
        QTest::newRow("importance") << static_cast<int>(VaryBy::importance);
        QTest::newRow("order") << static_cast<int>(VaryBy::order);
    }

  private Q_SLOTS:
    void isChosenAndUndone() {
        runLong();
        const int draws = m_script->draws;
        const auto drawn = m_window->desk().policy().drawn();
        QVERIFY(!slider("varyWidthSlider")->isEnabled());
        choose(box("varyWidthBox"), VaryBy::length);
        QVERIFY(slider("varyWidthSlider")->isEnabled() && !slider("varyOpacitySlider")->isEnabled());
        QCOMPARE(variation().width.by, VaryBy::length);
        QVERIFY(variation().opacity.isNone());
        const int commands = document().undoStack().count();
        drag(slider("varyWidthSlider"), {50, 70, 90});
        QCOMPARE(variation().width.amount, 0.9);
        QCOMPARE(document().undoStack().count(), commands + 1);
        choose(box("varyOpacityBox"), VaryBy::order);
        const int before = document().moment().iteration;
        QTRY_VERIFY(document().moment().iteration > before);
        QVERIFY(!isResting());
        QCOMPARE(m_script->draws.load(), draws);
        QVERIFY(m_window->desk().policy().drawn() == drawn);
        for (int k = 0; k < 3; ++k)
            key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(variation().isNone());
        QCOMPARE(box("varyWidthBox")->currentIndex(), 0);
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(box("varyWidthBox")->currentIndex(), 1);
    }

    /// The canvas' painter and that of files agree, with strokes hidden and in another order, too.
    void theScreenShowsWhatIsExported_data() { addWays(); }
    void theScreenShowsWhatIsExported() {
        QFETCH(int, by);
        drawUneven();
        choose(box("varyWidthBox"), static_cast<VaryBy>(by));
        choose(box("varyOpacityBox"), static_cast<VaryBy>(by));
        drag(slider("varyWidthSlider"), {90});
        auto look = document().look();
        look.order = ui::StrokeOrder::topDown;
        look.page.paper = geometry::Colour{255, 255, 255};
        document().setLook(look);
        auto marks = document().marks();
        marks.hidden = {2, 5};
        document().setMarks(marks);
        const auto drawing = ui::drawingOf(m_window->desk(), look);
        constexpr int kSide = 400;
        const auto pixels = vector::paint(vector::markedPage(drawing), {{kSide, kSide}, drawing.paper});
        const QImage file = QImage(pixels.data(), kSide, kSide, 4 * kSide, QImage::Format_RGBA8888)
                                .convertToFormat(ui::SketchPicture::kFormat);
        QImage screen(kSide, kSide, ui::SketchPicture::kFormat);
        screen.fill(Qt::white);
        ui::SketchPicture sketch;
        sketch.setStrokes(document().visibleStrokes(), ui::mannerOf(document()));
        const double scale = kSide / document().page().widthMm;
        sketch.paint(screen, QTransform::fromScale(scale, scale));
        QVERIFY2(difference(screen, file) <= 1, qPrintable(QString::number(difference(screen, file))));
        ui::Manner plain = ui::mannerOf(document());
        plain.variation = {};
        QImage alike = screen;
        alike.fill(Qt::white);
        sketch.setStrokes(document().visibleStrokes(), plain);
        sketch.paint(alike, QTransform::fromScale(scale, scale));
        QVERIFY(difference(screen, alike) > 60);
    }

    /// What one stroke's leaving does to the others is painted wherever it shows.
    void theOthersFollow_data() { addWays(); }
    void theOthersFollow() {
        QFETCH(int, by);
        drawUneven();
        m_window->findChild<ui::MessageBar*>()->clear(); // a canvas of another size is painted as a whole
        QTRY_COMPARE(canvas()->height(), m_window->centralWidget()->height());
        choose(box("varyWidthBox"), static_cast<VaryBy>(by));
        const auto emphasis = [this] {
            std::map<int, vector::Emphasis> all;
            const auto strokes = document().visibleStrokes();
            const auto each = ui::emphasisOf(strokes, ui::mannerOf(document()));
            for (std::size_t k = 0; k < strokes.size(); ++k)
                all[strokes[k].id] = each[k];
            return all;
        };
        const auto before = emphasis();
        const auto strongest =
            std::find_if(before.begin(), before.end(), [](const auto& stroke) { return stroke.second.width == 1; });
        canvas()->installEventFilter(this);
        QTRY_VERIFY(isPainted(canvas()->rect())); // with that variation
        m_painted = {};
        auto marks = document().marks();
        marks.hidden = {strongest->first};
        document().setMarks(marks);
        int others = 0;
        for (const auto& [id, now] : emphasis())
            if (!(now == before.at(id))) {
                QTRY_VERIFY2(isPainted(canvas()->placeOf(id) & canvas()->rect()), qPrintable(QString::number(id)));
                ++others;
            }
        QVERIFY(others > 5);
        QVERIFY(!isPainted(canvas()->rect()));
        canvas()->removeEventFilter(this);
    }

    void aDroppedExportIsVariedAsItWas_data() { addWays(); }
    void aDroppedExportIsVariedAsItWas() {
        QFETCH(int, by);
        drawUneven();
        choose(box("varyWidthBox"), static_cast<VaryBy>(by));
        choose(box("varyOpacityBox"), static_cast<VaryBy>(by));
        drag(slider("varyOpacitySlider"), {35});
        auto look = document().look();
        look.order = ui::StrokeOrder::topDown; // importance has another order than the file
        document().setLook(look);
        const auto wanted = variation();
        quickExport();
        const auto first = vector::readSvg(exported().toStdString());
        QCOMPARE(vector::readProvenance(exported().toStdString()).sketches.at(0).importance.size(), std::size_t(16));
        const double widest = document().strokeWidthMm();
        const auto& strokes = first.sketch.strokes;
        const auto [thin, wide] = std::minmax_element(strokes.begin(), strokes.end(),
                                                      [](const auto& a, const auto& b) { return a.width < b.width; });
        QVERIFY(std::abs(wide->width - widest) < 0.001 && thin->width < 0.9 * widest);
        document().setLook({});
        drop({exported()});
        QTRY_VERIFY(variation() == wanted);
        QTRY_COMPARE(state(), RunState::done);
        quickExport();
        const auto second = vector::readSvg(m_folder->filePath(QStringLiteral("photo-2.svg")).toStdString());
        QVERIFY(second.sketch.strokes == first.sketch.strokes);
        QCOMPARE(box("varyOpacityBox")->currentIndex(), by);
        QCOMPARE(slider("varyOpacitySlider")->value(), 35);
    }

    /// A record that others changed.
    void aStrangeRecordVariesNothing() {
        ui::RunSettings settings;
        ui::Look look;
        look.page.variation.width = {VaryBy::length, 0.5};
        vector::Provenance record;
        for (const char* text : {"length:7", "", "\xff\xfe", "importance:nan"}) {
            record.settings = {{"vary-width", text}, {"vary-opacity", text}};
            ui::restoreSettings(record, settings, look);
            QVERIFY(look.page.variation.isNone());
        }
        look.page.variation.width = {VaryBy::length, 0.5};
        record.settings.clear(); // of an older program
        ui::restoreSettings(record, settings, look);
        QVERIFY(look.page.variation.isNone());
    }
};

QTEST_MAIN(VariationRowsTest)
#include "variation_rows_test.moc"
