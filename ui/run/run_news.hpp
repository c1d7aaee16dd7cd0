// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sketch_session.hpp"

#include <QString>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace croquis::ui {

/// One sketch of the batch after one iteration.
struct SketchFrame {
    std::size_t sketch = 0; ///< index of its plan
    optimise::LossTerms loss;
    std::vector<float> points; ///< [N, 4, 2] canvas pixels
    std::vector<int> ids;      ///< [N]
    bool best = false;         ///< the best evaluated so far
};

/// All sketches after one iteration.
struct RunFrame {
    int iteration = 0;
    int iterationCount = 0;
    double seconds = 0;
    std::vector<SketchFrame> sketches;
    int edits = 0; ///< that the run had taken over by then
};

/// A photo that the session holds, ready for the screen.
struct LoadedPhoto {
    session::PhotoSummary summary;
    session::PhotoPictures pictures;

    /// So small that it is drawn only where somebody asks for it (interface.md, messages); not one in which there is
    /// nothing to draw anyway.
    bool isTiny() const {
        constexpr int kTiny = 64; // pixels
        const int longSide = std::max(summary.originalWidth, summary.originalHeight);
        return longSide > 0 && longSide < kTiny && isDrawable();
    }
    /// Else a run says only why it isn't.
    bool isDrawable() const { return summary.nothingToDraw.empty(); }
};
/// Some 15 MB, so it is shared by all that show it and the sketches made from it.
using SharedPhoto = std::shared_ptr<const LoadedPhoto>;

/// Which photo is meant: its file, and how that is read.
struct PhotoRequest {
    std::filesystem::path file;
    session::PhotoOptions options{};

    friend bool operator==(const PhotoRequest& a, const PhotoRequest& b) {
        return a.file == b.file && a.options.mask == b.options.mask && a.options.maskFile == b.options.maskFile &&
               a.options.keepPart == b.options.keepPart && a.options.placement == b.options.placement;
    }
};

/// What may be lost: only the newest counts. Carries a picture only while somebody looks at it.
struct Preview {
    std::optional<session::NetworkView> network;
};

/// Everything that happened since the last wake.
struct RunNews {
    std::optional<Preview> preview;
    SharedPhoto photo; ///< that the run is of; null: it was told before
    std::vector<std::string> steps;
    std::vector<std::string> notices;                       ///< sentences for the person
    std::vector<std::vector<geometry::CubicBezier>> placed; ///< one list a plan; empty: not placed since
    std::vector<RunFrame> frames;                           ///< every iteration, in order
};

/// Why something didn't work, for the message bar.
struct Failure {
    enum class Kind {
        photo,
        damagedPhoto, ///< part of it could be read
        model,
        device,
        drawing
    };
    Kind kind = Kind::drawing;
    QString message;

    bool isOfPhoto() const { return kind == Kind::photo || kind == Kind::damagedPhoto; }
};

} // namespace croquis::ui
