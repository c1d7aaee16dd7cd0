// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/kernels/kernels.hpp"

#include <ATen/core/Tensor.h>

namespace croquis::perceptual {

/// A matrix of weights in the order in which Kernels::multiply reads it: panels of Kernels::panelColumns columns, row
/// by row; the last panel is as many whole vectors wide as it needs, filled with zeros. Immutable; copies share the
/// numbers.
class PackedMatrix {
  public:
    PackedMatrix() = default;
    /// @param matrix  [depth, columns] float32 on the CPU, any strides; copied.
    PackedMatrix(const Kernels& kernels, const at::Tensor& matrix);

    int depth() const { return m_depth; }
    int columns() const { return m_columns; }
    /// Where the panel that starts with `column`, a multiple of Kernels::panelColumns, begins.
    const float* from(int column) const {
        return m_panels.const_data_ptr<float>() + static_cast<std::ptrdiff_t>(column) * m_depth;
    }

  private:
    int m_depth = 0, m_columns = 0;
    at::Tensor m_panels;
};

} // namespace croquis::perceptual
