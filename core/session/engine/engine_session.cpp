// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/engine/engine_session.hpp"

#include "base/error.hpp"
#include "image/photo_hints.hpp"
#include "optimise/recipe/recipe_options.hpp"
#include "optimise/sketch_optimiser.hpp"
#include "optimise/sketch_track.hpp"
#include "perceptual/encoder_checks.hpp"
#include "raster/stroke_rasteriser.hpp"
#include "saliency/walk_seeder.hpp"
#include "session/cuda_module.hpp"
#include "session/devices.hpp"
#include "session/engine/open_card.hpp"
#include "session/engine/uniform_photo.hpp"
#include "session/engine_entry.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace croquis::session {
namespace {

constexpr int kTinyPhoto = 64;             // pixels; interface.md, messages
constexpr double kMostOfThePicture = 0.92; // alpha that cuts away less than the rest is a soft border, no subject

/// Libraries' exceptions end here: everything that leaves the engine is one of ours.
template <typename Action>
auto translated(Action&& action) -> decltype(action()) {
    try {
        return action();
    } catch (const Error&) {
        throw;
    } catch (const c10::Error& error) {
        throw Error(fmt::format("The drawing engine failed: {}", error.what_without_backtrace()));
    } catch (const std::bad_alloc&) {
        throw DeviceError(
            "There is not enough memory for this drawing. Close other programs or draw fewer sketches at once.");
    } catch (const std::exception& error) { // OpenCV's, the standard library's
        throw Error(fmt::format("The drawing engine failed: {}", error.what()));
    }
}

/// [224, 224] from values 0..1.
Picture greyPicture(std::span<const float> values) {
    Picture picture{image::kCanvasSide, image::kCanvasSide, 1, {}};
    picture.values.reserve(values.size());
    for (const float value : values)
        picture.values.push_back(static_cast<std::uint8_t>(std::lround(255 * std::clamp(value, 0.0f, 1.0f))));
    return picture;
}

image::Photo readPhoto(const std::filesystem::path& file, const PhotoOptions& options) {
    return image::loadPhoto(file, options.keepPart ? image::Damage::keepPart : image::Damage::refuse);
}

std::unique_ptr<image::FaceFinder> openFaceFinder() {
    const auto folder = image::FaceFinder::systemFolder();
    return folder.empty() ? nullptr : std::make_unique<image::FaceFinder>(folder);
}

} // namespace

EngineSession::EngineSession(const SessionOptions& options)
    : m_store(models::ModelStore::standard()), m_faceFinder(std::async(std::launch::async, &openFaceFinder).share()) {
    const int threads = options.threads > 0 ? options.threads : devices().front().processors;
    at::set_num_threads(threads);
    m_description.device = "cpu";
    m_description.threads = threads;
    perceptual::EncoderOptions encoderOptions;
    if (options.precision == "auto")
        encoderOptions.precision.reset();
    else if (options.precision == "bf16")
        encoderOptions.precision = perceptual::Precision::bf16;
    m_model = openModel(m_store, options.model, encoderOptions);
    m_description.precision = m_model.encoder->precision() == perceptual::Precision::bf16 ? "bf16" : "fp32";
    m_description.modelName = m_model.encoder->name();
    if (m_model.encoder->family() != perceptual::Family::plain)
        m_description.network = optimise::Network::clip;
    m_sources = std::make_unique<StrokeSources>(m_store, *m_model.encoder, options.saliencyModel);
    if (options.device.starts_with("cuda")) {
        m_card = openCard(options.device, m_model, options.precision);
        m_description.device = options.device;
        m_description.precision = card::nameOf(m_card->precision());
    }
}

EngineDescription EngineSession::engine() const {
    EngineDescription description = m_description;
    description.modelSha256 = m_model.encoder->sha256();
    if (const auto& observer = m_sources->observedBy()) {
        description.saliencyModelName = observer->name;
        description.saliencyModelSha256 = observer->sha256;
    }
    return description;
}

