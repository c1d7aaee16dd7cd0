// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/decoders.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <utility>

namespace croquis::image {

void failDamaged(const EncodedPicture& file, const std::string& detail) {
    throw ImageFileError(
        fmt::format("{} is damaged or incomplete ({}). Get a fresh copy of it, or open it in another program and save "
                    "it again.",
                    file.name, detail));
}

void failUnsupported(const EncodedPicture& file, const std::string& variety) {
    throw ImageFileError(
        fmt::format("{} is {}, which this build can't read. Export it as JPEG or PNG.", file.name, variety));
}

void requireReadableSize(const EncodedPicture& file, std::int64_t width, std::int64_t height, std::int64_t mostPixels) {
    if (width < 1 || height < 1)
        failDamaged(file, fmt::format("its header says {} x {} pixels", width, height));
    if (width > mostPixels / height)
        throw ImageFileError(
            fmt::format("{} is too large: {} x {} pixels, and at most {} million of them can be read in this format. "
                        "Save a smaller copy.",
                        file.name, width, height, mostPixels / 1'000'000));
}

DecodedPicture takePicture(RowReducer& reducer, Size stored, int orientation) {
    return {std::move(reducer.rgb()), std::move(reducer.alpha()), stored, orientation};
}

} // namespace croquis::image
