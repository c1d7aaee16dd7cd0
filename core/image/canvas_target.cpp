// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/canvas_target.hpp"

#include "base/error.hpp"
#include "image/resample.hpp"
#include "image/surroundings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace croquis::image {
namespace {

constexpr double kSubjectMargin = 0.08; // of the subject's longer side, on each side
constexpr int kPhotoMargin = 10;        // canvas pixels, on each side of the longer side
constexpr int kLetterboxMargin = 20;    // photo pixels, both sides together; method.md 1.1
constexpr double kMaskSoftness = 0.7;   // canvas pixels

/// Pixel edges: left and top included, right and bottom not.
struct Box {
    int left;
    int top;
    int right;
    int bottom;
};

std::optional<Box> boxOf(const Raster<std::uint8_t>& inside) {
    Box box{std::numeric_limits<int>::max(), std::numeric_limits<int>::max(), 0, 0};
    for (int y = 0; y < inside.height; ++y) {
        for (int x = 0; x < inside.width; ++x) {
            if (inside.at(x, y) == 0)
                continue;
            box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x + 1),
                   std::max(box.bottom, y + 1)};
        }
    }
    return box.right > 0 ? std::optional(box) : std::nullopt;
}

/// A square on whole pixels; halves are rounded to even, as the recipe's prototype does.
Window squareAround(const Box& box, double side) {
    const double left = (box.left + box.right) / 2.0 - side / 2;
    const double top = (box.top + box.bottom) / 2.0 - side / 2;
    const int wholeSide = std::max(1, static_cast<int>(std::nearbyint(side)));
    return {static_cast<int>(std::nearbyint(left)), static_cast<int>(std::nearbyint(top)), wholeSide, wholeSide};
}

Plane boxFiltered(const Raster<std::uint8_t>& mask, Window window) {
    Plane plane = resampleWindow(mask, window, 0, kCanvasSide, kCanvasSide, ResampleFilter::box);
    std::ranges::for_each(plane.values, [](float& value) { value = std::clamp(value / 255, 0.0F, 1.0F); });
    return plane;
}

/// Gaussian blur of a canvas plane; the border's values go on outside.
Plane softened(const Plane& plane) {
    constexpr int kRadius = 3; // 4 sigma
    std::array<float, 2 * kRadius + 1> weights{};
    double sum = 0;
    const auto gauss = [](int i) { return std::exp(-i * i / (2 * kMaskSoftness * kMaskSoftness)); };
    for (int i = -kRadius; i <= kRadius; ++i)
        sum += gauss(i);
    for (int i = -kRadius; i <= kRadius; ++i)
        weights[static_cast<std::size_t>(i + kRadius)] = static_cast<float>(gauss(i) / sum);

    Plane across(plane.width, plane.height);
    Plane result(plane.width, plane.height);
    for (int y = 0; y < plane.height; ++y)
        for (int x = 0; x < plane.width; ++x)
            for (int i = -kRadius; i <= kRadius; ++i)
                across.at(x, y) +=
                    weights[static_cast<std::size_t>(i + kRadius)] * plane.at(std::clamp(x + i, 0, plane.width - 1), y);
    for (int y = 0; y < plane.height; ++y)
        for (int x = 0; x < plane.width; ++x)
            for (int i = -kRadius; i <= kRadius; ++i)
                result.at(x, y) += weights[static_cast<std::size_t>(i + kRadius)] *
                                   across.at(x, std::clamp(y + i, 0, plane.height - 1));
    return result;
}

Raster<float> onWhite(const Raster<float>& crop, const Plane& subject) {
    const Plane soft = softened(subject);
    Raster<float> result = crop;
    for (int y = 0; y < crop.height; ++y)
        for (int x = 0; x < crop.width; ++x)
            for (int channel = 0; channel < crop.channels; ++channel)
                result.at(x, y, channel) = crop.at(x, y, channel) * soft.at(x, y) + 1 - soft.at(x, y);
    return result;
}

Window windowFor(geometry::Placement placement, int width, int height, const std::optional<Box>& subject) {
    if (placement == geometry::Placement::squash)
        return {0, 0, width, height};
    if (placement == geometry::Placement::letterbox) {
        const int side = std::max(width, height) + kLetterboxMargin;
        return {width / 2 - side / 2, height / 2 - side / 2, side, side};
    }
    const Box box = subject.value_or(Box{0, 0, width, height});
    const double longer = std::max(box.right - box.left, box.bottom - box.top);
    return squareAround(box, subject ? longer * (1 + 2 * kSubjectMargin)
                                     : longer * kCanvasSide / (kCanvasSide - 2 * kPhotoMargin));
}