std::optional<image::SubjectMask> EngineSession::findSubject(const image::Photo& photo, const PhotoOptions& options,
                                                             std::vector<std::string>& notices) {
    if (options.mask == PhotoOptions::Mask::none)
        return std::nullopt;
    if (options.mask == PhotoOptions::Mask::file) {
        auto given = image::subjectFromMaskFile(photo, options.maskFile);
        if (given.plausible)
            return given;
        notices.push_back(given.reason);
        return std::nullopt;
    }
    if (!photo.alpha.empty()) {
        auto mask = image::subjectFromAlpha(photo);
        if (mask.plausible && mask.areaShare <= kMostOfThePicture)
            return mask;
    }
    const auto& entry = models::ModelCatalogue::builtIn().defaultFor(models::ModelRole::mask);
    if (!m_segmenter)
        m_segmenter = std::make_unique<subject::SubjectSegmenter>(m_store.require(entry));
    m_description.maskModelName = entry.name;
    m_description.maskModelSha256 = entry.sha256;
    auto mask = m_segmenter->segment(photo);
    if (mask.plausible)
        return mask;
    notices.push_back(mask.reason);
    return std::nullopt;
}

std::vector<image::Face> EngineSession::findFaces(const image::Photo& photo) {
    const auto& finder = m_faceFinder.get();
    if (!finder)
        return {};
    m_description.faceModelName = image::FaceFinder::kName;
    m_description.faceModelSha256 = finder->sha256();
    return finder->find(photo, m_description.threads);
}

PhotoSummary EngineSession::loadPhoto(const std::filesystem::path& file, const PhotoOptions& options,
                                      optimise::IterationObserver& observer) {
    return translated([&] {
        auto read = readPhoto(file, options); // what can't be read leaves the photo before as it is
        m_sources->forget();
        m_target.reset();
        m_mask = {};
        m_description.maskModelName.clear();
        m_description.maskModelSha256.clear();
        m_photo = std::move(read);
        const image::Photo& photo = *m_photo;
        PhotoSummary summary{photo.fileName, photo.sha256, photo.rgb.width, photo.rgb.height, {}, false, {}};
        summary.originalWidth = photo.originalWidth;
        summary.originalHeight = photo.originalHeight;
        if (photo.readShare < 1)
            summary.notices.push_back(
                fmt::format("Only part of {} could be read; that is what is drawn.", photo.fileName));
        if (almostUniform(photo.rgb) && almostUniform(photo.alpha))
            summary.nothingToDraw =
                fmt::format("{} looks almost uniform, so there is nothing to draw.", photo.fileName);
        m_nothingToDraw = summary.nothingToDraw;
        observer.stepBegan("finding subject");
        const auto mask = findSubject(photo, options, summary.notices);
        m_target = image::placeOnCanvas(photo, mask ? &*mask : nullptr, options.placement);
        m_faces = findFaces(photo);
        m_mask = mask ? Picture{mask->inside.width, mask->inside.height, 1, mask->inside.values} : Picture{};
        summary.hints = image::photoHints(photo, mask ? &*mask : nullptr, *m_target);
        summary.canvasFromPhoto = m_target->canvasFromPhoto;
        summary.masked = m_target->masked;
        if (mask && !mask->fileSha256.empty()) {
            summary.maskFileName = options.maskFile.filename().string();
            summary.maskFileSha256 = mask->fileSha256;
        }
        if (std::max(photo.originalWidth, photo.originalHeight) < kTinyPhoto)
            summary.notices.push_back(
                fmt::format("This picture is only {} x {} pixels. The sketch may not be recognisable.",
                            photo.originalWidth, photo.originalHeight));
        return summary;
    });
}

PhotoPictures EngineSession::pictures() const {
    if (!m_photo)
        throw InvalidArgument("SketchSession: no photo is loaded");
    const auto& rgb = m_photo->rgb;
    return {{rgb.width, rgb.height, 3, rgb.values}, m_mask};
}

void EngineSession::checkPhoto(const std::filesystem::path& file, const PhotoOptions& options) const {
    translated([&] { readPhoto(file, options); });
}

NetworkView EngineSession::networkView(const std::vector<geometry::CubicBezier>& strokes) const {
    return translated([&] {
        const c10::AutoGradMode noGradients(false);
        NetworkView view;
        const auto numbers = optimise::controlPointsOf(strokes);
        at::Tensor points = at::empty({1, static_cast<int64_t>(strokes.size()), 4, 2});
        std::copy(numbers.begin(), numbers.end(), points.mutable_data_ptr<float>());
        const at::Tensor drawn = raster::StrokeRasteriser{raster::RasterOptions{}}.draw(points).contiguous();
        view.sketch = greyPicture({drawn.const_data_ptr<float>(), static_cast<std::size_t>(drawn.numel())});
        if (!m_sources->saliency().empty())
            view.saliency = greyPicture(m_sources->saliency().values);
        return view;
    });
}

