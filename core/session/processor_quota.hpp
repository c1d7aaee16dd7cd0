// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>

namespace croquis::session {

/// How many processors' time the control groups of this process allow it, rounded up: a container of two on a machine
/// of 64 may use all 64, a thirty-second of the time each. Both versions' (cpu.max; cpu.cfs_quota_us), and those of the
/// groups around it. None: no limit is known.
/// @param root  where /proc and /sys lie. Cost: some small files. Any thread.
std::optional<int> processorQuota(const std::filesystem::path& root = "/");

} // namespace croquis::session
