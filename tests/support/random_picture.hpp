// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include "base/random_stream.hpp"

#include <cstdint>
#include <vector>

namespace croquis::test {

/// Uniform in [0, 1), the same for equal seeds.
inline at::Tensor randomPicture(const std::vector<std::int64_t>& sizes, std::uint64_t seed) {
    base::RandomStream random(seed, base::RandomPurpose::strokeWalk);
    at::Tensor picture = at::empty(sizes);
    float* const values = picture.mutable_data_ptr<float>();
    for (std::int64_t k = 0; k < picture.numel(); ++k)
        values[k] = static_cast<float>(random.uniform());
    return picture;
}

} // namespace croquis::test
