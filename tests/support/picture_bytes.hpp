// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace croquis::test {

/// A file of tests/data/image.
QByteArray testPicture(const std::string& name);

std::span<const std::byte> bytesOf(const QByteArray& array);

struct PngChunk {
    const char* type;
    QByteArray content;
};

struct PngShape {
    int width;
    int height;
    int bitDepth;
    int colourType; ///< 0 grey, 2 RGB, 3 palette, 4 grey + alpha, 6 RGBA
};

/// @param scanlines  every line with its leading filter byte.
/// @param before  chunks to go before the pixels.
QByteArray pngFile(PngShape shape, const QByteArray& scanlines, const std::vector<PngChunk>& before = {});

/// An EXIF block that holds the orientation and nothing else, without its "Exif\0\0" prefix.
QByteArray exifBlock(int orientation, bool littleEndian);

/// The same files with an EXIF block put in.
QByteArray jpegWithExif(const QByteArray& jpeg, const QByteArray& exif);
QByteArray webpWithExif(const QByteArray& webp, const QByteArray& exif, int width, int height);

} // namespace croquis::test
