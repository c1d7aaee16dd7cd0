// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/drop_offer.hpp"

#include "base/content_kind.hpp"
#include "base/error.hpp"
#include "session/drawing_of_run.hpp"
#include "sheet/output_kind.hpp"
#include "ui/main_window/cache_folder.hpp"
#include "ui/main_window/kept_picture.hpp"
#include "ui/main_window/sentences.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/gif_text.hpp"
#include "vector/png_writer.hpp"
#include "vector/provenance_file.hpp"
#include "vector/svg_reader.hpp"

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
#include <optional>
#include <span>
#include <string>
#include <utility>

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

/// Why no sketch can be restored from a file.
struct Obstacle {
    QString reason;
    bool isRecorded = false; ///< Croquis wrote the file all the same
};

/// None: one can.
std::optional<Obstacle> whyNotRestored(const QString& file) {
    try {
        vector::readSketchProvenance(file.toStdString(), vector::NewerRecord::readAsKnown);
        return std::nullopt;
    } catch (const vector::RecordError& error) {
        return Obstacle{localised(error.what()), true};
    } catch (const Error& error) {
        return Obstacle{localised(error.what()), false};
    }
}

/// More than is read while it is held over the window; of a film only the index is.
bool isLarge(const QString& file) {
    return QFileInfo(file).size() > kLargestExport && sheet::kindOf(file.toStdString()) != sheet::OutputKind::mp4;
}

/// A file as its name and its first bytes tell; it is opened once.
struct Beginning {
    QString path;
    QMimeType type;
    QByteArray bytes;
    bool wasRead = false; ///< else its reader knows why not
};

Beginning beginningOf(const QString& path) {
    const QMimeDatabase types;
    Beginning beginning{path, {}, {}, false};
    QFile file(path);
    if (QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly)) {
        beginning.bytes = file.read(kStart);
        beginning.wasRead = true;
    }
    beginning.type = beginning.wasRead ? types.mimeTypeForFileNameAndData(path, beginning.bytes)
                                       : types.mimeTypeForFile(path); // a folder, a pipe, nothing
    return beginning;
}

base::ContentKind contentOf(const Beginning& file) {
    const std::string name = QFileInfo(file.path).fileName().toStdString();
    return base::recogniseContent(std::as_bytes(std::span(file.bytes.constData(), file.bytes.size())), name);
}

/// What the reader will say of a file that is named as a photo and holds something else; empty: it may be one.
QString refusal(const Beginning& file) {
    if (!file.wasRead)
        return {};
    const std::string name = QFileInfo(file.path).fileName().toStdString();
    if (file.bytes.isEmpty())
        return localised(name + " is empty (0 bytes). Choose another file.");
    const auto content = contentOf(file);
    using Kind = base::ContentKind::Kind;
    const std::string what(content.what);
    if (content.kind == Kind::svg || content.kind == Kind::otherPicture)
        return localised(name + " is " + what + ", which this build can't read. Export it as JPEG or PNG.");
    if (content.kind == Kind::notPicture)
        return localised(name + " isn't a picture (its content is " + what +
                         "). Choose a JPEG, PNG, WebP, TIFF, GIF or BMP file.");
    return {};
}

/// Named as a photo, or one whatever its name says: telephones call a JPEG photo.heic.
bool isNamedOrMadeAsPhoto(const Beginning& file) {
    using Kind = base::ContentKind::Kind;
    constexpr std::array kPictures{Kind::jpeg, Kind::png, Kind::gif, Kind::webp, Kind::tiff, Kind::bmp};
    return isReadable(file.type) ||
           (file.wasRead && !file.bytes.isEmpty() &&
            std::find(kPictures.begin(), kPictures.end(), contentOf(file).kind) != kPictures.end());
}

/// Why a foreign SVG can't be drawn on; empty: it can, or its reader says it.
QString strokesRefusal(const QString& file) {
    if (QFileInfo(file).size() > kLargestExport)
        return {};
    try {
        if (session::canvasStrokes(vector::readSvg(file.toStdString()).sketch, std::nullopt).empty())
            return localised(QFileInfo(file).fileName().toStdString() + " holds no strokes.");
        return {};
    } catch (const Error& error) {
        return localised(error.what());
    }
}

/// Whether it begins as an SVG, a PNG or a GIF that Croquis wrote: the record comes before all else.
bool isPictureOfSketch(const Beginning& file) {
    return file.bytes.contains(vector::kProvenanceKeyword) ||
           file.bytes.contains(QByteArrayView(vector::kGifRecordPrefix.data(), vector::kGifRecordPrefix.size()));
}

