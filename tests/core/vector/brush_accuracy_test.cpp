// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random_stream.hpp"
#include "core/vector/outline_samples.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/ink_field.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/svg_marks.hpp"
#include "vector/svg_path_data.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;
using geometry::Stroke;
using vector::Brush;
using vector::Mark;

namespace {

constexpr double kPage = 200, kWidth = 2.68; // mm, as a sketch is exported
constexpr double kGoal = 0.05;               // mm

const Brush& builtIn(std::string_view name) {
    return *std::ranges::find(vector::builtInBrushes(), name, &Brush::name);
}

/// The curves of a mark's path as it stands in the file.
std::vector<CubicBezier> written(const Mark& mark) {
    std::string text;
    vector::writeSvgMark(text, mark);
    const std::size_t start = text.find(" d=\"") + 4;
    std::vector<CubicBezier> curves;
    vector::CurvePen pen(curves);
    vector::drawPathData(std::string_view(text).substr(start, text.find('"', start) - start), pen);
    return curves;
}

Point leftOf(Point along) {
    return (1 / geometry::length(along)) * Point{along.y, -along.x};
}

double tightestRadius(const CubicBezier& curve) {
    double tightest = 1e9;
    for (double t = 0; t <= 1; t += 1.0 / 1024) {
        const Point ahead = curve.derivative(std::min(t + 1e-5, 1.0)), back = curve.derivative(std::max(t - 1e-5, 0.0));
        const double turn = std::atan2(back.x * ahead.y - back.y * ahead.x, dot(back, ahead));
        const double step = geometry::length(curve.derivative(t)) * (std::min(t + 1e-5, 1.0) - std::max(t - 1e-5, 0.0));
        tightest = std::min(tightest, step / std::max(std::abs(turn), 1e-12));
    }
    return tightest;
}

/// Strokes that don't turn tighter than that.
std::vector<Stroke> strokes(int count, double radius) {
    std::vector<Stroke> result;
    for (Stroke stroke : test::randomStrokes(count, kPage, kWidth, 17))
        if (tightestRadius(stroke.curve) > radius) {
            stroke.width = kWidth;
            result.push_back(stroke);
        }
    return result;
}

/// How far points are from others of a dense cloud.
class Cloud {
  public:
    void add(Point p) { m_cells[cellOf(p.x, p.y)].push_back(p); }
    bool empty() const { return m_cells.empty(); }

    /// At most kFar.
    double operator()(Point p) const {
        double best = kFar;
        for (int dx = -1; dx <= 1; ++dx)
            for (int dy = -1; dy <= 1; ++dy)
                if (const auto cell = m_cells.find(cellOf(p.x + dx * kFar, p.y + dy * kFar)); cell != m_cells.end())
                    for (const Point other : cell->second)
                        best = std::min(best, std::hypot(p.x - other.x, p.y - other.y));
        return best;
    }

    static constexpr double kFar = 0.5; ///< mm

  private:
    static std::int64_t cellOf(double x, double y) {
        return static_cast<std::int64_t>(std::floor(x / kFar)) * 1'000'000 +
               static_cast<std::int64_t>(std::floor(y / kFar));
    }

    std::unordered_map<std::int64_t, std::vector<Point>> m_cells;
};

/// Every `step` mm of a path, at least at its curves' ends and middles.
template <typename Act>
void along(const std::vector<CubicBezier>& curves, double step, const Act& act) {
    for (const CubicBezier& curve : curves) {
        const int count = std::max(2, static_cast<int>(curve.polygonLength() / step));
        for (int i = 0; i < count; ++i)
            act(curve.at(static_cast<double>(i) / count));
    }
}

Cloud cloudOf(const std::vector<CubicBezier>& curves) {
    Cloud cloud;
    along(curves, 0.01, [&cloud](Point p) { cloud.add(p); });
    return cloud;
}

struct Figures {
    double worst = 0;
    std::size_t points = 0;

    void take(double distance) {
        if (distance > kGoal && distance > worst)
            qWarning("%.4f mm at point %zu", distance, points);
        worst = std::max(worst, distance);
        ++points;
    }
    void verify(const char* name, std::size_t strokes) const {
        qInfo("%s: %zu strokes, %zu points, at most %.4f mm beside the exact edge", name, strokes, points, worst);
        QVERIFY(points > 10000);
        QVERIFY(worst <= kGoal);
    }
};

} // namespace

