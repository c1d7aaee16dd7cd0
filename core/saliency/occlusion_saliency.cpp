// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/occlusion_saliency.hpp"

#include "base/error.hpp"
#include "perceptual/perceptual_encoder.hpp"
#include "saliency/plane_filters.hpp"

#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cosine_similarity.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/upsample_bilinear2d.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <numbers>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace croquis::saliency {

using image::kCanvasSide;
using image::Plane;
using perceptual::ChangedPixels;
using perceptual::PixelWindow;
using Picture = image::Raster<float>;

namespace {

constexpr double kPatchSigma = 9;
constexpr double kBlurSigma = 8;
/// Beyond it a patch weighs less than 0.0012.
constexpr int kPatchRadius = 34;
constexpr double kSpread = 0.6;

struct Place {
    int x, y;
};

/// A hexagonal grid: nothing is farther from the next place than in a square grid of this spacing, which has 1.3 times
/// as many places.
std::vector<Place> patchPlaces(const Plane& subject, int spacing) {
    const Plane near = blurred(subject, 4);
    const double reach = spacing / std::numbers::sqrt2;
    const double between = std::numbers::sqrt3 * reach, rows = 1.5 * reach;
    std::vector<Place> places;
    for (int row = 0; (row + 0.5) * rows < kCanvasSide; ++row)
        for (double x = (row % 2 == 0 ? 0.25 : 0.75) * between; x < kCanvasSide; x += between) {
            const Place place{static_cast<int>(x), static_cast<int>((row + 0.5) * rows)};
            if (near.at(place.x, place.y) > 0.15F)
                places.push_back(place);
        }
    return places;
}

Picture blurredPicture(const Picture& picture) {
    Picture result = picture;
    Plane channel(picture.width, picture.height);
    for (std::size_t c = 0; c < 3; ++c) {
        for (std::size_t i = 0; i < channel.values.size(); ++i)
            channel.values[i] = picture.values[3 * i + c];
        const Plane soft = blurred(channel, kBlurSigma);
        for (std::size_t i = 0; i < channel.values.size(); ++i)
            result.values[3 * i + c] = soft.values[i];
    }
    return result;
}

/// What the blurred picture weighs at a distance from the place, [row][column].
using PatchWeights = std::array<std::array<float, kPatchRadius + 1>, kPatchRadius + 1>;

PatchWeights patchWeights() {
    PatchWeights weights;
    for (int y = 0; y <= kPatchRadius; ++y)
        for (int x = 0; x <= kPatchRadius; ++x)
            weights[y][x] = static_cast<float>(
                std::min(1.0, 1.5 * std::exp(-double(x * x + y * y) / (2 * kPatchSigma * kPatchSigma))));
    return weights;
}

PixelWindow patchWindow(Place place) {
    return {std::max(0, place.x - kPatchRadius), std::max(0, place.y - kPatchRadius),
            std::min(kCanvasSide, place.x + kPatchRadius + 1), std::min(kCanvasSide, place.y + kPatchRadius + 1)};
}

/// The picture occluded at a place, as far as that changes it.
std::vector<float> occluded(const Picture& picture, const Picture& blurredAway, Place place,
                            const PatchWeights& weights) {
    const PixelWindow window = patchWindow(place);
    std::vector<float> pixels;
    pixels.reserve(std::size_t{3} * window.width() * window.height());
    for (int y = window.top; y < window.bottom; ++y)
        for (int x = window.left; x < window.right; ++x) {
            const float weight = weights[std::abs(y - place.y)][std::abs(x - place.x)];
            const std::size_t first = picture.index(x, y);
            for (std::size_t i = first; i < first + 3; ++i)
                pixels.push_back(picture.values[i] + weight * (blurredAway.values[i] - picture.values[i]));
        }
    return pixels;
}

/// The picture as often as there are windows, each time changed in one; as it is when there is none.
at::Tensor pictures(const Picture& picture, std::span<const ChangedPixels> windows, int side) {
    const auto count = static_cast<std::int64_t>(std::max<std::size_t>(windows.size(), 1));
    at::Tensor batch =
        at::empty({count, 3, kCanvasSide, kCanvasSide}, at::TensorOptions(at::kFloat), at::MemoryFormat::ChannelsLast);
    float* pixels = batch.data_ptr<float>();
    for (std::int64_t i = 0; i < count; ++i, pixels += picture.values.size()) {
        std::copy(picture.values.begin(), picture.values.end(), pixels);
        if (windows.empty())
            continue;
        const auto& [place, values] = windows[static_cast<std::size_t>(i)];
        const std::ptrdiff_t row = std::ptrdiff_t{3} * place.width();
        for (int y = place.top; y < place.bottom; ++y)
            std::copy_n(values + (y - place.top) * row, row, pixels + picture.index(place.left, y));
    }
    return side == kCanvasSide ? batch : at::upsample_bilinear2d(batch, {side, side}, false);
}

/// A network's results for the picture, occluded at one place after the other.
class Occlusion {
  public:
    Occlusion(const Picture& picture, const perceptual::PerceptualEncoder& encoder,
              const perceptual::EncoderOutputs& wanted)
        : m_picture(picture), m_blurredAway(blurredPicture(picture)), m_encoder(encoder), m_wanted(wanted),
          m_clean(encoder.encode(pictures(picture, {}, encoder.inputSide()), wanted)) {
        if (encoder.inputSide() == kCanvasSide)
            m_variants = encoder.variantsOf(pictures(picture, {}, kCanvasSide), wanted);
    }

