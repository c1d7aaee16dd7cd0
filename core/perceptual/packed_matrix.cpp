// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/packed_matrix.hpp"

#include <ATen/ops/empty.h>

#include <algorithm>

namespace croquis::perceptual {

PackedMatrix::PackedMatrix(const Kernels& kernels, const at::Tensor& matrix)
    : m_depth(static_cast<int>(matrix.size(0))), m_columns(static_cast<int>(matrix.size(1))) {
    const int padded = (m_columns + kernels.lanes - 1) / kernels.lanes * kernels.lanes;
    m_panels = at::empty({padded, m_depth}, at::kFloat);
    const float* from = matrix.const_data_ptr<float>();
    const std::ptrdiff_t down = matrix.stride(0), across = matrix.stride(1);
    float* to = m_panels.mutable_data_ptr<float>();
    for (int first = 0; first < m_columns; first += kernels.panelColumns) {
        const int count = std::min(kernels.panelColumns, m_columns - first);
        const int width = std::min(kernels.panelColumns, padded - first);
        for (int k = 0; k < m_depth; ++k, to += width) {
            for (int c = 0; c < count; ++c)
                to[c] = from[k * down + (first + c) * across];
            std::fill(to + count, to + width, 0.0f);
        }
    }
}

} // namespace croquis::perceptual
