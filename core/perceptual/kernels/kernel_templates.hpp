// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/kernels/kernels.hpp"

/// The kernels' one source, a template over the vector type. Compiled once per instruction set with that set's flags;
/// so nothing here may call an inline function of a library, whose copy the linker could choose for a processor that
/// lacks the set.
namespace croquis::perceptual {

template <class V>
inline typename V::Float startOfSum(const float* bias, int column, int columns) {
    if (bias == nullptr)
        return V::zero();
    return columns - column >= V::lanes ? V::load(bias + column) : V::loadFirst(bias + column, columns - column);
}

template <class V, Activation A>
inline typename V::Float finished(const Finish& finish, typename V::Float sum, std::ptrdiff_t row, int column,
                                  int count) {
    if (finish.add != nullptr) {
        const float* add = finish.add + row * finish.addStride + column;
        sum = V::add(sum, count >= V::lanes ? V::load(add) : V::loadFirst(add, count));
    }
    if constexpr (A == Activation::none)
        return sum;
    if constexpr (A == Activation::relu)
        return V::positive(sum);
    std::uint8_t* const marks = finish.marks + row * finish.marksStride + column / 8;
    if constexpr (A == Activation::gate)
        return V::gate(marks, sum);
    const typename V::Float clamped = V::clamp(sum);
    if constexpr (A == Activation::relu6Marked)
        V::mark(marks, sum, clamped);
    return clamped;
}

/// Where the results of a product go: rows of `out`, wrapped at the end of a picture row.
template <class V>
struct OutputCursor {
    std::ptrdiff_t row = 0;
    float* out = nullptr;
    int column = 0; ///< within the picture row

    void step(const Product& p) {
        ++row;
        out += p.outStride;
        if (++column == p.rowLength) {
            column = 0;
            out += p.rowPitch - p.rowLength * p.outStride;
        }
    }
};

template <class V, int R, int N, Activation A>
inline void storeTile(const Product& p, const typename V::Float (&sum)[R][N], int column, OutputCursor<V>& cursor) {
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r) {
#pragma GCC unroll 4
        for (int n = 0; n < N; ++n) {
            const int first = column + n * V::lanes;
            const int count = p.columns - first;
            const typename V::Float v = finished<V, A>(p.finish, sum[r][n], cursor.row, first, count);
            if (count >= V::lanes)
                V::store(cursor.out + first, v);
            else
                V::storeFirst(cursor.out + first, v, count);
        }
        cursor.step(p);
    }
}

/// R rows times N vectors of columns, all sums in registers.
template <class V, int R, int N>
inline void multiplyTile(const Product& p, const float* panel, int column, OutputCursor<V>& cursor) {
    using Float = typename V::Float;
    constexpr int kGroup = 3; // rows addressed from one pointer
    constexpr int kPointers = (R + kGroup - 1) / kGroup;
    const std::ptrdiff_t stride = p.inStride;
    const float* in[kPointers];
    for (int i = 0; i < kPointers; ++i)
        in[i] = p.in + (cursor.row + i * kGroup) * stride;
    Float sum[R][N];
#pragma GCC unroll 4
    for (int n = 0; n < N; ++n) {
        const Float start = startOfSum<V>(p.finish.bias, column + n * V::lanes, p.columns);
#pragma GCC unroll 16
        for (int r = 0; r < R; ++r)
            sum[r][n] = start;
    }
    const float* ahead =
        panel + static_cast<std::ptrdiff_t>(p.depth) * N * V::lanes; // the next panel, perhaps still in far memory
    for (int k = 0; k < p.depth; ++k, panel += N * V::lanes, ahead += N * V::lanes) {
        Float weight[N];
#pragma GCC unroll 4
        for (int n = 0; n < N; n += 16 / V::lanes)
            __builtin_prefetch(ahead + n * V::lanes, 0, 2);
#pragma GCC unroll 4
        for (int n = 0; n < N; ++n)
            weight[n] = V::load(panel + n * V::lanes);
#pragma GCC unroll 16
        for (int r = 0; r < R; ++r) {
            const Float x = V::broadcast(in[r / kGroup][(r % kGroup) * stride]);
#pragma GCC unroll 4
            for (int n = 0; n < N; ++n)
                sum[r][n] = V::multiplyAdd(x, weight[n], sum[r][n]);
        }
#pragma GCC unroll 8
        for (int i = 0; i < kPointers; ++i)
            ++in[i];
    }
    switch (p.finish.activation) {
    case Activation::none:
        return storeTile<V, R, N, Activation::none>(p, sum, column, cursor);
    case Activation::relu:
        return storeTile<V, R, N, Activation::relu>(p, sum, column, cursor);
    case Activation::relu6:
        return storeTile<V, R, N, Activation::relu6>(p, sum, column, cursor);
    case Activation::relu6Marked:
        return storeTile<V, R, N, Activation::relu6Marked>(p, sum, column, cursor);
    case Activation::gate:
        return storeTile<V, R, N, Activation::gate>(p, sum, column, cursor);
    }
}

