// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/processor_quota.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>

namespace croquis::session {

namespace fs = std::filesystem;

namespace {

/// Of one group; "max" and -1 mean none.
std::optional<double> quotaOf(const fs::path& group) {
    double quota = 0, period = 0;
    if (std::ifstream second(group / "cpu.max"); second >> quota >> period && quota > 0 && period > 0)
        return quota / period;
    std::ifstream firstQuota(group / "cpu.cfs_quota_us"), firstPeriod(group / "cpu.cfs_period_us");
    if (firstQuota >> quota && firstPeriod >> period && quota > 0 && period > 0)
        return quota / period;
    return std::nullopt;
}

/// Where the groups of a line "4:cpu,cpuacct:/path" of /proc/self/cgroup lie; empty for what says nothing of
/// processors.
fs::path hierarchyOf(const std::string& controllers, const fs::path& root) {
    const fs::path groups = root / "sys/fs/cgroup";
    if (controllers.empty())
        return groups;
    return ("," + controllers + ",").find(",cpu,") == std::string::npos ? fs::path() : groups / controllers;
}

} // namespace

std::optional<int> processorQuota(const fs::path& root) {
    std::optional<double> least;
    std::ifstream lines(root / "proc/self/cgroup");
    for (std::string line; std::getline(lines, line);) {
        const std::size_t first = line.find(':'), second = line.find(':', first + 1);
        if (second == std::string::npos)
            continue;
        const fs::path hierarchy = hierarchyOf(line.substr(first + 1, second - first - 1), root);
        if (hierarchy.empty())
            continue;
        for (fs::path group = fs::path(line.substr(second + 1)).relative_path();; group = group.parent_path()) {
            if (const auto quota = quotaOf(hierarchy / group))
                least = std::min(*quota, least.value_or(*quota));
            if (group.empty())
                break;
        }
    }
    return least ? std::optional(std::max(1, static_cast<int>(std::ceil(std::min(*least, 1e6))))) : std::nullopt;
}

} // namespace croquis::session
