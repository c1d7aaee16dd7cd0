// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace croquis::loss {

/// The loss of one sketch, split; every value carries its weight, so that the terms add up to the total.
struct LossTerms {
    struct Term {
        std::string name; ///< "stage 4", "embedding", "edges", "shape"
        double value = 0;

        friend bool operator==(const Term&, const Term&) = default;
    };
    double total = 0;
    std::vector<Term> terms;

    friend bool operator==(const LossTerms&, const LossTerms&) = default;
};

} // namespace croquis::loss