    const perceptual::Encoding& clean() const { return m_clean; }

    perceptual::Encoding at(std::span<const Place> places) const {
        std::vector<std::vector<float>> pixels;
        std::vector<ChangedPixels> windows;
        for (const Place place : places) {
            pixels.push_back(occluded(m_picture, m_blurredAway, place, m_weights));
            windows.push_back({patchWindow(place), pixels.back().data()});
        }
        return m_variants ? m_variants->encode(windows)
                          : m_encoder.encode(pictures(m_picture, windows, m_encoder.inputSide()), m_wanted);
    }

  private:
    const PatchWeights m_weights = patchWeights();
    const Picture& m_picture;
    const Picture m_blurredAway;
    const perceptual::PerceptualEncoder& m_encoder;
    const perceptual::EncoderOutputs& m_wanted;
    const perceptual::Encoding m_clean;
    std::unique_ptr<perceptual::PictureVariants> m_variants;
};

/// 1 - cosine to the clean picture, of the embedding and of the stage, for each picture of the batch.
std::array<std::vector<float>, 2> changes(const perceptual::Encoding& occluded, const perceptual::Encoding& clean) {
    const auto of = [](const at::Tensor& a, const at::Tensor& b) {
        const at::Tensor similarity = at::cosine_similarity(a.flatten(1), b.flatten(1)).contiguous();
        std::vector<float> result(similarity.data_ptr<float>(), similarity.data_ptr<float>() + similarity.numel());
        for (float& value : result)
            value = 1 - value;
        return result;
    };
    return {of(occluded.embedding, clean.embedding), of(occluded.stages.front(), clean.stages.front())};
}

/// The values at the places, spread between them, in units of the subject's 99th percentile.
Plane spread(std::span<const Place> places, std::span<const float> values, const Plane& subject, int spacing) {
    Plane sum(kCanvasSide, kCanvasSide), count(kCanvasSide, kCanvasSide);
    for (std::size_t i = 0; i < places.size(); ++i) {
        sum.at(places[i].x, places[i].y) = values[i];
        count.at(places[i].x, places[i].y) = 1;
    }
    Plane result = blurred(sum, kSpread * spacing);
    const Plane weight = blurred(count, kSpread * spacing);
    for (std::size_t i = 0; i < result.values.size(); ++i)
        result.values[i] *= subject.values[i] / (weight.values[i] + 1e-7F);
    const float strongest = percentileInside(result, subject, 99) + 1e-9F;
    for (float& value : result.values)
        value = std::clamp(value / strongest, 0.F, 1.F);
    return result;
}

} // namespace

void OcclusionOptions::validate() const {
    if (spacing < 4 || spacing > kCanvasSide)
        throw InvalidArgument("OcclusionOptions::spacing must lie in 4..224");
    if (batch < 1)
        throw InvalidArgument("OcclusionOptions::batch must be at least 1");
}

Plane occlusionSaliency(const image::CanvasTarget& target, const perceptual::PerceptualEncoder& encoder,
                        const OcclusionOptions& options, std::stop_token stop) {
    options.validate();
    if (stop.stop_requested())
        return {};
    const std::vector<Place> places = patchPlaces(target.subject, options.spacing);
    std::vector<float> embedding, stage;
    try {
        const at::NoGradGuard noGradients;
        const perceptual::EncoderOutputs wanted{{options.stage}, true};
        const Occlusion occlusion(target.network, encoder, wanted);
        for (std::size_t first = 0; first < places.size(); first += static_cast<std::size_t>(options.batch)) {
            if (stop.stop_requested())
                return {};
            const std::size_t count = std::min(places.size() - first, static_cast<std::size_t>(options.batch));
            const auto change = changes(occlusion.at(std::span(places).subspan(first, count)), occlusion.clean());
            embedding.insert(embedding.end(), change[0].begin(), change[0].end());
            stage.insert(stage.end(), change[1].begin(), change[1].end());
        }
    } catch (const c10::Error& error) {
        throw Error(std::string("The occlusion saliency can't be computed: ") + error.what_without_backtrace());
    }
    Plane result = spread(places, embedding, target.subject, options.spacing);
    const Plane ofStage = spread(places, stage, target.subject, options.spacing);
    for (std::size_t i = 0; i < result.values.size(); ++i)
        result.values[i] = 0.5F * (result.values[i] + ofStage.values[i]);
    return result;
}

} // namespace croquis::saliency
