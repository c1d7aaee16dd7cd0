// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/relu_marks.hpp"

#include "base/vectorised.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <cstdint>

namespace croquis::perceptual {
namespace {

constexpr std::int64_t kGrain = 1 << 15;

// Above zero as a number is above zero as the integer with the same bits: the sign is the same bit in both. The loops
// can't be templates, of which the compiler makes no variants per processor.

CROQUIS_VECTORISED void mark32(const std::int32_t* from, std::uint8_t* to, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = from[i] > 0 ? 1 : 0;
}

CROQUIS_VECTORISED void mark16(const std::int16_t* from, std::uint8_t* to, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = from[i] > 0 ? 1 : 0;
}

CROQUIS_VECTORISED void gate32(std::int32_t* values, const std::uint8_t* marks, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        values[i] &= -static_cast<std::int32_t>(marks[i]);
}

CROQUIS_VECTORISED void gate16(std::int16_t* values, const std::uint8_t* marks, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        values[i] = static_cast<std::int16_t>(values[i] & -static_cast<std::int16_t>(marks[i]));
}

} // namespace

at::Tensor positiveMarks(const at::Tensor& results) {
    at::Tensor marks = at::empty({results.numel()}, at::kByte);
    auto* to = marks.mutable_data_ptr<std::uint8_t>();
    const void* from = results.const_data_ptr();
    const bool wide = results.element_size() == sizeof(std::int32_t);
    at::parallel_for(0, results.numel(), kGrain, [&](std::int64_t begin, std::int64_t end) {
        if (wide)
            mark32(static_cast<const std::int32_t*>(from) + begin, to + begin, end - begin);
        else
            mark16(static_cast<const std::int16_t*>(from) + begin, to + begin, end - begin);
    });
    return marks;
}

void gateByMarks(at::Tensor& gradient, const at::Tensor& marks) {
    const auto* by = marks.const_data_ptr<std::uint8_t>();
    void* values = gradient.mutable_data_ptr();
    const bool wide = gradient.element_size() == sizeof(std::int32_t);
    at::parallel_for(0, gradient.numel(), kGrain, [&](std::int64_t begin, std::int64_t end) {
        if (wide)
            gate32(static_cast<std::int32_t*>(values) + begin, by + begin, end - begin);
        else
            gate16(static_cast<std::int16_t*>(values) + begin, by + begin, end - begin);
    });
}

} // namespace croquis::perceptual
