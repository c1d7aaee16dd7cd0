// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace croquis::test {

/// Drags the files over the window and lets them go there, as a person does: Qt delivers a drop only where it saw the
/// drag come in. @return whether the window would take them.
bool dropOn(QWidget& window, const QStringList& files);

} // namespace croquis::test
