// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>

namespace croquis::ui {

enum class Theme { system, light, dark };

/// Fusion in the program's own neutral colours. system: light or dark as the desktop is, and as it becomes, where Qt
/// tells of that (from Qt 6.5 on by itself).
void applyTheme(Theme theme);
/// The desktop is dark, or light, now; system follows.
void desktopBecame(bool dark);
/// The desktop has another theme (QEvent::ThemeChange): for a Qt before 6.5, which knows its colours only.
void followDesktop();
bool isDark();

/// Colours beyond the palette's, for the theme at hand.
QColor deskColour();   ///< around the paper
QColor quietText();    ///< captions; 4.5:1 on the window
QColor hairline();     ///< borders
QColor fieldBorder();  ///< round what can be edited
QColor highlightInk(); ///< marks on the sketch, where its ink and paper don't matter
/// Marks on strokes of that ink on that paper: the same where it is told from both, else another.
QColor markInk(const QColor& ink, const QColor& paper);
QColor maskTint(); ///< what isn't the subject
/// Paper of a small picture where none was chosen: in the dark grey, on which any ink but grey is judged as on white.
QColor thumbnailPaper();
/// A picture of a stroke that stands for no ink: its ground, the other strokes, the stroke.
struct StrokePictureColours {
    QColor ground, others, stroke;
};
StrokePictureColours strokePictureColours();
/// Lines of the plot; they differ by dash as well.
QColor plotColour(int index);
/// Of a sketch at one of several numbers of strokes, its frame and its curve; told apart without red and green, too,
/// and none is the accent's.
QColor levelColour(int level);

} // namespace croquis::ui
