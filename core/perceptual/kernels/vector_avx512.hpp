// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <immintrin.h>

#include <cstdint>

namespace croquis::perceptual {

/// Sixteen floats; 32 registers hold a 14 x 32 tile.
struct Avx512Vector {
    using Float = __m512;
    static constexpr int lanes = 16;
    static constexpr int panelVectors = 2;
    static constexpr int tallTile = 14;
    static constexpr int shortTile = 7;

    static Float zero() { return _mm512_setzero_ps(); }
    static Float load(const float* from) { return _mm512_loadu_ps(from); }
    static Float loadFirst(const float* from, int count) { return _mm512_maskz_loadu_ps(firstLanes(count), from); }
    static void store(float* to, Float v) { _mm512_storeu_ps(to, v); }
    static void storeFirst(float* to, Float v, int count) { _mm512_mask_storeu_ps(to, firstLanes(count), v); }
    static Float broadcast(float v) { return _mm512_set1_ps(v); }
    static Float add(Float a, Float b) { return _mm512_add_ps(a, b); }
    static Float multiplyAdd(Float a, Float b, Float c) { return _mm512_fmadd_ps(a, b, c); }
    /// Keeps NaN, as clamp does. Unmasked, GCC 12 warns of its own header.
    static Float positive(Float v) { return _mm512_maskz_max_ps(kAll, zero(), v); }
    static Float clamp(Float v) { return _mm512_maskz_min_ps(kAll, broadcast(6), positive(v)); }
    static void mark(std::uint8_t* to, Float sum, Float clamped) {
        const __mmask16 open = _mm512_cmp_ps_mask(sum, clamped, _CMP_EQ_OQ);
        __builtin_memcpy(to, &open, sizeof open);
    }
    static Float gate(const std::uint8_t* from, Float v) {
        __mmask16 open;
        __builtin_memcpy(&open, from, sizeof open);
        return _mm512_maskz_mov_ps(open, v);
    }

  private:
    static constexpr __mmask16 kAll = 0xffff;
    static __mmask16 firstLanes(int count) { return static_cast<__mmask16>((1u << count) - 1u); }
};

} // namespace croquis::perceptual
