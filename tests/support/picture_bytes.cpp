// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/picture_bytes.hpp"

#include <QFile>
#include <QtEndian>

#include <stdexcept>

namespace croquis::test {
namespace {

/// ISO 3309, as in the PNG specification, annex D.
quint32 crc32(const QByteArray& bytes) {
    quint32 crc = 0xffffffffu;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xedb88320u : 0u);
    }
    return crc ^ 0xffffffffu;
}

QByteArray big(quint32 value, int count) {
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes.right(count);
}

QByteArray little(quint32 value, int count) {
    QByteArray bytes(4, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes.left(count);
}

QByteArray chunk(const QByteArray& type, const QByteArray& content) {
    return big(static_cast<quint32>(content.size()), 4) + type + content + big(crc32(type + content), 4);
}

QByteArray riffChunk(const QByteArray& type, const QByteArray& content) {
    return type + little(static_cast<quint32>(content.size()), 4) + content + QByteArray(content.size() % 2, '\0');
}

} // namespace

QByteArray testPicture(const std::string& name) {
    QFile file(QString::fromStdString(CROQUIS_TEST_DATA "/image/" + name));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("no test picture " + name);
    return file.readAll();
}

std::span<const std::byte> bytesOf(const QByteArray& array) {
    return std::as_bytes(std::span(array.constData(), static_cast<std::size_t>(array.size())));
}

QByteArray pngFile(PngShape shape, const QByteArray& scanlines, const std::vector<PngChunk>& before) {
    QByteArray header = big(static_cast<quint32>(shape.width), 4) + big(static_cast<quint32>(shape.height), 4);
    header += big(static_cast<quint32>(shape.bitDepth), 1) + big(static_cast<quint32>(shape.colourType), 1) +
              QByteArray(3, '\0');
    QByteArray file = QByteArray("\x89PNG\r\n\x1a\n") + chunk("IHDR", header);
    for (const PngChunk& extra : before)
        file += chunk(extra.type, extra.content);
    constexpr int kQtPrefix = 4; // qCompress() puts the length before the zlib stream
    return file + chunk("IDAT", qCompress(scanlines).mid(kQtPrefix)) + chunk("IEND", {});
}

QByteArray exifBlock(int orientation, bool littleEndian) {
    const auto number = littleEndian ? &little : &big;
    const auto value = static_cast<quint32>(orientation);
    return QByteArray(littleEndian ? "II" : "MM") + number(42, 2) + number(8, 4) + number(1, 2) + number(0x0112, 2) +
           number(3, 2) + number(1, 4) + number(value, 2) + number(0, 2) + number(0, 4);
}

QByteArray jpegWithExif(const QByteArray& jpeg, const QByteArray& exif) {
    const QByteArray content = QByteArray("Exif\0\0", 6) + exif;
    return jpeg.left(2) + QByteArray("\xff\xe1") + big(static_cast<quint32>(content.size() + 2), 2) + content +
           jpeg.mid(2);
}

QByteArray webpWithExif(const QByteArray& webp, const QByteArray& exif, int width, int height) {
    constexpr quint32 kHasExif = 8;
    const QByteArray canvas = little(static_cast<quint32>(width - 1), 3) + little(static_cast<quint32>(height - 1), 3);
    const QByteArray content =
        "WEBP" + riffChunk("VP8X", little(kHasExif, 4) + canvas) + webp.mid(12) + riffChunk("EXIF", exif);
    return riffChunk("RIFF", content);
}

} // namespace croquis::test
