// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/kernels/kernel_templates.hpp"
#include "perceptual/kernels/vector_avx2.hpp"

namespace croquis::perceptual {

extern const Kernels kAvx2Kernels;
const Kernels kAvx2Kernels{"avx2", Avx2Vector::lanes, Avx2Vector::lanes* Avx2Vector::panelVectors,
                           &multiply<Avx2Vector>, &depthwise<Avx2Vector>};

} // namespace croquis::perceptual
