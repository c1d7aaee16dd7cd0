// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/stroke_painter.hpp"

#include "base/error.hpp"
#include "geometry/affine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace croquis::vector {
namespace {

constexpr double kFarthestPixel = 1e8;
constexpr double kFlatness = 0.02; ///< pixels
constexpr std::int64_t kMaximumPixels = 100'000'000;

void validate(PixelSize size) {
    if (size.width < 1 || size.height < 1 || size.width > kMaximumPictureSide || size.height > kMaximumPictureSide)
        throw InvalidArgument(
            fmt::format("A picture of {} x {} pixels can't be painted: each side must lie between 1 and {}.",
                        size.width, size.height, kMaximumPictureSide));
}

/// The longer side rounded, the other so that all of the page fits at that scale.
PixelSize fitted(double width, double height, double longSide) {
    if (!(longSide >= 0 && longSide < kMaximumPictureSide + 0.5) || !(width > 0) || !(height > 0))
        throw InvalidArgument(
            fmt::format("A picture side of {:.0f} pixels can't be painted: it must lie between 1 and {}.", longSide,
                        kMaximumPictureSide));
    const double scale = std::max(1.0, std::round(longSide)) / std::max(width, height);
    const auto side = [scale](double length) {
        return std::max(1, static_cast<int>(std::ceil(scale * length - 1e-6)));
    };
    return {side(width), side(height)};
}

void validate(const geometry::CubicBezier& curve, double radius) {
    if (!(radius >= 0 && radius <= kFarthestPixel))
        throw InvalidArgument("A stroke's width isn't finite, is negative or far too large.");
    for (const geometry::Point p : curve.points)
        if (!(std::abs(p.x) <= kFarthestPixel && std::abs(p.y) <= kFarthestPixel))
            throw InvalidArgument("A stroke's point isn't finite or lies too far outside the picture.");
}

void validate(const Mark& mark, const geometry::Affine& map) {
    if (!(mark.opacity >= 0 && mark.opacity <= 1))
        throw InvalidArgument("A stroke's opacity must lie between 0 and 1.");
    for (const Contour& contour : mark.contours)
        for (const geometry::Point p : contour.points)
            if (!(std::abs(map.a * p.x) <= kFarthestPixel && std::abs(map.d * p.y) <= kFarthestPixel))
                throw InvalidArgument("A stroke's point isn't finite or lies too far outside the picture.");
}

} // namespace

geometry::Affine pictureFromPage(double pageWidth, double pageHeight, PixelSize size) {
    if (!(pageWidth > 0 && pageHeight > 0 && std::isfinite(pageWidth) && std::isfinite(pageHeight)))
        throw InvalidArgument("The sketch's page has no area.");
    const double scale = std::min(size.width / pageWidth, size.height / pageHeight);
    const auto margin = [](double free) { return free < 2 ? 0 : 0.5 * free; };
    return geometry::Affine::scaleThenTranslate(
        scale, {margin(size.width - scale * pageWidth), margin(size.height - scale * pageHeight)});
}

PixelSize pictureSize(double widthMm, double heightMm, double dpi) {
    return fitted(widthMm, heightMm, std::max(widthMm, heightMm) / 25.4 * dpi);
}

PixelSize pictureSizeFor(const geometry::Sketch& sketch, int longSide) {
    return fitted(sketch.width, sketch.height, longSide);
}

StrokePainter::StrokePainter(const MarkedPage& page, const PaintOptions& options)
    : StrokePainter(page.marks, (validate(options.size), pictureFromPage(page.width, page.height, options.size)),
                    options) {}

StrokePainter::StrokePainter(std::span<const Mark> marks, const geometry::Affine& map, const PaintOptions& options)
    : m_size(options.size) {
    validate(m_size);
    if (const auto& paper = options.paper)
        m_background = {static_cast<float>(paper->red), static_cast<float>(paper->green),
                        static_cast<float>(paper->blue), 1};
    m_row.assign(static_cast<std::size_t>(m_size.width), m_background);
    m_differences.assign(static_cast<std::size_t>(m_size.width) + 2, 0);
    for (const Mark& mark : marks)
        add(mark, map);
}

void StrokePainter::add(const Mark& mark, const geometry::Affine& map) {
    validate(mark, map);
    if (mark.line)
        addLine(mark, map);
    if (mark.contours.empty() || mark.opacity == 0)
        return;
    FillSection section(mark.contours, map, m_size.width, m_size.height);
    const RowRange rows = section.rows();
    if (rows.first < rows.last)
        addLayer(std::move(section), rows, mark);
}

