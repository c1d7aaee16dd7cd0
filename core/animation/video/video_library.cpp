// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/video/video_library.hpp"

#include "base/error.hpp"
#include "base/program_library.hpp"

#include <fmt/format.h>

#include <dlfcn.h>
#include <string>

namespace croquis::animation {
namespace {

struct VideoLibrary {
    OpenVideoEncoder* entry = nullptr;
    std::string error;

    VideoLibrary() {
        const auto file = base::libraryBesideProgram(kVideoFile);
        void* const handle = ::dlopen(file.empty() ? kVideoFile : file.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (handle == nullptr) {
            error = ::dlerror();
            return;
        }
        entry = reinterpret_cast<OpenVideoEncoder*>(::dlsym(handle, kVideoEntry));
        if (entry == nullptr)
            error = fmt::format("{} belongs to another version of the program", kVideoFile);
    }
};

} // namespace

std::unique_ptr<VideoEncoder> openVideoEncoder(const VideoFormat& format) {
    static const VideoLibrary library;
    if (library.entry == nullptr)
        throw ExportError(fmt::format("An MP4 can't be written, because FFmpeg's libraries can't be opened ({}). "
                                      "Install libavformat, or choose a GIF.",
                                      library.error));
    return std::unique_ptr<VideoEncoder>(library.entry(format));
}

} // namespace croquis::animation
