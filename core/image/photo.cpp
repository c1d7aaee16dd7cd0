// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/photo.hpp"

#include "base/content_kind.hpp"
#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "image/decoders.hpp"
#include "image/orientation.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>
#include <vector>

namespace croquis::image {
namespace {

constexpr std::uintmax_t kMostFileBytes = std::uintmax_t{1} << 29;

DecodedPicture decode(const EncodedPicture& file) {
    if (file.bytes.empty())
        throw ImageFileError(fmt::format("{} is empty (0 bytes). Choose another file.", file.name));
    using Kind = base::ContentKind::Kind;
    const base::ContentKind content = base::recogniseContent(file.bytes, file.name);
    switch (content.kind) {
    case Kind::jpeg:
        return decodeJpeg(file);
    case Kind::png:
        return decodePng(file);
    case Kind::gif:
        return decodeGif(file);
    case Kind::webp:
        return decodeWebp(file);
    case Kind::tiff:
        return decodeTiff(file);
    case Kind::bmp:
        return decodeBmp(file);
    case Kind::svg:
    case Kind::otherPicture:
        failUnsupported(file, std::string(content.what));
    case Kind::notPicture:
        break;
    }
    throw ImageFileError(
        fmt::format("{} isn't a picture (its content is {}). Choose a JPEG, PNG, WebP, TIFF, GIF or BMP file.",
                    file.name, content.what));
}

std::vector<std::byte> contentOf(const std::filesystem::path& file) {
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found)
        throw ImageFileError(fmt::format("{} doesn't exist. Check its name.", file.string()));
    if (error)
        throw ImageFileError(fmt::format("{} can't be opened: {}.", file.string(), error.message()));
    if (std::filesystem::is_directory(status))
        throw ImageFileError(fmt::format("{} is a folder, not a picture. Name a file in it.", file.string()));
    if (!std::filesystem::is_regular_file(status))
        throw ImageFileError(fmt::format("{} isn't an ordinary file. Save the picture to one first.", file.string()));
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    if (!error && size > kMostFileBytes)
        throw ImageFileError(fmt::format("{} is too large: {} MB, and at most {} can be read. Save a smaller copy.",
                                         file.string(), size >> 20, kMostFileBytes >> 20));
    errno = 0;
    std::ifstream stream(file, std::ios::binary);
    if (error || !stream)
        throw ImageFileError(fmt::format("{} can't be opened: {}.", file.string(), std::strerror(errno)));
    std::vector<std::byte> bytes(size);
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (static_cast<std::uintmax_t>(stream.gcount()) != size)
        throw ImageFileError(
            fmt::format("{} can't be read to its end. Check the disk, or get a fresh copy.", file.string()));
    return bytes;
}

} // namespace

Photo decodePhoto(std::span<const std::byte> bytes, const std::string& name, Damage damage) {
    DecodedPicture picture = decode({bytes, name, damage});
    const bool swapped = picture.orientation >= 5 && picture.orientation <= 8;
    Photo photo;
    photo.originalWidth = swapped ? picture.stored.height : picture.stored.width;
    photo.originalHeight = swapped ? picture.stored.width : picture.stored.height;
    photo.rgb = turnedUpright(std::move(picture.rgb), picture.orientation);
    photo.alpha = turnedUpright(std::move(picture.alpha), picture.orientation);
    photo.readShare = picture.readShare;
    photo.sha256 = base::sha256(bytes);
    return photo;
}

Photo loadPhoto(const std::filesystem::path& file, Damage damage) {
    const std::vector<std::byte> bytes = contentOf(file);
    Photo photo = decodePhoto(bytes, file.filename().string(), damage);
    photo.fileName = file.filename().string();
    return photo;
}

} // namespace croquis::image
