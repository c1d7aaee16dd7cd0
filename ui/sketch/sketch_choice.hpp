// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"
#include "vector/provenance.hpp"

#include <cstddef>
#include <memory>
#include <optional>

namespace croquis::ui {

class RunRecord;

/// What drew a sketch: what an export of it tells, whatever is chosen by then.
struct SketchMaker {
    session::EngineDescription engine;
    session::SessionOptions options;          ///< as the engine was asked for
    std::optional<vector::Provenance> record; ///< of a restored sketch: what its file told
};

/// Whether both judge a sketch alike: the same network, computed as exactly.
inline bool judgesAlike(const session::EngineDescription& a, const session::EngineDescription& b) {
    return a.modelName == b.modelName && a.modelSha256 == b.modelSha256 && a.precision == b.precision;
}

/// A sketch as it lay on the desk, with all that is true of it: enough to lay it there again.
struct SketchChoice {
    RunSettings settings; ///< as the panel shows them
    RunSettings drawn;    ///< what the sketch was computed from
    SketchMaker maker;
    SharedPhoto photo; ///< what it lies on
    SketchMoment moment;
    StrokeMarks marks;
    std::shared_ptr<RunRecord> record; ///< of the run that it is of
    std::size_t sketch = 0;            ///< of the record
    bool underWay = false;             ///< it was being drawn: since then the record may know better
    /// How many strokes it was to have before, where the run hadn't told yet that it draws as many as `drawn` says.
    std::optional<int> countBefore{};
};

} // namespace croquis::ui
