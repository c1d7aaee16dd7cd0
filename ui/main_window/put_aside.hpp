// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace croquis::ui {

/// Sketches that gave way to another photo, or to the end of the program, before they were exported: each an exported
/// SVG in the user's state folder, so that opening it brings everything back. The last two hundred are kept, and those
/// of the last thirty days.
///
/// @param svg    an export with all strokes. @param name  the photo's, for people to know it by.
/// @param marks  what is hidden and locked, which an export doesn't tell: kept in a file beside the sketches.
/// @return       the file; the one that is there where it holds the same. @throws ExportError when it can't be written.
QString putAside(const QByteArray& svg, const QString& name, const StrokeMarks& marks = {});

/// What such a sketch is called on the screen, and what tells it from others of the same photo.
struct PutAsideName {
    QString photo; ///< as shownPhoto() says it; of a file without a record the file's own name
    QString rest;  ///< "16 strokes, 14:05"
};
PutAsideName nameOfPutAside(const QString& file);

/// What was hidden and locked of the sketch in that file; nothing where it wasn't put aside.
StrokeMarks marksOfPutAside(const QString& file);

/// Where they lie: below the state folder, in QStandardPaths' test mode below the test's own.
QString putAsideFolder();

/// The files, newest first.
QStringList putAsideSketches();

} // namespace croquis::ui
