// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_lane.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kPad = 1.25;                         ///< the grid's half height, half breadths of the lane
constexpr double kNodesAFeature = 2.6;                ///< of the grid
constexpr double kMostColumns = 1600, kMostRows = 72; ///< columns of a single curve
constexpr double kRaggedReach = 0.9;                  ///< how far apart ragged ends lie, half breadths
constexpr double kFine = 0.3;                         ///< more than the finer noise comes to
constexpr float kOutside = -1;

/// How much ink there is over the paper at each node of a grid along and across the lane; above 0 it shows.
class InkField {
  public:
    explicit InkField(const BrushLane& lane) : m_lane(lane), m_noise(lane.seed() ^ 0x5bd1e995u) {
        const Brush& brush = lane.brush();
        double across = brush.edge.length, along = brush.edge.length;
        if (brush.bristles.count > 0) {
            across = std::min(across, 1.0 / brush.bristles.count);
            along = std::min(along, 4.0 / brush.bristles.count);
        }
        if (brush.grain.amount > 0) {
            across = std::min(across, brush.grain.size);
            along = std::min(along, brush.grain.size * std::max(brush.grain.stretch, 1.0));
        }
        const double breadth = lane.breadth();
        m_pad = brush.ends == Brush::Ends::round ? 0.6 * breadth : 0.1 * breadth;
        const double length = lane.end() - lane.start() + 2 * m_pad;
        m_columnStep = std::max(along * breadth / kNodesAFeature, length / (lane.fineness() * kMostColumns));
        m_columns = static_cast<int>(length / m_columnStep) + 3;
        m_rows = static_cast<int>(std::min(kPad * kNodesAFeature / across, kMostRows)) + 3;
        fill();
    }

    int columns() const { return m_columns; }
    int rows() const { return m_rows; }
    float at(int column, int row) const { return m_values[index(column, row)]; }
    double way(int column) const { return m_lane.start() - m_pad + (column - 0.5) * m_columnStep; }
    /// Half breadths from the lane's middle.
    double height(double row) const { return kPad * (2 * row / (m_rows - 1) - 1); }
    const SpineFrame& frame(int column) const { return m_frames[static_cast<std::size_t>(column)]; }
    Point point(int column, double row) const {
        return frame(column).at(m_offsets[static_cast<std::size_t>(column)] + 0.5 * m_lane.breadth() * height(row));
    }
    double columnStep() const { return m_columnStep; }
    double rowStep() const { return kPad * m_lane.breadth() / (m_rows - 1); }

  private:
    /// The noises of one column, from its lower to its upper edge.
    struct Texture {
        NoiseLine end, rough, finerRough, bristles, finerBristles, grain, finerGrain;
    };