/// What stands in the SVG against the true edge, for each of the seven brushes as they are; a sketch's page and width.
class BrushAccuracyTest : public QObject {
    Q_OBJECT

    /// Zero line of the field that is bilinear between the grid's nodes: where it crosses fine lines along and across.
    static Cloud zeroLine(const vector::InkField& field) {
        Cloud cloud;
        const auto mapped = [&field](int column, double share, double row) {
            const Point a = field.point(column, row), b = field.point(column + 1, row);
            return Point{std::lerp(a.x, b.x, share), std::lerp(a.y, b.y, share)};
        };
        for (int i = 0; i + 1 < field.columns(); ++i)
            for (int j = 0; j + 1 < field.rows(); ++j) {
                const double a = field.at(i, j), b = field.at(i + 1, j), c = field.at(i, j + 1),
                             d = field.at(i + 1, j + 1);
                if ((a > 0) == (b > 0) && (a > 0) == (c > 0) && (a > 0) == (d > 0))
                    continue;
                // Where the stroke turns tightly a cell is large on the page.
                const Point corner = field.point(i, j);
                double size = 0;
                for (const Point other : {field.point(i + 1, j), field.point(i, j + 1), field.point(i + 1, j + 1)})
                    size = std::max(size, geometry::length(other - corner));
                const int parts = std::clamp(static_cast<int>(size / 0.02), 24, 1000);
                for (int k = 0; k <= parts; ++k) {
                    const double share = static_cast<double>(k) / parts;
                    const double low = std::lerp(a, b, share), high = std::lerp(c, d, share);
                    if ((low > 0) != (high > 0))
                        cloud.add(mapped(i, share, j + low / (low - high)));
                    const double left = std::lerp(a, c, share), right = std::lerp(b, d, share);
                    if ((left > 0) != (right > 0))
                        cloud.add(mapped(i, left / (left - right), j + share));
                }
            }
        return cloud;
    }

  private Q_SLOTS:
    void pen() {
        Figures figures;
        const auto all = strokes(100, 0);
        for (const Stroke& stroke : all) {
            const auto marks = vector::marksOf(stroke, builtIn("pen"), 0);
            const auto curves = written(marks.at(0));
            QCOMPARE(curves.size(), std::size_t(1));
            for (int i = 0; i <= 200; ++i) // the width is a number beside it
                figures.take(geometry::length(curves[0].at(i / 200.0) - stroke.curve.at(i / 200.0)));
        }
        figures.verify("pen", all.size());
    }

    /// c + h left and c - h left.
    void marker() {
        const Brush& brush = builtIn("marker");
        const double half = 0.5 * kWidth * brush.width;
        Figures figures;
        const auto all = strokes(200, 1.2 * half);
        for (const Stroke& stroke : all) {
            const Cloud outline = cloudOf(written(vector::marksOf(stroke, brush, 0).at(0)));
            for (int i = 0; i <= 400; ++i)
                for (const double side : {half, -half})
                    figures.take(
                        outline(stroke.curve.at(i / 400.0) + side * leftOf(stroke.curve.derivative(i / 400.0))));
        }
        figures.verify("marker", all.size());
    }

    /// The nib's shape touches its envelope at c + s a nib + b left, s the sign of nib * left.
    void calligraphy() {
        const Brush& brush = builtIn("calligraphy");
        const double half = 0.5 * kWidth * brush.width, angle = brush.nib.angle * std::numbers::pi / 180;
        const Point nib{std::cos(angle), -std::sin(angle)};
        Figures figures;
        const auto all = strokes(200, 1.2 * half * brush.nib.ratio);
        for (const Stroke& stroke : all) {
            const Cloud outline = cloudOf(written(vector::marksOf(stroke, brush, 0).at(0)));
            for (int i = 0; i <= 400; ++i) {
                const Point left = leftOf(stroke.curve.derivative(i / 400.0));
                const double side = dot(left, nib) > 0 ? 1 : -1;
                const Point touched = half * ((side * (1 - brush.nib.ratio)) * nib + brush.nib.ratio * left);
                figures.take(outline(stroke.curve.at(i / 400.0) + touched));
                figures.take(outline(stroke.curve.at(i / 400.0) - touched));
            }
        }
        figures.verify("calligraphy", all.size());
    }

