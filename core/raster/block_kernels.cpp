// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/block_kernels.hpp"

#include "base/error.hpp"
#include "raster/block_loops.hpp"

namespace croquis::raster {

namespace {

// One copy of the loops for an instruction set. FMA stays off on purpose: it would round differently from the baseline.
#define CROQUIS_BLOCK_KERNELS(Set, attribute)                                                                          \
    template <bool Wide, class Real>                                                                                   \
    struct Set {                                                                                                       \
        using Batch = OutlineBatch<Real>;                                                                              \
        attribute static std::size_t trace(const StrokeShape<Real>& stroke, const Segments<Real>& segments,            \
                                           std::span<const NearBlock> blocks, Canvas<Real> canvas,                     \
                                           std::span<Batch> batches) {                                                 \
            return traceBlocks<Real>(stroke, segments, blocks, canvas, batches);                                       \
        }                                                                                                              \
        attribute static void cover(const StrokeShape<Real>& stroke, Real cellsPerPixel, Real longestStep,             \
                                    std::span<Batch> batches) {                                                        \
            coverBatches<Wide, Real>(stroke, cellsPerPixel, longestStep, batches);                                     \
        }                                                                                                              \
        attribute static void gradient(const StrokeShape<Real>& stroke, std::span<const Batch> pixels,                 \
                                       std::span<const Batch> cells, const Real* pictureGradient,                      \
                                       Real* controlPointGradient) {                                                   \
            differentiate<Wide, Real>(stroke, pixels, cells, pictureGradient, controlPointGradient);                   \
        }                                                                                                              \
        static constexpr BlockKernels<Real> kernels{&trace, &cover, &gradient};                                        \
    };

CROQUIS_BLOCK_KERNELS(Baseline, )
#if defined(__x86_64__) && defined(__GNUC__)
CROQUIS_BLOCK_KERNELS(Avx2, __attribute__((target("avx2"))))
CROQUIS_BLOCK_KERNELS(Avx512, __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,prefer-vector-width=512"))))
#endif
#undef CROQUIS_BLOCK_KERNELS

bool has(InstructionSet instructions) {
    switch (instructions) {
    case InstructionSet::baseline:
        return true;
#if defined(__x86_64__) && defined(__GNUC__)
    case InstructionSet::avx2:
        return __builtin_cpu_supports("avx2");
    case InstructionSet::avx512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
#endif
    default:
        return false;
    }
}

template <bool Wide, class Real>
BlockKernels<Real> chosen(InstructionSet instructions) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (instructions == InstructionSet::avx512)
        return Avx512<Wide, Real>::kernels;
    if (instructions == InstructionSet::avx2)
        return Avx2<Wide, Real>::kernels;
#endif
    return Baseline<Wide, Real>::kernels;
}

} // namespace

InstructionSet widestInstructionSet() {
    static const InstructionSet widest = has(InstructionSet::avx512) ? InstructionSet::avx512
                                         : has(InstructionSet::avx2) ? InstructionSet::avx2
                                                                     : InstructionSet::baseline;
    return widest;
}

template <class Real>
BlockKernels<Real> blockKernels(InstructionSet instructions, bool wide) {
    if (!has(instructions))
        throw InvalidArgument("instructions: this processor lacks the instruction set asked for.");
    return wide ? chosen<true, Real>(instructions) : chosen<false, Real>(instructions);
}

template BlockKernels<float> blockKernels(InstructionSet, bool);
template BlockKernels<double> blockKernels(InstructionSet, bool);

} // namespace croquis::raster