    struct Column {
        double low, high; ///< half breadths, the edge below and above
        double end;       ///< half breadths inside the nearer end, negative beyond
        double dry;
        Texture texture;
    };

    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(column) * static_cast<std::size_t>(m_rows) + static_cast<std::size_t>(row);
    }

    void fill() {
        m_values.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows), kOutside);
        for (int i = 0; i < m_columns; ++i) {
            m_frames.push_back(m_lane.spine().at(way(i)));
            m_offsets.push_back(m_lane.offset(way(i)));
            if (i == 0 || i == m_columns - 1)
                continue;
            Column column = columnAt(i);
            for (int j = 1; j < m_rows - 1; ++j)
                m_values[index(i, j)] = static_cast<float>(ink(column, height(j)));
        }
    }

    Column columnAt(int i) const {
        const double here = way(i), unit = 2 / m_lane.breadth();
        Column column{0, 0, 0, m_lane.dryness(here), textureAt(here / m_lane.breadth())};
        column.end = unit * std::min(here - m_lane.start(), m_lane.end() - here);
        double half = unit * m_lane.half(frame(i), here);
        if (m_lane.brush().ends == Brush::Ends::round && column.end < 0) {
            half = column.end > -half ? std::sqrt(half * half - column.end * column.end) : -1;
            column.end = 1;
        }
        column.high = half * (1 + m_lane.swell(here, 1));
        column.low = -half * (1 + m_lane.swell(here, 2));
        return column;
    }

    /// @param place  breadths along.
    Texture textureAt(double place) const {
        const Brush& brush = m_lane.brush();
        const auto line = [this](double x) { return NoiseLine(m_noise, x); };
        const double edge = place / brush.edge.length, bristles = place / brush.bristles.length;
        const double grain = place / (brush.grain.size * brush.grain.stretch);
        return {line(0.3 * place),    line(edge),  line(2.3 * edge), line(bristles),
                line(3.1 * bristles), line(grain), line(2.1 * grain)};
    }

    /// Positive where the lane's outline is; its depth, half breadths.
    double depth(Column& column, double height) const {
        const Brush& brush = m_lane.brush();
        double result = std::min(column.high - height, height - column.low);
        double end = column.end;
        if (brush.ends == Brush::Ends::ragged)
            end -= kRaggedReach * (0.5 + 0.5 * column.texture.end(bristle(height) + 300));
        result = std::min(result, end);
        const double rough = brush.edge.roughness;
        if (rough <= 0 || result > rough || result < -rough)
            return result;
        const double y = 0.5 * height / brush.edge.length;
        return result -
               rough * (0.5 + 0.45 * column.texture.rough(y + 100) + 0.3 * column.texture.finerRough(2.3 * y + 150));
    }

    double bristle(double height) const { return 0.5 * height * std::max(m_lane.brush().bristles.count, 8); }

    double ink(Column& column, double height) const {
        const Brush& brush = m_lane.brush();
        double result = depth(column, height);
        if (result <= 0)
            return result;
        const double outward = std::abs(2 * height - column.high - column.low) / (column.high - column.low);
        if (brush.bristles.count > 0) {
            const double held = 0.5 + 0.55 * column.texture.bristles(bristle(height)) +
                                0.2 * column.texture.finerBristles(2.3 * bristle(height) + 40);
            result = std::min(result, held - column.dry - brush.bristles.dryness * outward * outward * outward);
        }
        if (brush.grain.amount > 0) {
            const double y = 0.5 * height / brush.grain.size;
            const double lightness = 0.35 + 0.65 * outward * outward + (brush.bristles.count > 0 ? 0 : column.dry);
            double cover = 0.5 - brush.grain.amount * lightness - 0.42 * column.texture.grain(y + 200);
            if (std::abs(cover) < kFine) // else the finer peaks change nothing
                cover -= 0.25 * column.texture.finerGrain(2.1 * y + 250);
            result = std::min(result, cover);
        }
        return result;
    }

    const BrushLane& m_lane;
    Noise m_noise;
    double m_pad = 0;
    double m_columnStep = 1;
    int m_columns = 0, m_rows = 0;
    std::vector<SpineFrame> m_frames;
    std::vector<double> m_offsets;
    std::vector<float> m_values; ///< column after column
};

/// Follows the field's zero line (marching squares): closed polygons with the ink on one side throughout.
class Contours {
  public:
    explicit Contours(const InkField& field)
        : m_field(field),
          m_next(2 * static_cast<std::size_t>(field.columns()) * static_cast<std::size_t>(field.rows()), kNone) {
        for (int i = 0; i + 1 < field.columns(); ++i)
            for (int j = 0; j + 1 < field.rows(); ++j)
                cell(i, j);
    }

    template <typename Take>
    void each(Take&& take) {
        std::vector<Point> polygon;
        for (std::size_t edge = 0; edge < m_next.size(); ++edge) {
            polygon.clear();
            for (std::size_t at = edge; m_next[at] != kNone;) {
                polygon.push_back(crossing(at));
                const std::size_t next = m_next[at];
                m_next[at] = kNone;
                at = next;
            }
            if (polygon.size() > 2)
                take(polygon);
        }
    }

  private:
    static constexpr std::uint32_t kNone = 0xffffffff;

    std::size_t node(int i, int j) const {
        return static_cast<std::size_t>(i) * static_cast<std::size_t>(m_field.rows()) + static_cast<std::size_t>(j);
    }
    /// Edges are numbered by the node they leave: even along, odd across.
    std::size_t along(int i, int j) const { return 2 * node(i, j); }
    std::size_t across(int i, int j) const { return 2 * node(i, j) + 1; }

