// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/canvas_target.hpp"
#include "image/face_finder.hpp"
#include "image/photo.hpp"
#include "image/subject_mask.hpp"
#include "models/model_store.hpp"
#include "perceptual/perceptual_encoder.hpp"
#include "saliency/stroke_seeder.hpp"
#include "session/sketch_session.hpp"

#include <memory>
#include <optional>

namespace croquis::session {

/// SketchSession on this machine's processor.
class EngineSession final : public SketchSession {
  public:
    explicit EngineSession(const SessionOptions& options);

    EngineDescription engine() const override { return m_description; }
    PhotoSummary loadPhoto(const std::filesystem::path& file, const PhotoOptions& options,
                           optimise::IterationObserver& observer) override;
    PhotoPictures pictures() const override;
    NetworkView networkView(const std::vector<geometry::CubicBezier>& strokes) const override;
    optimise::RunSummary draw(const DrawOptions& options, optimise::IterationObserver& observer,
                              std::stop_token stop) override;
    ScoreResult score(const std::vector<geometry::CubicBezier>& strokes, const std::string& recipe,
                      optimise::Quality quality) override;
    std::vector<BenchFigure> bench() override;

  private:
    std::optional<image::SubjectMask> findSubject(const image::Photo& photo, const PhotoOptions& options,
                                                  std::vector<std::string>& notices);
    /// None where the system has no face model: sketches then lack only this prior.
    std::vector<image::Face> findFaces(const image::Photo& photo);
    /// The seeder for the loaded photo, made on first use and again for another patch spacing; null when stopped.
    const saliency::StrokeSeeder* seederFor(const optimise::Recipe& recipe, std::stop_token stop);
    const image::CanvasTarget& target() const;

    models::ModelStore m_store;
    EngineDescription m_description;
    std::unique_ptr<perceptual::PerceptualEncoder> m_encoder;
    std::unique_ptr<image::SubjectSegmenter> m_segmenter; ///< opened when first needed
    std::unique_ptr<image::FaceFinder> m_faceFinder;      ///< opened when first needed; null where the system has none
    std::vector<image::Face> m_faces;                     ///< of the loaded photo
    std::optional<image::CanvasTarget> m_target;
    std::optional<image::Photo> m_photo;
    std::string m_nothingToDraw; ///< why draw() refuses the photo; empty: it doesn't
    Picture m_mask;              ///< of the photo's size; empty without one
    std::unique_ptr<saliency::StrokeSeeder> m_seeder;
    int m_seederSpacing = 0;
};

} // namespace croquis::session
