// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/number_pack.hpp"

/// What a network does between its convolutions. Pictures are [B, H, W, C] in memory, in packs of neighbouring
/// channels, of which C is a multiple; a thread has one pack. Number is float or BFloat16, what is computed float.
namespace croquis::cuda {

/// values = ramp(values + bias + addend), in place; or the same of a gradient, with the way back of a ramp before it.
template <class Number>
struct FinishLayer {
    using Pack = NumberPack<Number>;

    int packs = 0;                 ///< of all values
    int packsEach = 1;             ///< of a pixel's channels
    Ramp ramp;                     ///< none: from -inf to inf
    Input<NumberPack<float>> bias; ///< [C]; empty: none
    Input<Pack> addend;            ///< as the values; empty: none
    Output<Pack> values;
    Input<Pack> results; ///< of the ramp before a gradient; empty: there is none
    Ramp before;         ///< that ramp

    CROQUIS_HD int threads() const { return packs; }

    CROQUIS_HD void operator()(int index) const {
        Pack pack = values.get(index);
        float sums[Pack::kSize] = {};
        if (bias.size > 0)
            loadFloats(bias, std::int64_t(index % packsEach) * Pack::kSize, sums);
        if (addend.size > 0) {
            const Pack more = addend[index];
            for (int k = 0; k < Pack::kSize; ++k)
                sums[k] += float(more.numbers[k]);
        }
        for (int k = 0; k < Pack::kSize; ++k)
            pack.numbers[k] = Number(ramp(float(pack.numbers[k]) + sums[k]));
        if (results.size > 0) {
            const Pack by = results[index];
            for (int k = 0; k < Pack::kSize; ++k)
                if (!before.isOpen(float(by.numbers[k])))
                    pack.numbers[k] = Number(0.0f);
        }
        values.set(index, pack);
    }
};

/// The way back of a ramp, in place: nothing goes back where the result was at a bound.
template <class Number>
struct GateGradient {
    using Pack = NumberPack<Number>;

    int packs = 0;
    Ramp ramp;
    Input<Pack> results; ///< the ramp's
    Output<Pack> gradient;

    CROQUIS_HD int threads() const { return packs; }

    CROQUIS_HD void operator()(int index) const {
        Pack pack = gradient.get(index);
        const Pack by = results[index];
        for (int k = 0; k < Pack::kSize; ++k)
            if (!ramp.isOpen(float(by.numbers[k])))
                pack.numbers[k] = Number(0.0f);
        gradient.set(index, pack);
    }
};

/// Pictures of half the width and height: each pixel the mean of four.
template <class Number>
struct HalvePictures {
    using Pack = NumberPack<Number>;

    int packs = 0;     ///< of all results
    int packsEach = 1; ///< of a pixel's channels
    int side = 1;      ///< of a result, pixels
    Input<Pack> pictures;
    Output<Pack> results;

    CROQUIS_HD int threads() const { return packs; }

    CROQUIS_HD void operator()(int index) const {
        const int pixel = index / packsEach, channels = index % packsEach;
        const int row = pixel / side, column = pixel % side; // of all pictures' rows
        const std::int64_t corner = (std::int64_t(row) * 2 * 2 * side + 2 * column) * packsEach + channels;
        float sums[Pack::kSize] = {};
        for (int down = 0; down < 2; ++down)
            for (int right = 0; right < 2; ++right) {
                const Pack pack = pictures[corner + (std::int64_t(down) * 2 * side + right) * packsEach];
                for (int k = 0; k < Pack::kSize; ++k)
                    sums[k] += float(pack.numbers[k]);
            }
        Pack result;
        for (int k = 0; k < Pack::kSize; ++k)
            result.numbers[k] = Number(sums[k] / 4);
        results.set(index, result);
    }
};

/// Their way back, and that of the ramp before them.
template <class Number>
struct SpreadHalves {
    using Pack = NumberPack<Number>;

    int packs = 0;       ///< of the larger pictures
    int packsEach = 1;   ///< of a pixel's channels
    int side = 1;        ///< of the larger pictures, pixels, even
    Ramp ramp;           ///< of what was halved
    Input<Pack> results; ///< the ramp's; empty: there was none
    Input<Pack> halves;  ///< the halved pictures' gradient
    Output<Pack> gradient;

    CROQUIS_HD int threads() const { return packs; }

    CROQUIS_HD void operator()(int index) const {
        const int pixel = index / packsEach, channels = index % packsEach;
        const int row = pixel / side, column = pixel % side;
        const Pack from = halves[(std::int64_t(row / 2) * (side / 2) + column / 2) * packsEach + channels];
        Pack result;
        for (int k = 0; k < Pack::kSize; ++k)
            result.numbers[k] = Number(float(from.numbers[k]) / 4);
        if (results.size > 0) {
            const Pack by = results[index];
            for (int k = 0; k < Pack::kSize; ++k)
                if (!ramp.isOpen(float(by.numbers[k])))
                    result.numbers[k] = Number(0.0f);
        }
        gradient.set(index, result);
    }
};

} // namespace croquis::cuda
