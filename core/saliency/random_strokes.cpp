// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/random_strokes.hpp"

#include "base/error.hpp"
#include "base/random_stream.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace croquis::saliency {

using base::RandomPurpose;
using base::RandomStream;
using geometry::CubicBezier;
using geometry::Point;
using image::Plane;

Plane seedProbabilities(const Plane& saliency, const Plane* edges, double temperature) {
    if (!(temperature > 0))
        throw InvalidArgument("seedProbabilities: the temperature must be above 0");
    if (edges != nullptr && edges->values.size() != saliency.values.size())
        throw InvalidArgument("seedProbabilities: edges and saliency differ in size");
    Plane result = saliency;
    double sum = 0;
    const float most = saliency.empty() ? 0 : *std::max_element(saliency.values.begin(), saliency.values.end());
    for (std::size_t i = 0; i < result.values.size(); ++i) {
        const float attention = edges != nullptr ? edges->values[i] * saliency.values[i] : saliency.values[i];
        result.values[i] = attention > 0 ? static_cast<float>(std::exp((attention - most) / temperature)) : 0.F;
        sum += result.values[i];
    }
    for (float& value : result.values)
        value = sum > 0 ? static_cast<float>(value / sum) : 0;
    return result;
}

std::vector<Point> drawSeedPoints(const Plane& probabilities, int count, std::uint64_t seed) {
    const auto possible = std::count_if(probabilities.values.begin(), probabilities.values.end(),
                                        [](float probability) { return probability > 0; });
    if (count > 0 && possible == 0)
        throw InvalidArgument("Nothing in this picture is salient to the network, so no stroke can begin there: take "
                              "another network, or let strokes begin anywhere (seeding=anywhere).");
    if (count < 0 || possible < count)
        throw InvalidArgument("Only " + std::to_string(possible) +
                              " pixels of the picture are salient, fewer than the " + std::to_string(count) +
                              " strokes that shall begin there: ask for fewer strokes.");
    RandomStream random(seed, RandomPurpose::strokeChoice);
    std::vector<double> left(probabilities.values.begin(), probabilities.values.end()), upTo(left.size());
    std::vector<Point> points;
    while (static_cast<int>(points.size()) < count) {
        double sum = 0;
        std::transform(left.begin(), left.end(), upTo.begin(), [&](double each) { return sum += each; });
        for (int missing = count - static_cast<int>(points.size()); missing > 0; --missing) {
            const auto found = std::upper_bound(upTo.begin(), upTo.end(), random.uniform() * sum);
            const auto pixel = std::min<std::size_t>(static_cast<std::size_t>(found - upTo.begin()), left.size() - 1);
            if (left[pixel] == 0) // drawn already in this round
                continue;
            left[pixel] = 0;
            const auto width = static_cast<std::size_t>(probabilities.width);
            points.push_back({static_cast<double>(pixel % width), static_cast<double>(pixel / width)});
        }
    }
    return points;
}

std::vector<Point> drawPointsAnywhere(double side, int count, std::uint64_t seed) {
    RandomStream random(seed, RandomPurpose::strokeChoice);
    std::vector<Point> points;
    for (int i = 0; i < count; ++i) {
        const double x = random.uniform(), y = random.uniform();
        points.push_back({side * x, side * y});
    }
    return points;
}

std::vector<CubicBezier> walkStrokes(std::span<const Point> starts, double side, std::uint64_t seed, double step) {
    std::vector<CubicBezier> strokes;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        RandomStream random(seed, RandomPurpose::strokeWalk, static_cast<std::uint32_t>(i));
        CubicBezier stroke;
        stroke.points[0] = starts[i];
        for (std::size_t k = 1; k < stroke.points.size(); ++k) {
            const double x = random.uniform() - 0.5, y = random.uniform() - 0.5;
            stroke.points[k] = stroke.points[k - 1] + Point{step * side * x, step * side * y};
        }
        strokes.push_back(stroke);
    }
    return strokes;
}

} // namespace croquis::saliency
