// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/outline_samples.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/png_writer.hpp"
#include "vector/stroke_painter.hpp"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;
using geometry::Stroke;
using test::cubic;
using test::straight;
using vector::Brush;
using vector::Mark;

namespace {

constexpr double kPage = 40, kWidth = 2.68; // mm
constexpr int kPixelsPerMm = 20;
constexpr int kPixels = static_cast<int>(kPage) * kPixelsPerMm;
constexpr double kNear = 0.1; // mm: tolerance of the outline, and a pixel's diagonal
constexpr int kSeen = 8;      // of 255

using Line = std::vector<CubicBezier>;

Line zigzag(std::initializer_list<Point> corners) {
    Line line;
    for (const Point* p = corners.begin(); p + 1 != corners.end(); ++p)
        line.push_back(straight(*p, *(p + 1)));
    return line;
}

/// On a page of 40 mm: loops, cusps, hairpins, corners, what is next to nothing, and strokes at random.
std::vector<Line> awkwardLines() {
    std::vector<Line> lines;
    for (CubicBezier curve : test::hardCurves()) {
        for (Point& p : curve.points)
            p = 0.4 * p;
        lines.push_back({curve});
    }
    for (const double d : {-2.0, -0.5, -0.1, -0.01, 0.0, 0.01, 0.1, 0.5, 2.0}) // around a cusp
        lines.push_back({cubic({8, 28}, {32 + d, 8}, {8 - d, 8}, {32, 28})});
    for (const double e : {0.0, 0.01, 0.1, 0.3, 1.0, 3.0}) // hairpins
        lines.push_back({cubic({8, 20 - e}, {34, 20 - e}, {34, 20 + e}, {8, 20 + e})});
    for (const double r : {0.2, 0.5, 1.0, 2.0, 4.0}) // loops from narrower than the brush
        lines.push_back({cubic({20 - r, 24}, {20 + 8 * r, 24 - 6 * r}, {20 - 8 * r, 24 - 6 * r}, {20 + r, 24})});
    for (const double length : {1e-9, 1e-4, 0.01, 0.1, 0.15, 0.3, 1.0})
        for (const double angle : {0.0, 0.7, 2.0})
            lines.push_back({straight({20, 20}, {20 + length * std::cos(angle), 20 + length * std::sin(angle)})});
    lines.push_back(zigzag({{8, 8}, {32, 20}, {10, 24}, {30, 33}}));
    lines.push_back(zigzag({{8, 8}, {20, 20}, {20, 20}, {32, 8}}));
    lines.push_back(zigzag({{8, 30}, {20, 10}, {20 + 1e-6, 10}, {20, 10 + 1e-6}, {32, 30}}));
    lines.push_back(zigzag({{8, 20}, {32, 20}, {8, 20}}));
    lines.push_back(zigzag({{8, 30}, {18, 12}, {18.4, 12.3}, {18.1, 12.6}, {32, 30}}));
    test::Numbers numbers(31);
    for (int i = 0; i < 16; ++i) { // scribbles of the brush's own size
        Line line(1 + static_cast<std::size_t>(i % 3));
        Point at{20, 20};
        for (CubicBezier& curve : line) {
            for (Point& p : curve.points)
                p = {at.x + numbers.between(-3, 3), at.y + numbers.between(-3, 3)};
            curve.points[0] = at;
            at = curve.points[3];
        }
        lines.push_back(line);
    }
    for (const Stroke& stroke : test::randomStrokes(24, kPage, 1, 5))
        lines.push_back({stroke.curve});
    return lines;
}

std::vector<Stroke> strokesOf(const Line& line) {
    std::vector<Stroke> strokes;
    for (const CubicBezier& curve : line)
        strokes.push_back({curve, kWidth, {}, 1, ""});
    return strokes;
}

std::vector<Mark> marksOf(const Line& line, const Brush& brush, std::uint64_t seed) {
    return vector::marksOfLine(strokesOf(line), brush, seed);
}

/// How opaque each pixel is.
class Picture {
  public:
    explicit Picture(std::vector<Mark> marks)
        : m_rgba(vector::paint({kPage, kPage, std::move(marks)}, {{kPixels, kPixels}, {}})) {}

    int at(int x, int y) const { return m_rgba[4 * std::size_t(y * kPixels + x) + 3]; }

    /// Calls for every pixel. @param act  (x, y, where its centre lies on the page)
    template <typename Act>
    static void each(const Act& act) {
        for (int y = 0; y < kPixels; ++y)
            for (int x = 0; x < kPixels; ++x)
                act(x, y, Point{(x + 0.5) / kPixelsPerMm, (y + 0.5) / kPixelsPerMm});
    }

