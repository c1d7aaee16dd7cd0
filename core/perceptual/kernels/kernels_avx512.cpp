// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/kernels/kernel_templates.hpp"
#include "perceptual/kernels/vector_avx512.hpp"

namespace croquis::perceptual {

extern const Kernels kAvx512Kernels;
const Kernels kAvx512Kernels{"avx512", Avx512Vector::lanes, Avx512Vector::lanes* Avx512Vector::panelVectors,
                             &multiply<Avx512Vector>, &depthwise<Avx512Vector>};

} // namespace croquis::perceptual
