// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_news.hpp"
#include "ui/sketch/sketch_document.hpp"

#include <QBrush>
#include <QImage>
#include <QPainterPath>
#include <QTransform>

namespace croquis::ui {

QColor qColour(geometry::Colour colour);
geometry::Colour colourOf(const QColor& colour);
QTransform qTransform(const geometry::Affine& affine);

/// Light ink without a paper lies on chequers instead of white, where it wouldn't be seen.
bool isOnChequers(const session::PageOptions& page);
/// What shows that there is no paper, and light strokes with it: two greys, both darker than the ink.
/// @param side  of a chequer, pixels of what is painted on.
QBrush chequers(int side = 10);

/// The curve itself, not flattened: crisp at any zoom.
QPainterPath pathOf(const geometry::CubicBezier& curve);

/// A picture of the session's as Qt has it (copied); null for an empty one.
QImage imageOf(const session::Picture& picture);
/// The tint over everything outside the subject, of the mask's size; null without a mask.
QImage maskOverlay(const session::Picture& mask, const QColor& tint);

} // namespace croquis::ui