template <class V, int N>
inline void multiplyPanel(const Product& p, const float* panel, int column) {
    constexpr int kTwoShort =
        V::tallTile == 2 * V::shortTile ? 0 : 2 * V::shortTile; // better than one tall and single rows
    OutputCursor<V> cursor{0, p.out, 0};
    while (cursor.row < p.rows) {
        const std::ptrdiff_t left = p.rows - cursor.row;
        if (left >= V::tallTile && left != kTwoShort)
            multiplyTile<V, V::tallTile, N>(p, panel, column, cursor);
        else if (left >= V::shortTile)
            multiplyTile<V, V::shortTile, N>(p, panel, column, cursor);
        else
            multiplyTile<V, 1, N>(p, panel, column, cursor);
    }
}

template <class V>
void multiply(const Product& p) {
    constexpr int kPanel = V::panelVectors * V::lanes;
    int column = 0;
    for (; column + kPanel <= p.columns; column += kPanel)
        multiplyPanel<V, V::panelVectors>(p, p.weights + static_cast<std::ptrdiff_t>(column) * p.depth, column);
    const int vectors = (p.columns - column + V::lanes - 1) / V::lanes;
    const float* panel = p.weights + static_cast<std::ptrdiff_t>(column) * p.depth;
    if (vectors == V::panelVectors)
        multiplyPanel<V, V::panelVectors>(p, panel, column);
    else if constexpr (V::panelVectors > 1) {
        if (vectors == 1)
            multiplyPanel<V, 1>(p, panel, column);
        else if constexpr (V::panelVectors > 2)
            if (vectors == 2)
                multiplyPanel<V, 2>(p, panel, column);
    }
}

template <class V, int R, Activation A>
inline void storeResults(const DepthwiseRow& d, const typename V::Float (&sum)[R], int x, int channel) {
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r)
        V::store(d.out + (x + r) * d.outStride + channel, finished<V, A>(d.finish, sum[r], x + r, channel, V::lanes));
}

/// R results of one vector of channels, all sums in registers.
template <class V, int Taps, int Step, int R>
inline void depthwiseTile(const DepthwiseRow& d, int x, int channel) {
    using Float = typename V::Float;
    constexpr int kSources = (R - 1) * Step + Taps;
    const Float start = startOfSum<V>(d.finish.bias, channel, d.channels);
    Float sum[R];
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r)
        sum[r] = start;
    for (int i = 0; i < d.sourceCount; ++i) {
        const float* source = d.sources[i] + x * Step * d.sourceStride + channel;
        const float* weights = d.weights[i] + channel;
        Float weight[Taps];
#pragma GCC unroll 8
        for (int t = 0; t < Taps; ++t)
            weight[t] = V::load(weights + t * d.weightStride);
#pragma GCC unroll 24
        for (int s = 0; s < kSources; ++s) {
            const Float value = V::load(source);
            source += d.sourceStride;
#pragma GCC unroll 8
            for (int t = 0; t < Taps; ++t)
                if (s >= t && (s - t) % Step == 0 && (s - t) / Step < R)
                    sum[(s - t) / Step] = V::multiplyAdd(value, weight[t], sum[(s - t) / Step]);
        }
    }
    switch (d.finish.activation) {
    case Activation::none:
        return storeResults<V, R, Activation::none>(d, sum, x, channel);
    case Activation::relu:
        return storeResults<V, R, Activation::relu>(d, sum, x, channel);
    case Activation::relu6:
        return storeResults<V, R, Activation::relu6>(d, sum, x, channel);
    case Activation::relu6Marked:
        return storeResults<V, R, Activation::relu6Marked>(d, sum, x, channel);
    case Activation::gate:
        return storeResults<V, R, Activation::gate>(d, sum, x, channel);
    }
}

template <class V, int Taps, int Step>
void depthwiseRow(const DepthwiseRow& d) {
    constexpr int kTile = 7;
    for (int channel = 0; channel < d.channels; channel += V::lanes) {
        int x = 0;
        for (; x + kTile <= d.count; x += kTile)
            depthwiseTile<V, Taps, Step, kTile>(d, x, channel);
        for (; x < d.count; ++x)
            depthwiseTile<V, Taps, Step, 1>(d, x, channel);
    }
}

template <class V>
void depthwise(const DepthwiseRow& d) {
    switch (d.taps * 2 + d.sourceStep - 1) {
    case 2:
        return depthwiseRow<V, 1, 1>(d);
    case 4:
        return depthwiseRow<V, 2, 1>(d);
    case 6:
        return depthwiseRow<V, 3, 1>(d);
    case 7:
        return depthwiseRow<V, 3, 2>(d);
    case 10:
        return depthwiseRow<V, 5, 1>(d);
    case 11:
        return depthwiseRow<V, 5, 2>(d);
    default:
        __builtin_trap();
    }
}

} // namespace croquis::perceptual
