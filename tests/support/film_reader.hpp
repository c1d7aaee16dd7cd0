// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QSize>

namespace croquis::test {

/// A film as something other than FFmpeg sees it: boxes read here, H.264 decoded by OpenH264, colours turned by ITU-R
/// BT.709's own numbers.
struct Film {
    QList<QImage> frames;  ///< RGB32
    QList<double> seconds; ///< how long each is shown
    QSize size;            ///< as the file states it
    bool indexFirst = false;
};

/// Fails by throwing std::runtime_error with what is wrong.
Film readFilm(const QByteArray& mp4);

} // namespace croquis::test
