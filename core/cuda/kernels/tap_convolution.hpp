// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/number_pack.hpp"

/// Convolutions that are no product of matrices worth the name: depthwise ones, and those of pictures with three
/// channels. cuDNN compiles kernels of its own for many of them, at run time: half a second each. Pictures are
/// [B, H, W, C] in memory; Number is float or BFloat16, what is computed float, taps float.
namespace croquis::cuda {

/// Square pictures and taps.
struct TapShape {
    int count = 0;    ///< B
    int channels = 0; ///< of the results, a multiple of a pack's numbers
    int before = 0;   ///< pixels of zeros above and to the left
    int kernel = 1;   ///< taps in a row
    int stride = 1;   ///< 1 or 2
    int inSide = 0;   ///< pixels
    int outSide = 0;

    /// Where in the results a pixel of the pictures is met by the tap `tap`, in one direction; -1: nowhere.
    CROQUIS_HD int resultAt(int pixel, int tap) const {
        const int from = pixel + before - tap;
        return from < 0 || from % stride != 0 || from / stride >= outSide ? -1 : from / stride;
    }
};

/// Where one of the pixels of square pictures that lie one after the other is.
struct PixelPlace {
    int picture;
    int row;
    int column;
};
CROQUIS_HD PixelPlace placeOf(int pixel, int side) {
    return {pixel / side / side, pixel / side % side, pixel % side};
}

/// results = ramp(bias + the channel's taps on its own picture). A thread has a pack of one pixel's channels.
template <class Number>
struct DepthwiseTaps {
    using Pack = NumberPack<Number>;

    TapShape shape;
    Ramp ramp;
    Input<Pack> pictures;          ///< [B, inSide, inSide, C]
    Input<NumberPack<float>> taps; ///< [kernel, kernel, C]
    Input<NumberPack<float>> bias; ///< [C]
    Output<Pack> results;          ///< [B, outSide, outSide, C]

    CROQUIS_HD int packsEach() const { return shape.channels / Pack::kSize; }
    CROQUIS_HD int threads() const { return shape.count * shape.outSide * shape.outSide * packsEach(); }

    CROQUIS_HD void operator()(int index) const {
        const int each = packsEach(), pack = index % each;
        const auto [picture, row, column] = placeOf(index / each, shape.outSide);
        float sums[Pack::kSize], weights[Pack::kSize];
        loadFloats(bias, pack * Pack::kSize, sums);
        for (int down = 0; down < shape.kernel; ++down) {
            const int y = row * shape.stride - shape.before + down;
            if (y < 0 || y >= shape.inSide)
                continue;
            for (int right = 0; right < shape.kernel; ++right) {
                const int x = column * shape.stride - shape.before + right;
                if (x < 0 || x >= shape.inSide)
                    continue;
                loadFloats(taps, (down * shape.kernel + right) * shape.channels + pack * Pack::kSize, weights);
                const Pack from =
                    pictures[((std::int64_t(picture) * shape.inSide + y) * shape.inSide + x) * each + pack];
                for (int k = 0; k < Pack::kSize; ++k)
                    sums[k] += weights[k] * float(from.numbers[k]);
            }
        }
        Pack result;
        for (int k = 0; k < Pack::kSize; ++k)
            result.numbers[k] = Number(ramp(sums[k]));
        results.set(index, result);
    }
};

/// The way back of its taps, and that of the ramp before them: each pixel gathers from the results that it went into.
template <class Number>
struct DepthwiseTapsBack {
    using Pack = NumberPack<Number>;

    TapShape shape;
    Ramp ramp;                     ///< of the layer before
    Input<Pack> before;            ///< [B, inSide, inSide, C] that ramp's results; empty: there was none
    Input<NumberPack<float>> taps; ///< [kernel, kernel, C]
    Input<Pack> results;           ///< [B, outSide, outSide, C] the gradient of the results, their ramp gone back
    Output<Pack> gradient;         ///< [B, inSide, inSide, C]

    CROQUIS_HD int packsEach() const { return shape.channels / Pack::kSize; }
    CROQUIS_HD int threads() const { return shape.count * shape.inSide * shape.inSide * packsEach(); }