const image::CanvasTarget& EngineSession::target() const {
    if (!m_target)
        throw InvalidArgument("SketchSession: no photo is loaded");
    return *m_target;
}

optimise::Recipe EngineSession::recipeOf(const DrawOptions& options) const {
    auto recipe = optimise::adjustedRecipe(options.recipe, options.quality, m_description.network,
                                           options.recipeSettings, options.iterations);
    if (!recipe.model.empty() && m_description.network == optimise::Network::embedded)
        throw InvalidArgument(fmt::format("The recipe {} needs one of CLIP's networks, {} for one; {} is none.",
                                          recipe.name, recipe.model, m_description.modelName));
    m_model.encoder->setActivation(activationOf(recipe));
    return recipe;
}

const saliency::StrokeSource* EngineSession::sourceFor(const optimise::Recipe& recipe, std::stop_token stop) {
    return m_sources->sourceFor(recipe, target(), m_faces, std::move(stop));
}

optimise::RunSummary EngineSession::draw(const DrawOptions& options, optimise::IterationObserver& observer,
                                         std::stop_token stop) {
    return translated([&] {
        const auto recipe = recipeOf(options);
        if (!m_nothingToDraw.empty())
            throw ImageFileError(m_nothingToDraw);
        observer.stepBegan("placing strokes");
        const auto* source = sourceFor(recipe, stop);
        if (source == nullptr) {
            optimise::RunSummary stopped;
            stopped.termination = optimise::Termination::stopped;
            return stopped;
        }
        m_model.verify(); // its digest was computed meanwhile
        const optimise::SketchOptimiser optimiser(*m_model.encoder, target(), *source, makerFor(options, observer));
        optimise::RunSummary run;
        const auto draw = [&] { run = optimiser.run(recipe, options.plans, options.allowFewer, observer, stop); };
        if (m_card)
            m_card->inRunThread(draw);
        else
            draw();
        if (const std::string notice = networksNotice(); !notice.empty())
            run.message += (run.message.empty() ? "" : " ") + notice;
        return run;
    });
}

std::string EngineSession::networksNotice() const {
    std::string notice = m_sources->notice();
    const std::string caution = m_model.encoder->caution();
    if (!notice.empty() && !caution.empty())
        notice += ' ';
    return notice + caution;
}

optimise::IterationMaker EngineSession::makerFor(const DrawOptions& options, optimise::IterationObserver& observer) {
    m_description.sketchesAtOnce = 0;
    if (!m_card)
        return {};
    card::CardOptions made;
    if (options.plans.size() > 1) {
        made.sketchesAtOnce = options.sketchesAtOnce;
        made.together = [this](int sketches) { m_description.sketchesAtOnce = sketches; };
    }
    return m_card->maker([&observer](const std::string& sentence) { observer.noticed(sentence); }, made);
}

ScoreResult EngineSession::score(const std::vector<geometry::CubicBezier>& strokes, const DrawOptions& options) {
    return translated([&] {
        const auto recipe = recipeOf(options);
        // Without an edge term nothing has to be known of where strokes would begin.
        const saliency::WalkSeeder anywhere{image::Plane{}};
        const saliency::StrokeSource& source = recipe.edgeWeight > 0 ? *sourceFor(recipe, {}) : anywhere;
        auto score =
            optimise::SketchOptimiser(*m_model.encoder, target(), source).score(recipe, strokes, options.scoredViews);
        perceptual::checkFinite(*m_model.encoder, std::isfinite(score.loss.total));
        m_model.verify();
        return ScoreResult{std::move(score.loss), std::move(score.gradient), score.throughViews, networksNotice()};
    });
}

} // namespace croquis::session

extern "C" __attribute__((visibility("default"))) croquis::session::SketchSession*
croquisOpenSession10(const croquis::session::SessionOptions& options) {
    using namespace croquis::session;
    return translated([&] {
        if ((options.device.starts_with("cuda") || options.cardMayFollow) && hasCudaDriver())
            CudaModule::get(); // before LibTorch is asked for anything
        return static_cast<SketchSession*>(new EngineSession(options));
    });
}
