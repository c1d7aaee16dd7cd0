// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.hpp"

#include <bitset>
#include <string>
#include <vector>

namespace croquis::vector {

/// There is too much in a file, which no leaving out mends.
class SvgLimit : public ExportError {
  public:
    using ExportError::ExportError;
};

/// What an SVG asks for that its reader draws otherwise.
enum class SvgLoss {
    dashes,
    markers,
    gradients,
    colours,
    selectors,
    atRules,
    otherSheets,
    transforms,
    clipping,
    filters,
    text,
    functions,
    ends,
    corners,
    stretched,
    circles,
    deletedMarks,
    editedMarks,
    count
};

/// Which of them came up in a document.
class SvgLosses {
  public:
    void add(SvgLoss loss) { m_losses.set(static_cast<std::size_t>(loss)); }
    void add(const SvgLosses& more) { m_losses |= more.m_losses; }

    /// A whole sentence for each, in the order above: "Dashed strokes are drawn as whole ones."
    std::vector<std::string> sentences() const;

  private:
    std::bitset<static_cast<std::size_t>(SvgLoss::count)> m_losses;
};

} // namespace croquis::vector