/// The brightest value becomes 255; cut off to whole numbers, as NumPy's astype does.
void stretch(Raster<std::uint8_t>& picture) {
    const double brightest = *std::ranges::max_element(picture.values);
    if (brightest > 0)
        for (std::uint8_t& value : picture.values)
            value = static_cast<std::uint8_t>(value / brightest * 255);
}

/// White wherever the mask has nothing (method.md 1.2).
Raster<std::uint8_t> cutOut(Raster<std::uint8_t> rgb, const Raster<std::uint8_t>& inside) {
    stretch(rgb);
    for (std::size_t pixel = 0; pixel < inside.values.size(); ++pixel)
        if (inside.values[pixel] == 0)
            std::fill_n(rgb.values.begin() + static_cast<std::ptrdiff_t>(3 * pixel), 3, std::uint8_t{255});
    return rgb;
}

/// In the middle of a white square (method.md 1.1, fix_scale; dividing by the brightest value, which is white, loses
/// nothing).
Raster<std::uint8_t> inSquare(const Raster<std::uint8_t>& rgb, Window window) {
    Raster<std::uint8_t> square(window.width, window.height, 3, 255);
    for (int y = 0; y < rgb.height; ++y)
        std::copy_n(rgb.values.begin() + static_cast<std::ptrdiff_t>(rgb.index(0, y)), 3 * rgb.width,
                    square.values.begin() + static_cast<std::ptrdiff_t>(square.index(-window.left, y - window.top)));
    return square;
}

/// What CLIPasso's network sees: resized as Pillow resizes 8-bit pictures.
Raster<float> asPublished(const Raster<std::uint8_t>& rgb, const Raster<std::uint8_t>* inside,
                          geometry::Placement placement, Window window) {
    Raster<std::uint8_t> picture = inside != nullptr ? cutOut(rgb, *inside) : rgb;
    if (placement == geometry::Placement::letterbox)
        picture = inSquare(picture, window);
    const auto small = resample(picture, kCanvasSide, kCanvasSide, ResampleFilter::bicubic);
    Raster<float> seen(kCanvasSide, kCanvasSide, 3);
    std::ranges::transform(small.values, seen.values.begin(),
                           [](std::uint8_t value) { return static_cast<float>(value) / 255; });
    return seen;
}

} // namespace

CanvasTarget placeOnCanvas(const Photo& photo, const SubjectMask* mask, geometry::Placement placement) {
    const Raster<std::uint8_t>& rgb = photo.rgb;
    if (rgb.empty())
        throw InvalidArgument("There is no photo to place on the canvas.");
    if (mask != nullptr && (mask->inside.width != rgb.width || mask->inside.height != rgb.height))
        throw InvalidArgument(fmt::format("The mask is {} x {} pixels and the photo {} x {}.", mask->inside.width,
                                          mask->inside.height, rgb.width, rgb.height));
    const std::optional<Box> subjectBox = mask != nullptr ? boxOf(mask->inside) : std::nullopt;
    const Window window = windowFor(placement, rgb.width, rgb.height, subjectBox);

    CanvasTarget target;
    target.masked = subjectBox.has_value();
    target.crop = resampleWindow(rgb, window, 255, kCanvasSide, kCanvasSide, ResampleFilter::bicubic);
    std::ranges::for_each(target.crop.values, [](float& value) { value = std::clamp(value / 255, 0.0F, 1.0F); });
    target.photoArea = boxFiltered(Raster<std::uint8_t>(rgb.width, rgb.height, 1, 255), window);
    target.outline = target.masked ? boxFiltered(mask->inside, window) : target.photoArea;
    target.subject = target.masked ? withSurroundings(target.outline, target.photoArea) : target.outline;
    target.network = placement == geometry::Placement::fit
                         ? onWhite(target.crop, target.subject)
                         : asPublished(rgb, target.masked ? &mask->inside : nullptr, placement, window);
    const double across = static_cast<double>(kCanvasSide) / window.width,
                 down = static_cast<double>(kCanvasSide) / window.height;
    target.canvasFromPhoto = {across, 0, 0, down, -window.left * across, -window.top * down};
    return target;
}

} // namespace croquis::image
