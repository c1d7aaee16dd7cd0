// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace croquis::ui {

/// The colours of one theme, as #rrggbb.
struct Colours {
    const char *window, *base, *alternate, *button, *text, *quiet, *disabled, *accent, *onAccent;
    const char* line;  ///< between parts of the window
    const char* field; ///< round what can be edited
    const char* track; ///< what a slider or a row of segments lies in
    const char *desk, *hover;
};

/// What Fusion has no colour for: flat panels, quiet headings, roomy buttons, focus that shows.
QString styleSheetFor(const Colours& colours, bool dark);

} // namespace croquis::ui
