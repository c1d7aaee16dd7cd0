// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/drawing.hpp"

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <functional>
#include <span>

namespace croquis::ui {

/// The bytes of an export; the same as the command line writes.
QByteArray svgOf(const vector::Drawing& drawing);
/// @throws InvalidArgument when it would be too large.
QByteArray pngOf(const vector::Drawing& drawing, double dpi);

/// The name, or name-2.svg, name-3.svg ... where it is taken.
/// @param isKept  whether a name is taken though there is no file of it yet; none: none is.
QString freeName(const QString& file, const std::function<bool(const QString&)>& isKept = {});

/// Writes a file whole or not at all. Unless replacing, a taken name becomes name-2.svg, name-3.svg ...
/// @return the name it got. @throws ExportError naming the file and the cause.
QString saveBytes(std::span<const std::byte> content, const QString& file, bool replace);

} // namespace croquis::ui
