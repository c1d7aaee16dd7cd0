// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QMimeData>
#include <QStringList>

namespace croquis::ui {

/// What the window would do with something dragged over it or pasted.
struct DropOffer {
    enum class Kind { nothing, photo, queue, restore, startStrokes, brush, picture, refused };
    Kind kind = Kind::nothing;
    QString sentence; ///< "Sketch this"; why not, when refused
    QStringList files;
    QImage picture;  ///< pixels that came without a file
    QString leftOut; ///< sentences that name those of several files that aren't photos; empty: none
};

/// Reads as much of the files as needed to know what they are. @param withPixels  decode a picture without a file, too.
DropOffer offerFor(const QMimeData& data, bool withPixels);
DropOffer offerForFiles(const QStringList& files);
/// What is to be said where something that came without a file can't be kept as one.
QString sentenceOnFullCache();

} // namespace croquis::ui
