// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hidden_name.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdint>
#include <ctime>
#include <mutex>
#include <set>
#include <sys/random.h>
#include <unistd.h>

namespace croquis::base {
namespace {

constexpr int kMostTries = 100;

struct HiddenNames {
    std::mutex mutex;
    std::set<std::string> names;
};

/// Never destroyed: files of static objects may outlive it.
HiddenNames& all() {
    static auto* const names = new HiddenNames;
    return *names;
}

std::uint64_t randomNumber() {
    std::uint64_t number = 0;
    if (::getrandom(&number, sizeof number, GRND_NONBLOCK) == static_cast<ssize_t>(sizeof number))
        return number;
    timespec now{}; // early after the machine's start
    ::clock_gettime(CLOCK_REALTIME, &now);
    return static_cast<std::uint64_t>(now.tv_nsec) * 0x9e3779b97f4a7c15u ^ static_cast<std::uint64_t>(now.tv_sec) ^
           static_cast<std::uint64_t>(::getpid()) << 32;
}

} // namespace

std::string makeHidden(const std::filesystem::path& folder, const std::function<int(const std::string&)>& make) {
    const std::lock_guard lock(all().mutex);
    int cause = EEXIST;
    for (int tried = 0; tried < kMostTries && cause == EEXIST; ++tried) {
        std::string name = (folder / fmt::format(".croquis-{:016x}", randomNumber())).string();
        cause = make(name);
        if (cause == 0) {
            all().names.insert(name);
            return name;
        }
    }
    errno = cause;
    return {};
}

void forgetHidden(const std::string& name) {
    const std::lock_guard lock(all().mutex);
    all().names.erase(name);
}

void removeAllHidden() {
    all().mutex.lock(); // for good
    for (const auto& name : all().names)
        ::unlink(name.c_str());
}

} // namespace croquis::base
