// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/mp4_writer.hpp"

#include "animation/moving_marks.hpp"
#include "animation/video/video_library.hpp"
#include "base/error.hpp"
#include "vector/mp4_text.hpp"
#include "vector/stroke_painter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace croquis::animation {
namespace {

constexpr int kSmallestSide = 16, kLargestSide = 4096; // what encoders and players take
constexpr int kMostFrames = 60;

int evenUp(int side) {
    return std::max(side + side % 2, kSmallestSide);
}

vector::PixelSize filmSize(const vector::Drawing& drawing, int longSide) {
    const auto size = vector::pictureSizeFor(vector::sketchOf(drawing), longSide);
    return {evenUp(size.width), evenUp(size.height)};
}

} // namespace

void Mp4Options::validate() const {
    if (longSide < kSmallestSide || longSide > kLargestSide)
        throw InvalidArgument(fmt::format("An MP4's longer side must lie between {} and {} pixels, not {}.",
                                          kSmallestSide, kLargestSide, longSide));
    if (framesPerSecond < 1 || framesPerSecond > kMostFrames)
        throw InvalidArgument(
            fmt::format("An MP4's frames a second must lie between 1 and {}, not {}.", kMostFrames, framesPerSecond));
}

std::vector<std::byte> writeMp4(const Animation& animation, const Mp4Options& options) {
    options.validate();
    const auto& drawing = animation.drawing();
    const auto framesIn = [&](double seconds) {
        return std::max(1, static_cast<int>(std::lround(seconds * options.framesPerSecond)));
    };
    const int moving = framesIn(animation.options().seconds), held = framesIn(animation.options().holdSeconds);
    const vector::PaintOptions paintOptions{filmSize(drawing, options.longSide), vector::opaquePaper(drawing)};
    const auto encoder = openVideoEncoder(
        {paintOptions.size.width, paintOptions.size.height, options.framesPerSecond, moving + held, drawing.title,
         options.provenanceJson.empty() ? "" : std::string(vector::kMp4RecordPrefix) + options.provenanceJson});
    const MovingMarks marks(animation);
    std::vector<std::uint8_t> picture;
    for (int k = 0; k < moving + held; ++k) {
        if (k <= moving) // the rest shows the same
            picture = vector::paint(marks.at(animation.options().seconds * k / moving), paintOptions);
        encoder->add(picture);
        if (options.goesOn && !options.goesOn(static_cast<double>(k + 1) / (moving + held)))
            return {};
    }
    return encoder->finished();
}

} // namespace croquis::animation
