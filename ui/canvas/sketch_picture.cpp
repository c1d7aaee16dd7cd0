// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_picture.hpp"

#include "base/error.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_ids.hpp"
#include "vector/stroke_painter.hpp"

#include <QElapsedTimer>

#include <algorithm>
#include <bit>
#include <map>
#include <span>
#include <utility>

namespace croquis::ui {
namespace {

QRectF rectOf(const geometry::Box& box) {
    return {QPointF(box.minimum.x, box.minimum.y), QPointF(box.maximum.x, box.maximum.y)};
}

/// The painter blends each channel for itself and writes red first, Qt's pictures of 32 bits begin with blue.
geometry::Colour forPicture(geometry::Colour colour) {
    static_assert(std::endian::native == std::endian::little);
    return {colour.blue, colour.green, colour.red};
}

geometry::Affine affineOf(const QTransform& m) {
    return {m.m11(), m.m12(), m.m21(), m.m22(), m.dx(), m.dy()};
}

void paintOver(QImage& picture, vector::StrokePainter& painter) {
    const auto width = 4 * static_cast<std::size_t>(picture.width());
    for (int y = 0; y < picture.height(); ++y)
        painter.paintRowOver(std::span(picture.scanLine(y), width));
}

void paintMarks(QImage& picture, const QTransform& pixelFromPage, const std::vector<vector::Mark>& marks) {
    vector::StrokePainter painter(affineOf(pixelFromPage), {{picture.width(), picture.height()}, {}});
    painter.add(marks);
    paintOver(picture, painter);
}

} // namespace

Manner mannerOf(const SketchDocument& document) {
    const auto& look = document.look().page;
    return {document.page().pageFromCanvas,         document.strokeWidthMm(), look.colour, look.brush, look.variation,
            vector::covers(look.colour, look.paper)};
}

std::vector<vector::Emphasis> emphasisOf(const std::vector<SketchStroke>& strokes, const Manner& manner) {
    if (manner.variation.isNone())
        return std::vector<vector::Emphasis>(strokes.size());
    std::vector<geometry::CubicBezier> curves;
    std::vector<int> ids;
    for (const auto& stroke : strokes) {
        curves.push_back(manner.pageFromCanvas(stroke.curve));
        ids.push_back(stroke.id);
    }
    return vector::emphasisOf(curves, ids, manner.variation);
}

void paintTexture(QImage& picture, const QTransform& pixelFromPage, const SketchDocument& document) {
    const auto& look = document.look().page;
    const auto page = document.page();
    const QRect place =
        pixelFromPage.mapRect(QRectF(0, 0, page.widthMm, page.heightMm)).toAlignedRect() & picture.rect();
    if (!look.paper || look.texture == vector::PaperTexture::none || place.isEmpty())
        return;
    auto marks = vector::paperMarks(page.widthMm, page.heightMm, *look.paper, look.texture);
    for (auto& mark : marks)
        mark.colour = forPicture(mark.colour);
    QImage part(picture.scanLine(place.y()) + 4 * place.x(), place.width(), place.height(), picture.bytesPerLine(),
                picture.format()); // shares its pixels
    paintMarks(part, pixelFromPage * QTransform::fromTranslate(-place.x(), -place.y()), marks);
}

QRectF reachOf(const SketchStroke& stroke, const Manner& manner) {
    const geometry::Stroke onPage{manner.pageFromCanvas(stroke.curve), manner.widthMm, {}, 1, {}};
    const double reach = vector::reachOf({&onPage, 1}, manner.brush);
    return rectOf(onPage.curve.boundingBox()).adjusted(-reach, -reach, reach, reach);
}

void SketchPicture::setStrokes(const std::vector<SketchStroke>& strokes, const Manner& manner) {
    const bool same = manner == m_manner;
    auto emphasis = emphasisOf(strokes, manner);
    std::map<int, std::size_t> before; // by id
    for (std::size_t k = 0; same && k < m_strokes.size(); ++k)
        before.emplace(m_strokes[k].id, k);
    std::vector<std::optional<std::vector<vector::Mark>>> marks(strokes.size());
    for (std::size_t k = 0; k < strokes.size(); ++k)
        if (const auto found = before.find(strokes[k].id);
            found != before.end() && strokes[k] == m_strokes[found->second] && emphasis[k] == m_emphasis[found->second])
            marks[k] = std::move(m_marks[found->second]);
    m_marks = std::move(marks);
    m_strokes = strokes;
    m_emphasis = std::move(emphasis);
    m_manner = manner;
}

const std::vector<vector::Mark>& SketchPicture::marksOf(std::size_t stroke) {
    auto& marks = m_marks[stroke];
    if (!marks) {
        const auto curve = m_manner.pageFromCanvas(m_strokes[stroke].curve);
        const auto colour = forPicture(m_manner.colour);
        const auto& emphasis = m_emphasis[stroke];
        marks = vector::marksOf({curve, m_manner.widthMm * emphasis.width, colour, emphasis.opacity, {}},
                                m_manner.brush, vector::textureSeedOf(vector::strokeName(m_strokes[stroke].id)));
        if (m_manner.covers)
            for (auto& mark : *marks)
                mark.blend = vector::Blend::normal;
    }
    return *marks;
}

bool SketchPicture::prepare(double milliseconds) {
    constexpr double kNanoseconds = 1e6; // in a millisecond
    QElapsedTimer clock;
    clock.start();
    bool madeOne = false;
    for (std::size_t k = 0; k < m_strokes.size(); ++k) {
        if (m_marks[k])
            continue;
        if (madeOne && static_cast<double>(clock.nsecsElapsed()) > milliseconds * kNanoseconds)
            return false;
        try {
            marksOf(k);
        } catch (const Error&) { // as in paint(): there is nothing to see of it
            m_marks[k].emplace();
        }
        madeOne = true;
    }
    return true;
}

void SketchPicture::paint(QImage& picture, const QTransform& pixelFromPage) {
    paint(picture, pixelFromPage, std::nullopt, std::nullopt);
}

void SketchPicture::paintStroke(QImage& picture, const QTransform& pixelFromPage, int strokeId,
                                geometry::Colour colour) {
    paint(picture, pixelFromPage, strokeId, colour);
}

void SketchPicture::paint(QImage& picture, const QTransform& pixelFromPage, std::optional<int> strokeId,
                          std::optional<geometry::Colour> colour) {
    if (picture.isNull())
        return;
    const auto& m = pixelFromPage;
    vector::StrokePainter painter(affineOf(m), {{picture.width(), picture.height()}, {}});
    const QRectF frame(QPointF(), QSizeF(picture.size()));
    for (std::size_t k = 0; k < m_strokes.size(); ++k) {
        const bool asked = !strokeId || m_strokes[k].id == *strokeId;
        // A touching rectangle of no extent is one still.
        if (!asked || !m.mapRect(reachOf(m_strokes[k], m_manner)).adjusted(-1, -1, 1, 1).intersects(frame))
            continue;
        try {
            if (!colour) {
                painter.add(marksOf(k));
                continue;
            }
            auto marks = marksOf(k);
            for (auto& mark : marks) {
                mark.colour = forPicture(*colour);
                mark.blend = vector::Blend::normal;
            }
            painter.add(marks);
        } catch (const Error&) { // not finite, or far out: there is nothing to see of it
        }
    }
    paintOver(picture, painter);
}

} // namespace croquis::ui
