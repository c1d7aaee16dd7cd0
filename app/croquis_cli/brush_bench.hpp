// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sketch_session.hpp"

namespace croquis::cli {

/// Times every built-in brush at 64 strokes, 1000 x 1000 pixels, on this thread: making the marks, and painting them.
void benchBrushes(const session::BenchReport& report);

} // namespace croquis::cli
