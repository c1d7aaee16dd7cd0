// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/put_aside.hpp"

#include "base/atomic_file.hpp"
#include "ui/export/sketch_export.hpp"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <string_view>

namespace croquis::ui {
namespace {

constexpr qsizetype kMostSketches = 200; // some 50 kB each
constexpr qint64 kLeastDays = 30;

} // namespace

QString putAsideFolder() {
    // XDG_STATE_HOME, which Qt 6.4 doesn't know.
    const QString set = qEnvironmentVariable("XDG_STATE_HOME");
    const QString base = QStandardPaths::isTestModeEnabled()
                             ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                         : QDir::isAbsolutePath(set) ? set
                                                     : QDir::home().filePath(QStringLiteral(".local/state"));
    return QDir(base).filePath(QStringLiteral("croquis/put-aside"));
}

QString putAside(const QByteArray& svg, const QString& name) {
    const QDir folder(putAsideFolder());
    folder.mkpath(QStringLiteral("."));
    const QString stem = QFileInfo(name).completeBaseName();
    const QString base = stem.isEmpty() ? QStringLiteral("sketch") : stem;
    for (const QString& there : putAsideSketches()) {
        QFile same(there); // brought back and as it was
        if (QFileInfo(there).completeBaseName().startsWith(base) && same.size() == svg.size() &&
            same.open(QIODevice::ReadWrite) && same.readAll() == svg) {
            same.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime);
            return there;
        }
    }
    const QString file = freeName(folder.filePath(base + ".svg"));
    base::AtomicFile written(file.toStdString());
    written.write(std::string_view(svg.constData(), static_cast<std::size_t>(svg.size())));
    written.place(base::IfExists::fail);
    const QStringList kept = putAsideSketches();
    const auto latest = QDateTime::currentDateTime().addDays(-kLeastDays);
    for (qsizetype k = kMostSketches; k < kept.size(); ++k)
        if (QFileInfo(kept[k]).lastModified() < latest)
            QFile::remove(kept[k]);
    return file;
}

QStringList putAsideSketches() {
    QStringList files;
    const QDir folder(putAsideFolder());
    for (const auto& file : folder.entryInfoList({QStringLiteral("*.svg")}, QDir::Files, QDir::Time))
        files += file.absoluteFilePath();
    return files;
}

} // namespace croquis::ui
