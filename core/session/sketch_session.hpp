// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"
#include "geometry/placement.hpp"
#include "optimise/recipe/recipe.hpp"
#include "optimise/recipe/run_summary.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace croquis::session {

/// What the engine is opened with.
struct SessionOptions {
    std::string device = "auto";    ///< auto (the processor), cpu, cuda or cuda:N
    int threads = 0;                ///< 0: as many as the machine has processors for this program
    std::string precision = "auto"; ///< auto, fp32 or bf16
    /// A session after this one may be a card's: what takes to draw on one is loaded with the first, for later LibTorch
    /// wouldn't find it. Where there is no driver it changes nothing.
    bool cardMayFollow = false;
    std::string model;         ///< a name of the catalogue or a weights file; empty: the default
    std::string saliencyModel; ///< likewise, of the network that tells where strokes begin by its attention; empty:
                               ///< ViT-B/32 where it is installed, else the network that judges

    /// @throws InvalidArgument naming the option; DeviceError for what can't be a device.
    void validate() const;
};

/// What the engine turned out to be; goes into provenance and status bar.
struct EngineDescription {
    std::string device; ///< "cpu" or "cuda:N"
    int threads = 1;
    std::string precision;
    std::string modelName;
    std::string modelSha256;
    std::string maskModelName; ///< empty until a subject was looked for
    std::string maskModelSha256;
    std::string
        saliencyModelName{}; ///< that told where strokes begin, by attention; empty until then, and where none did
    std::string saliencyModelSha256{};
    std::string faceModelName{}; ///< that looked for faces; empty until then, and where the system has none
    std::string faceModelSha256{};
    int sketchesAtOnce = 0; ///< of the last run of several on a card, that went through the network together at most;
                            ///< 0: there was none, or it changed meanwhile
    optimise::Network network = optimise::Network::embedded; ///< whose constants the recipes take
};

struct PhotoOptions {
    enum class Mask { automatic, none, file };
    Mask mask =
        Mask::automatic; ///< automatic: the photo's own alpha, else the segmenter where its subject is plausible
    std::filesystem::path maskFile;
    bool keepPart = false;                                    ///< of a damaged photo, draw what can be read
    geometry::Placement placement = geometry::Placement::fit; ///< the recipe's
};

/// A photo as the session holds it.
struct PhotoSummary {
    std::string fileName;
    std::string sha256;
    int width = 0; ///< pixels as read (long side at most 2048), upright
    int height = 0;
    geometry::Affine canvasFromPhoto; ///< canvas pixels (224 a side) from pixels as read
    bool masked = false;
    std::vector<std::string> notices;    ///< sentences for the person: no clear subject, very small
    std::vector<std::string> hints = {}; ///< sentences about what makes it harder to sketch (image::photoHints)
    std::string maskFileName = {};       ///< of the mask file whose subject is drawn, without folders; else empty
    std::string maskFileSha256 = {};
    std::string nothingToDraw = {}; ///< what draw() will say of a photo that is almost uniform; else empty
    int originalWidth = 0;          ///< pixels of the file's own picture, upright; 0: not known
    int originalHeight = 0;
};

/// 8 bits a channel, row-major from the top, channels interleaved; empty: there is none.
struct Picture {
    int width = 0;
    int height = 0;
    int channels = 1; ///< 1: grey; 3: red, green, blue (sRGB)
    std::vector<std::uint8_t> values;

    bool empty() const { return values.empty(); }
};

/// What the screen shows of a photo, pixels as read.
struct PhotoPictures {
    Picture photo;
    Picture mask; ///< 255 inside the subject; empty when the whole photo is drawn
};

/// What the optimiser works on, each picture [224, 224] grey.
struct NetworkView {
    Picture sketch;   ///< the strokes as the optimiser draws them
    Picture saliency; ///< how much the network notices when the place is missing; white: most
};

