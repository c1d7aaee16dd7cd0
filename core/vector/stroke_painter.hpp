// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"
#include "geometry/sketch.hpp"
#include "vector/brush/mark.hpp"
#include "vector/fill_section.hpp"
#include "vector/picture_size.hpp"
#include "vector/stroke_section.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace croquis::vector {

struct PaintOptions {
    PixelSize size;
    std::optional<geometry::Colour> paper; ///< fills the whole picture; none: transparent
};

/// Paints marks to pixels, row by row from the top, so that a picture of any size needs little memory.
///
/// Coverage is the exact area of the round-capped line in the pixel (within about 0.01) or of the outlines; a line
/// that crosses itself is one shape, however many curves it has. Marks lie over one another in their order, blended in
/// sRGB as SVG renderers do (W3C, "Compositing and Blending Level 1"). One painter, one thread; the same input gives
/// the same bytes.
class StrokePainter {
  public:
    /// @param map  scales alike in both directions and moves.
    /// @throws InvalidArgument for a size outside 1..kMaximumPictureSide, or a mark whose points or width aren't
    /// finite,
    ///         lie beyond 1e8 pixels, or whose opacity is outside 0..1. Lines of width 0 paint nothing.
    StrokePainter(std::span<const Mark> marks, const geometry::Affine& map, const PaintOptions& options);
    /// Without marks yet.
    StrokePainter(const geometry::Affine& map, const PaintOptions& options);
    /// The page as a whole. @throws InvalidArgument also for a page without area.
    StrokePainter(const MarkedPage& page, const PaintOptions& options);

    /// Over those that are there already, and before the first row. @throws InvalidArgument also after it.
    void add(std::span<const Mark> marks);

    /// Paints the next row. @param rgba  4 * width bytes, straight alpha, colour 0 where alpha is 0.
    void paintRow(std::span<std::uint8_t> rgba);
    /// Paints the next row over what it holds; the paper plays no part. @param rgba  the same, opaque: alpha isn't
    /// read.
    void paintRowOver(std::span<std::uint8_t> rgba);

  private:
    struct alignas(16) Pixel {
        std::array<float, 4> channels{}; ///< red, green, blue 0..255, premultiplied; alpha 0..255
    };
    /// A line in the picture.
    struct Shape {
        StrokeSection section;
        RowRange rows;
        ColumnRange columns;
    };
    /// Where a layer may be.
    struct Extent {
        RowRange rows;
        ColumnRange columns;
    };
    struct Layer {
        std::variant<StrokeSection, FillSection> section;
        std::optional<StrokeSection> within;
        Pixel colour;
        float opacity;
        Blend blend;
    };

    void add(const Mark& mark);
    std::optional<Shape> shapeOf(const StrokedLine& line) const;
    void keepWithin(StrokeSection& section, ColumnRange columns);
    void addLayer(std::variant<StrokeSection, FillSection> section, RowRange rows, ColumnRange columns,
                  const Mark& mark);
    void checkRow(std::size_t bytes) const;
    ColumnRange openRow();
    void blendRow();
    void blend(Layer& layer);
    template <bool multiplies>
    void blend(const Layer& layer, ColumnRange columns);
    void store(ColumnRange columns, bool opaque, std::span<std::uint8_t> rgba) const;

    geometry::Affine m_map;
    PixelSize m_size;
    Pixel m_background;
    std::vector<std::uint8_t> m_empty; ///< a row without marks
    std::vector<Layer> m_layers;
    std::vector<Extent> m_extents;         ///< of the layers
    std::vector<std::size_t> m_byFirstRow; ///< layers
    std::size_t m_begun = 0;               ///< of those, up to the row at hand
    std::vector<std::size_t> m_open;       ///< layers that the row at hand crosses, in the order they are painted
    std::vector<Pixel> m_row;
    std::vector<float> m_differences, m_withinDifferences;
    int m_nextRow = 0;
};

/// A whole picture in memory: [height, width, 4], straight alpha, row after row.
/// @throws InvalidArgument as StrokePainter, or for more than 100 million pixels (use StrokePainter and its rows).
std::vector<std::uint8_t> paint(const MarkedPage& page, const PaintOptions& options);

} // namespace croquis::vector
