// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QImage>
#include <QString>

namespace croquis::ui {

/// A picture that came without a file (pasted, dragged) as a file of its own, named after its pixels: another picture
/// never takes its place, and the same one needs no second file. The newest 32 of the folder are kept.
/// @return its path; empty: it couldn't be written.
QString keptPicture(const QImage& picture, const QString& folder);
/// Likewise an exported sketch. @param ending  ".svg" or ".png".
QString keptSketch(const QByteArray& exported, const QString& ending, const QString& folder);
/// What a photo is called, without folder and ending: "cat". Of a kept picture "pasted", without what tells it from
/// others.
QString stemOfPhoto(const QString& photo);
/// What it is called on the screen, on one line: its file's name, of a kept picture "Pasted photo, 14:05".
/// @param photo  its path, or its name alone. @return the middle of a long name is left out.
QString shownPhoto(const QString& photo);
/// The same, however long.
QString wholeNameOf(const QString& photo);
/// When something was kept: the time alone where that was today.
QString shownTime(const QDateTime& time);
/// A sentence of the reader's, which knows the file's name only.
QString namedAsShown(QString sentence, const QString& photo);

} // namespace croquis::ui
