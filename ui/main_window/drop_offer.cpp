// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/drop_offer.hpp"

#include "base/error.hpp"
#include "vector/provenance_file.hpp"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QMimeDatabase>
#include <QUrl>

#include <array>

namespace croquis::ui {
namespace {

constexpr qint64 kLargestExport = 32 << 20; // bytes; what is looked into for a record while hovering
constexpr int kLargestPasted = 4096;        // pixels; larger pictures without a file are decoded smaller
constexpr std::array kReadable{"image/jpeg", "image/png", "image/webp", "image/tiff", "image/bmp", "image/gif"};

struct Text {
    Q_DECLARE_TR_FUNCTIONS(croquis::ui::DropOffer)
};

bool isReadable(const QMimeType& type) {
    return std::any_of(kReadable.begin(), kReadable.end(),
                       [&](const char* name) { return type.inherits(QLatin1String(name)); });
}

bool isExport(const QString& file) {
    if (QFileInfo(file).size() > kLargestExport)
        return false;
    try {
        vector::readProvenance(file.toStdString());
        return true;
    } catch (const Error&) {
        return false;
    }
}

QStringList photosIn(const QStringList& files) {
    QStringList photos;
    const QMimeDatabase types;
    for (const auto& file : files) {
        if (!QFileInfo(file).isDir()) {
            photos += file;
            continue;
        }
        for (const auto& entry : QDir(file).entryInfoList(QDir::Files | QDir::Readable, QDir::Name))
            if (isReadable(types.mimeTypeForFile(entry, QMimeDatabase::MatchExtension)))
                photos += entry.absoluteFilePath();
    }
    return photos;
}

DropOffer offerForFile(const QString& file) {
    const QMimeType type = QMimeDatabase().mimeTypeForFile(file);
    const QString name = QFileInfo(file).fileName();
    const bool svg = type.inherits(QStringLiteral("image/svg+xml"));
    if ((svg || type.inherits(QStringLiteral("image/png"))) && isExport(file))
        return {DropOffer::Kind::restore, Text::tr("Restore this sketch"), {file}, {}};
    if (svg)
        return {DropOffer::Kind::startStrokes, Text::tr("Start from these strokes"), {file}, {}};
    if (isReadable(type))
        return {DropOffer::Kind::photo, Text::tr("Sketch this"), {file}, {}};
    if (type.name().startsWith(QLatin1String("image/")))
        return {DropOffer::Kind::refused,
                Text::tr("%1 is a picture of a kind this build can't read (%2). Export it as JPEG or PNG.")
                    .arg(name, type.comment()),
                {file},
                {}};
    return {DropOffer::Kind::refused,
            Text::tr("%1 isn't a picture (its content is: %2).").arg(name, type.comment()),
            {file},
            {}};
}

} // namespace

DropOffer offerForFiles(const QStringList& files) {
    const QStringList photos = photosIn(files);
    if (photos.isEmpty())
        return {DropOffer::Kind::refused, Text::tr("There are no photos in this folder."), files, {}};
    if (photos.size() == 1)
        return offerForFile(photos.front());
    return {
        DropOffer::Kind::queue, Text::tr("Queue %n photo(s)", nullptr, static_cast<int>(photos.size())), photos, {}};
}

DropOffer offerFor(const QMimeData& data, bool withPixels) {
    QStringList files;
    for (const auto& url : data.urls())
        if (url.isLocalFile())
            files += url.toLocalFile();
    if (!files.isEmpty())
        return offerForFiles(files);
    DropOffer offer{DropOffer::Kind::picture, Text::tr("Sketch this"), {}, {}};
    if (data.hasImage()) {
        if (withPixels)
            offer.picture = qvariant_cast<QImage>(data.imageData());
        return offer;
    }
    for (const auto& format : data.formats()) {
        if (!format.startsWith(QLatin1String("image/")))
            continue;
        if (withPixels) {
            QByteArray bytes = data.data(format);
            QBuffer buffer(&bytes);
            QImageReader reader(&buffer);
            reader.setAutoTransform(true);
            if (const QSize size = reader.size(); std::max(size.width(), size.height()) > kLargestPasted)
                reader.setScaledSize(size.scaled(kLargestPasted, kLargestPasted, Qt::KeepAspectRatio));
            offer.picture = reader.read();
        }
        return offer;
    }
    return {};
}

} // namespace croquis::ui
