// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;
class QWidget;

namespace croquis::ui {

/// From now on canvas and plot speak for themselves. Needed once a program; more often does no harm.
void installAccessibleInterfaces();

/// Has a sentence read out, politely, as if it came from that widget; the widget's accessible name is it afterwards.
void announce(QWidget& widget, const QString& sentence);

} // namespace croquis::ui
