// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "streams.hpp"

#include <fcntl.h>
#include <iostream>
#include <unistd.h>

namespace croquis::cli {

void occupyStandardStreams() {
    int descriptor = 0;
    do
        descriptor = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    if (descriptor > STDERR_FILENO)
        ::close(descriptor);
}

bool finishStdout() {
    std::cout.flush(); // CLI11 prints the help there
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good();
}

} // namespace croquis::cli
