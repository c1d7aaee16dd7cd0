// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/card_engine.hpp"
#include "image/canvas_target.hpp"
#include "image/face_finder.hpp"
#include "image/photo.hpp"
#include "image/subject_mask.hpp"
#include "models/model_store.hpp"
#include "session/engine/opened_model.hpp"
#include "session/engine/stroke_sources.hpp"
#include "session/sketch_session.hpp"
#include "subject/subject_segmenter.hpp"

#include <future>
#include <memory>
#include <optional>

namespace croquis::session {

/// SketchSession on this machine's processor, and its runs on a card where one was asked for.
class EngineSession final : public SketchSession {
  public:
    explicit EngineSession(const SessionOptions& options);

    EngineDescription engine() const override;
    PhotoSummary loadPhoto(const std::filesystem::path& file, const PhotoOptions& options,
                           optimise::IterationObserver& observer) override;
    PhotoPictures pictures() const override;
    void checkPhoto(const std::filesystem::path& file, const PhotoOptions& options) const override;
    NetworkView networkView(const std::vector<geometry::CubicBezier>& strokes) const override;
    optimise::RunSummary draw(const DrawOptions& options, optimise::IterationObserver& observer,
                              std::stop_token stop) override;
    ScoreResult score(const std::vector<geometry::CubicBezier>& strokes, const DrawOptions& options) override;
    void bench(const BenchReport& report) override;

  private:
    std::optional<image::SubjectMask> findSubject(const image::Photo& photo, const PhotoOptions& options,
                                                  std::vector<std::string>& notices);
    /// None where the system has no face model: sketches then lack only this prior.
    std::vector<image::Face> findFaces(const image::Photo& photo);
    /// @throws InvalidArgument for options out of range or a recipe the network can't serve.
    optimise::Recipe recipeOf(const DrawOptions& options) const;
    /// Null when stopped.
    const saliency::StrokeSource* sourceFor(const optimise::Recipe& recipe, std::stop_token stop);
    const image::CanvasTarget& target() const;
    /// Sentences about those that were asked; empty: there is nothing to say.
    std::string networksNotice() const;
    /// Of a run on the card, if there is one; it tells the observer. @param observer  kept by reference.
    optimise::IterationMaker makerFor(const DrawOptions& options, optimise::IterationObserver& observer);
    /// bench() on a card: whole runs of the network's recipe, then each kernel by itself.
    /// @throws DeviceError where a run fails.
    void benchCard(const BenchReport& report);
    /// bench() of a CLIP network: whole iterations of the paper's recipe.
    /// @param peak, otherPeak  GFLOP/s of the matrix product in the precision of the run and in the other one.
    void benchPaper(double peak, double otherPeak, const BenchReport& report);

    models::ModelStore m_store;
    EngineDescription m_description;
    OpenedModel m_model;
    std::unique_ptr<card::CardEngine> m_card;               ///< null: runs are the processor's
    std::unique_ptr<subject::SubjectSegmenter> m_segmenter; ///< opened when first needed
    /// Opened beside the network; null where the system has none.
    std::shared_future<std::unique_ptr<image::FaceFinder>> m_faceFinder;
    std::vector<image::Face> m_faces; ///< of the loaded photo
    std::optional<image::CanvasTarget> m_target;
    std::optional<image::Photo> m_photo;
    std::string m_nothingToDraw; ///< why draw() refuses the photo; empty: it doesn't
    Picture m_mask;              ///< of the photo's size; empty without one
    std::unique_ptr<StrokeSources> m_sources;
};

} // namespace croquis::session
