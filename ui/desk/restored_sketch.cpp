// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/restored_sketch.hpp"

#include <QDir>
#include <QFileInfo>

namespace croquis::ui {

std::optional<SketchMoment> momentOf(const vector::Provenance& record) {
    if (record.sketches.empty())
        return std::nullopt;
    const auto& sketch = record.sketches.front();
    SketchMoment moment;
    moment.iteration = static_cast<int>(sketch.iteration);
    moment.seed = sketch.seed;
    moment.loss.total = sketch.loss;
    for (const auto& term : sketch.terms)
        moment.loss.terms.push_back({term.name, term.value});
    for (const auto& curve : sketch.curves) {
        SketchStroke stroke{static_cast<int>(moment.strokes.size()) + 1, {}};
        for (std::size_t k = 0; k < 4; ++k)
            stroke.curve.points[k] = {curve[2 * k], curve[2 * k + 1]};
        moment.strokes.push_back(stroke);
    }
    return moment;
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
    for (const auto& place : places)
        if (QFileInfo(place).isFile())
            return place;
    return {};
}

} // namespace croquis::ui
