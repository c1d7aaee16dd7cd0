// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host_device.hpp"

#include <cmath>

namespace croquis::optimise {

inline constexpr double kAdamBeta1 = 0.9, kAdamBeta2 = 0.999, kAdamEpsilon = 1e-8; // method.md 1.9

/// What the moments lack after `steps` steps because they began at zero.
struct AdamCorrection {
    double first;  ///< 1 - beta1^steps
    double spread; ///< sqrt(1 - beta2^steps)
};

/// @param steps  1 or more.
inline AdamCorrection adamCorrection(int steps) {
    return {1 - std::pow(kAdamBeta1, steps), std::sqrt(1 - std::pow(kAdamBeta2, steps))};
}

/// One number's step (see Adam). @param rate  the learning rate / correction.first.
CROQUIS_HD void adamStep(float& number, float& first, float& second, double slope, double rate, double spread) {
    first = static_cast<float>(kAdamBeta1 * first + (1 - kAdamBeta1) * slope);
    second = static_cast<float>(kAdamBeta2 * second + (1 - kAdamBeta2) * slope * slope);
    number = static_cast<float>(number - rate * first / (std::sqrt(second) / spread + kAdamEpsilon));
}

} // namespace croquis::optimise
