// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random_stream.hpp"
#include "image/photo.hpp"
#include "optimise/loss_stack.hpp"
#include "optimise/sketch_optimiser.hpp"
#include "optimise/sketch_track.hpp"
#include "perceptual/clip_resnet_network.hpp"
#include "perceptual/network_node.hpp"
#include "perceptual/tensor_file.hpp"
#include "saliency/random_strokes.hpp"
#include "saliency/walk_seeder.hpp"
#include "saliency/xdog.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/ops/_upsample_bilinear2d_aa.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

using namespace croquis;

namespace {

constexpr int kBank = 24, kViews = 5, kDraws = 200;

/// d loss / d control point.
using Gradient = std::vector<double>;

struct Trial {
    perceptual::EncoderOutputs stages{{2, 3}, false}; ///< what a smaller picture can be judged by: the attention pool
                                                      ///< knows one size alone
    std::shared_ptr<const perceptual::ClipResNetNetwork> network;
    std::unique_ptr<perceptual::PerceptualEncoder> encoder;
    image::CanvasTarget target;
    optimise::Recipe recipe;

    at::Tensor photo() const {
        return at::from_blob(const_cast<float*>(target.network.values.data()),
                             {1, target.network.height, target.network.width, 3}, at::kFloat)
            .permute({0, 3, 1, 2})
            .contiguous();
    }
};

double cosine(const Gradient& a, const Gradient& b) {
    double dot = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        dot += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
    }
    return dot / std::sqrt(aa * bb);
}

/// Of the clean view and `warped` others.
Gradient meanOf(const std::vector<Gradient>& each, std::vector<int> warped) {
    warped.push_back(0);
    Gradient mean(each[0].size());
    for (const int view : warped)
        for (std::size_t i = 0; i < mean.size(); ++i)
            mean[i] += each[static_cast<std::size_t>(view)][i] / static_cast<double>(warped.size());
    return mean;
}

/// Of the stages' distances where the network sees a picture of another size.
std::vector<Gradient> smallGradients(const Trial& trial, const std::vector<float>& points, int side) {
    const auto warps = optimise::warpsOf(trial.recipe);
    const loss::Augmenter augmenter(warps, 0);
    const raster::StrokeRasteriser rasteriser({224, 224, static_cast<float>(trial.recipe.strokeWidth)});
    const auto reduced = [&](const at::Tensor& pictures) {
        return at::_upsample_bilinear2d_aa(pictures, {side, side}, false);
    };
    std::vector<Gradient> each;
    for (int view = 0; view <= kBank; ++view) {
        const std::vector<int> one{view};
        at::Tensor controls = at::empty({1, static_cast<std::int64_t>(points.size() / 8), 4, 2});
        std::copy(points.begin(), points.end(), controls.mutable_data_ptr<float>());
        controls.requires_grad_(true);
        const auto seen =
            perceptual::encodeBy(trial.network, reduced(augmenter.viewsOfPicture(trial.photo(), one)), trial.stages);
        const auto drawn = perceptual::encodeBy(
            trial.network, reduced(augmenter.viewsOfSketches(rasteriser.draw(controls), one)), trial.stages);
        at::Tensor sum = (drawn.stages[0] - seen.stages[0]).square().mean();
        sum = sum + (drawn.stages[1] - seen.stages[1]).square().mean();
        sum.backward();
        const float* gradient = controls.grad().const_data_ptr<float>();
        each.emplace_back(gradient, gradient + points.size());
    }
    return each;
}

void report(const char* what, const std::vector<Gradient>& each, const Gradient& wanted, int warped, double cost) {
    base::RandomStream random(1, base::RandomPurpose::viewChoice, static_cast<std::uint32_t>(warped));
    std::vector<double> found;
    for (int draw = 0; draw < (warped == 0 ? 1 : kDraws); ++draw) {
        std::vector<int> views;
        while (static_cast<int>(views.size()) < warped) {
            const int view = random.uniformInt(1, kBank);
            if (std::find(views.begin(), views.end(), view) == views.end())
                views.push_back(view);
        }
        found.push_back(cosine(meanOf(each, views), wanted));
    }
    std::sort(found.begin(), found.end());
    std::printf("  %-40s cosine %.3f (a tenth below %.3f), %.0f %% of the arithmetic\n", what, found[found.size() / 2],
                found[found.size() / 10], 100 * cost);
}

