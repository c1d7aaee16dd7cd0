// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/animation.hpp"
#include "ui/desk/sketch_desk.hpp"
#include "vector/drawing.hpp"

#include <QString>

#include <vector>

namespace croquis::ui {

/// What is on the screen as a page ready to be written, with everything needed to repeat it.
/// @throws InvalidArgument for a page or strokes that can't be written.
vector::Drawing drawingOf(const SketchDesk& desk, const Look& look, Hidden hidden = Hidden::leftOut);
/// The same of several levels, side by side.
vector::Drawing drawingOfLevels(const std::vector<SketchMoment>& levels, const SketchDesk& desk, const Look& look);

/// Whether both tell of the same strokes of the same photo, drawn and looking alike, whatever sheets they are on.
bool isSameSketch(const vector::Provenance& a, const vector::Provenance& b);

/// How the sketch on the screen came to be, on the page of that look; empty where the run isn't recorded any more.
std::vector<animation::Moment> momentsOf(const SketchDesk& desk, const Look& look);

/// Where a quick export goes: the folder chosen last, beside the photo, or the person's pictures; the first that can be
/// written to. It is called as the photo is, but for the ending ("cat.svg", "cat.png"), and "cat-sketch.png" where
/// "cat.png" is the photo.
QString exportPath(const QString& photo, const QString& chosenFolder, const QString& ending);

} // namespace croquis::ui
