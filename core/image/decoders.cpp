// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/decoders.hpp"

#include "base/damaged_image_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace croquis::image {
namespace {

constexpr int kLeastRows = 16; // of a damaged picture; fewer show nothing
constexpr int kLeastPart = 10; // a tenth of the rows

} // namespace

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
    if (std::max(width, height) > kMostSide)
        throw ImageFileError(fmt::format("{} is too large: {} x {} pixels, and a side can be at most {} pixels long. "
                                         "Save a smaller copy.",
                                         file.name, width, height, kMostSide));
    if (width > mostPixels / height)
        throw ImageFileError(
            fmt::format("{} is too large: {} x {} pixels, and at most {} million of them can be read in this format. "
                        "Save a smaller copy.",
                        file.name, width, height, mostPixels / 1'000'000));
}

DecodedPicture takePicture(RowReducer& reducer, Size stored, int orientation) {
    return {std::move(reducer.rgb()), std::move(reducer.alpha()), stored, orientation};
}

void failInPart(const EncodedPicture& file, const std::string& detail) {
    throw DamagedImageError(
        fmt::format("{} is damaged or incomplete ({}). Only part of it could be read.", file.name, detail));
}

DecodedPicture takePart(const EncodedPicture& file, RowReducer& reducer, int rows, Size stored, int orientation,
                        const std::string& detail) {
    const int finished = reducer.finishedRows();
    if (rows < kLeastRows || rows < stored.height / kLeastPart || finished < 1)
        failDamaged(file, detail);
    if (file.damage == Damage::refuse)
        failInPart(file, detail);
    const auto upper = [finished](Raster<std::uint8_t>& whole) {
        Raster<std::uint8_t> part = std::move(whole);
        if (part.values.empty())
            return part;
        part.values.resize(part.values.size() / static_cast<std::size_t>(part.height) *
                           static_cast<std::size_t>(finished));
        part.height = finished;
        return part;
    };
    return {upper(reducer.rgb()),
            upper(reducer.alpha()),
            {stored.width, rows},
            orientation,
            static_cast<double>(rows) / stored.height};
}

} // namespace croquis::image
