// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/kept_picture.hpp"

#include "ui/main_window/cache_folder.hpp"
#include "ui/sketch/brief_words.hpp"

#include <QBuffer>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>
#include <QSaveFile>

namespace croquis::ui {
namespace {

constexpr int kMostPictures = 32;
constexpr int kHashDigits = 12;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(croquis::ui::KeptPicture)
};

bool isKept(const QString& stem) {
    static const QRegularExpression kKept(QStringLiteral("^pasted-[0-9a-f]{%1}$").arg(kHashDigits));
    return kKept.match(stem).hasMatch();
}

/// Named by what it holds; of each kind the newest are kept.
QString kept(const QByteArray& content, const QDir& folder, const QString& ending) {
    const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex().left(kHashDigits);
    const QString path = folder.filePath(QStringLiteral("pasted-%1%2").arg(QLatin1String(hash), ending));
    QSaveFile file(path); // also when it is there: it is the newest then, and whole
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return {};
    const auto files =
        folder.entryInfoList({QStringLiteral("pasted-*") + ending}, QDir::Files, QDir::Time); // newest first
    for (qsizetype k = kMostPictures; k < files.size(); ++k)
        QFile::remove(files[k].absoluteFilePath());
    return path;
}

} // namespace

QString keptPicture(const QImage& picture, const QString& folder) {
    QByteArray png;
    QBuffer buffer(&png);
    if (!buffer.open(QIODevice::WriteOnly) || !picture.save(&buffer, "PNG"))
        return {};
    return kept(png, QDir(folder), QStringLiteral(".png"));
}

QString keptSketch(const QByteArray& exported, const QString& ending, const QString& folder) {
    return kept(exported, QDir(folder), ending);
}

QString stemOfPhoto(const QString& photo) {
    const QString stem = QFileInfo(photo).completeBaseName();
    return isKept(stem) ? QStringLiteral("pasted") : stem;
}

QString shownPhoto(const QString& photo) {
    return elidedInside(wholeNameOf(photo));
}

QString wholeNameOf(const QString& photo) {
    const QFileInfo file(photo);
    if (!isKept(file.completeBaseName()))
        return onOneLine(file.fileName());
    const QDateTime pasted = QFileInfo(QDir(cacheFolder()).filePath(file.fileName())).lastModified();
    if (!pasted.isValid()) // somebody else's
        return Text::tr("Pasted photo");
    return Text::tr("Pasted photo, %1").arg(shownTime(pasted));
}

QString shownTime(const QDateTime& time) {
    const bool today = time.date() == QDate::currentDate();
    return today ? QLocale().toString(time.time(), QLocale::ShortFormat)
                 : QLocale().toString(time, QLocale::ShortFormat);
}

QString namedAsShown(QString sentence, const QString& photo) {
    return photo.isEmpty() ? sentence : sentence.replace(QFileInfo(photo).fileName(), shownPhoto(photo));
}

} // namespace croquis::ui
