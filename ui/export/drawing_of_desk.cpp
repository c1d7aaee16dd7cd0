// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/drawing_of_desk.hpp"

#include "ui/main_window/cache_folder.hpp"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <utility>

namespace croquis::ui {
namespace {

/// Of a sketch without its photo its name is known, and what it held.
session::PhotoSummary photoOf(const SketchDesk& desk) {
    if (desk.document().photo())
        return desk.document().photo()->summary;
    session::PhotoSummary photo;
    photo.fileName = desk.source().name;
    photo.sha256 = desk.source().sha256;
    return photo;
}

/// Without a photo there is only the square.
session::PageOptions pageOf(const SketchDesk& desk, const Look& look) {
    session::PageOptions page = look.page;
    if (!desk.document().photo())
        page.frame = session::PageOptions::Frame::subject;
    return page;
}

bool canWriteTo(const QString& folder) {
    return !folder.isEmpty() && QFileInfo(folder).isWritable();
}

} // namespace

vector::Drawing drawingOf(const SketchDesk& desk, const session::SessionOptions& engine, const Look& look,
                          Hidden hidden) {
    optimise::RunSummary run;
    run.sketches.push_back(desk.document().result(hidden));
    return session::drawingOfRun(run, photoOf(desk), desk.engine(), pageOf(desk, look), desk.policy().drawn().recipe,
                                 settingsOf(desk.policy().drawn(), engine, look));
}

vector::Drawing drawingOfLevels(const std::vector<SketchMoment>& levels, const SketchDesk& desk,
                                const session::SessionOptions& engine, const Look& look) {
    optimise::RunSummary run;
    for (const auto& level : levels) {
        optimise::SketchResult result;
        for (const auto& stroke : ordered(level.strokes, look.order))
            result.strokes.push_back(stroke.curve);
        result.loss = level.loss;
        result.iteration = level.iteration;
        result.plan.seed = level.seed;
        run.sketches.push_back(std::move(result));
    }
    return session::levelsOfRun(run, photoOf(desk), desk.engine(), pageOf(desk, look), desk.policy().drawn().recipe,
                                settingsOf(desk.policy().drawn(), engine, look));
}

QString exportPath(const QString& photo, const QString& chosenFolder, const QString& ending) {
    const QFileInfo file(photo);
    QStringList folders{chosenFolder};
    if (file.isAbsolute() && file.path() != cacheFolder())
        folders += file.path();
    folders += QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    QString folder = QDir::homePath();
    for (const auto& place : folders)
        if (canWriteTo(place)) {
            folder = place;
            break;
        }
    return QDir(folder).filePath(file.completeBaseName() + (ending == QLatin1String(".svg") ? "" : "-sketch") + ending);
}

} // namespace croquis::ui
