// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.hpp"
#include "plot/page_format.hpp"
#include "vector/drawing.hpp"

#include <optional>
#include <string>

namespace croquis::plot {

/// What of a drawing is to lie within the margins.
enum class Extent {
    frame,  ///< its own page; a stroke that leaves that one may enter the margin
    strokes ///< its own page and every centre line: nothing of it leaves the margins
};

enum class StrokeWidths { scaled, kept };

struct PageLayout {
    PageFormat page;
    double marginMm = 15; ///< on all four sides
    Extent extent = Extent::frame;
    StrokeWidths widths = StrokeWidths::scaled;
    bool actualSize = false; ///< nothing is scaled: the frames' middles meet, but for what the margins push

    /// @throws InvalidArgument for a margin below 0 or that leaves less than 10 mm of the page.
    void validate() const;
};

/// Centre lines don't fit between the margins at their actual size.
class DoesNotFit : public InvalidArgument {
  public:
    DoesNotFit(const std::string& message, std::optional<PageFormat> turned)
        : InvalidArgument(message), m_turned(turned) {}

    /// The same page turned, if they would fit between its margins.
    const std::optional<PageFormat>& turned() const { return m_turned; }

  private:
    std::optional<PageFormat> m_turned;
};

/// How placedOn moves a drawing: `a` is the factor, 1 where it stays as large as it is.
/// @throws InvalidArgument as placedOn.
geometry::Affine pageFromDrawing(const vector::Drawing& drawing, const PageLayout& layout);

/// The drawing on another page: scaled alike in both directions and centred, so that what `extent` says just fits
/// between the margins. A drawing whose page has that size already and whose centre lines keep the margins stays as it
/// is. The provenance's maps from the canvas go along.
/// @throws InvalidArgument as PageLayout::validate, for a point that isn't finite; DoesNotFit where the actual size is
/// asked for.
vector::Drawing placedOn(vector::Drawing drawing, const PageLayout& layout);

} // namespace croquis::plot
