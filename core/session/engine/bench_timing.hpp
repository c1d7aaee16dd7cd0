// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

namespace croquis::session {

/// Of one call, by the clock that only goes forward.
double secondsOf(const std::function<void()>& action);

/// The upper one of an even number. @param values  one at least.
double median(std::vector<double> values);

/// Median seconds of one call after a warm-up; `inner` calls are timed as one.
double medianOf(int runs, int inner, const std::function<void()>& action);

} // namespace croquis::session
