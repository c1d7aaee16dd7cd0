// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/export/drawing_of_desk.hpp"
#include "ui/panels/brush_picker.hpp"
#include "ui/window_test.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/stroke_painter.hpp"

#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <cstdlib>

using namespace croquis;
using ui::RunState;

namespace {

const vector::Brush& builtIn(const char* name) {
    const auto& all = vector::builtInBrushes();
    return *std::find_if(all.begin(), all.end(), [name](const auto& brush) { return brush.name == name; });
}

/// The largest difference of a channel.
int difference(const QImage& a, const QImage& b) {
    int worst = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < 4 * a.width(); ++x)
            worst = std::max(worst, std::abs(a.constScanLine(y)[x] - b.constScanLine(y)[x]));
    return a.size() == b.size() ? worst : 255;
}

} // namespace

/// Choosing a brush: what it does to the sketch on the screen and in files, and what it leaves alone.
class BrushPickerTest : public test::WindowTest {
    Q_OBJECT

  private:
    QToolButton* button(const std::string& brush) {
        return m_window->findChild<QToolButton*>(QStringLiteral("brush-") + QString::fromStdString(brush));
    }
    const vector::Brush& brush() { return document().look().page.brush; }
    void choose(const std::string& name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    /// Until the canvas has the room that the message took.
    void clearMessage() {
        m_window->findChild<ui::MessageBar*>()->clear();
        QTRY_COMPARE(canvas()->height(), m_window->centralWidget()->height());
    }
    void addBrushes() {
        QTest::addColumn<QString>("name");
        for (const auto& brush : vector::builtInBrushes())
            QTest::newRow(brush.name.c_str()) << QString::fromStdString(brush.name);
    }

  private Q_SLOTS:
    void choosingNeverTouchesTheRun() {
        runLong();
        const int draws = m_script->draws, opens = m_script->opens, loads = m_script->loads;
        const auto drawn = m_window->desk().policy().drawn();
        choose("charcoal");
        QCOMPARE(brush(), builtIn("charcoal"));
        QVERIFY(button("charcoal")->isChecked());
        const int before = document().moment().iteration;
        QTRY_VERIFY(document().moment().iteration > before);
        QCOMPARE(state(), RunState::running);
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(brush().isPen() && button("pen")->isChecked());
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(brush(), builtIn("charcoal"));
        QVERIFY(!isResting());
        QCOMPARE(m_script->draws.load(), draws);
        QCOMPARE(m_script->opens.load(), opens);
        QCOMPARE(m_script->loads.load(), loads);
        QVERIFY(m_window->desk().policy().drawn() == drawn);
    }

    void aKeyGoesThroughAllOfThem() {
        for (std::size_t k = 1; k <= vector::builtInBrushes().size(); ++k) {
            const auto& next = vector::builtInBrushes()[k % vector::builtInBrushes().size()];
            key(Qt::Key_B, Qt::ControlModifier);
            QCOMPARE(brush(), next);
            QVERIFY(button(next.name)->isChecked());
        }
        QCOMPARE(document().undoStack().count(), 7);
    }

    /// The same bytes as the painter of PNG files makes, whole or in part.
    void theScreenShowsWhatIsExported_data() { addBrushes(); }
    void theScreenShowsWhatIsExported() {
        QFETCH(QString, name);
        drawToTheEnd();
        auto look = document().look();
        look.page.paper = geometry::Colour{0xf7, 0xf1, 0xe3};
        look.page.colour = {0x24, 0x3b, 0x7a};
        look.page.brush = builtIn(qPrintable(name));
        document().setLook(look);
        constexpr int kSide = 400;
        const auto fileOf = [&] {
            const auto drawing = ui::drawingOf(m_window->desk(), look);
            const auto exported = vector::paint(vector::markedPage(drawing), {{kSide, kSide}, drawing.paper});
            return QImage(exported.data(), kSide, kSide, 4 * kSide, QImage::Format_RGBA8888)
                .convertToFormat(ui::SketchPicture::kFormat);
        };
        const QImage file = fileOf();
        QImage screen(kSide, kSide, ui::SketchPicture::kFormat);
        screen.fill(QColor(0xf7, 0xf1, 0xe3));
        const QImage paper = screen;
        ui::SketchPicture sketch;
        sketch.setStrokes(document().visibleStrokes(), ui::mannerOf(document()));
        const double scale = kSide / document().page().widthMm;
        sketch.paint(screen, QTransform::fromScale(scale, scale));
        QVERIFY(difference(screen, paper) > 60);
        QVERIFY2(difference(screen, file) <= 1, qPrintable(QString::number(difference(screen, file))));
        // Hidden strokes change nothing of the others, here or there.
        auto marks = document().marks();
        marks.hidden = {document().visibleStrokes()[0].id, document().visibleStrokes()[2].id};
        document().setMarks(marks);
        QImage fewer = paper;
        sketch.setStrokes(document().visibleStrokes(), ui::mannerOf(document()));
        sketch.paint(fewer, QTransform::fromScale(scale, scale));
        QVERIFY(difference(fewer, screen) > 60);
        QVERIFY2(difference(fewer, fileOf()) <= 1, qPrintable(QString::number(difference(fewer, fileOf()))));
        marks.hidden.clear();
        document().setMarks(marks);
        sketch.setStrokes(document().visibleStrokes(), ui::mannerOf(document()));
        // What is exposed is all that is painted, and it fits what is there.
        const QRect part(130, 90, 170, 210);
        QImage exposed(part.size(), ui::SketchPicture::kFormat);
        exposed.fill(QColor(0xf7, 0xf1, 0xe3));
        sketch.paint(exposed, QTransform::fromTranslate(-part.x() / scale, -part.y() / scale) *
                                  QTransform::fromScale(scale, scale));
        const int apart = difference(exposed, screen.copy(part));
        QVERIFY2(apart <= 2, qPrintable(QString::number(apart)));
    }

    /// What is kept of the strokes that stay gives the same picture as all of them anew.
    void changedStrokesAreMadeAnew() {
        drawToTheEnd();
        ui::Manner manner = ui::mannerOf(document());
        manner.brush = builtIn("charcoal");
        auto strokes = document().visibleStrokes();
        ui::SketchPicture kept;
        const auto check = [&] {
            ui::SketchPicture fresh;
            QImage a(300, 300, ui::SketchPicture::kFormat), b = a;
            for (auto [picture, image] : {std::pair(&kept, &a), std::pair(&fresh, &b)}) {
                image->fill(Qt::white);
                picture->setStrokes(strokes, manner);
                picture->paint(*image, QTransform::fromScale(1.5, 1.5));
            }
            QCOMPARE(a, b);
        };
        check();
        strokes[3].curve.points[1].x += 20;
        check();
        strokes.erase(strokes.begin() + 1); // the others' texture goes by their place
        check();
        manner.colour = {200, 0, 0};
        check();
        manner.widthMm *= 2;
        check();
    }

    void thumbnailsShowTheSketchAtHand() {
        const auto icon = [this](const std::string& name) {
            return button(name)->icon().pixmap(button(name)->iconSize()).toImage();
        };
        QTRY_VERIFY(!button("watercolour")->icon().isNull());
        const QImage before = icon("ink");
        drawToTheEnd();
        QTRY_VERIFY(icon("ink") != before);
        const auto& all = vector::builtInBrushes();
        for (std::size_t a = 0; a < all.size(); ++a)
            for (std::size_t b = 0; b < a; ++b)
                QVERIFY2(icon(all[a].name) != icon(all[b].name), all[a].name.c_str());
    }

    /// No white squares in a dark window, and the ink is the look's own all the same.
    void inTheDarkTheyDontGlare() {
        drawToTheEnd();
        const auto icon = [this] { return button("pen")->icon().pixmap(button("pen")->iconSize()).toImage(); };
        const auto ground = [&] { // where no stroke comes
            const QImage picture = icon();
            return picture.isNull() ? QColor() : picture.pixelColor(5, 1);
        };
        QTRY_COMPARE(ground(), QColor(Qt::white));
        for (const auto& ink : {geometry::Colour{0, 0, 0}, geometry::Colour{180, 30, 30}}) {
            auto look = document().look();
            look.page.colour = ink;
            document().setLook(look);
            ui::applyTheme(ui::Theme::dark);
            const auto holds = [&] {
                const QImage picture = icon();
                int exact = 0;
                for (int y = 0; y < picture.height(); ++y)
                    for (int x = 0; x < picture.width(); ++x) {
                        const QColor colour = picture.pixelColor(x, y);
                        exact += colour.alpha() == 255 && std::abs(colour.red() - ink.red) < 12 &&
                                 std::abs(colour.green() - ink.green) < 12 && std::abs(colour.blue() - ink.blue) < 12;
                    }
                return ground().lightnessF() < 0.75 && exact > 15;
            };
            QTRY_VERIFY2(holds(), qPrintable(ground().name()));
            ui::applyTheme(ui::Theme::light);
            QTRY_COMPARE(ground(), QColor(Qt::white));
        }
        auto look = document().look(); // paper that was chosen is shown as it is
        look.page.paper = geometry::Colour{250, 240, 200};
        document().setLook(look);
        ui::applyTheme(ui::Theme::dark);
        QTRY_COMPARE(ground(), QColor(250, 240, 200));
        ui::applyTheme(ui::Theme::light);
    }

    /// White on white nothing would be seen: they lie on what the canvas shows for paper that isn't there.
    void lightInkLiesOnChequers() {
        drawToTheEnd();
        const auto icon = [this] { return button("pen")->icon().pixmap(button("pen")->iconSize()).toImage(); };
        auto look = document().look();
        look.page.colour = {255, 255, 255};
        document().setLook(look);
        const auto count = [&](const auto& holds) {
            const QImage picture = icon();
            int pixels = 0;
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x)
                    pixels += picture.pixelColor(x, y).alpha() == 255 && holds(picture.pixelColor(x, y)) ? 1 : 0;
            return pixels;
        };
        const auto isInk = [](const QColor& colour) { return colour == QColor(Qt::white); };
        const auto isGround = [](const QColor& colour) { return colour.lightnessF() < 0.75; };
        QTRY_VERIFY2(count(isGround) > 300, qPrintable(QString::number(count(isGround))));
        QVERIFY2(count(isInk) > 15, qPrintable(QString::number(count(isInk))));
        look.page.paper = geometry::Colour{255, 255, 255}; // who wants it white has it so
        document().setLook(look);
        QTRY_COMPARE(count(isGround), 0);
    }

