// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/loss_term.hpp"

#include <vector>

namespace croquis::optimise {

/// The loss of one sketch, split; every value carries its weight, so that the terms add up to the total.
struct LossTerms {
    double total = 0;
    std::vector<base::LossTerm> terms;

    friend bool operator==(const LossTerms&, const LossTerms&) = default;
};

} // namespace croquis::optimise
