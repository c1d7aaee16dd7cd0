// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/canvas_target.hpp"
#include "image/face_finder.hpp"
#include "optimise/recipe/recipe.hpp"
#include "saliency/stroke_source.hpp"
#include "saliency/xdog.hpp"
#include "session/engine/opened_model.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace croquis::session {

/// What a recipe asks of CLIP's vision transformers.
perceptual::GeluChoice activationOf(const optimise::Recipe& recipe);

/// Where the strokes of a photo's sketches begin: what recipes ask for, made when it is first asked for.
class StrokeSources {
  public:
    struct Observer {
        std::string name, sha256;
    };

    /// @param judge  the network that judges; kept by reference. @param saliencyModel  SessionOptions'.
    StrokeSources(const models::ModelStore& store, const perceptual::PerceptualEncoder& judge,
                  std::string saliencyModel);

    /// Another photo: nothing of the one before is of use.
    void forget();
    /// @return null when stopped. Valid until forget() or another recipe's.
    /// @throws ModelFileError, InvalidArgument for a saliency model that can't be used.
    const saliency::StrokeSource* sourceFor(const optimise::Recipe& recipe, const image::CanvasTarget& target,
                                            const std::vector<image::Face>& faces, std::stop_token stop);

    /// Of the source made last: [224, 224], 0..1; empty where it needed none.
    const image::Plane& saliency() const { return m_saliency; }
    /// The network that looked for it by its attention; nothing where none did. Valid until the next source is made.
    const std::optional<Observer>& observedBy() const { return m_observedBy; }
    /// For the person, about the source made last; empty: there is nothing to say.
    const std::string& notice() const { return m_notice; }

  private:
    /// What decides it: of a recipe, and which network there is to look.
    struct Key {
        std::string observer;
        optimise::Seeding seeding;
        optimise::Saliency saliency;
        int spacing;
        bool edgesOnly;
        saliency::XDogOptions edges;
        double temperature, walkStep;
        optimise::Activation activation;

        friend bool operator==(const Key&, const Key&) = default;
    };

    std::unique_ptr<saliency::StrokeSource> make(const optimise::Recipe& recipe, const image::CanvasTarget& target,
                                                 const std::vector<image::Face>& faces, std::stop_token stop);
    /// Fills m_saliency; @return false when stopped.
    bool look(const optimise::Recipe& recipe, const image::CanvasTarget& target, std::stop_token stop);
    /// The model that looks by its attention, of the catalogue or a file; empty: the judge itself.
    std::string observerModel() const;
    const perceptual::PerceptualEncoder& observer(const optimise::Recipe& recipe);

    const models::ModelStore& m_store;
    const perceptual::PerceptualEncoder& m_judge;
    std::string m_saliencyModel;
    std::optional<OpenedModel> m_observer; ///< opened when needed, and closed again
    /// Of the observer that was opened last: the next photo's isn't read to its end again.
    struct Digest {
        std::filesystem::path file;
        std::uintmax_t bytes = 0;
        std::filesystem::file_time_type written;
        std::string sha256;
    };
    static bool isStill(const Digest& digest, const std::filesystem::path& file);
    void rememberDigest();
    std::optional<Digest> m_digest;
    std::optional<Key> m_key;
    std::optional<Observer> m_observedBy;
    std::unique_ptr<saliency::StrokeSource> m_source;
    image::Plane m_saliency;
    std::string m_notice;
};

} // namespace croquis::session
