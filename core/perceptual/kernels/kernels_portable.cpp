// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/kernels/kernel_templates.hpp"
#include "perceptual/kernels/vector_portable.hpp"

namespace croquis::perceptual {

extern const Kernels kPortableKernels;
const Kernels kPortableKernels{"portable", PortableVector::lanes, PortableVector::lanes* PortableVector::panelVectors,
                               &multiply<PortableVector>, &depthwise<PortableVector>};

} // namespace croquis::perceptual
