// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/stroke_painter.hpp"

#include "base/error.hpp"
#include "geometry/affine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

namespace croquis::vector {
namespace {

constexpr double kFarthestPixel = 1e8;
constexpr double kFlatness = 0.02; ///< pixels
constexpr float kNothing = 1e-5f;  ///< coverage: what rounding leaves where outlines close
constexpr std::int64_t kMaximumPixels = 100'000'000;

void validate(PixelSize size) {
    if (size.width < 1 || size.height < 1 || size.width > kMaximumPictureSide || size.height > kMaximumPictureSide)
        throw InvalidArgument(
            fmt::format("A picture of {} x {} pixels can't be painted: each side must lie between 1 and {}.",
                        size.width, size.height, kMaximumPictureSide));
}

void validate(const geometry::CubicBezier& curve, double radius) {
    if (!(radius >= 0 && radius <= kFarthestPixel))
        throw InvalidArgument("A stroke's width isn't finite, is negative or far too large.");
    for (const geometry::Point p : curve.points)
        if (!(std::abs(p.x) <= kFarthestPixel && std::abs(p.y) <= kFarthestPixel))
            throw InvalidArgument("A stroke's point isn't finite or lies too far outside the picture.");
}

geometry::Box unionOf(const geometry::Box& a, const geometry::Box& b) {
    return {{std::min(a.minimum.x, b.minimum.x), std::min(a.minimum.y, b.minimum.y)},
            {std::max(a.maximum.x, b.maximum.x), std::max(a.maximum.y, b.maximum.y)}};
}

void validate(const Mark& mark, const geometry::Affine& map) {
    if (!(mark.opacity >= 0 && mark.opacity <= 1))
        throw InvalidArgument("A stroke's opacity must lie between 0 and 1.");
    for (const Contour& contour : mark.contours)
        for (const geometry::Point p : contour.points)
            if (!(std::abs(map.a * p.x) <= kFarthestPixel && std::abs(map.d * p.y) <= kFarthestPixel))
                throw InvalidArgument("A stroke's point isn't finite or lies too far outside the picture.");
}

/// A column from `first` on before which, up to `last`, nothing differs; less than four before the next difference.
std::size_t nextEdge(std::span<const float> differences, std::size_t first, std::size_t last) {
    for (; first + 4 <= last; first += 4) {
        std::array<std::uint64_t, 2> bits;
        std::memcpy(bits.data(), &differences[first], sizeof bits);
        if ((bits[0] | bits[1]) != 0)
            break;
    }
    return first;
}

} // namespace

StrokePainter::StrokePainter(const MarkedPage& page, const PaintOptions& options)
    : StrokePainter(page.marks, (validate(options.size), pictureFromPage(page.width, page.height, options.size)),
                    options) {}

StrokePainter::StrokePainter(std::span<const Mark> marks, const geometry::Affine& map, const PaintOptions& options)
    : StrokePainter(map, options) {
    add(marks);
}

StrokePainter::StrokePainter(const geometry::Affine& map, const PaintOptions& options)
    : m_map(map), m_size(options.size) {
    validate(m_size);
    const auto width = static_cast<std::size_t>(m_size.width);
    m_empty.assign(4 * width, 0);
    if (const auto& paper = options.paper) {
        m_background = {
            {static_cast<float>(paper->red), static_cast<float>(paper->green), static_cast<float>(paper->blue), 255}};
        for (std::size_t x = 0; x < width; ++x)
            for (std::size_t k = 0; k < 4; ++k)
                m_empty[4 * x + k] = static_cast<std::uint8_t>(m_background.channels[k]);
    }
    m_row.assign(width, m_background);
    m_differences.assign(width + 2, 0);
}

void StrokePainter::add(std::span<const Mark> marks) {
    if (m_nextRow > 0)
        throw InvalidArgument("StrokePainter: marks come before the first row");
    for (const Mark& mark : marks)
        add(mark);
}

std::optional<StrokePainter::Shape> StrokePainter::shapeOf(const StrokedLine& line) const {
    const double radius = 0.5 * m_map.a * line.width;
    std::vector<geometry::Point> polyline;
    geometry::Box box;
    for (const geometry::CubicBezier& onPage : line.curves) {
        const geometry::CubicBezier curve = m_map(onPage);
        validate(curve, radius);
        box = polyline.empty() ? curve.boundingBox() : unionOf(box, curve.boundingBox());
        const auto piece = curve.flatten(kFlatness);
        polyline.insert(polyline.end(), piece.begin() + (polyline.empty() ? 0 : 1), piece.end());
    }
    if (polyline.empty() || radius == 0 || box.maximum.x + radius <= 0 || box.minimum.x - radius >= m_size.width ||
        box.maximum.y + radius <= 0 || box.minimum.y - radius >= m_size.height)
        return std::nullopt;
    const auto within = [radius](double least, double most, int end) {
        return std::pair(static_cast<int>(std::max(std::floor(least - radius) - 1, 0.0)),
                         static_cast<int>(std::min<double>(std::ceil(most + radius) + 1, end)));
    };
    const auto [top, bottom] = within(box.minimum.y, box.maximum.y, m_size.height);
    const auto [left, right] = within(box.minimum.x, box.maximum.x, m_size.width);
    return Shape{StrokeSection(polyline, radius, m_size.width), {top, bottom}, {left, right}};
}

void StrokePainter::add(const Mark& mark) {
    validate(mark, m_map);
    if (mark.line)
        if (auto shape = shapeOf(*mark.line))
            addLayer(std::move(shape->section), shape->rows, shape->columns, mark);
    if (mark.contours.empty())
        return;
    FillSection section(mark.contours, m_map, m_size.width, m_size.height);
    const RowRange rows = section.rows();
    const ColumnRange columns = section.columns();
    addLayer(std::move(section), rows, columns, mark);
}

void StrokePainter::addLayer(std::variant<StrokeSection, FillSection> section, RowRange rows, ColumnRange columns,
                             const Mark& mark) {
    if (mark.opacity == 0 || rows.first >= rows.last || columns.first >= columns.last)
        return;
    std::optional<StrokeSection> within;
    if (mark.within) {
        auto shape = shapeOf(*mark.within);
        if (!shape)
            return;
        rows = {std::max(rows.first, shape->rows.first), std::min(rows.last, shape->rows.last)};
        within.emplace(std::move(shape->section));
    }
    m_extents.push_back({rows, columns});
    m_layers.push_back({std::move(section),
                        std::move(within),
                        {{static_cast<float>(mark.colour.red), static_cast<float>(mark.colour.green),
                          static_cast<float>(mark.colour.blue), 255}},
                        static_cast<float>(mark.opacity),
                        mark.blend});
}

/// Leaves of this row's coverage what lies in `section` too.
void StrokePainter::keepWithin(StrokeSection& section, ColumnRange columns) {
    m_withinDifferences.assign(m_differences.size(), 0);
    section.addRow(m_nextRow, m_withinDifferences);
    float ink = 0, share = 0, before = 0;
    for (std::size_t x = 0; x < static_cast<std::size_t>(columns.last); ++x) {
        ink += m_differences[x];
        share += m_withinDifferences[x];
        const float now = std::min(std::abs(ink), 1.0f) * std::clamp(share, 0.0f, 1.0f);
        m_differences[x] = now - before;
        before = now;
    }
}

void StrokePainter::blend(Layer& layer) {
    const ColumnRange columns =
        std::visit([this](auto& section) { return section.addRow(m_nextRow, m_differences); }, layer.section);
    if (columns.first >= columns.last)
        return;
    if (layer.within)
        keepWithin(*layer.within, columns);
    if (layer.blend == Blend::multiply)
        blend<true>(layer, columns);
    else
        blend<false>(layer, columns);
    const auto end = static_cast<std::size_t>(columns.last);
    m_differences[end] = 0;
    m_differences[std::min(end + 1, m_differences.size() - 1)] = 0;
}

template <bool multiplies>
void StrokePainter::blend(const Layer& layer, ColumnRange columns) {
    const Pixel colour = layer.colour;
    const bool isOpaque = m_background.channels[3] >= 255; // nothing is left to fill
    Pixel product = colour;                                // what multiplying leaves of what is below
    for (float& channel : product.channels)
        channel /= 255;
    float sum = 0;
    for (auto x = static_cast<std::size_t>(columns.first); x < static_cast<std::size_t>(columns.last); ++x) {
        sum += m_differences[x];
        m_differences[x] = 0;
        const float source = std::min(std::abs(sum), 1.0f) * layer.opacity;
        if (source < kNothing) {
            x = nextEdge(m_differences, x + 1, static_cast<std::size_t>(columns.last)) - 1;
            continue;
        }
        const float rest = 1 - source;
        Pixel left; // of what is below
        for (std::size_t k = 0; k < 4; ++k)
            left.channels[k] = multiplies ? rest + product.channels[k] * source : rest;
        const std::size_t end = nextEdge(m_differences, x + 1, static_cast<std::size_t>(columns.last));
        for (std::size_t same = x; same < end; ++same) {
            auto& pixel = m_row[same].channels;
            const float plain = multiplies ? source * (1 - pixel[3] / 255) : source;
            for (std::size_t k = 0; k < 4; ++k)
                pixel[k] *= left.channels[k];
            if (!multiplies || !isOpaque)
                for (std::size_t k = 0; k < 4; ++k)
                    pixel[k] += colour.channels[k] * plain;
        }
        x = end - 1;
    }
}

void StrokePainter::store(ColumnRange columns, bool opaque, std::span<std::uint8_t> rgba) const {
    const auto byte = [](float value) {
        return static_cast<std::uint8_t>(static_cast<int>(std::min(value + 0.5f, 255.0f)));
    };
    const auto first = static_cast<std::size_t>(columns.first), last = static_cast<std::size_t>(columns.last);
    if (opaque) {
        const float* in = m_row.data()->channels.data();
        for (std::size_t i = 4 * first; i < 4 * last; ++i)
            rgba[i] = byte(in[i]);
        return;
    }
    for (std::size_t x = first; x < last; ++x) {
        const auto& pixel = m_row[x].channels;
        const float alpha = pixel[3];
        if (alpha < 0.5f)
            continue;
        const float scale = alpha < 255 ? 255 / alpha : 1;
        for (std::size_t k = 0; k < 3; ++k)
            rgba[4 * x + k] = byte(pixel[k] * scale);
        rgba[4 * x + 3] = byte(alpha);
    }
}

/// Finds this row's layers. @return where they may be.
ColumnRange StrokePainter::openRow() {
    if (m_nextRow == 0) {
        m_byFirstRow.resize(m_layers.size());
        std::iota(m_byFirstRow.begin(), m_byFirstRow.end(), std::size_t{0});
        std::ranges::sort(m_byFirstRow, {}, [this](std::size_t i) { return m_extents[i].rows.first; });
    }
    std::erase_if(m_open, [this](std::size_t i) { return m_extents[i].rows.last <= m_nextRow; });
    for (; m_begun < m_byFirstRow.size() && m_extents[m_byFirstRow[m_begun]].rows.first <= m_nextRow; ++m_begun)
        m_open.insert(std::ranges::lower_bound(m_open, m_byFirstRow[m_begun]), m_byFirstRow[m_begun]);
    ColumnRange result{m_size.width, 0};
    for (const std::size_t i : m_open)
        result = {std::min(result.first, m_extents[i].columns.first), std::max(result.last, m_extents[i].columns.last)};
    return result;
}

void StrokePainter::blendRow() {
    for (const std::size_t i : m_open)
        blend(m_layers[i]);
    ++m_nextRow;
}

void StrokePainter::checkRow(std::size_t bytes) const {
    if (m_nextRow >= m_size.height || bytes != 4 * m_row.size())
        throw InvalidArgument("StrokePainter: a row of 4 * width bytes, and no more rows than the picture has");
}

void StrokePainter::paintRow(std::span<std::uint8_t> rgba) {
    checkRow(rgba.size());
    const ColumnRange columns = openRow();
    std::ranges::copy(m_empty, rgba.begin());
    for (int x = columns.first; x < columns.last; ++x)
        m_row[static_cast<std::size_t>(x)] = m_background;
    blendRow();
    store(columns, m_background.channels[3] > 0, rgba);
}

void StrokePainter::paintRowOver(std::span<std::uint8_t> rgba) {
    checkRow(rgba.size());
    const ColumnRange columns = openRow();
    for (auto x = static_cast<std::size_t>(columns.first); static_cast<int>(x) < columns.last; ++x)
        m_row[x] = {{static_cast<float>(rgba[4 * x]), static_cast<float>(rgba[4 * x + 1]),
                     static_cast<float>(rgba[4 * x + 2]), 255}};
    blendRow();
    store(columns, true, rgba);
}

std::vector<std::uint8_t> paint(const MarkedPage& page, const PaintOptions& options) {
    const PixelSize size = options.size;
    if (static_cast<std::int64_t>(size.width) * size.height > kMaximumPixels)
        throw InvalidArgument(
            fmt::format("A picture of {} x {} pixels doesn't fit in memory at once: at most {} million pixels do.",
                        size.width, size.height, kMaximumPixels / 1'000'000));
    StrokePainter painter(page, options);
    const std::size_t rowBytes = 4 * static_cast<std::size_t>(size.width);
    std::vector<std::uint8_t> picture(rowBytes * static_cast<std::size_t>(size.height));
    for (std::size_t y = 0; y < static_cast<std::size_t>(size.height); ++y)
        painter.paintRow(std::span(picture).subspan(y * rowBytes, rowBytes));
    return picture;
}

} // namespace croquis::vector
