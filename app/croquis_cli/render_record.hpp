// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheet_options.hpp"

#include "vector/drawing.hpp"

#include <string>

namespace croquis::cli {

/// Options of `render` as typed, empty where they weren't.
struct TypedLook {
    std::string width, colour, paper;
    double dpi = 300;
};

/// False when a page, a margin or a profile was typed for a sketch that was laid on a page before: the options of
/// `draw` can't say that.
bool canTellOfPage(const vector::Provenance& record, const SheetArguments& sheet);

/// The drawing's record with what `render` changed, so that `draw --from` repeats the look it has now. What
/// canTellOfPage() denies stays as it is.
/// @param drawing  as it looks, with its record, before it is laid on a page.
void tellOfLook(vector::Drawing& drawing, const TypedLook& look, const SheetArguments& sheet,
                const SheetRequest& request, OutputKind kind);

} // namespace croquis::cli
