// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_losses.hpp"

#include <array>

namespace croquis::vector {

std::vector<std::string> SvgLosses::sentences() const {
    static constexpr std::array<const char*, static_cast<std::size_t>(SvgLoss::count)> kSentences{
        "Dashed strokes are drawn as whole ones.",
        "Arrowheads and other markers are left out.",
        "Strokes with a gradient or a pattern are drawn in its fallback colour, else in black.",
        "Colours given otherwise than by name, #hex, rgb() or hsl() are drawn in black.",
        "Style rules with attribute, pseudo or sibling selectors are passed over: what they style is drawn without.",
        "Style rules inside of @media and the like are passed over: what they style is drawn without.",
        "Style sheets in other files aren't read: what they style is drawn without.",
        "Transforms that aren't of the plane, and transform boxes, are left out: what they move is drawn where it was.",
        "Clips and masks are left out: what they cut off is drawn whole.",
        "Filters are left out: what they change is drawn without.",
        "Stroked text is left out: turn it into paths first.",
        "Widths and opacities that calc() or var() give are passed over.",
        "Flat and square ends of strokes wider than 1 mm aren't kept: the pen draws them round, half a width "
        "beyond the line.",
        "Pointed and cut corners of strokes wider than 1 mm aren't kept: the pen draws them round.",
        "Strokes whose transform stretches one way more than the other are drawn in one width, their mean.",
        "Elements that use themselves are left out.",
        "Strokes whose marks were deleted are left out.",
        "Marks of a brush that were recoloured or moved by hand are drawn as the hidden centre lines beside them say: "
        "change those."};
    std::vector<std::string> result;
    for (std::size_t i = 0; i < kSentences.size(); ++i)
        if (m_losses.test(i))
            result.emplace_back(kSentences[i]);
    return result;
}

} // namespace croquis::vector
