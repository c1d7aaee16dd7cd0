// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/walk_seeder.hpp"

#include "base/error.hpp"
#include "image/canvas_target.hpp"

#include <algorithm>

namespace croquis::saliency {

std::vector<geometry::CubicBezier> WalkSeeder::walks(const image::Plane& probabilities, int count, bool allowFewer,
                                                     std::uint64_t seed) const {
    if (m_probabilities.empty())
        return walkStrokes(drawPointsAnywhere(image::kCanvasSide, count, seed), image::kCanvasSide, seed, m_step);
    if (allowFewer) {
        const auto possible = std::count_if(probabilities.values.begin(), probabilities.values.end(),
                                            [](float probability) { return probability > 0; });
        count = static_cast<int>(std::min<std::ptrdiff_t>(count, possible));
    }
    return walkStrokes(drawSeedPoints(probabilities, count, seed), image::kCanvasSide, seed, m_step);
}

std::vector<geometry::CubicBezier> WalkSeeder::place(const SeederOptions& options) const {
    options.validate();
    return walks(m_probabilities, options.strokeCount, options.allowFewer, options.seed);
}

std::vector<geometry::CubicBezier> WalkSeeder::placeMore(std::span<const geometry::CubicBezier> present, int count,
                                                         const SeederOptions& options) const {
    if (count < 0 || count > kMostStrokes)
        throw InvalidArgument("WalkSeeder::placeMore: count must lie in 0..128");
    image::Plane left = m_probabilities;
    if (!left.empty())
        for (const auto& stroke : present) {
            const geometry::Point start = stroke.points[0];
            if (start.x >= 0 && start.x < left.width && start.y >= 0 && start.y < left.height)
                left.at(static_cast<int>(start.x), static_cast<int>(start.y)) = 0;
        }
    return walks(left, count, options.allowFewer, options.seed + present.size());
}

} // namespace croquis::saliency