void StrokePainter::addLine(const Mark& mark, const geometry::Affine& map) {
    const geometry::CubicBezier curve = map(mark.line->curve);
    const double radius = 0.5 * map.a * mark.line->width;
    validate(curve, radius);
    const geometry::Box box = curve.boundingBox();
    const bool outside = box.maximum.x + radius <= 0 || box.minimum.x - radius >= m_size.width ||
                         box.maximum.y + radius <= 0 || box.minimum.y - radius >= m_size.height;
    if (outside || radius == 0 || mark.opacity == 0)
        return;
    const double top = std::floor(box.minimum.y - radius) - 1;
    const double end = std::ceil(box.maximum.y + radius) + 1;
    addLayer(StrokeSection(curve.flatten(kFlatness), radius, m_size.width),
             {static_cast<int>(std::max(top, 0.0)), static_cast<int>(std::min<double>(end, m_size.height))}, mark);
}

void StrokePainter::addLayer(std::variant<StrokeSection, FillSection> section, RowRange rows, const Mark& mark) {
    m_layers.push_back({std::move(section), rows, static_cast<float>(mark.colour.red),
                        static_cast<float>(mark.colour.green), static_cast<float>(mark.colour.blue),
                        static_cast<float>(mark.opacity), mark.blend});
}

void StrokePainter::blend(Layer& layer) {
    const ColumnRange columns =
        std::visit([this](auto& section) { return section.addRow(m_nextRow, m_differences); }, layer.section);
    if (columns.first >= columns.last)
        return;
    m_touched.first = std::min(m_touched.first, columns.first);
    m_touched.last = std::max(m_touched.last, columns.last);
    const bool multiplies = layer.blend == Blend::multiply;
    float sum = 0;
    for (int x = columns.first; x < columns.last; ++x) {
        float& difference = m_differences[static_cast<std::size_t>(x)];
        sum += difference;
        difference = 0;
        const float source = std::min(std::abs(sum), 1.0f) * layer.opacity;
        if (source == 0)
            continue;
        Pixel& pixel = m_row[static_cast<std::size_t>(x)];
        const float rest = 1 - source;
        const float plain = multiplies ? source * (1 - pixel.alpha) : source;
        const float product = multiplies ? source / 255 : 0;
        pixel.red = pixel.red * (rest + layer.red * product) + layer.red * plain;
        pixel.green = pixel.green * (rest + layer.green * product) + layer.green * plain;
        pixel.blue = pixel.blue * (rest + layer.blue * product) + layer.blue * plain;
        pixel.alpha = pixel.alpha * rest + source;
    }
    const auto end = static_cast<std::size_t>(columns.last);
    m_differences[end] = 0;
    m_differences[std::min(end + 1, m_differences.size() - 1)] = 0;
}

void StrokePainter::store(std::span<std::uint8_t> rgba) const {
    const auto channel = [](float value) { return static_cast<std::uint8_t>(std::min(value + 0.5f, 255.0f)); };
    const auto put = [&rgba, &channel](std::size_t x, const Pixel& pixel) {
        const float scale = pixel.alpha < 1 ? 1 / pixel.alpha : 1;
        rgba[4 * x] = channel(pixel.red * scale);
        rgba[4 * x + 1] = channel(pixel.green * scale);
        rgba[4 * x + 2] = channel(pixel.blue * scale);
        rgba[4 * x + 3] = channel(255 * pixel.alpha);
    };
    std::ranges::fill(rgba, std::uint8_t{0});
    if (m_background.alpha > 0)
        for (std::size_t x = 0; x < m_row.size(); ++x)
            put(x, m_background);
    for (int column = m_touched.first; column < m_touched.last; ++column) {
        const auto x = static_cast<std::size_t>(column);
        if (m_row[x].alpha >= 0.5f / 255)
            put(x, m_row[x]);
    }
}

void StrokePainter::paintRow(std::span<std::uint8_t> rgba) {
    if (m_nextRow >= m_size.height || rgba.size() != 4 * m_row.size())
        throw InvalidArgument("StrokePainter: a row of 4 * width bytes, and no more rows than the picture has");
    for (int x = m_touched.first; x < m_touched.last; ++x)
        m_row[static_cast<std::size_t>(x)] = m_background;
    m_touched = {m_size.width, 0};
    for (Layer& layer : m_layers)
        if (m_nextRow >= layer.rows.first && m_nextRow < layer.rows.last)
            blend(layer);
    store(rgba);
    ++m_nextRow;
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
