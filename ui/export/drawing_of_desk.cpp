// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/drawing_of_desk.hpp"

#include "animation/moment_recorder.hpp"
#include "ui/main_window/cache_folder.hpp"
#include "ui/main_window/kept_picture.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <set>
#include <string>
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

std::vector<vector::Setting> settingsOf(const SketchDesk& desk, const Look& look) {
    return ui::settingsOf(desk.policy().drawn(), desk.maker().options, look);
}

/// What a look or another number of strokes says of a sketch; all else says how it was computed.
bool isOfExport(const std::string& setting) {
    static const std::set<std::string> kComputed{"seed",      "seeds", "iterations",     "quality", "recipe",
                                                 "set",       "model", "saliency-model", "device",  "threads",
                                                 "precision", "mask",  "allow-fewer"};
    return !kComputed.contains(setting);
}

/// How the file that a sketch was restored from showed it: page, machine, levels, motion. Every export says that anew.
bool isOfSheet(const vector::Setting& setting) {
    static const std::set<std::string> kSheet{
        "profile",  "page",      "margin",     "actual-size",  "loop",        "keep-order", "join",
        "compound", "pens",      "pen-speed",  "travel-speed", "lift-time",   "pen-up",     "pen-down",
        "dwell",    "gcode-for", "hpgl-for",   "levels",       "no-captions", "animate",    "duration",
        "hold",     "dpi",       "gif-pixels", "gif-frames",   "mp4-pixels",  "mp4-frames"};
    return kSheet.contains(setting.name);
}

struct Text {
    Q_DECLARE_TR_FUNCTIONS(croquis::ui::Drawing)
};

/// Title, description and captions in the person's language; in English they are the command line's.
void putInWords(vector::Drawing& drawing) {
    const QString title = Text::tr("Sketch of %1");
    if (title == QLatin1String("Sketch of %1"))
        return;
    const auto& record = *drawing.provenance;
    const auto strokesOf = [](const auto& sketch) {
        return Text::tr("%n stroke(s)", nullptr, static_cast<int>(sketch.curves.size()));
    };
    const int sketches = static_cast<int>(record.sketches.size());
    const QString what =
        sketches == 1 ? strokesOf(record.sketches.front()) : Text::tr("%n level(s) of abstraction", nullptr, sketches);
    const QString program = QString::fromStdString(record.programVersion);
    const QString model = QString::fromStdString(record.model.name);
    drawing.title = title.arg(QString::fromStdString(record.source.name)).toStdString();
    drawing.description = Text::tr("%1, drawn by Croquis %2 with %3").arg(what, program, model).toStdString();
    for (std::size_t k = 0; k < drawing.captions.size(); ++k)
        drawing.captions[k].text = strokesOf(record.sketches[k]).toStdString();
}

/// A restored sketch is still what its record tells, whatever would draw it now.
vector::Drawing asRecorded(vector::Drawing drawing, const SketchMaker& maker) {
    if (!maker.record)
        return drawing;
    vector::Provenance told = *maker.record;
    told.sketches = drawing.provenance->sketches;
    std::erase_if(told.settings, isOfSheet);
    for (const auto& setting : drawing.provenance->settings) {
        const auto found = std::find_if(told.settings.begin(), told.settings.end(),
                                        [&](const auto& other) { return other.name == setting.name; });
        if (found == told.settings.end())
            told.settings.push_back(setting);
        else if (isOfExport(setting.name))
            found->value = setting.value;
    }
    drawing.provenance = std::move(told);
    return drawing;
}

bool canWriteTo(const QString& folder) {
    return !folder.isEmpty() && QFileInfo(folder).isWritable();
}

} // namespace

vector::Drawing drawingOf(const SketchDesk& desk, const Look& look, Hidden hidden) {
    optimise::RunSummary run;
    run.sketches.push_back(desk.document().result(hidden));
    auto drawing = session::drawingOfRun(run, photoOf(desk), desk.engine(), pageOf(desk, look),
                                         desk.policy().drawn().recipe, settingsOf(desk, look));
    putInWords(drawing);
    return asRecorded(std::move(drawing), desk.maker());
}

vector::Drawing drawingOfLevels(const std::vector<SketchMoment>& levels, const SketchDesk& desk, const Look& look) {
    optimise::RunSummary run;
    std::string counts; // as the command line's --levels has them
    for (const auto& level : levels) {
        optimise::SketchResult result;
        for (const auto& stroke : ordered(level.strokes, look.order)) {
            result.strokes.push_back(stroke.curve);
            result.ids.push_back(stroke.id);
        }
        result.loss = level.loss;
        result.iteration = level.iteration;
        result.plan.seed = level.seed;
        run.sketches.push_back(std::move(result));
        if (!counts.empty())
            counts += ',';
        counts += std::to_string(level.strokes.size());
    }
    auto settings = settingsOf(desk, look);
    settings.push_back({"levels", counts});
    auto drawing = session::levelsOfRun(run, photoOf(desk), desk.engine(), pageOf(desk, look),
                                        desk.policy().drawn().recipe, std::move(settings));
    putInWords(drawing);
    return asRecorded(std::move(drawing), desk.maker());
}

bool isSameSketch(const vector::Provenance& a, const vector::Provenance& b) {
    const auto sameStrokes = [](const vector::SketchRecord& one, const vector::SketchRecord& other) {
        return one.seed == other.seed && one.iteration == other.iteration && one.curves == other.curves &&
               one.importance == other.importance && one.ids == other.ids;
    };
    if (a.source != b.source ||
        !std::equal(a.sketches.begin(), a.sketches.end(), b.sketches.begin(), b.sketches.end(), sameStrokes))
        return false;
    return std::all_of(a.settings.begin(), a.settings.end(), [&](const vector::Setting& setting) {
        const auto* other = vector::findSetting(b, setting.name); // older records don't have all of them
        return other == nullptr || *other == setting.value || isOfSheet(setting);
    });
}

std::vector<animation::Moment> momentsOf(const SketchDesk& desk, const Look& look) {
    animation::MomentRecorder recorder;
    for (const auto& frame : desk.record().frames())
        for (const auto& sketch : frame.sketches)
            if (sketch.sketch == desk.record().sketch())
                recorder.add(frame.iteration, sketch.points, sketch.ids);
    const auto result = desk.document().result();
    std::vector<animation::KnownStroke> strokes;
    for (std::size_t k = 0; k < result.strokes.size(); ++k)
        strokes.push_back({result.ids[k], result.strokes[k], desk.document().marks().reversed.contains(result.ids[k])});
    const auto page = session::pageFor(photoOf(desk), pageOf(desk, look));
    auto moments = recorder.moments(strokes, result.iteration, page.pageFromCanvas);
    return moments.size() > 1 ? moments : std::vector<animation::Moment>();
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
    const QString base = stemOfPhoto(photo);
    const bool isPhotos = file.fileName().compare(base + ending, Qt::CaseInsensitive) == 0;
    return QDir(folder).filePath(base + (isPhotos ? QStringLiteral("-sketch") : QString()) + ending);
}

} // namespace croquis::ui
