// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/engine/bench_timing.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace croquis::session {

double secondsOf(const std::function<void()>& action) {
    const auto start = std::chrono::steady_clock::now();
    action();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double medianOf(int runs, int inner, const std::function<void()>& action) {
    action();
    std::vector<double> seconds;
    for (int run = 0; run < runs; ++run)
        seconds.push_back(secondsOf([&] {
                              for (int k = 0; k < inner; ++k)
                                  action();
                          }) /
                          inner);
    return median(std::move(seconds));
}

} // namespace croquis::session
