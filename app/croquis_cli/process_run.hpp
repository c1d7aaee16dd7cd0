// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace croquis::cli {

/// One run of this program as its user starts it.
struct ProcessRun {
    double seconds = 0;
    double peakMegabytes = 0;
    double firstStrokes = 0;   ///< seconds after the start, or 0
    double firstIteration = 0; ///< the same
};

/// Starts this program with these arguments and waits for its end.
/// @throws Error if it can't be started or ends with another code than 0.
ProcessRun runProcess(const std::vector<std::string>& arguments);

} // namespace croquis::cli