    CROQUIS_HD void operator()(int index) const {
        const int each = packsEach(), pack = index % each;
        const auto [picture, row, column] = placeOf(index / each, shape.inSide);
        float sums[Pack::kSize] = {}, weights[Pack::kSize];
        for (int down = 0; down < shape.kernel; ++down) {
            const int y = shape.resultAt(row, down);
            if (y < 0)
                continue;
            for (int right = 0; right < shape.kernel; ++right) {
                const int x = shape.resultAt(column, right);
                if (x < 0)
                    continue;
                loadFloats(taps, (down * shape.kernel + right) * shape.channels + pack * Pack::kSize, weights);
                const Pack from =
                    results[((std::int64_t(picture) * shape.outSide + y) * shape.outSide + x) * each + pack];
                for (int k = 0; k < Pack::kSize; ++k)
                    sums[k] += weights[k] * float(from.numbers[k]);
            }
        }
        if (before.size > 0) {
            const Pack by = before[index];
            for (int k = 0; k < Pack::kSize; ++k)
                sums[k] = ramp.isOpen(float(by.numbers[k])) ? sums[k] : 0.0f;
        }
        Pack result;
        for (int k = 0; k < Pack::kSize; ++k)
            result.numbers[k] = Number(sums[k]);
        gradient.set(index, result);
    }
};

/// results = ramp(bias + taps on pictures of three channels). A thread has a pack of one pixel's channels.
template <class Number>
struct ColourTaps {
    using Pack = NumberPack<Number>;
    static constexpr int kColours = 3;

    TapShape shape;
    Ramp ramp;
    Input<Number> pictures;        ///< [B, inSide, inSide, 3]
    Input<NumberPack<float>> taps; ///< [kernel, kernel, 3, C]
    Input<NumberPack<float>> bias; ///< [C]
    Output<Pack> results;          ///< [B, outSide, outSide, C]

    CROQUIS_HD int packsEach() const { return shape.channels / Pack::kSize; }
    CROQUIS_HD int threads() const { return shape.count * shape.outSide * shape.outSide * packsEach(); }

    CROQUIS_HD void operator()(int index) const {
        const int each = packsEach(), pack = index % each;
        const auto [picture, row, column] = placeOf(index / each, shape.outSide);
        float sums[Pack::kSize], weights[Pack::kSize];
        loadFloats(bias, pack * Pack::kSize, sums);
        for (int down = 0; down < shape.kernel; ++down) {
            const int y = row * shape.stride - shape.before + down;
            if (y < 0 || y >= shape.inSide)
                continue;
            for (int right = 0; right < shape.kernel; ++right) {
                const int x = column * shape.stride - shape.before + right;
                if (x < 0 || x >= shape.inSide)
                    continue;
                const std::int64_t from = ((std::int64_t(picture) * shape.inSide + y) * shape.inSide + x) * kColours;
                for (int colour = 0; colour < kColours; ++colour) {
                    const int tap = (down * shape.kernel + right) * kColours + colour;
                    loadFloats(taps, tap * shape.channels + pack * Pack::kSize, weights);
                    const auto value = float(pictures[from + colour]);
                    for (int k = 0; k < Pack::kSize; ++k)
                        sums[k] += weights[k] * value;
                }
            }
        }
        Pack result;
        for (int k = 0; k < Pack::kSize; ++k)
            result.numbers[k] = Number(ramp(sums[k]));
        results.set(index, result);
    }
};

/// The way back of its taps. A thread has a pixel.
template <class Number>
struct ColourTapsBack {
    using Pack = NumberPack<Number>;
    static constexpr int kColours = ColourTaps<Number>::kColours;

    TapShape shape;
    Input<NumberPack<float>> taps; ///< [kernel, kernel, 3, C]
    Input<Pack> results;           ///< [B, outSide, outSide, C] the gradient of the results, their ramp gone back
    Output<Number> gradient;       ///< [B, inSide, inSide, 3]

    CROQUIS_HD int threads() const { return shape.count * shape.inSide * shape.inSide; }

    CROQUIS_HD void operator()(int index) const {
        const auto [picture, row, column] = placeOf(index, shape.inSide);
        const int each = shape.channels / Pack::kSize;
        float sums[kColours] = {}, weights[Pack::kSize];
        for (int down = 0; down < shape.kernel; ++down) {
            const int y = shape.resultAt(row, down);
            if (y < 0)
                continue;
            for (int right = 0; right < shape.kernel; ++right) {
                const int x = shape.resultAt(column, right);
                if (x < 0)
                    continue;
                const std::int64_t from = ((std::int64_t(picture) * shape.outSide + y) * shape.outSide + x) * each;
                const int tap = (down * shape.kernel + right) * kColours;
                for (int pack = 0; pack < each; ++pack) {
                    const Pack slope = results[from + pack];
                    for (int colour = 0; colour < kColours; ++colour) {
                        loadFloats(taps, (tap + colour) * shape.channels + pack * Pack::kSize, weights);
                        for (int k = 0; k < Pack::kSize; ++k)
                            sums[colour] += weights[k] * float(slope.numbers[k]);
                    }
                }
            }
        }
        for (int colour = 0; colour < kColours; ++colour)
            gradient.set(std::int64_t(index) * kColours + colour, Number(sums[colour]));
    }
};

} // namespace croquis::cuda