  private:
    std::vector<std::uint8_t> m_rgba;
};

/// All that lies within a distance of the line.
Picture within(const Line& line, double distance) {
    return Picture(std::vector<Mark>{{vector::StrokedLine{line, 2 * distance}, {}, {}, 1, vector::Blend::normal}});
}

/// What a nib's shape sweeps over, put down every 0.02 mm. @param more  how much larger the shape is all around.
Picture sweep(const Line& line, const Brush& brush, double more) {
    const double half = 0.5 * kWidth * brush.width, angle = brush.nib.angle * std::numbers::pi / 180;
    const Point bar = half * (1 - brush.nib.ratio) * Point{std::cos(angle), -std::sin(angle)};
    const double rim = half * brush.nib.ratio + more;
    std::vector<Mark> marks;
    Point last{1e9, 1e9};
    for (const CubicBezier& curve : line) {
        const int count = std::clamp(static_cast<int>(curve.polygonLength() / 0.01), 1, 20000);
        for (int i = 0; i <= count; ++i) {
            const Point p = curve.at(static_cast<double>(i) / count);
            if (std::max(std::abs(p.x - kPage / 2), std::abs(p.y - kPage / 2)) > kPage ||
                (geometry::length(p - last) < 0.02 && i < count))
                continue;
            marks.push_back(
                {vector::StrokedLine{{straight(p - bar, p + bar)}, 2 * rim}, {}, {}, 1, vector::Blend::normal});
            last = p;
        }
    }
    return Picture(std::move(marks));
}

/// The noises of swell and edge come to 1 at most.
double greatestHalf(const Brush& brush) {
    const double half = 0.5 * kWidth * brush.width;
    const double swollen = 1 + 1.4 * brush.wobble.amount;
    const auto rough = [](double roughness) { return 0.25 * roughness; };
    const auto& strands = brush.strands;
    const double aside =
        strands.count > 1 ? 2 * half * strands.spread * (0.5 * (strands.count - 1) + 0.6) / strands.count : 0;
    const double lane = aside + half * strands.width * (swollen + rough(brush.edge.roughness));
    const double powder = brush.dust.opacity > 0 ? half * brush.dust.width * (swollen + rough(0.6)) : 0;
    return std::max({lane, powder, brush.dust.smudge > 0 ? half * Brush::Dust::kSmudgeWidth * swollen : 0});
}

bool hasGaps(const Brush& brush) {
    return brush.bristles.count > 0 || brush.grain.amount > 0;
}

bool isFlat(const Brush& brush) {
    return brush.ends == Brush::Ends::butt || brush.ends == Brush::Ends::felt;
}

/// How far beyond both ends of a short line a brush goes on: with ragged ends by 0.75 breadths and less from one
/// breadth up to three, with flat ones up to 0.3 breadths and half the line.
double dabOf(const Line& line, const Brush& brush) {
    const double breadth = kWidth * brush.width;
    const bool isRagged = brush.ends == Brush::Ends::ragged;
    if (!isRagged && !hasGaps(brush) && brush.edge.roughness <= 0 && !isFlat(brush))
        return 0;
    double way = 0;
    for (const CubicBezier& curve : line)
        way += curve.arcLength();
    if (isRagged)
        return 0.75 * breadth * std::clamp((3 - way / breadth) / 2, 0.0, 1.0);
    return isFlat(brush) ? std::max(0.3 * breadth - 0.25 * way, 0.0) : 0;
}

/// Of a brush without gaps; where all layers lie.
double leastHalf(const Brush& brush) {
    double profile = 1;
    for (const auto& point : brush.profile)
        profile = std::min(profile, point.value);
    const double narrowest = brush.wash.layers > 1 ? 0.86 : 1;
    return 0.5 * kWidth * brush.width * profile * narrowest * (1 - 1.4 * brush.wobble.amount);
}

double distanceFrom(const Line& line, Point p) {
    double best = 1e9;
    for (const CubicBezier& curve : line) {
        const auto points = curve.flatten(0.01, 4096);
        for (std::size_t i = 1; i < points.size(); ++i)
            best = std::min(best, std::sqrt(vector::squaredDistance(p, points[i - 1], points[i])));
    }
    return best;
}

/// A picture to look at, when CROQUIS_KEEP_PICTURES names a folder.
void look(const Line& line, const Brush& brush, std::size_t number) {
    const QString folder = qEnvironmentVariable("CROQUIS_KEEP_PICTURES");
    if (folder.isEmpty())
        return;
    const auto marks = marksOf(line, brush, number);
    const auto png = vector::encodePng({kPage, kPage, marks}, geometry::Colour{255, 255, 255},
                                       {{kPixels, kPixels}, vector::PngFormat::rgba, 0, {}});
    QFile file(QString("%1/%2-%3.png").arg(folder, QString::fromStdString(brush.name)).arg(number));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(reinterpret_cast<const char*>(png.data()), static_cast<qint64>(png.size()));
}

} // namespace

/// The built-in brushes as they are, painted at 20 pixels a millimetre where outlines tend to go wrong.
class BrushOutlineTest : public QObject {
    Q_OBJECT

    void addBrushes(bool (*which)(const Brush&)) {
        QTest::addColumn<QString>("name");
        for (const Brush& brush : vector::builtInBrushes())
            if (which(brush))
                QTest::newRow(brush.name.c_str()) << QString::fromStdString(brush.name);
    }
    static const Brush& fetched() {
        QFETCH(QString, name);
        return *std::ranges::find(vector::builtInBrushes(), name.toStdString(), &Brush::name);
    }

