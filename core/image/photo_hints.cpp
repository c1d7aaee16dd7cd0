// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/photo_hints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace croquis::image {
namespace {

constexpr double kMostMagnified = 2;   // canvas pixels a photo pixel
constexpr double kBusyShare = 0.4;     // of the canvas; photos of grass, crowds and shelves lie above, portraits below
constexpr double kFarFromSquare = 1.5; // long side to short side
constexpr double kAlmostAll = 0.85;    // of a side
constexpr float kEdge = 0.1F;

float lightness(const CanvasTarget& target, int x, int y) {
    return 0.299F * target.crop.at(x, y, 0) + 0.587F * target.crop.at(x, y, 1) + 0.114F * target.crop.at(x, y, 2);
}

/// The longer side of what is inside, photo pixels.
int extentOf(const Raster<std::uint8_t>& inside) {
    int left = inside.width, right = -1, top = inside.height, bottom = -1;
    for (int y = 0; y < inside.height; ++y)
        for (int x = 0; x < inside.width; ++x)
            if (inside.at(x, y) != 0) {
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = y;
            }
    return std::max(right - left, bottom - top) + 1;
}

/// Whether more than a little of the photo lies outside the canvas.
bool isZoomedIn(const Photo& photo, const CanvasTarget& target) {
    const double width = photo.rgb.width, height = photo.rgb.height;
    const geometry::Point first = target.canvasFromPhoto(geometry::Point{0, 0}),
                          last = target.canvasFromPhoto(geometry::Point{width, height});
    const auto shown = [](double from, double to) {
        return (std::min<double>(to, kCanvasSide) - std::max(from, 0.0)) / (to - from);
    };
    return std::min(shown(first.x, last.x), shown(first.y, last.y)) < kAlmostAll;
}

} // namespace

double edgeShare(const CanvasTarget& target) {
    int inside = 0, edges = 0;
    for (int y = 1; y + 1 < kCanvasSide; ++y)
        for (int x = 1; x + 1 < kCanvasSide; ++x) {
            if (target.photoArea.at(x - 1, y) < 1 || target.photoArea.at(x + 1, y) < 1 ||
                target.photoArea.at(x, y - 1) < 1 || target.photoArea.at(x, y + 1) < 1)
                continue;
            ++inside;
            const float across = lightness(target, x + 1, y) - lightness(target, x - 1, y);
            const float down = lightness(target, x, y + 1) - lightness(target, x, y - 1);
            edges += std::max(std::abs(across), std::abs(down)) > kEdge ? 1 : 0;
        }
    return inside == 0 ? 0 : static_cast<double>(edges) / inside;
}

std::vector<std::string> photoHints(const Photo& photo, const SubjectMask* mask, const CanvasTarget& target) {
    std::vector<std::string> hints;
    const double magnified = std::abs(target.canvasFromPhoto.a);
    if (mask != nullptr && magnified > kMostMagnified)
        hints.push_back(
            fmt::format("The subject is only about {} pixels large in this photo. Taken from nearer, it would "
                        "keep its details.",
                        extentOf(mask->inside)));
    if (mask != nullptr && isZoomedIn(photo, target))
        hints.emplace_back("Zoomed in on the subject. Without \"Only the subject\" the whole photo is drawn.");
    if (mask == nullptr && edgeShare(target) > kBusyShare)
        hints.emplace_back("This photo is busy all over, and all of it will be drawn. A calmer background or a closer "
                           "crop would help.");
    const auto [shorter, longer] = std::minmax(photo.originalWidth, photo.originalHeight);
    if (mask == nullptr && longer >= kFarFromSquare * shorter)
        hints.emplace_back("The photo isn't square: the whole of it is kept, with room around.");
    return hints;
}

} // namespace croquis::image
