// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "base/program_library.hpp"
#include "session/devices.hpp"
#include "session/engine_entry.hpp"
#include "session/openmp_spins.hpp"
#include "session/sketch_session.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <dlfcn.h>
#include <string>

namespace croquis::session {
namespace {

/// Not left to the program's run path, which isn't looked at when something (a sanitizer) stands between the program
/// and dlopen.
struct EngineLibrary {
    void* handle = nullptr;
    std::string error;

    EngineLibrary() {
        const auto file = base::libraryBesideProgram(kEngineFile);
        handle = ::dlopen(file.empty() ? kEngineFile : file.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (handle == nullptr)
            error = ::dlerror();
    }
};

} // namespace

void SessionOptions::validate() const {
    if (threads < 0 || threads > 1024)
        throw InvalidArgument(fmt::format("threads must lie between 1 and 1024 (0: all), not {}.", threads));
    if (precision != "auto" && precision != "fp32" && precision != "bf16")
        throw InvalidArgument(fmt::format("There is no precision \"{}\": choose auto, fp32 or bf16.", precision));
    requireDeviceName(device);
}

std::unique_ptr<SketchSession> SketchSession::open(const SessionOptions& options) {
    options.validate();
    ::setenv(kSpinsVariable, kSpins, 0); // before LibTorch brings its OpenMP runtime
    SessionOptions present = options;
    present.device = requireDevice(options.device);
    static const EngineLibrary library; // stays loaded for the life of the process
    if (library.handle == nullptr)
        throw DeviceError(
            fmt::format("The drawing engine can't be loaded ({}). Install Croquis again.", library.error));
    const auto entry = reinterpret_cast<OpenSession*>(::dlsym(library.handle, kEngineEntry));
    if (entry == nullptr)
        throw DeviceError(fmt::format("The drawing engine {} belongs to another version of the program.", kEngineFile));
    return std::unique_ptr<SketchSession>(entry(present));
}

} // namespace croquis::session