    void cell(int i, int j) {
        const std::array<float, 4> corner{m_field.at(i, j), m_field.at(i + 1, j), m_field.at(i + 1, j + 1),
                                          m_field.at(i, j + 1)};
        const auto inside = [&corner](std::size_t k) { return corner[k % 4] > 0; };
        const int count = inside(0) + inside(1) + inside(2) + inside(3);
        if (count == 0 || count == 4)
            return;
        const std::array<std::size_t, 4> edges{along(i, j), across(i + 1, j), along(i, j + 1), across(i, j)};
        const bool joined = corner[0] + corner[1] + corner[2] + corner[3] > 0;
        for (std::size_t k = 0; k < 4; ++k) {
            if (!inside(k) || inside(k + 1))
                continue;
            // Leaves the ink over edge k: on to where it comes in, the next such edge or, around one corner, the last.
            std::size_t m = k + 1;
            if (count == 2 && inside(k + 2) && !joined)
                m = k + 3;
            else
                while (inside(m) || !inside(m + 1))
                    ++m;
            m_next[edges[k]] = static_cast<std::uint32_t>(edges[m % 4]);
        }
    }

    Point crossing(std::size_t edge) const {
        const int i = static_cast<int>(edge / 2 / static_cast<std::size_t>(m_field.rows()));
        const int j = static_cast<int>(edge / 2 % static_cast<std::size_t>(m_field.rows()));
        const bool isAcross = edge % 2 == 1;
        const double from = m_field.at(i, j), to = isAcross ? m_field.at(i, j + 1) : m_field.at(i + 1, j);
        const double share = std::clamp(from / (from - to), 0.03, 0.97);
        if (isAcross)
            return m_field.point(i, j + share);
        const Point a = m_field.point(i, j), b = m_field.point(i + 1, j);
        return {std::lerp(a.x, b.x, share), std::lerp(a.y, b.y, share)};
    }

    const InkField& m_field;
    std::vector<std::uint32_t> m_next;
};

double area(std::span<const Point> polygon) {
    double sum = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point a = polygon[i] - polygon[0], b = polygon[(i + 1) % polygon.size()] - polygon[0];
        sum += a.x * b.y - a.y * b.x;
    }
    return 0.5 * sum;
}

/// The square of the distance.
double fromSegment(Point p, Point a, Point b) {
    const Point way{b.x - a.x, b.y - a.y}, from{p.x - a.x, p.y - a.y};
    const double length2 = way.x * way.x + way.y * way.y;
    const double t = length2 > 0 ? std::clamp((from.x * way.x + from.y * way.y) / length2, 0.0, 1.0) : 0;
    const double x = from.x - t * way.x, y = from.y - t * way.y;
    return x * x + y * y;
}

/// Leaves out vertices that lie within the tolerance of the line past them.
std::vector<Point> thinned(std::span<const Point> polygon, double tolerance, double step) {
    std::vector<Point> result;
    const auto keep = [&result, step](Point p) {
        const Point rounded{std::round(p.x / step) * step, std::round(p.y / step) * step};
        if (result.empty() || !(rounded == result.back()))
            result.push_back(rounded);
    };
    constexpr std::size_t kLongest = 8;
    std::size_t last = 0;
    keep(polygon[0]);
    for (std::size_t i = 1; i + 1 < polygon.size(); ++i) {
        bool near = i - last < kLongest;
        for (std::size_t k = last + 1; near && k <= i; ++k)
            near = fromSegment(polygon[k], polygon[last], polygon[i + 1]) < tolerance * tolerance;
        if (!near) {
            keep(polygon[i]);
            last = i;
        }
    }
    keep(polygon.back());
    while (result.size() > 1 && result.back() == result.front())
        result.pop_back();
    return result;
}

} // namespace

std::vector<Contour> laneTooth(const BrushLane& lane, double tolerance, double step) {
    std::vector<Contour> result;
    const InkField field(lane);
    const double smallest = 1.2 * field.columnStep() * field.rowStep();
    Contours(field).each([&](std::span<const Point> polygon) {
        if (std::abs(area(polygon)) < smallest)
            return;
        // Twice the step, so that the middle between two vertices lies on it as well.
        Contour contour{Contour::Kind::spline, thinned(polygon, tolerance, 2 * step)};
        if (contour.points.size() > 2)
            result.push_back(std::move(contour));
    });
    return result;
}

} // namespace croquis::vector