    /// They are the longest by far, and a blot.
    void scribblesAreNotWhatABrushIsShownBy() {
        drawToTheEnd();
        auto moment = document().sketch();
        moment.strokes.resize(4);
        for (std::size_t k = 0; k < 3; ++k) {
            const double y = 40 + 50.0 * static_cast<double>(k);
            moment.strokes[k].curve = {{{{20, y}, {80, y + 20}, {140, y - 20}, {200, y}}}};
        }
        moment.strokes[3].curve = {{{{100, 100}, {400, 103}, {-200, 107}, {120, 110}}}};
        QVERIFY(moment.strokes[3].curve.isScribble());
        const auto thumbnail = [this] { return button("charcoal")->icon().pixmap(28, 28).toImage(); };
        const auto lines = [&moment](std::size_t count) {
            auto some = moment;
            some.strokes.resize(count);
            return some;
        };
        const auto* picker = m_window->findChild<ui::BrushPicker*>();
        const auto steady = [&] {
            [picker] { QTRY_VERIFY(!picker->isPainting()); }();
            return thumbnail();
        };
        const QImage before = steady();
        document().setMoment(lines(3));
        QTRY_VERIFY(thumbnail() != before);
        const QImage three = steady();
        document().setMoment(lines(2));
        QTRY_VERIFY(thumbnail() != three);
        document().setMoment(moment);
        QTRY_COMPARE(thumbnail(), three);
    }

