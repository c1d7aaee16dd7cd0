// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/packed_matrix.hpp"

#include <ATen/ops/zeros.h>

#include <algorithm>

namespace croquis::perceptual {

PackedMatrix::PackedMatrix(const Kernels& kernels, const at::Tensor& matrix)
    : m_depth(static_cast<int>(matrix.size(0))), m_columns(static_cast<int>(matrix.size(1))) {
    const int padded = (m_columns + kernels.lanes - 1) / kernels.lanes * kernels.lanes;
    m_panels = at::zeros({padded, m_depth}, at::kFloat);
    const at::Tensor rows = matrix.contiguous();
    const float* from = rows.const_data_ptr<float>();
    float* to = m_panels.mutable_data_ptr<float>();
    for (int first = 0; first < m_columns; first += kernels.panelColumns) {
        const int count = std::min(kernels.panelColumns, m_columns - first);
        const int width = std::min(kernels.panelColumns, padded - first);
        for (int k = 0; k < m_depth; ++k, to += width)
            std::copy_n(from + static_cast<std::ptrdiff_t>(k) * m_columns + first, count, to);
    }
}

} // namespace croquis::perceptual
