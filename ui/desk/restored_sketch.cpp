// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/restored_sketch.hpp"

#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "geometry/sketch.hpp"
#include "session/version.hpp"

#include <QDir>
#include <QFileInfo>
#include <QVersionNumber>

#include <algorithm>
#include <cmath>
#include <utility>

namespace croquis::ui {
namespace {

constexpr std::size_t kMostSketches = 16, kMostStrokes = geometry::kMostStrokes; // as the command line draws
constexpr double kFarthest = 1e5;                                                // canvas pixels
constexpr qint64 kLargestPhoto = 256 << 20;                                      // bytes; larger ones aren't compared

/// As files have them.
bool isAlike(const geometry::CubicBezier& a, const geometry::CubicBezier& b) {
    return std::equal(a.points.begin(), a.points.end(), b.points.begin(), [](const auto& one, const auto& other) {
        return static_cast<float>(one.x) == static_cast<float>(other.x) &&
               static_cast<float>(one.y) == static_cast<float>(other.y);
    });
}

bool isMoment(const optimise::SketchResult& sketch, const RunRecord& run, std::size_t k) {
    const auto moment = run.momentAt(sketch.iteration, k);
    if (!moment || moment->iteration != sketch.iteration || sketch.strokes.empty() ||
        sketch.ids.size() != sketch.strokes.size() || sketch.plan.seed != run.plans()[k].seed)
        return false;
    for (std::size_t i = 0; i < sketch.strokes.size(); ++i) {
        const auto stroke = std::find_if(moment->strokes.begin(), moment->strokes.end(),
                                         [&](const auto& other) { return other.id == sketch.ids[i]; });
        if (stroke == moment->strokes.end() ||
            !(isAlike(stroke->curve, sketch.strokes[i]) || isAlike(stroke->curve.reversed(), sketch.strokes[i])))
            return false;
    }
    return true;
}

} // namespace

bool holdsPhoto(const QString& file, const std::string& sha256) {
    if (sha256.empty() || QFileInfo(file).size() > kLargestPhoto)
        return false;
    try {
        return base::sha256OfFile(file.toStdString()) == sha256;
    } catch (const Error&) { // it can't be read
        return false;
    }
}

optimise::RunSummary runOf(const vector::Provenance& record) {
    optimise::RunSummary run;
    for (const auto& sketch : record.sketches) {
        optimise::SketchResult result;
        result.iteration = static_cast<int>(sketch.iteration);
        result.loss.total = sketch.loss;
        for (const auto& term : sketch.terms)
            result.loss.terms.push_back({term.name, term.value});
        for (const auto& curve : sketch.curves) {
            auto& stroke = result.strokes.emplace_back();
            for (std::size_t k = 0; k < 4; ++k)
                stroke.points[k] = {curve[2 * k], curve[2 * k + 1]};
        }
        result.ids = sketch.ids;
        if (result.ids.empty()) // an older record's, or they count the curves
            for (std::size_t k = 0; k < sketch.curves.size(); ++k)
                result.ids.push_back(sketch.importance.empty() ? static_cast<int>(k) + 1 : sketch.importance[k] + 1);
        result.plan.strokeCount = static_cast<int>(result.strokes.size());
        result.plan.seed = sketch.seed;
        run.sketches.push_back(std::move(result));
    }
    return run;
}

SketchMaker makerOf(const vector::Provenance& record) {
    SketchMaker maker;
    maker.engine.device = record.device;
    maker.engine.threads = record.threads;
    maker.engine.precision = record.precision;
    maker.engine.modelName = record.model.name;
    maker.engine.modelSha256 = record.model.sha256;
    maker.record = record;
    return maker;
}

bool canBeShown(const vector::Provenance& record) {
    const auto isNear = [](double value) { return std::abs(value) <= kFarthest; }; // false for what is no number
    return record.sketches.size() <= kMostSketches &&
           std::all_of(record.sketches.begin(), record.sketches.end(), [&](const auto& sketch) {
               return sketch.curves.size() <= kMostStrokes &&
                      std::all_of(sketch.curves.begin(), sketch.curves.end(),
                                  [&](const auto& curve) { return std::all_of(curve.begin(), curve.end(), isNear); });
           });
}

std::optional<std::size_t> sketchOfRun(const vector::Provenance& record, const RunRecord& run) {
    if (record.sketches.size() != 1)
        return std::nullopt;
    const auto sketch = runOf(record).sketches.front();
    for (std::size_t k = 0; k < run.plans().size(); ++k)
        if (isMoment(sketch, run, k))
            return k;
    return std::nullopt;
}

bool isOfRun(const vector::Provenance& record, const RunRecord& run) {
    if (record.sketches.size() == 1) // whichever of them
        return sketchOfRun(record, run).has_value();
    const auto sketches = runOf(record).sketches;
    const std::size_t plans = run.plans().size();
    bool all = !sketches.empty() && sketches.size() == plans;
    for (std::size_t k = 0; all && k < plans; ++k)
        all = isMoment(sketches[k], run, k);
    return all;
}

bool isOfNewerProgram(const vector::Provenance& record) {
    return record.schema > vector::kProvenanceSchema ||
           QVersionNumber::fromString(QString::fromStdString(record.programVersion)) >
               QVersionNumber::fromString(QLatin1String(session::kVersion));
}

QString photoOf(const vector::Provenance& record, const QString& exported, const QStringList& recent,
                const QString& cacheFolder) {
    const QString name = QFileInfo(QString::fromStdString(record.source.name)).fileName(); // no way out of the folder
    if (name.isEmpty())
        return {};
    QStringList places{QFileInfo(exported).dir().filePath(name)};
    for (const auto& photo : recent)
        if (QFileInfo(photo).fileName() == name)
            places += photo;
    places += QDir(cacheFolder).filePath(name);
    places.removeIf([](const QString& place) { return !QFileInfo(place).isFile(); });
    const QString named = places.value(0);
    for (const auto& photo : recent) // by another name now
        if (!places.contains(photo) && QFileInfo(photo).isFile())
            places += photo;
    for (const auto& place : std::as_const(places))
        if (holdsPhoto(place, record.source.sha256))
            return place;
    return named;
}

} // namespace croquis::ui
