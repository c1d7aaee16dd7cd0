// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sketch_session.hpp"
#include "vector/provenance.hpp"

#include <string>
#include <vector>

namespace croquis::cli {

/// What `draw --from` has that the sketch repeated was not made with, a sentence each: why the result may differ.
/// Known before the first stroke: photo, mask file, network and precision.
std::vector<std::string> differencesBefore(const vector::Provenance& record, const session::PhotoSummary& photo,
                                           const session::EngineDescription& engine);

/// Known after it: the network that told where strokes begin. Empty where the record tells nothing of it.
std::vector<std::string> differencesAfter(const vector::Provenance& record, const session::EngineDescription& engine);

} // namespace croquis::cli
