// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window/main_window.hpp"

#include <QDir>
#include <QStandardPaths>

namespace croquis::ui {

/// Where a file dialog begins that has no file before it: that place, or the home folder where there is none.
inline QString placeOf(QStandardPaths::StandardLocation location) {
    const QString folder = QStandardPaths::writableLocation(location);
    return QDir(folder).exists() ? folder : QDir::homePath();
}

/// For file dialogs: what openFiles() takes.
inline QString photoFilter() {
    return MainWindow::tr(
        "Photos and sketches (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.svg *.pdf *.mp4 *.gcode *.nc)");
}

} // namespace croquis::ui
