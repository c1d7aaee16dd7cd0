// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"

#include "ui/canvas/sketch_painting.hpp"
#include "ui/main_window/kept_picture.hpp"
#include "ui/style/theme.hpp"

#include <QApplication>
#include <QKeyEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace croquis::ui {
namespace {

constexpr double kMarginShare = 0.065, kLeastMargin = 10, kMostMargin = 28; // of the widget; pixels around the page
constexpr double kBelow = 12; // pixels to it from what is kept free at the top: its shadow, or one line more there
constexpr double kLeastRoom = 40;
constexpr double kLeastZoom = 0.1, kMostZoom = 60;
constexpr double kReach = 6;          // widget pixels from a stroke's outline that still mean it
constexpr double kMarkReach = 7;      // widget pixels that outline and ends lie further out
constexpr double kPaintShare = 0.012; // of a processor, while a run draws

} // namespace

SketchCanvas::SketchCanvas(SketchDocument& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_pace(*this, kPaintShare) {
    setObjectName(QStringLiteral("canvas"));
    setAccessibleName(tr("Canvas"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(200, 120);
    connect(&document, &SketchDocument::photoChanged, this, &SketchCanvas::photoChanged);
    connect(&document, &SketchDocument::strokesChanged, this, &SketchCanvas::strokesChanged);
    connect(&document, &SketchDocument::marksChanged, this, &SketchCanvas::strokesChanged);
    connect(&document, &SketchDocument::lookChanged, this, &SketchCanvas::everythingChanged);
    photoChanged();
}

void SketchCanvas::photoChanged() {
    const auto& photo = m_document.photo();
    m_photo = photo ? imageOf(photo->pictures.photo) : QImage();
    m_mask = photo ? maskOverlay(photo->pictures.mask, maskTint()) : QImage();
    fit();
}

void SketchCanvas::strokesChanged() {
    auto strokes = m_document.visibleStrokes();
    m_manner = mannerOf(m_document);
    auto emphasis = emphasisOf(strokes, m_manner);
    QRegion changed;
    const std::size_t common = std::min(strokes.size(), m_shown.size());
    for (std::size_t k = 0; k < std::max(strokes.size(), m_shown.size()); ++k) {
        if (k < common && strokes[k] == m_shown[k] && emphasis[k] == m_emphasis[k])
            continue;
        if (k < strokes.size())
            changed += markedRect(strokes[k]);
        if (k < m_shown.size())
            changed += markedRect(m_shown[k]);
    }
    const bool appearance = m_shown.empty() != strokes.empty() && !m_photo.isNull();
    m_shown = std::move(strokes);
    m_emphasis = std::move(emphasis);
    if (appearance) // the photo steps back behind the first strokes
        everythingChanged();
    else if (m_runLength)
        m_pace.update(changed);
    else
        update(changed);
}

void SketchCanvas::everythingChanged() {
    m_background = {};
    m_manner = mannerOf(m_document);
    m_shown = m_document.visibleStrokes();
    m_emphasis = emphasisOf(m_shown, m_manner);
    update();
}

void SketchCanvas::setPhotoOpacity(double opacity) {
    m_photoOpacity = std::clamp(opacity, 0.0, 1.0);
    everythingChanged();
}

void SketchCanvas::setMaskShown(bool shown) {
    m_maskShown = shown;
    everythingChanged();
}

void SketchCanvas::setSeeds(std::vector<geometry::Point> seeds) {
    if (m_seeds.empty() && seeds.empty())
        return;
    m_seeds = std::move(seeds);
    update();
}

void SketchCanvas::setDimmed(bool dimmed) {
    if (m_dimmed == dimmed)
        return;
    m_dimmed = dimmed;
    update();
}

void SketchCanvas::setBadge(const QString& text) {
    if (m_badge == text)
        return;
    m_badge = text;
    update();
}

void SketchCanvas::setCovered(int pixels) {
    if (std::exchange(m_covered, pixels) != pixels && !m_badge.isEmpty())
        update();
}

void SketchCanvas::setHighlighted(std::optional<int> strokeId) {
    if (m_highlighted == strokeId)
        return;
    QRegion changed;
    for (const auto& stroke : m_shown)
        if (stroke.id == m_highlighted || stroke.id == strokeId)
            changed += markedRect(stroke);
    m_highlighted = strokeId;
    update(changed);
    Q_EMIT strokeHovered(strokeId);
}

void SketchCanvas::setChosen(std::set<int> strokeIds) {
    if (m_chosen == strokeIds)
        return;
    QRegion changed;
    for (const auto& stroke : m_shown)
        if (m_chosen.contains(stroke.id) != strokeIds.contains(stroke.id))
            changed += markedRect(stroke);
    m_chosen = std::move(strokeIds);
    update(changed);
}

std::optional<int> SketchCanvas::meant() const {
    return m_highlighted || m_chosen.empty() ? m_highlighted : std::optional(*m_chosen.begin());
}

void SketchCanvas::setRunLength(std::optional<int> iterations) {
    m_runLength = iterations;
    if (!iterations)
        m_pace.flush();
}

QString SketchCanvas::spokenDescription() const {
    const auto& photo = m_document.photo();
    const QString file = photo ? shownPhoto(QString::fromStdString(photo->summary.fileName)) : tr("no photo");
    if (!m_document.hasStrokes())
        return photo ? tr("The photo %1, not sketched yet").arg(file) : tr("Nothing yet");
    const auto& moment = m_document.moment();
    const QString loss = locale().toString(moment.loss.total, 'f', 2);
    const QString iteration = locale().toString(moment.iteration);
    const QString what = tr("Sketch of %1, %n stroke(s)", nullptr, static_cast<int>(moment.strokes.size())).arg(file);
    return m_runLength
               ? tr("%1, iteration %2 of %3, loss %4").arg(what, iteration, locale().toString(*m_runLength), loss)
               : tr("%1, iteration %2, loss %3").arg(what, iteration, loss);
}

QRect SketchCanvas::placeOf(int strokeId) const {
    const auto found =
        std::find_if(m_shown.begin(), m_shown.end(), [strokeId](const auto& shown) { return shown.id == strokeId; });
    return found == m_shown.end() ? QRect() : strokeRect(*found).toAlignedRect();
}

void SketchCanvas::setPeek(bool peek) {
    if (m_peek == peek)
        return;
    m_peek = peek;
    everythingChanged();
}

void SketchCanvas::fit() {
    m_zoom = 1;
    m_pan = {};
    everythingChanged();
    Q_EMIT zoomChanged(m_zoom);
}

void SketchCanvas::zoomBy(double factor, std::optional<QPointF> at) {
    const double zoom = std::clamp(m_zoom * factor, kLeastZoom, kMostZoom);
    const QPointF middle = room().center();
    m_pan += (at.value_or(middle) - middle - m_pan) * (1 - zoom / m_zoom);
    m_zoom = zoom;
    everythingChanged();
    Q_EMIT zoomChanged(m_zoom);
}

void SketchCanvas::panBy(QPointF by) {
    m_pan += by;
    everythingChanged();
}

QRectF SketchCanvas::room() const {
    const double margin = std::clamp(kMarginShare * std::min(width(), height()), kLeastMargin, kMostMargin);
    const double above = std::max(margin, contentsMargins().top() + kBelow);
    return {margin, above, std::max(width() - 2 * margin, kLeastRoom), std::max(height() - above - margin, kLeastRoom)};
}

QTransform SketchCanvas::widgetFromPage() const {
    const auto page = m_document.page();
    const QRectF place = room();
    const double scale = m_zoom * std::min(place.width() / page.widthMm, place.height() / page.heightMm);
    const QPointF centre = place.center() + m_pan;
    return QTransform::fromTranslate(centre.x(), centre.y())
        .scale(scale, scale)
        .translate(-page.widthMm / 2, -page.heightMm / 2);
}

QRectF SketchCanvas::strokeRect(const SketchStroke& stroke) const {
    return widgetFromPage().mapRect(reachOf(stroke, m_manner)).adjusted(-2, -2, 2, 2);
}

QRect SketchCanvas::markedRect(const SketchStroke& stroke) const {
    return strokeRect(stroke).adjusted(-kMarkReach, -kMarkReach, kMarkReach, kMarkReach).toAlignedRect();
}

std::optional<int> SketchCanvas::strokeAt(QPointF position) const {
    const QTransform transform = widgetFromPage();
    const double scale = transform.m11();
    const QPointF onPage = transform.inverted().map(position);
    const auto pageFromCanvas = m_document.page().pageFromCanvas;
    double nearest = m_manner.widthMm * m_manner.brush.width / 2 + kReach / scale;
    std::optional<int> found;
    for (const auto& stroke : m_shown) {
        const auto curve = pageFromCanvas(stroke.curve);
        constexpr int kSamples = 48;
        for (int k = 0; k <= kSamples; ++k) {
            const auto point = curve.at(static_cast<double>(k) / kSamples);
            const double distance = std::hypot(point.x - onPage.x(), point.y - onPage.y());
            if (distance < nearest) {
                nearest = distance;
                found = stroke.id;
            }
        }
    }
    return found;
}

double SketchCanvas::visiblePhotoOpacity() const {
    if (m_photo.isNull())
        return 0;
    return m_peek || !m_document.hasStrokes() ? 1 : m_photoOpacity;
}

} // namespace croquis::ui
