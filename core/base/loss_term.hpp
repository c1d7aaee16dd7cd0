// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace croquis::base {

/// One part of a sketch's loss, its weight included: what the loss is made of, and what an export records of it.
struct LossTerm {
    std::string name; ///< "stage 4", "embedding", "edges", "shape"
    double value = 0;

    friend bool operator==(const LossTerm&, const LossTerm&) = default;
};

} // namespace croquis::base
