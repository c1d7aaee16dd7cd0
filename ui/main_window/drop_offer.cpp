// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/drop_offer.hpp"

#include "base/content_kind.hpp"
#include "base/error.hpp"
#include "sheet/output_kind.hpp"
#include "ui/main_window/sentences.hpp"
#include "vector/provenance_file.hpp"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QLocale>
#include <QMimeDatabase>
#include <QUrl>

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace croquis::ui {
namespace {

constexpr qint64 kLargestExport = 32 << 20; // bytes; what is looked into for a record while hovering
constexpr qint64 kStart = 4096;             // bytes that tell what a file holds
constexpr int kMostNamed = 3;               // of files that are left out
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
    const bool film = sheet::kindOf(file.toStdString()) == sheet::OutputKind::mp4; // only its index is read
    if (!film && QFileInfo(file).size() > kLargestExport)
        return false;
    try {
        vector::readProvenance(file.toStdString());
        return true;
    } catch (const Error&) {
        return false;
    }
}

/// What the reader will say of a file that is named as a photo and holds something else; empty: it may be one.
QString refusal(const QString& path) {
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return {}; // the reader knows why
    const QByteArray start = file.read(kStart);
    const std::string name = QFileInfo(path).fileName().toStdString();
    if (start.isEmpty())
        return localised(name + " is empty (0 bytes). Choose another file.");
    const auto content = base::recogniseContent(std::as_bytes(std::span(start.constData(), start.size())), name);
    using Kind = base::ContentKind::Kind;
    const std::string what(content.what);
    if (content.kind == Kind::svg || content.kind == Kind::otherPicture)
        return localised(name + " is " + what + ", which this build can't read. Export it as JPEG or PNG.");
    if (content.kind == Kind::notPicture)
        return localised(name + " isn't a picture (its content is " + what +
                         "). Choose a JPEG, PNG, WebP, TIFF, GIF or BMP file.");
    return {};
}

/// Files, and what folders hold that is named as a photo.
QStringList unfolded(const QStringList& files) {
    QStringList all;
    const QMimeDatabase types;
    for (const auto& file : files) {
        if (!QFileInfo(file).isDir()) {
            all += file;
            continue;
        }
        for (const auto& entry : QDir(file).entryInfoList(QDir::Files | QDir::Readable, QDir::Name))
            if (isReadable(types.mimeTypeForFile(entry, QMimeDatabase::MatchExtension)))
                all += entry.absoluteFilePath();
    }
    return all;
}

bool isPhoto(const QString& file) {
    return isReadable(QMimeDatabase().mimeTypeForFile(file)) && refusal(file).isEmpty();
}

QString leftOutText(const QStringList& files) {
    QStringList names;
    for (const auto& file : files.mid(0, kMostNamed))
        names += QFileInfo(file).fileName();
    if (files.size() > kMostNamed)
        names += Text::tr("%n more", nullptr, static_cast<int>(files.size()) - kMostNamed);
    return Text::tr("Left out, not photos that can be read: %1.").arg(QLocale().createSeparatedList(names));
}

DropOffer offerForFile(const QString& file) {
    const QMimeType type = QMimeDatabase().mimeTypeForFile(file);
    const QString name = QFileInfo(file).fileName();
    const bool svg = type.inherits(QStringLiteral("image/svg+xml"));
    const bool maybeExport = svg || type.inherits(QStringLiteral("image/png")) || sheet::kindOf(file.toStdString());
    if (maybeExport && isExport(file))
        return {DropOffer::Kind::restore, Text::tr("Restore this sketch"), {file}, {}, {}};
    if (svg)
        return {DropOffer::Kind::startStrokes, Text::tr("Start from these strokes"), {file}, {}, {}};
    if (isReadable(type)) {
        if (const QString reason = refusal(file); !reason.isEmpty())
            return {DropOffer::Kind::refused, reason, {file}, {}, {}};
        return {DropOffer::Kind::photo, Text::tr("Sketch this"), {file}, {}, {}};
    }
    if (type.name().startsWith(QLatin1String("image/")))
        return {DropOffer::Kind::refused,
                Text::tr("%1 is a picture of a kind this build can't read (%2). Export it as JPEG or PNG.")
                    .arg(name, type.comment()),
                {file},
                {},
                {}};
    return {DropOffer::Kind::refused,
            Text::tr("%1 isn't a picture (its content is: %2).").arg(name, type.comment()),
            {file},
            {},
            {}};
}

} // namespace

DropOffer offerForFiles(const QStringList& files) {
    const QStringList all = unfolded(files);
    if (all.isEmpty())
        return {DropOffer::Kind::refused, Text::tr("There are no photos in this folder."), files, {}, {}};
    if (all.size() == 1)
        return offerForFile(all.front());
    QStringList photos, others;
    for (const auto& file : all)
        (isPhoto(file) ? photos : others) += file;
    const QString leftOut = others.isEmpty() ? QString() : leftOutText(others);
    if (photos.isEmpty())
        return {DropOffer::Kind::refused,
                Text::tr("None of these files is a photo that can be read: JPEG, PNG, WebP, TIFF, GIF and BMP are."),
                files,
                {},
                {}};
    if (photos.size() == 1)
        return {DropOffer::Kind::photo, Text::tr("Sketch this"), photos, {}, leftOut};
    return {DropOffer::Kind::queue,
            Text::tr("Queue %n photo(s)", nullptr, static_cast<int>(photos.size())),
            photos,
            {},
            leftOut};
}

DropOffer offerFor(const QMimeData& data, bool withPixels) {
    QStringList files;
    for (const auto& url : data.urls())
        if (url.isLocalFile())
            files += url.toLocalFile();
    if (!files.isEmpty())
        return offerForFiles(files);
    DropOffer offer{DropOffer::Kind::picture, Text::tr("Sketch this"), {}, {}, {}};
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
