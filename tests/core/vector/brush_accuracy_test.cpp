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
#include <iterator>
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
        const auto mapped = [&field](int column, double share, double row) { return field.point(column + share, row); };
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

    /// c + h left and c - h left. Where it crosses itself its edge is that of what it covers twice.
    void marker() {
        const Brush& brush = builtIn("marker");
        const double half = 0.5 * kWidth * brush.width;
        Figures figures;
        const auto all = strokes(200, 1.2 * half);
        for (const Stroke& stroke : all) {
            std::vector<CubicBezier> edges;
            for (const Mark& mark : vector::marksOf(stroke, brush, 0))
                std::ranges::copy(written(mark), std::back_inserter(edges));
            const Cloud outline = cloudOf(edges);
            for (int i = 0; i <= 400; ++i) {
                const Point p = stroke.curve.at(i / 400.0);
                const double end = std::min(length(p - stroke.curve.points[0]), length(p - stroke.curve.points[3]));
                if (end < 0.6 * half) // whose corners are round
                    continue;
                for (const double side : {half, -half})
                    figures.take(outline(p + side * leftOf(stroke.curve.derivative(i / 400.0))));
            }
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

    /// As the marker's, but the half width follows profile and swell by arc length, in each layer of the wash; the
    /// rim's inner edge lies as far within the first one's as the rim is broad.
    void watercolour() {
        const Brush& brush = builtIn("watercolour");
        const double breadth = kWidth * brush.width;
        Figures figures;
        std::size_t count = 0;
        for (const Stroke& stroke : strokes(600, 0.8 * breadth)) {
            const std::size_t seed = count;
            const auto marks = vector::marksOf(stroke, brush, seed);
            std::vector<vector::Mark> layers, rims;
            for (const vector::Mark& mark : marks)
                if (mark.opacity == marks.front().opacity)
                    layers.push_back(mark);
                else if (mark.opacity == brush.wash.rimOpacity)
                    rims.push_back(mark);
            if (layers.size() != static_cast<std::size_t>(brush.wash.layers) || rims.size() != 1)
                continue; // it crosses itself
            ++count;
            const vector::StrokeSpine spine(std::span(&stroke.curve, 1), breadth);
            base::RandomStream random(seed, base::RandomPurpose::brushTexture);
            const auto places = placesOf(stroke.curve);
            for (int layer = 0; layer < brush.wash.layers; ++layer) {
                const double narrower = 1 - 0.14 * layer / std::max(brush.wash.layers - 1, 1);
                const vector::BrushLane lane(brush, spine, breadth * narrower, 0, random.bits());
                const auto sides = sidesOf(lane, places);
                compareEdge(sides, cloudOf(written(layers[static_cast<std::size_t>(layer)])), figures);
                if (layer == 0)
                    compareRim(lane, sides, cloudOf(written(rims.front())), figures);
            }
        }
        figures.verify("watercolour", count);
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
            const auto compareLoose = [&](const Brush& powder, double width, double opacity) {
                if (opacity <= 0)
                    return;
                const vector::BrushLane lane(powder, spine, breadth * width, 0, random.bits());
                compare(written(marks.at(mark++)), {zeroLine(vector::InkField(lane))}, figures);
            };
            compareLoose(vector::smudgeOf(brush), Brush::Dust::kSmudgeWidth, brush.dust.smudge);
            compareLoose(vector::powderOf(brush), brush.dust.width, brush.dust.opacity);
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
    struct Place {
        Point centre, left;
        double way;
    };
    static std::vector<Place> placesOf(const CubicBezier& curve) {
        constexpr int kSteps = 4000;
        std::vector<Place> places;
        double way = 0;
        for (int i = 0; i <= kSteps; ++i) {
            const double t = static_cast<double>(i) / kSteps;
            places.push_back({curve.at(t), leftOf(curve.derivative(t)), way});
            way += geometry::length(curve.at((i + 1.0) / kSteps) - curve.at(t));
        }
        return places;
    }

    /// One side of a lane after the other, as the formula has them.
    struct Side {
        std::vector<Point> edge;
        std::vector<Point> centre;
        std::vector<double> reach;
    };
    static std::vector<Side> sidesOf(const vector::BrushLane& lane, const std::vector<Place>& places) {
        std::vector<Side> sides(2);
        for (std::size_t side = 0; side < 2; ++side)
            for (const Place& place : places) {
                const double which = side == 0 ? 1 : 2;
                const double half = lane.half(lane.spine().at(place.way), place.way);
                const double reach = half * (1 + lane.swell(place.way, which));
                sides[side].centre.push_back(place.centre);
                sides[side].reach.push_back(reach);
                sides[side].edge.push_back(place.centre + (side == 0 ? reach : -reach) * place.left);
            }
        return sides;
    }

    static void compareEdge(const std::vector<Side>& sides, const Cloud& outline, Figures& figures) {
        // Where the stroke lies on itself there is no edge.
        const auto isCovered = [&sides](Point p) {
            for (std::size_t i = 0; i < sides[0].edge.size(); i += 20)
                if (geometry::length(p - sides[0].centre[i]) < std::min(sides[0].reach[i], sides[1].reach[i]) - kGoal)
                    return true;
            return false;
        };
        for (const Side& side : sides)
            for (std::size_t i = 0; i < side.edge.size(); i += 10)
                if (side.reach[i] > 0 && !isCovered(side.edge[i]))
                    figures.take(outline(side.edge[i]));
    }

    /// Square to the wash's edge; where another part of the edge is as near as that, there is none.
    static void compareRim(const vector::BrushLane& lane, const std::vector<Side>& sides, const Cloud& outline,
                           Figures& figures) {
        std::vector<std::pair<Point, double>> edges;
        const auto add = [&](Point p) { edges.emplace_back(p, lane.rimAt(p)); };
        for (const Side& side : sides)
            for (std::size_t i = 0; i < side.edge.size(); i += 10)
                add(side.edge[i]);
        for (const std::size_t i : {std::size_t{0}, sides[0].edge.size() - 1}) { // the caps
            const Point middle = 0.5 * (sides[0].edge[i] + sides[1].edge[i]), across = sides[0].edge[i] - middle;
            for (int k = 0; k < 200; ++k) {
                const double angle = 2 * std::numbers::pi * k / 200;
                add(middle + std::cos(angle) * across + std::sin(angle) * Point{across.y, -across.x});
            }
        }
        for (const Side& side : sides)
            for (std::size_t i = 10; i + 10 < side.edge.size(); i += 10) {
                const Point here = side.edge[i], way = side.edge[i + 2] - side.edge[i - 2];
                if (!(geometry::length(way) > 0))
                    continue;
                Point inwards = leftOf(way);
                if (dot(inwards, side.centre[i] - here) < 0)
                    inwards = -1 * inwards;
                const double breadth = lane.rimAt(here);
                const Point edge = here + breadth * inwards;
                const bool isReached = std::ranges::any_of(edges, [&](const auto& other) {
                    const bool isNear = geometry::length(other.first - here) < 0.5 * breadth;
                    return geometry::length(edge - other.first) < other.second + (isNear ? -0.03 : 0.1);
                });
                if (!isReached)
                    figures.take(outline(edge));
            }
    }

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