  private Q_SLOTS:
    void noInkOutside_data() {
        addBrushes([](const Brush&) { return true; });
    }
    void noInkOutside() {
        const Brush& brush = fetched();
        const double half = greatestHalf(brush);
        const auto lines = awkwardLines();
        int strays = 0;
        double worst = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            look(lines[i], brush, i);
            const double most = half + kNear + dabOf(lines[i], brush);
            QVERIFY(vector::reachOf(strokesOf(lines[i]), brush) + kNear >= most - kNear);
            const Picture ink(marksOf(lines[i], brush, i)), allowed = within(lines[i], most);
            int here = 0;
            Picture::each([&](int x, int y, Point p) {
                if (ink.at(x, y) <= kSeen || allowed.at(x, y) > 0)
                    return;
                if (++here < 200)
                    worst = std::max(worst, distanceFrom(lines[i], p) - half);
            });
            if (here > 0)
                qWarning("line %zu: %d pixels", i, here);
            strays += here;
        }
        qInfo("%zu lines: %d pixels outside of %.2f mm, at most %.2f mm beyond", lines.size(), strays, half, worst);
        QCOMPARE(strays, 0);
    }

    void noHolesInside_data() {
        addBrushes([](const Brush& brush) { return !hasGaps(brush) && brush.nib.ratio == 1; });
    }
    void noHolesInside() {
        const Brush& brush = fetched();
        const double half = leastHalf(brush);
        // A felt tip's corners are round for half of its half breadth.
        const double cut = isFlat(brush) ? std::hypot(0.5, 0.25) * kWidth * brush.width + kNear : 0;
        const auto lines = awkwardLines();
        int holes = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Picture ink(marksOf(lines[i], brush, i)), inside = within(lines[i], half - kNear);
            const Point first = lines[i].front().points[0], last = lines[i].back().points[3];
            if (isFlat(brush) && dabOf(lines[i], brush) > 0) // in its stead
                continue;
            int here = 0;
            Picture::each([&](int x, int y, Point p) {
                if (inside.at(x, y) == 255 && ink.at(x, y) < 0.9 * 255 * brush.opacity &&
                    geometry::length(p - first) > cut && geometry::length(p - last) > cut)
                    ++here;
            });
            if (here > 0)
                qWarning("line %zu: %d pixels", i, here);
            holes += here;
        }
        QCOMPARE(holes, 0);
    }

    /// Calligraphy is what its nib sweeps over, no more and no less.
    void nibLeavesItsSweep() {
        const Brush& brush = *std::ranges::find(vector::builtInBrushes(), "calligraphy", &Brush::name);
        const auto lines = awkwardLines();
        int strays = 0, holes = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Picture ink(marksOf(lines[i], brush, i));
            const Picture most = sweep(lines[i], brush, kNear), least = sweep(lines[i], brush, -kNear);
            int here = 0, missing = 0;
            Picture::each([&](int x, int y, Point) {
                here += ink.at(x, y) > kSeen && most.at(x, y) == 0;
                missing += ink.at(x, y) < 230 && least.at(x, y) == 255;
            });
            if (here + missing > 0)
                qWarning("line %zu: %d pixels outside, %d missing", i, here, missing);
            strays += here;
            holes += missing;
        }
        QCOMPARE(strays, 0);
        QCOMPARE(holes, 0);
    }

    /// What gathers on a wash and its darker edge lie on the wash.
    void pigmentLiesOnTheWash() {
        const Brush& brush = *std::ranges::find(vector::builtInBrushes(), "watercolour", &Brush::name);
        const auto lines = awkwardLines();
        int strays = 0, gathered = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            auto marks = marksOf(lines[i], brush, i);
            Mark wash = marks.front();
            std::erase_if(marks, [&](const Mark& mark) { return mark.opacity == wash.opacity; });
            gathered += marks.size() >= 3; // more than a rim
            for (Mark& mark : marks)
                mark.opacity = 1;
            const Picture pigment(std::move(marks)), below(std::vector<Mark>{wash});
            int here = 0;
            const auto isBelow = [&](int x, int y) { // within the outline's tolerance
                for (int dy = -2; dy <= 2; ++dy)
                    for (int dx = -2; dx <= 2; ++dx)
                        if (below.at(std::clamp(x + dx, 0, kPixels - 1), std::clamp(y + dy, 0, kPixels - 1)) > 0)
                            return true;
                return false;
            };
            Picture::each([&](int x, int y, Point) { here += pigment.at(x, y) > kSeen && !isBelow(x, y); });
            if (here > 0)
                qWarning("line %zu: %d pixels", i, here);
            strays += here;
        }
        QVERIFY(gathered > 40);
        QCOMPARE(strays, 0);
    }
};

QTEST_APPLESS_MAIN(BrushOutlineTest)
#include "brush_outline_test.moc"
