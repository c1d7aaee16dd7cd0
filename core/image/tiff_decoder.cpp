// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/decoders.hpp"

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include <tiffio.h>

namespace croquis::image {
namespace {

/// What libtiff reads from, and the first thing it complained about.
struct TiffSource {
    std::span<const std::byte> bytes;
    toff_t position = 0;
    std::string complaint;
};

TiffSource& sourceOf(thandle_t handle) {
    return *static_cast<TiffSource*>(handle);
}

tmsize_t readBytes(thandle_t handle, void* target, tmsize_t count) {
    TiffSource& source = sourceOf(handle);
    if (source.position >= source.bytes.size())
        return 0;
    const auto given = std::min<std::size_t>(source.bytes.size() - source.position, static_cast<std::size_t>(count));
    std::memcpy(target, source.bytes.data() + source.position, given);
    source.position += given;
    return static_cast<tmsize_t>(given);
}

toff_t seekTo(thandle_t handle, toff_t offset, int origin) {
    TiffSource& source = sourceOf(handle);
    const toff_t start = origin == SEEK_SET ? 0 : origin == SEEK_CUR ? source.position : source.bytes.size();
    return source.position = start + offset;
}

int mapBytes(thandle_t handle, void** base, toff_t* size) {
    *base = const_cast<std::byte*>(sourceOf(handle).bytes.data());
    *size = sourceOf(handle).bytes.size();
    return 1;
}

int keepComplaint(TIFF*, void* source, const char*, const char* format, va_list arguments) {
    auto& complaint = sourceOf(source).complaint;
    std::array<char, 200> text{};
    std::vsnprintf(text.data(), text.size(), format, arguments);
    if (complaint.empty())
        complaint = text.data();
    return 1;
}

int dropWarning(TIFF*, void*, const char*, const char*, va_list) {
    return 1;
}

using Tiff = std::unique_ptr<TIFF, decltype(&TIFFClose)>;

Tiff open(TiffSource& source) {
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                   &TIFFOpenOptionsFree);
    if (!options)
        throw std::bad_alloc();
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), &keepComplaint, &source);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), &dropWarning, nullptr);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), 8 * kMostWholePixels);
    const TIFFReadWriteProc noWriting = [](thandle_t, void*, tmsize_t) -> tmsize_t { return 0; };
    const TIFFCloseProc noClosing = [](thandle_t) { return 0; };
    const TIFFSizeProc sizeOf = [](thandle_t handle) -> toff_t { return sourceOf(handle).bytes.size(); };
    const TIFFUnmapFileProc noUnmapping = [](thandle_t, void*, toff_t) {};
    return {TIFFClientOpenExt("picture", "r", &source, &readBytes, noWriting, &seekTo, noClosing, sizeOf, &mapBytes,
                              noUnmapping, options.get()),
            &TIFFClose};
}

class RgbaImage {
  public:
    RgbaImage(const EncodedPicture& file, TIFF* tiff) {
        std::array<char, 1024> reason{};
        if (TIFFRGBAImageOK(tiff, reason.data()) == 0)
            failUnsupported(file, std::string("an unusual kind of TIFF picture (") + reason.data() + ")");
        if (TIFFRGBAImageBegin(&m_image, tiff, 1, reason.data()) == 0)
            failDamaged(file, reason.data());
    }
    RgbaImage(const RgbaImage&) = delete;
    RgbaImage& operator=(const RgbaImage&) = delete;
    ~RgbaImage() { TIFFRGBAImageEnd(&m_image); }

    TIFFRGBAImage& get() { return m_image; }

  private:
    TIFFRGBAImage m_image{};
};

/// libtiff hands colours out multiplied by their alpha.
void unpack(std::span<const std::uint32_t> pixels, std::vector<std::uint8_t>& row) {
    for (std::size_t x = 0; x < pixels.size(); ++x) {
        const std::uint32_t alpha = TIFFGetA(pixels[x]);
        const std::array<std::uint32_t, 3> colours = {TIFFGetR(pixels[x]), TIFFGetG(pixels[x]), TIFFGetB(pixels[x])};
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const std::uint32_t colour = alpha == 0 ? 0 : (colours[channel] * 255 + alpha / 2) / alpha;
            row[4 * x + channel] = static_cast<std::uint8_t>(std::min<std::uint32_t>(255, colour));
        }
        row[4 * x + 3] = static_cast<std::uint8_t>(alpha);
    }
}

} // namespace

DecodedPicture decodeTiff(const EncodedPicture& file) {
    TiffSource source{file.bytes, 0, {}};
    const Tiff tiff = open(source);
    if (!tiff)
        failDamaged(file, source.complaint);
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height);
    requireReadableSize(file, width, height, kMostWholePixels);
    const Size stored{static_cast<int>(width), static_cast<int>(height)};

    RgbaImage image(file, tiff.get());
    const int orientation = image.get().orientation;
    image.get().orientation = ORIENTATION_TOPLEFT;
    image.get().req_orientation = ORIENTATION_TOPLEFT;
    std::vector<std::uint32_t> pixels(std::size_t{width} * height);
    if (TIFFRGBAImageGet(&image.get(), pixels.data(), width, height) == 0 || !source.complaint.empty())
        failDamaged(file, source.complaint.empty() ? "its data make no sense" : source.complaint);

    RowReducer reducer(stored, reducedSize(stored), 4);
    std::vector<std::uint8_t> row(std::size_t{width} * 4);
    for (std::size_t y = 0; y < height; ++y) {
        unpack(std::span(pixels).subspan(y * width, width), row);
        reducer.addRow(row.data());
    }
    return takePicture(reducer, stored, orientation);
}

} // namespace croquis::image
