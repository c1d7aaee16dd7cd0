// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFocusEvent;

namespace croquis::ui {

/// From now on the program knows what was pressed last. Needed once a program; more often does no harm.
void watchKeys();

/// Whether the focus that comes is to be seen: the person went there by keys, or it was moved for somebody who uses
/// them. @param before  what it was, for a window that only becomes active again.
bool isByKeys(const QFocusEvent& event, bool before);

} // namespace croquis::ui
