// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draw_request.hpp"

#include "base/error.hpp"
#include "session/sketch_session.hpp"
#include "vector/provenance.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace croquis::cli {

/// What `draw --from` has that the sketch repeated was not made with, a sentence each: why the result may differ.
/// Known before the first stroke: photo, mask file, network and precision.
std::vector<std::string> differencesBefore(const vector::Provenance& record, const session::PhotoSummary& photo,
                                           const session::EngineDescription& engine);

/// Known after it: the network that told where strokes begin. Empty where the record tells nothing of it.
std::vector<std::string> differencesAfter(const vector::Provenance& record, const session::EngineDescription& engine);

/// Of a network that can't be had: names the option that takes another, where the sketch repeated asked for it.
/// @return  to be added to the sentence that says what is wrong; else empty.
std::string otherNetworkAdvice(const DrawRequest& request, std::string_view trouble);

/// What `action` returns. @throws ModelFileError as it does, with that advice.
template <class Action>
auto orOtherNetwork(const DrawRequest& request, const Action& action) {
    try {
        return action();
    } catch (const ModelFileError& error) {
        throw ModelFileError(error.what() + otherNetworkAdvice(request, error.what()));
    }
}

} // namespace croquis::cli
