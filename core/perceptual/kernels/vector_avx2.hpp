// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <immintrin.h>

#include <cstdint>

namespace croquis::perceptual {

/// Eight floats; 16 registers hold a 4 x 24 tile.
struct Avx2Vector {
    using Float = __m256;
    static constexpr int lanes = 8;
    static constexpr int panelVectors = 3;
    static constexpr int tallTile = 4;
    static constexpr int shortTile = 3;

    static Float zero() { return _mm256_setzero_ps(); }
    static Float load(const float* from) { return _mm256_loadu_ps(from); }
    static Float loadFirst(const float* from, int count) { return _mm256_maskload_ps(from, firstLanes(count)); }
    static void store(float* to, Float v) { _mm256_storeu_ps(to, v); }
    static void storeFirst(float* to, Float v, int count) { _mm256_maskstore_ps(to, firstLanes(count), v); }
    static Float broadcast(float v) { return _mm256_set1_ps(v); }
    static Float add(Float a, Float b) { return _mm256_add_ps(a, b); }
    static Float multiplyAdd(Float a, Float b, Float c) { return _mm256_fmadd_ps(a, b, c); }
    static Float positive(Float v) { return _mm256_max_ps(zero(), v); }              // keeps NaN
    static Float clamp(Float v) { return _mm256_min_ps(broadcast(6), positive(v)); } // keeps NaN
    static void mark(std::uint8_t* to, Float sum, Float clamped) {
        *to = static_cast<std::uint8_t>(_mm256_movemask_ps(_mm256_cmp_ps(sum, clamped, _CMP_EQ_OQ)));
    }
    static Float gate(const std::uint8_t* from, Float v) {
        const __m256i bit = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
        const __m256i open = _mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32(*from), bit), bit);
        return _mm256_and_ps(_mm256_castsi256_ps(open), v);
    }

  private:
    static __m256i firstLanes(int count) {
        return _mm256_cmpgt_epi32(_mm256_set1_epi32(count), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    }
};

} // namespace croquis::perceptual
