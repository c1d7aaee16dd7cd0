// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace croquis::perceptual {

/// Eight floats in two of the compiler's own vectors: for whatever processor it targets.
struct PortableVector {
    typedef float Four __attribute__((vector_size(16)));
    struct Float {
        Four low, high;
    };
    static constexpr int lanes = 8;
    static constexpr int panelVectors = 1;
    static constexpr int tallTile = 4;
    static constexpr int shortTile = 3;

    static Float zero() { return {Four{}, Four{}}; }
    static Float load(const float* from) {
        Float v;
        __builtin_memcpy(&v, from, sizeof v);
        return v;
    }
    static Float loadFirst(const float* from, int count) {
        float v[lanes] = {};
        for (int i = 0; i < count; ++i)
            v[i] = from[i];
        return load(v);
    }
    static void store(float* to, Float v) { __builtin_memcpy(to, &v, sizeof v); }
    static void storeFirst(float* to, Float v, int count) {
        float all[lanes];
        store(all, v);
        for (int i = 0; i < count; ++i)
            to[i] = all[i];
    }
    static Float broadcast(float v) { return {Four{v, v, v, v}, Four{v, v, v, v}}; }
    static Float add(Float a, Float b) { return {a.low + b.low, a.high + b.high}; }
    static Float multiplyAdd(Float a, Float b, Float c) { return {a.low * b.low + c.low, a.high * b.high + c.high}; }
    static Float positive(Float v) { return {positiveFour(v.low), positiveFour(v.high)}; }
    static Float clamp(Float v) { return {clampFour(v.low), clampFour(v.high)}; }
    static void mark(std::uint8_t* to, Float sum, Float clamped) {
        float before[lanes], after[lanes];
        store(before, sum);
        store(after, clamped);
        unsigned bits = 0;
        for (int i = 0; i < lanes; ++i)
            bits |= static_cast<unsigned>(before[i] == after[i]) << i;
        *to = static_cast<std::uint8_t>(bits);
    }
    static Float gate(const std::uint8_t* from, Float v) {
        float all[lanes];
        store(all, v);
        for (int i = 0; i < lanes; ++i)
            all[i] = (*from >> i & 1) != 0 ? all[i] : 0;
        return load(all);
    }

  private:
    static Four positiveFour(Four v) {
        const Four zero{};
        return v < zero ? zero : v; // keeps NaN
    }
    static Four clampFour(Four v) {
        const Four six{6, 6, 6, 6};
        v = positiveFour(v);
        return v > six ? six : v;
    }
};

} // namespace croquis::perceptual
