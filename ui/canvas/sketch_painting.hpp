// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_news.hpp"
#include "ui/sketch/sketch_document.hpp"

#include <QImage>
#include <QPainterPath>
#include <QTransform>

namespace croquis::ui {

QColor qColour(geometry::Colour colour);
geometry::Colour colourOf(const QColor& colour);
QTransform qTransform(const geometry::Affine& affine);

/// The curve itself, not flattened: crisp at any zoom.
QPainterPath pathOf(const geometry::CubicBezier& curve);

/// A picture of the session's as Qt has it (copied); null for an empty one.
QImage imageOf(const session::Picture& picture);
/// The tint over everything outside the subject, of the mask's size; null without a mask.
QImage maskOverlay(const session::Picture& mask, const QColor& tint);

} // namespace croquis::ui
