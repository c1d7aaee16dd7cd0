// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/engine/stroke_sources.hpp"

#include "base/error.hpp"
#include "saliency/clip_saliency.hpp"
#include "saliency/face_prior.hpp"
#include "saliency/occlusion_saliency.hpp"
#include "saliency/photo_maps.hpp"
#include "saliency/random_strokes.hpp"
#include "saliency/stroke_seeder.hpp"
#include "saliency/walk_seeder.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

namespace croquis::session {
namespace {

constexpr const char* kPaperSaliency = "ViT-B/32"; // the published program's, by the catalogue's name

saliency::XDogOptions edgesOf(const optimise::Recipe& recipe) {
    return {recipe.xdogSharing, recipe.xdogSteepness, recipe.xdogThreshold,
            recipe.xdogSigma,   recipe.xdogRatio,     recipe.normalisedEdges};
}

} // namespace

perceptual::GeluChoice activationOf(const optimise::Recipe& recipe) {
    return static_cast<perceptual::GeluChoice>(recipe.activation);
}

StrokeSources::StrokeSources(const models::ModelStore& store, const perceptual::PerceptualEncoder& judge,
                             std::string saliencyModel)
    : m_store(store), m_judge(judge), m_saliencyModel(std::move(saliencyModel)) {}

bool StrokeSources::isStill(const Digest& digest, const std::filesystem::path& file) {
    std::error_code unknown;
    return digest.file == file && std::filesystem::file_size(file, unknown) == digest.bytes &&
           std::filesystem::last_write_time(file, unknown) == digest.written && !unknown;
}

void StrokeSources::rememberDigest() {
    std::error_code unknown;
    m_digest = Digest{m_observer->file, std::filesystem::file_size(m_observer->file, unknown),
                      std::filesystem::last_write_time(m_observer->file, unknown), m_observer->encoder->sha256()};
    if (unknown)
        m_digest.reset();
}

void StrokeSources::forget() {
    m_key.reset();
    m_source.reset();
    m_saliency = {};
    m_observedBy.reset();
    m_notice.clear();
}

const saliency::StrokeSource* StrokeSources::sourceFor(const optimise::Recipe& recipe,
                                                       const image::CanvasTarget& target,
                                                       const std::vector<image::Face>& faces, std::stop_token stop) {
    const bool attention = recipe.saliency == optimise::Saliency::attention;
    const Key key{attention ? observerModel() : std::string(),
                  recipe.seeding,
                  recipe.saliency,
                  recipe.occlusionSpacing,
                  recipe.edgesOnly,
                  edgesOf(recipe),
                  recipe.seedTemperature,
                  recipe.walkStep,
                  recipe.activation};
    if (m_source && m_key == key)
        return m_source.get();
    forget();
    m_source = make(recipe, target, faces, std::move(stop));
    if (m_source)
        m_key = key;
    return m_source.get();
}

std::unique_ptr<saliency::StrokeSource> StrokeSources::make(const optimise::Recipe& recipe,
                                                            const image::CanvasTarget& target,
                                                            const std::vector<image::Face>& faces,
                                                            std::stop_token stop) {
    if (recipe.seeding == optimise::Seeding::anywhere)
        return std::make_unique<saliency::WalkSeeder>(image::Plane{}, recipe.walkStep);
    if (recipe.seeding == optimise::Seeding::contours) {
        auto maps = saliency::photoMaps(target);
        if (!look(recipe, target, std::move(stop)))
            return nullptr;
        maps.occlusion = m_saliency;
        maps.faces = saliency::facePrior(faces, target.canvasFromPhoto);
        return std::make_unique<saliency::StrokeSeeder>(std::move(maps));
    }
    if (!look(recipe, target, std::move(stop)))
        return nullptr;
    const image::Plane dark = recipe.edgesOnly ? saliency::darkSides(target.network, edgesOf(recipe)) : image::Plane{};
    return std::make_unique<saliency::WalkSeeder>(
        saliency::seedProbabilities(m_saliency, recipe.edgesOnly ? &dark : nullptr, recipe.seedTemperature),
        recipe.walkStep);
}

bool StrokeSources::look(const optimise::Recipe& recipe, const image::CanvasTarget& target, std::stop_token stop) {
    const bool attention = recipe.saliency == optimise::Saliency::attention;
    const perceptual::PerceptualEncoder& observer = attention ? this->observer(recipe) : m_judge;
    if (attention)
        m_observedBy = Observer{observer.name(), observer.sha256()};
    if (attention && observer.family() == perceptual::Family::clipViT) {
        m_saliency = saliency::attentionSaliency(target.network, observer);
    } else if (attention && observer.family() == perceptual::Family::clipResNet) {
        m_saliency = saliency::gradCamSaliency(target.network, observer);
    } else {
        saliency::OcclusionOptions occlusion;
        occlusion.spacing = recipe.occlusionSpacing;
        if (observer.family() != perceptual::Family::plain) // the stage of the options is EfficientNet-Lite0's
            occlusion.stage = observer.stageCount() - 1;
        if (!attention && !m_saliencyModel.empty())
            m_notice = fmt::format("The recipe finds by occlusion where strokes begin, so {} is not asked: --set "
                                   "saliency=attention would ask it.",
                                   m_saliencyModel);
        m_saliency = saliency::occlusionSaliency(target, observer, occlusion, std::move(stop));
        return !m_saliency.empty();
    }
    m_observer.reset(); // it has told what it can of this photo, and holds hundreds of megabytes
    if (recipe.seeding == optimise::Seeding::contours) // what lies outside the subject isn't drawn
        for (std::size_t i = 0; i < m_saliency.values.size(); ++i)
            m_saliency.values[i] *= target.subject.values[i];
    return true;
}

std::string StrokeSources::observerModel() const {
    if (!m_saliencyModel.empty())
        return m_saliencyModel;
    const auto& paper = models::ModelCatalogue::builtIn().find(kPaperSaliency);
    return m_store.locate(paper) ? paper.name : std::string();
}

const perceptual::PerceptualEncoder& StrokeSources::observer(const optimise::Recipe& recipe) {
    if (!m_observer)
        if (const std::string model = observerModel(); !model.empty())
            // In fp32 whatever the judge's precision: one look costs little, and a file drawn in one begins alike in
            // the other.
            m_observer = openModel(
                m_store, model,
                {.precision = perceptual::Precision::fp32, .knownDigest = [this](const std::filesystem::path& file) {
                     return m_digest && isStill(*m_digest, file) ? m_digest->sha256 : std::string();
                 }});
    if (m_observer) {
        m_observer->verify();
        rememberDigest();
        if (m_observer->encoder->family() == perceptual::Family::plain)
            throw InvalidArgument(fmt::format("The saliency model {} has neither attention nor Grad-CAM to tell where "
                                              "strokes begin: choose one of CLIP's networks.",
                                              std::exchange(m_observer, std::nullopt)->name));
        m_observer->encoder->setActivation(activationOf(recipe));
        m_notice = m_observer->encoder->caution();
        return *m_observer->encoder;
    }
    const auto way = [this] {
        switch (m_judge.family()) {
        case perceptual::Family::clipViT:
            return "its attention";
        case perceptual::Family::clipResNet:
            return "Grad-CAM";
        default:
            return "occlusion";
        }
    };
    if (!m_judge.isThePapersObserver())
        m_notice = fmt::format("The model {} is not installed, so where strokes begin was told by {} itself ({}).",
                               kPaperSaliency, m_judge.name(), way());
    return m_judge;
}

} // namespace croquis::session