struct DrawOptions {
    std::vector<optimise::SketchPlan> plans{optimise::SketchPlan{}};
    std::string recipe = "default";
    optimise::Quality quality = optimise::Quality::normal;
    std::vector<std::string> recipeSettings{}; ///< "name=value" each, see optimise/recipe/recipe_options.hpp
    std::optional<int> iterations;             ///< in place of the recipe's
    bool allowFewer = false;
    int sketchesAtOnce =
        0; ///< EngineDescription's of a run that is to be repeated to the bit on a card; 0: as it has room
    int scoredViews = 1; ///< through which a score looks, with the clean one (ScoreResult::throughViews)
};

struct ScoreResult {
    optimise::LossTerms loss;
    std::vector<float> gradient; ///< [N, 4, 2] d loss / d control point, loss a canvas pixel
    double throughViews = 0;     ///< the loss' mean over DrawOptions::scoredViews views
    std::string notice{};        ///< for the person, about the networks; empty: there is nothing to say
};

/// What a figure is to be on two cores whose 2048-cubed fp32 matrix product runs at 168 GFLOP/s together.
struct BenchGoal {
    double value = 0; ///< in the figure's unit
    enum class Bound { atMost, atLeast } bound = Bound::atMost;
};

/// One measured quantity: the median of its runs.
struct BenchFigure {
    std::string name;
    double value = 0;
    std::string unit;
    int runs = 1;
    std::optional<BenchGoal> goal{};
    std::string remark{}; ///< a sentence about it; empty: there is nothing to say
};

/// Takes a figure as soon as it is measured.
using BenchReport = std::function<void(const BenchFigure&)>;

/// The one door to the engine: photo in, sketches out. Not thread-safe: one call at a time, from any thread.
class SketchSession {
  public:
    /// Loads the engine (LibTorch, OpenCV) on first use, then the model.
    /// @throws DeviceError without engine or device; ModelFileError; InvalidArgument.
    static std::unique_ptr<SketchSession> open(const SessionOptions& options);
    virtual ~SketchSession() = default;

    virtual EngineDescription engine() const = 0;

    /// Reads the photo and finds its subject; what was drawn before is forgotten. A photo that can't be read leaves the
    /// one before loaded.
    /// @throws ImageFileError, DamagedImageError when PhotoOptions::keepPart would help; ModelFileError when the
    /// segmenter is needed and missing.
    virtual PhotoSummary loadPhoto(const std::filesystem::path& file, const PhotoOptions& options,
                                   optimise::IterationObserver& observer) = 0;

    /// Reads a photo and forgets it. May be called by the observer of draw(), from its calls.
    /// @throws ImageFileError, DamagedImageError as loadPhoto().
    virtual void checkPhoto(const std::filesystem::path& file, const PhotoOptions& options) const = 0;

    /// Of the loaded photo; from "finding subject" on also for the observer of loadPhoto(), then without the mask.
    /// @throws InvalidArgument without a photo.
    virtual PhotoPictures pictures() const = 0;

    /// The same door for what the optimiser sees; strokes in canvas pixels. May be called by the observer of draw(),
    /// from its calls. The saliency is empty before the first strokes are placed. Cost: below 1 ms.
    virtual NetworkView networkView(const std::vector<geometry::CubicBezier>& strokes) const = 0;

    /// Sketches the loaded photo. Returns early with what it has when stopped.
    /// @throws InvalidArgument for options out of range, without a photo, or for a recipe that the network can't serve;
    /// Error when the photo holds nothing to draw; ModelFileError for a saliency model that can't be used.
    virtual optimise::RunSummary draw(const DrawOptions& options, optimise::IterationObserver& observer,
                                      std::stop_token stop) = 0;

    /// The un-augmented loss of given strokes (canvas pixels) against the loaded photo.
    /// @param options  of the run to compare with: recipe, its settings and quality are read (a draft looks at the
    /// photo through a coarser saliency map).
    virtual ScoreResult score(const std::vector<geometry::CubicBezier>& strokes, const DrawOptions& options) = 0;

    /// Times the parts of a run on the loaded photo; on a card whole runs and each kernel. Cost: half a minute; some
    /// minutes with one of CLIP's networks on the processor. @throws DeviceError for what a card fails at.
    virtual void bench(const BenchReport& report) = 0;
};

} // namespace croquis::session
