// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/kept_picture.hpp"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace croquis::ui {
namespace {

constexpr int kMostPictures = 32;
constexpr int kHashDigits = 12;

void forgetOldest(const QDir& folder) {
    const auto files = folder.entryInfoList({QStringLiteral("pasted-*.png")}, QDir::Files, QDir::Time); // newest first
    for (qsizetype k = kMostPictures; k < files.size(); ++k)
        QFile::remove(files[k].absoluteFilePath());
}

} // namespace

QString keptPicture(const QImage& picture, const QString& folder) {
    QByteArray png;
    QBuffer buffer(&png);
    if (!buffer.open(QIODevice::WriteOnly) || !picture.save(&buffer, "PNG"))
        return {};
    const QByteArray hash = QCryptographicHash::hash(png, QCryptographicHash::Sha256).toHex().left(kHashDigits);
    const QString path = QDir(folder).filePath(QStringLiteral("pasted-%1.png").arg(QLatin1String(hash)));
    QSaveFile file(path); // also when it is there: it is the newest then, and whole
    if (!file.open(QIODevice::WriteOnly) || file.write(png) != png.size() || !file.commit())
        return {};
    forgetOldest(QDir(folder));
    return path;
}

} // namespace croquis::ui