void tryAt(const Trial& trial, const std::vector<float>& points) {
    optimise::LossStack stack(trial.recipe, *trial.encoder, trial.target, {});
    std::vector<Gradient> each;
    for (int view = 0; view <= kBank; ++view) {
        const std::vector<int> one{view};
        stack.prepare(one);
        const auto row = stack.evaluate(std::vector<std::vector<float>>{points}, one, true).front();
        each.emplace_back(row.gradient.begin(), row.gradient.end());
    }
    Gradient wanted(points.size()); // what five views give in the mean
    for (int view = 0; view <= kBank; ++view)
        for (std::size_t i = 0; i < wanted.size(); ++i)
            wanted[i] += (view == 0 ? 1.0 : double(kViews - 1) / kBank) * each[static_cast<std::size_t>(view)][i];
    for (int views = kViews; views >= 1; --views)
        report((std::to_string(views) + " of five views").c_str(), each, wanted, views - 1, double(views) / kViews);
    const auto& encoder = *trial.encoder;
    const double all = static_cast<double>(encoder.multiplyAdds({{2, 3}, true}, 1)),
                 some = static_cast<double>(encoder.multiplyAdds({{2, 3}, false}, 1));
    for (const int side : {160, 128}) {
        const auto small = smallGradients(trial, points, side);
        const double share = some / all * side * side / (224.0 * 224.0);
        for (const int views : {5, 2})
            report((std::to_string(views) + " views of " + std::to_string(side) + " pixels, no embedding").c_str(),
                   small, wanted, views - 1, share * views / kViews);
    }
}

} // namespace

/// descent-trial MODEL PHOTO: where CLIP's ResNet of that file sends the 16 strokes of CLIPasso's recipe when it sees
/// fewer views of them, or smaller ones, against where five views send them in the mean: the cosine between both
/// gradients, at the start and on the way.
int main(int count, char** arguments) {
    if (count != 3)
        return std::fputs("descent-trial MODEL PHOTO\n", stderr), 2;
    const perceptual::TensorFile file(arguments[1]);
    const auto weights = perceptual::ClipWeights::in(file);
    const auto precision =
        perceptual::computesIn(perceptual::Precision::bf16) ? perceptual::Precision::bf16 : perceptual::Precision::fp32;
    Trial trial;
    trial.network = std::make_shared<perceptual::ClipResNetNetwork>(*weights, precision);
    trial.encoder = perceptual::openEncoder(arguments[1], {precision});
    trial.target = image::placeOnCanvas(image::loadPhoto(arguments[2]), nullptr, geometry::Placement::squash);
    trial.recipe = optimise::recipeFor("clipasso", optimise::Quality::fine, optimise::Network::clip);
    trial.recipe.freshWarps = false;
    trial.recipe.warpBank = kBank;
    trial.recipe.savesNextStep = false;
    const image::Plane dark = saliency::darkSides(trial.target.network);
    const saliency::WalkSeeder source(saliency::seedProbabilities(image::Plane(224, 224, 1, 0.5F), &dark));
    auto strokes = source.place({16, 0, false});
    for (const int more : {0, 60}) {
        if (more > 0) {
            auto run = trial.recipe;
            run.iterations = more;
            run.augmentedViews = 2;
            optimise::IterationObserver silent;
            strokes = optimise::SketchOptimiser(*trial.encoder, trial.target, source)
                          .run(run, {{16, 0, strokes}}, false, silent, {})
                          .sketches.at(0)
                          .strokes;
        }
        std::printf("after %d iterations more\n", more);
        tryAt(trial, optimise::controlPointsOf(strokes));
        std::fflush(stdout);
    }
    return 0;
}