/// Whether it is of a kind that Croquis writes and holds a record; not what is large.
bool isExport(const QString& file) {
    return sheet::kindOf(file.toStdString()) && QFileInfo(file).isFile() && !isLarge(file) && !whyNotRestored(file);
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

/// "a.jpg, b.jpg, c.jpg and 3 more".
QString listed(const QStringList& files) {
    QStringList names;
    for (const auto& file : files.mid(0, kMostNamed))
        names += QFileInfo(file).fileName();
    if (files.size() > kMostNamed)
        names += Text::tr("%n more", nullptr, static_cast<int>(files.size()) - kMostNamed);
    return QLocale().createSeparatedList(names);
}

bool isNamedAsBrush(const QString& file) {
    return QFileInfo(file).isFile() && file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
}

/// What the reader of brushes will say of one of them; empty: they can be taken over.
QString brushRefusal(const QStringList& files) {
    try {
        for (const auto& file : files)
            vector::readBrush(file.toStdString());
        return {};
    } catch (const Error& error) {
        return localised(error.what());
    }
}

DropOffer offerForBrushes(const QStringList& files) {
    if (const QString reason = brushRefusal(files); !reason.isEmpty())
        return {DropOffer::Kind::refused, reason, files, {}, {}};
    return {DropOffer::Kind::brush,
            Text::tr("Take over %n brush(es)", nullptr, static_cast<int>(files.size())),
            files,
            {},
            {}};
}

DropOffer offerForFile(const QString& file) {
    const Beginning beginning = beginningOf(file);
    const QMimeType& type = beginning.type;
    const QString name = QFileInfo(file).fileName();
    const bool svg = type.inherits(QStringLiteral("image/svg+xml"));
    const bool maybeExport = svg || type.inherits(QStringLiteral("image/png")) || sheet::kindOf(file.toStdString());
    const bool large = isLarge(file), recorded = isPictureOfSketch(beginning);
    if (maybeExport && (!large || recorded)) {
        const auto obstacle =
            large ? std::nullopt : whyNotRestored(file); // what is large is looked into when it is dropped
        if (!obstacle)
            return {DropOffer::Kind::restore, Text::tr("Restore this sketch"), {file}, {}, {}};
        if (recorded || obstacle->isRecorded) // it isn't taken for a photo, or for somebody's strokes, in silence
            return {DropOffer::Kind::refused, obstacle->reason, {file}, {}, {}};
    }
    if (const QString reason = svg ? strokesRefusal(file) : QString(); !reason.isEmpty())
        return {DropOffer::Kind::refused, reason, {file}, {}, {}};
    if (svg)
        return {DropOffer::Kind::startStrokes, Text::tr("Start from these strokes"), {file}, {}, {}};
    if (isNamedOrMadeAsPhoto(beginning)) {
        if (const QString reason = refusal(beginning); !reason.isEmpty())
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

QString sentenceOnFullCache() {
    return Text::tr(
               "What comes without a file of its own is kept in %1, which is full or can't be written to: make room "
               "there, or save it as a file and open that.")
        .arg(QDir::toNativeSeparators(cacheFolder()));
}

DropOffer offerForFiles(const QStringList& files) {
    if (!files.isEmpty() && std::all_of(files.begin(), files.end(), isNamedAsBrush))
        return offerForBrushes(files);
    const QStringList all = unfolded(files);
    if (all.isEmpty())
        return {DropOffer::Kind::refused, Text::tr("There are no photos in this folder."), files, {}, {}};
    if (all.size() == 1)
        return offerForFile(all.front());
    QStringList photos, sketches, others;
    for (const auto& file : all) {
        const Beginning beginning = beginningOf(file);
        const bool isPhoto = isNamedOrMadeAsPhoto(beginning) && refusal(beginning).isEmpty() && QFileInfo::exists(file);
        const bool isSketch = isPictureOfSketch(beginning) || (!isPhoto && isExport(file));
        (isSketch ? sketches : isPhoto ? photos : others) += file;
    }
    QStringList sentences;
    if (!others.isEmpty())
        sentences += Text::tr("Left out, not photos that can be read: %1.").arg(listed(others));
    if (!sketches.isEmpty())
        sentences += Text::tr("Left out, sketches that Croquis exported: %1.").arg(listed(sketches));
    const QString leftOut = sentences.join(QLatin1Char(' '));
    if (photos.isEmpty() && !sketches.isEmpty())
        return {DropOffer::Kind::refused,
                Text::tr("These are sketches that Croquis exported (%1): open them one at a time to restore them.")
                    .arg(listed(sketches)),
                files,
                {},
                {}};
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
    const auto urls = data.urls();
    for (const auto& url : urls)
        if (url.isLocalFile())
            files += url.toLocalFile();
    if (!files.isEmpty())
        return offerForFiles(files);
    for (const auto& [format, ending] : {std::pair("image/svg+xml", ".svg"), std::pair("image/png", ".png")}) {
        // From this program, mostly; programs that keep the clipboard may leave but the picture of it.
        const QByteArray bytes = data.data(QLatin1String(format));
        if (!bytes.contains(vector::kProvenanceKeyword))
            continue;
        const QString file = withPixels ? keptSketch(bytes, QLatin1String(ending), cacheFolder()) : QString();
        const auto obstacle = !withPixels      ? std::nullopt
                              : file.isEmpty() ? std::optional(Obstacle{sentenceOnFullCache()})
                                               : whyNotRestored(file);
        if (obstacle)
            return {DropOffer::Kind::refused, obstacle->reason, {cacheFolder()}, {}, {}};
        return {DropOffer::Kind::restore, Text::tr("Restore this sketch"), {file}, {}, {}};
    }
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
    if (!urls.isEmpty())
        return {DropOffer::Kind::refused,
                Text::tr("A link holds no picture: save the picture as a file, then drop that."),
                {},
                {},
                {}};
    if (data.hasText())
        return {DropOffer::Kind::refused, Text::tr("Text can't be sketched: drop a photo."), {}, {}, {}};
    return {};
}

} // namespace croquis::ui
