// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "session/devices.hpp"
#include "session/engine_entry.hpp"
#include "session/sketch_session.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <dlfcn.h>

namespace croquis::session {

void SessionOptions::validate() const {
    if (threads < 0 || threads > 1024)
        throw InvalidArgument(fmt::format("threads must lie between 1 and 1024 (0: all), not {}.", threads));
    if (precision != "auto" && precision != "fp32" && precision != "bf16")
        throw InvalidArgument(fmt::format("There is no precision \"{}\": choose auto, fp32 or bf16.", precision));
    requireDevice(device);
}

std::unique_ptr<SketchSession> SketchSession::open(const SessionOptions& options) {
    options.validate();
    // Read by LibTorch's OpenMP runtime when it is loaded: threads that wait spin for some 0.1 ms, then sleep. Its own
    // default spins for minutes, which on a busy machine costs more time than the drawing.
    ::setenv("GOMP_SPINCOUNT", "50000", 0);
    // Found through the program's own run path; stays loaded for the life of the process.
    static void* const library = ::dlopen(kEngineFile, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr)
        throw DeviceError(fmt::format("The drawing engine can't be loaded: {}", ::dlerror()));
    const auto entry = reinterpret_cast<OpenSession*>(::dlsym(library, kEngineEntry));
    if (entry == nullptr)
        throw DeviceError(fmt::format("The drawing engine {} belongs to another version of the program.", kEngineFile));
    return std::unique_ptr<SketchSession>(entry(options));
}

} // namespace croquis::session
