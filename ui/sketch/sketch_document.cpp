// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sketch/sketch_document.hpp"

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

bool holds(const std::vector<SketchStroke>& strokes, int id) {
    return std::any_of(strokes.begin(), strokes.end(), [id](const auto& stroke) { return stroke.id == id; });
}

/// At that place in the drawing order, unless it is there.
void insertInto(std::vector<SketchStroke>& strokes, const SketchStroke& stroke, std::size_t position) {
    if (!holds(strokes, stroke.id))
        strokes.insert(strokes.begin() + static_cast<std::ptrdiff_t>(std::min(position, strokes.size())), stroke);
}

} // namespace

SketchDocument::SketchDocument(QObject* parent) : QObject(parent) {}

void SketchDocument::clear() {
    m_photo.reset();
    m_sketch = {};
    m_elsewhere.reset();
    m_marks = {};
    m_returned.clear();
    m_name = {};
    Q_EMIT photoChanged();
    Q_EMIT strokesChanged();
}

void SketchDocument::setPhoto(SharedPhoto photo) {
    if (m_photo == photo)
        return;
    m_photo = std::move(photo);
    Q_EMIT photoChanged();
}

SketchMoment SketchDocument::withoutDeleted(SketchMoment moment) const {
    std::erase_if(moment.strokes, [this](const auto& stroke) { return m_marks.deleted.contains(stroke.id); });
    return moment;
}

void SketchDocument::tellOfStrokes() {
    if (m_elsewhere)
        m_shown = withoutDeleted(*m_elsewhere);
    Q_EMIT strokesChanged();
}

void SketchDocument::show(SketchMoment moment) {
    m_sketch = withoutDeleted(std::move(moment));
    if (!m_elsewhere)
        Q_EMIT strokesChanged();
}

void SketchDocument::setMoment(SketchMoment moment) {
    m_returned.clear();
    show(std::move(moment));
}

void SketchDocument::takeNews(SketchMoment moment, int edits) {
    std::erase_if(m_returned, [edits](const Returned& returned) { return returned.edit <= edits; });
    for (const auto& returned : m_returned)
        insertInto(moment.strokes, returned.stroke, returned.position);
    show(std::move(moment));
}

void SketchDocument::takeOutcome(SketchMoment moment) {
    for (const auto& returned : std::exchange(m_returned, {}))
        insertInto(moment.strokes, returned.stroke, returned.position);
    show(std::move(moment));
}

void SketchDocument::setName(const SketchName& name) {
    if (!(m_name == name))
        m_returned.clear(); // ids begin anew
    m_name = name;
}

void SketchDocument::lookAt(SketchMoment moment) {
    m_elsewhere = std::move(moment);
    tellOfStrokes();
}

void SketchDocument::lookBack() {
    if (!m_elsewhere)
        return;
    m_elsewhere.reset();
    Q_EMIT strokesChanged();
}

void SketchDocument::setMarks(StrokeMarks marks) {
    if (m_marks == marks)
        return;
    const bool deleted = m_marks.deleted != marks.deleted;
    m_marks = std::move(marks);
    Q_EMIT marksChanged();
    if (deleted && m_elsewhere)
        tellOfStrokes();
}

void SketchDocument::insertStroke(const SketchStroke& stroke, std::size_t position, int edit) {
    insertInto(m_sketch.strokes, stroke, position);
    m_returned.push_back({stroke, position, edit});
    readmitStroke(stroke.id);
}

void SketchDocument::readmitStroke(int id) {
    m_marks.deleted.erase(id);
    tellOfStrokes();
}

void SketchDocument::removeStroke(int id) {
    m_marks.deleted.insert(id);
    std::erase_if(m_returned, [id](const Returned& returned) { return returned.stroke.id == id; });
    m_sketch = withoutDeleted(std::move(m_sketch));
    tellOfStrokes();
}

void SketchDocument::setLook(const Look& look) {
    Look possible = look;
    auto& width = possible.page.strokeWidthMm;
    if (width) // a stroke is no wider than its page
        width = std::min(*width, possible.page.longSideMm);
    possible.page.canvasStrokeWidth = m_look.page.canvasStrokeWidth; // the settings'
    if (m_look == possible)
        return;
    m_look = possible;
    Q_EMIT lookChanged();
}

void SketchDocument::setSettings(const RunSettings& settings) {
    if (m_settings == settings)
        return;
    m_settings = settings;
    if (const double width = strokeWidthOf(settings); m_look.page.canvasStrokeWidth != width) {
        m_look.page.canvasStrokeWidth = width;
        Q_EMIT lookChanged();
    }
    Q_EMIT settingsChanged();
}

std::vector<SketchStroke> SketchDocument::visibleStrokes(Hidden hidden) const {
    std::vector<SketchStroke> strokes;
    for (const auto& stroke : moment().strokes)
        if (hidden == Hidden::drawn || !m_marks.hidden.contains(stroke.id))
            strokes.push_back(m_marks.reversed.contains(stroke.id) ? SketchStroke{stroke.id, stroke.curve.reversed()}
                                                                   : stroke);
    return ordered(std::move(strokes), m_look.order);
}

optimise::SketchResult SketchDocument::result(Hidden hidden) const {
    optimise::SketchResult result;
    for (const auto& stroke : visibleStrokes(hidden)) {
        result.strokes.push_back(stroke.curve);
        result.ids.push_back(stroke.id);
    }
    result.plan.strokeCount = static_cast<int>(result.strokes.size());
    result.plan.seed = moment().seed;
    result.loss = moment().loss;
    result.iteration = moment().iteration;
    return result;
}

session::Page SketchDocument::page() const {
    session::PageOptions square = m_look.page;
    if (m_photo)
        return session::pageFor(m_photo->summary, square);
    square.frame = session::PageOptions::Frame::subject;
    return session::pageFor({}, square);
}

double SketchDocument::strokeWidthMm() const {
    return session::strokeWidthMm(m_look.page, page().pageFromCanvas);
}

SketchMoment momentOf(const RunFrame& frame, const SketchFrame& sketch, std::uint64_t seed) {
    SketchMoment moment{{}, sketch.loss, frame.iteration, seed};
    for (std::size_t stroke = 0; stroke < sketch.ids.size(); ++stroke) {
        SketchStroke item{sketch.ids[stroke], {}};
        for (std::size_t k = 0; k < 4; ++k)
            item.curve.points[k] = {sketch.points[stroke * 8 + 2 * k], sketch.points[stroke * 8 + 2 * k + 1]};
        moment.strokes.push_back(item);
    }
    return moment;
}

SketchMoment momentOf(const optimise::SketchResult& result) {
    SketchMoment moment{{}, result.loss, result.iteration, result.plan.seed};
    for (std::size_t k = 0; k < result.strokes.size(); ++k)
        moment.strokes.push_back({k < result.ids.size() ? result.ids[k] : static_cast<int>(k) + 1, result.strokes[k]});
    return moment;
}

} // namespace croquis::ui
