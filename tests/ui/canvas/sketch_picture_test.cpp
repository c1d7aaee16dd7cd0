// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_picture.hpp"
#include "vector/brush/brush_file.hpp"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace croquis;

/// Strokes as a brush leaves them, made all at once or in parts.
class SketchPictureTest : public QObject {
    Q_OBJECT

  private:
    static std::vector<ui::SketchStroke> strokes() {
        std::vector<ui::SketchStroke> strokes;
        for (int k = 0; k < 12; ++k) {
            const double y = 10 + 7 * k;
            strokes.push_back({k + 1, {{{{5, y}, {35, y - 9}, {65, y + 9}, {95, y}}}}});
        }
        return strokes;
    }
    static ui::Manner manner() { return {{}, 2, {20, 30, 40}, vector::brushFromText("charcoal"), {}}; }
    static QImage painted(ui::SketchPicture& sketch) {
        QImage picture(100, 100, ui::SketchPicture::kFormat);
        picture.fill(Qt::white);
        sketch.paint(picture, {});
        return picture;
    }

  private Q_SLOTS:
    void partsComeToTheSame() {
        ui::SketchPicture whole, parts;
        whole.setStrokes(strokes(), manner());
        parts.setStrokes(strokes(), manner());
        int turns = 1;
        while (!parts.prepare(0)) {
            ++turns;
            parts.setStrokes(strokes(), manner()); // what is made stays made
            QVERIFY(turns < 100);
        }
        QVERIFY2(turns > 6, qPrintable(QString::number(turns)));
        const QImage picture = painted(whole);
        QVERIFY(picture.pixelColor(50, 10 + 7 * 6) != QColor(Qt::white));
        QCOMPARE(painted(parts), picture);
        QVERIFY(parts.prepare(0));
        QVERIFY(whole.prepare(0)); // painting made them, too
    }

    void lightInkCoversDarkPaper() {
        ui::SketchDocument document;
        ui::Look look = document.look();
        look.page.brush = vector::brushFromText("watercolour");
        look.page.colour = {255, 255, 255};
        look.page.paper = geometry::Colour{0, 0, 0};
        document.setLook(look);
        QVERIFY(ui::mannerOf(document).covers);
        const auto lightest = [](const ui::Manner& manner) {
            ui::SketchPicture sketch;
            sketch.setStrokes(strokes(), manner);
            QImage picture(100, 100, ui::SketchPicture::kFormat);
            picture.fill(Qt::black);
            sketch.paint(picture, {});
            int most = 0;
            for (int x = 0; x < 100; ++x)
                most = std::max(most, picture.pixelColor(x, 52).lightness());
            return most;
        };
        ui::Manner manner = ui::mannerOf(document);
        QVERIFY2(lightest(manner) > 50, qPrintable(QString::number(lightest(manner))));
        manner.covers = false; // as a check of the measure
        QCOMPARE(lightest(manner), 0);
        look.page.paper.reset(); // on whatever is dark, as its chequers here
        document.setLook(look);
        QVERIFY(ui::mannerOf(document).covers);
        look.page.colour = {0, 0, 0};
        document.setLook(look);
        QVERIFY(!ui::mannerOf(document).covers);
    }

    /// Else it would be tried for ever.
    void aStrokeThatCantBeDrawnIsPassedOver() {
        auto some = strokes();
        some[0].curve.points[1].x = std::numeric_limits<double>::quiet_NaN();
        ui::SketchPicture sketch;
        sketch.setStrokes(some, manner());
        int turns = 0;
        while (!sketch.prepare(0))
            QVERIFY(++turns < 100);
        QVERIFY(painted(sketch).pixelColor(50, 10 + 7 * 6) != QColor(Qt::white));
    }
};

QTEST_GUILESS_MAIN(SketchPictureTest)
#include "sketch_picture_test.moc"
