// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace croquis::session {

/// The environment variable that libgomp reads when it is loaded: how often a thread looks for the others before it
/// sleeps. Its own default looks for minutes.
inline constexpr const char* kSpinsVariable = "GOMP_SPINCOUNT";

/// Some microseconds. Measured with a draft of the sample cat, two threads on two cores: alone 3.6-4.3 s with 1000,
/// 10000 and 50000 alike; beside a program that takes one core 5.7, 7.5 and 11 s; beside a second draft 9.0, 11
/// and 14.7 s.
inline constexpr const char* kSpins = "1000";

} // namespace croquis::session
