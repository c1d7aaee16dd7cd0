// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sketch_session.hpp"
#include "ui/style/theme.hpp"

#include <QString>
#include <QStringList>

namespace croquis::ui {

/// The sketch that was put aside last, for the next start to offer.
struct AsideSketch {
    QString file;          ///< empty: there is none
    QString photo;         ///< whose sketch it is, as people know it
    bool isOffered = true; ///< at the next start: it was neither brought back nor declined
};

/// What the program remembers between two starts.
struct AppSettings {
    Theme theme = Theme::system;
    QString language; ///< "en", "de"; empty: the desktop's
    bool autoStart = true;
    session::SessionOptions engine;
    QStringList recent;     ///< photos, newest first
    QStringList modelFiles; ///< weights files of one's own, newest first
    QString exportFolder;
    double dpi = 300;
    AsideSketch aside;
    QStringList refused; ///< "precision=foo": what the file asks for and there isn't; the default is in its place

    static AppSettings load();
    /// @return false: they can't be written.
    bool save() const;
    void remember(const QString& photo);
    /// @param model  of the catalogue, which needs no remembering, or a file.
    void rememberModel(const QString& model);
};

} // namespace croquis::ui
