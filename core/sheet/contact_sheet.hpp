// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/page_format.hpp"
#include "vector/drawing.hpp"

#include <optional>
#include <span>
#include <string>

namespace croquis::sheet {

/// One picture of a contact sheet.
struct NamedDrawing {
    std::string name; ///< UTF-8; of its layer
    vector::Drawing drawing;
};

struct ContactSheetOptions {
    plot::PageFormat page;
    double marginMm = 15;       ///< on all four sides
    double gapMm = 8;           ///< between two pictures
    std::optional<int> columns; ///< 1..100; none: as many as let the pictures be largest
    std::optional<geometry::Colour> paper;
    vector::PaperTexture texture = vector::PaperTexture::none; ///< of the paper
    bool captions = false;      ///< name and number of strokes below each, in 5 mm of its cell
    std::string programVersion; ///< goes into the record

    /// @throws InvalidArgument naming the option.
    void validate() const;
};

/// Several drawings on one page, row after row from the top left: each scaled alike in both directions, with the widths
/// of its strokes and its own brush, and centred in its cell; on a layer of its own ("3 - cat"). Paper and title of the
/// single drawings are left out. The record tells where their sketches lie, where they have one, and begins its
/// settings with their names (vector::kSheetSetting); it is no record of a photo.
/// @throws InvalidArgument as validate(); for no drawing and cells below 5 mm.
vector::Drawing contactSheet(std::span<const NamedDrawing> drawings, const ContactSheetOptions& options);

} // namespace croquis::sheet
