// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace croquis::session {

class SketchSession;
struct SessionOptions;

/// The engine is one shared library that holds everything linked to LibTorch and OpenCV; this is its one entry. The
/// number is raised when SketchSession changes.
inline constexpr const char* kEngineFile = "libcroquis_engine.so";
inline constexpr const char* kEngineEntry = "croquisOpenSession10";
using OpenSession = SketchSession*(const SessionOptions&);

} // namespace croquis::session
