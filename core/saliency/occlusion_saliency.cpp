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
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace croquis::saliency {

using image::kCanvasSide;
using image::Plane;
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

std::vector<Place> patchPlaces(const Plane& subject, int spacing) {
    const Plane near = blurred(subject, 4);
    std::vector<Place> places;
    for (int y = spacing / 2; y < kCanvasSide; y += spacing)
        for (int x = spacing / 2; x < kCanvasSide; x += spacing)
            if (near.at(x, y) > 0.15F)
                places.push_back({x, y});
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

/// Blends the blurred picture in round the place.
void occlude(float* pixels, const Picture& blurredAway, Place place) {
    for (int y = std::max(0, place.y - kPatchRadius); y <= std::min(kCanvasSide - 1, place.y + kPatchRadius); ++y) {
        for (int x = std::max(0, place.x - kPatchRadius); x <= std::min(kCanvasSide - 1, place.x + kPatchRadius); ++x) {
            const double dx = x - place.x, dy = y - place.y;
            const auto weight = static_cast<float>(
                std::min(1.0, 1.5 * std::exp(-(dx * dx + dy * dy) / (2 * kPatchSigma * kPatchSigma))));
            const std::size_t first = blurredAway.index(x, y);
            for (std::size_t i = first; i < first + 3; ++i)
                pixels[i] += weight * (blurredAway.values[i] - pixels[i]);
        }
    }
}

/// The network's picture once for each place, occluded there; as it is when there is none.
at::Tensor pictures(const Picture& network, const Picture& blurredAway, std::span<const Place> places, int side) {
    const auto count = static_cast<std::int64_t>(std::max<std::size_t>(places.size(), 1));
    at::Tensor batch =
        at::empty({count, 3, kCanvasSide, kCanvasSide}, at::TensorOptions(at::kFloat), at::MemoryFormat::ChannelsLast);
    float* pixels = batch.data_ptr<float>();
    for (std::int64_t i = 0; i < count; ++i, pixels += network.values.size()) {
        std::memcpy(pixels, network.values.data(), network.values.size() * sizeof(float));
        if (!places.empty())
            occlude(pixels, blurredAway, places[static_cast<std::size_t>(i)]);
    }
    return side == kCanvasSide ? batch : at::upsample_bilinear2d(batch, {side, side}, false);
}

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
        const Picture blurredAway = blurredPicture(target.network);
        const perceptual::EncoderOutputs wanted{{options.stage}, true};
        const auto encode = [&](std::span<const Place> some) {
            return encoder.encode(pictures(target.network, blurredAway, some, encoder.inputSide()), wanted);
        };
        const perceptual::Encoding clean = encode({});
        for (std::size_t first = 0; first < places.size(); first += static_cast<std::size_t>(options.batch)) {
            if (stop.stop_requested())
                return {};
            const std::size_t count = std::min(places.size() - first, static_cast<std::size_t>(options.batch));
            const auto change = changes(encode(std::span(places).subspan(first, count)), clean);
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
