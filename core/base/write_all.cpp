// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/write_all.hpp"

#include <cerrno>
#include <unistd.h>

namespace croquis::base {

std::size_t writeAll(int descriptor, std::span<const std::byte> content) {
    std::size_t done = 0;
    while (done < content.size()) {
        const ssize_t written = ::write(descriptor, content.data() + done, content.size() - done);
        if (written >= 0)
            done += static_cast<std::size_t>(written);
        else if (errno != EINTR)
            break;
    }
    return done;
}

} // namespace croquis::base