    /// As the marker's, but the half width follows profile and swell by arc length; the rims' inner edges likewise.
    void watercolour() {
        const Brush& brush = builtIn("watercolour");
        const double breadth = kWidth * brush.width;
        Figures figures;
        const auto all = strokes(600, 0.8 * breadth);
        for (std::size_t k = 0; k < all.size(); ++k) {
            const CubicBezier& curve = all[k].curve;
            const auto marks = vector::marksOf(all[k], brush, k);
            QCOMPARE(marks.size(), std::size_t(3));
            const vector::StrokeSpine spine(std::span(&curve, 1), breadth);
            base::RandomStream random(k, base::RandomPurpose::brushTexture);
            const vector::BrushLane lane(brush, spine, breadth, 0, random.bits());
            double way = 0;
            constexpr int kSteps = 4000;
            std::vector<std::pair<Point, double>> places; // along the curve, and the way there
            for (int i = 0; i <= kSteps; ++i) {
                const double t = static_cast<double>(i) / kSteps;
                places.emplace_back(curve.at(t), way);
                way += geometry::length(curve.at((i + 1.0) / kSteps) - curve.at(t));
            }
            for (std::size_t ring = 0; ring < 3; ++ring) {
                const double inset = ring == 2 ? 0 : (ring == 0 ? 1 : 0.4) * brush.wash.rim * breadth;
                const auto reachAt = [&](double here, double side) {
                    const double half = lane.half(spine.at(here), here);
                    return half * (1 + lane.swell(here, side)) - inset * lane.rim(here, side);
                };
                // Where the stroke lies on itself there is no edge.
                std::vector<std::pair<Point, double>> discs;
                for (std::size_t i = 0; i < places.size(); i += 20) {
                    const auto [centre, here] = places[i];
                    discs.emplace_back(centre, std::min(reachAt(here, 1), reachAt(here, 2)) - kGoal);
                }
                const auto isCovered = [&discs](Point p) {
                    return std::ranges::any_of(
                        discs, [p](const auto& disc) { return geometry::length(p - disc.first) < disc.second; });
                };
                const Cloud outline = cloudOf(written(marks[ring]));
                for (std::size_t i = 0; i < places.size(); i += 10) {
                    const auto [centre, here] = places[i];
                    const Point left = leftOf(curve.derivative(static_cast<double>(i) / kSteps));
                    for (const double side : {1.0, 2.0}) {
                        const double reach = reachAt(here, side);
                        const Point edge = centre + (side == 1 ? reach : -reach) * left;
                        if (reach > 0 && !isCovered(edge))
                            figures.take(outline(edge));
                    }
                }
            }
        }
        figures.verify("watercolour", all.size());
    }

    /// A rough edge is the zero line of its field of ink: no part of what is written lies beside that.
    void rough_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"ink", "pencil", "charcoal"})
            QTest::newRow(name) << QString(name);
    }
    void rough() {
        QFETCH(QString, name);
        const Brush& brush = builtIn(name.toStdString());
        Figures figures;
        const auto all = strokes(24, 0);
        for (std::size_t k = 0; k < all.size(); ++k) {
            const auto marks = vector::marksOf(all[k], brush, k);
            const double breadth = kWidth * brush.width;
            const vector::StrokeSpine spine(std::span(&all[k].curve, 1), breadth);
            base::RandomStream random(k, base::RandomPurpose::brushTexture);
            std::size_t mark = 0;
            if (brush.dust.opacity > 0) {
                const Brush powder = vector::powderOf(brush);
                const vector::BrushLane lane(powder, spine, breadth * brush.dust.width, 0, random.bits());
                compare(written(marks.at(mark++)), {zeroLine(vector::InkField(lane))}, figures);
            }
            std::vector<Cloud> edges;
            for (int strand = 0; strand < brush.strands.count; ++strand) {
                const vector::BrushLane lane(brush, spine, breadth, strand, random.bits());
                edges.push_back(zeroLine(vector::InkField(lane)));
            }
            compare(written(marks.at(mark++)), edges, figures);
            QCOMPARE(mark, marks.size());
        }
        figures.verify(qPrintable(name), all.size());
    }

  private:
    static void compare(const std::vector<CubicBezier>& path, const std::vector<Cloud>& edges, Figures& figures) {
        along(path, 0.1, [&](Point p) {
            double distance = Cloud::kFar;
            for (const Cloud& edge : edges)
                distance = std::min(distance, edge(p));
            figures.take(distance);
        });
    }
};

QTEST_APPLESS_MAIN(BrushAccuracyTest)
#include "brush_accuracy_test.moc"