    void aDroppedExportBringsItsBrush_data() {
        addBrushes();
        QTest::newRow("of one's own") << "mine";
    }
    void aDroppedExportBringsItsBrush() {
        QFETCH(QString, name);
        drawToTheEnd();
        auto look = document().look();
        if (name == QLatin1String("mine")) {
            look.page.brush = builtIn("marker");
            look.page.brush.name = "mine";
            look.page.brush.width = 3;
        } else {
            look.page.brush = builtIn(qPrintable(name));
        }
        document().setLook(look);
        clearMessage();
        const QImage drawn = canvas()->grab().toImage();
        quickExport();
        const QString file = m_folder->filePath(QStringLiteral("photo.svg"));
        QVERIFY(QFile::exists(file));
        document().setLook({});
        drop({file});
        QTRY_COMPARE(brush(), look.page.brush);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(button(name.toStdString()) != nullptr && button(name.toStdString())->isChecked());
        clearMessage();
        const QImage restored = canvas()->grab().toImage();
        QCOMPARE(restored.size(), drawn.size());
        QVERIFY2(difference(restored, drawn) <= 2, qPrintable(QString::number(difference(restored, drawn))));
        document().setLook({});
        QVERIFY(button("pen")->isChecked());
    }
};

QTEST_MAIN(BrushPickerTest)
#include "brush_picker_test.moc"
