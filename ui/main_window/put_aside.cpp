// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/put_aside.hpp"

#include "base/atomic_file.hpp"
#include "base/error.hpp"
#include "ui/export/sketch_export.hpp"
#include "ui/main_window/kept_picture.hpp"
#include "ui/sketch/brief_words.hpp"
#include "vector/provenance_file.hpp"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <set>
#include <string_view>

namespace croquis::ui {
namespace {

constexpr qsizetype kMostSketches = 200; // some 50 kB each
constexpr qint64 kLeastDays = 30;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(croquis::ui::PutAside)
};

QSettings marksFile() {
    return {QDir(putAsideFolder()).filePath(QStringLiteral("strokes.conf")), QSettings::IniFormat};
}

QString keyOf(const QString& file, const char* mark) {
    return QFileInfo(file).fileName() + QLatin1Char('/') + QLatin1String(mark);
}

QStringList texts(const std::set<int>& ids) {
    QStringList texts;
    for (const int id : ids)
        texts += QString::number(id);
    return texts;
}

std::set<int> numbers(const QStringList& texts) {
    std::set<int> ids;
    for (const auto& text : texts)
        ids.insert(text.toInt());
    return ids;
}

void keepMarks(const QString& file, const StrokeMarks& marks) {
    QSettings kept = marksFile();
    kept.remove(QFileInfo(file).fileName()); // of an earlier sketch by that name
    if (!marks.hidden.empty())
        kept.setValue(keyOf(file, "hidden"), texts(marks.hidden));
    if (!marks.locked.empty())
        kept.setValue(keyOf(file, "locked"), texts(marks.locked));
}

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

QString putAside(const QByteArray& svg, const QString& name, const StrokeMarks& marks) {
    const QDir folder(putAsideFolder());
    folder.mkpath(QStringLiteral("."));
    const QString stem = QFileInfo(name).completeBaseName();
    const QString base = stem.isEmpty() ? QStringLiteral("sketch") : stem;
    for (const QString& there : putAsideSketches()) {
        QFile same(there); // brought back and as it was
        if (QFileInfo(there).completeBaseName().startsWith(base) && same.size() == svg.size() &&
            same.open(QIODevice::ReadWrite) && same.readAll() == svg) {
            same.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime);
            keepMarks(there, marks);
            return there;
        }
    }
    const QString file = freeName(folder.filePath(base + ".svg"));
    base::AtomicFile written(file.toStdString());
    written.write(std::string_view(svg.constData(), static_cast<std::size_t>(svg.size())));
    written.place(base::IfExists::fail);
    keepMarks(file, marks);
    const QStringList kept = putAsideSketches();
    const auto latest = QDateTime::currentDateTime().addDays(-kLeastDays);
    for (qsizetype k = kMostSketches; k < kept.size(); ++k)
        if (QFileInfo(kept[k]).lastModified() < latest) {
            QFile::remove(kept[k]);
            keepMarks(kept[k], {});
        }
    return file;
}

StrokeMarks marksOfPutAside(const QString& file) {
    StrokeMarks marks;
    if (QFileInfo(file).absolutePath() != QFileInfo(putAsideFolder()).absoluteFilePath())
        return marks;
    const QSettings kept = marksFile();
    marks.hidden = numbers(kept.value(keyOf(file, "hidden")).toStringList());
    marks.locked = numbers(kept.value(keyOf(file, "locked")).toStringList());
    return marks;
}

PutAsideName nameOfPutAside(const QString& file) {
    const QFileInfo info(file);
    const QString time = shownTime(info.lastModified());
    try {
        const auto record = vector::readSketchProvenance(file.toStdString(), vector::NewerRecord::readAsKnown);
        const auto& sketches = record.sketches;
        const QString what = sketches.size() == 1
                                 ? Text::tr("%n stroke(s)", nullptr, static_cast<int>(sketches.front().curves.size()))
                                 : Text::tr("%n level(s)", nullptr, static_cast<int>(sketches.size()));
        return {shownPhoto(QString::fromStdString(record.source.name).simplified()),
                Text::tr("%1, %2").arg(what, time)};
    } catch (const Error&) { // opening it will say what is wrong
        return {elidedInside(onOneLine(info.completeBaseName())), time};
    }
}

QStringList putAsideSketches() {
    QStringList files;
    const QDir folder(putAsideFolder());
    for (const auto& file : folder.entryInfoList({QStringLiteral("*.svg")}, QDir::Files, QDir::Time))
        files += file.absoluteFilePath();
    return files;
}

} // namespace croquis::ui
