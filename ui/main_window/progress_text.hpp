// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

namespace croquis::ui {

class SketchDesk;

/// The status bar's sentence: how far the run is, or what there is.
/// @param cardNote  why no graphics card draws; empty: one does.
QString progressText(const SketchDesk& desk, const QLocale& locale, const QString& cardNote = {});

/// A step of the engine's in the window's language.
QString stepText(const QString& step);

/// The word in the canvas' corner: "Paused", "16 → 8"; empty: none.
QString badgeText(const SketchDesk& desk);

} // namespace croquis::ui
