// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "weights/tensor_views.hpp"

namespace croquis::weights {

/// Reads a file in the safetensors format: the header's length as eight little-endian bytes, a JSON header that gives
/// each tensor's type, shape and place, then the tensors. Checked: lengths, overflow, and that the tensors fill the
/// file without overlap or gap. A header of more than some ten thousand tensors is refused before anything is made of
/// it; cost is linear in its length.
/// @param metadata  takes the texts of `__metadata__`; null: they are left.
/// @throws ModelFileError naming the file and, where one is to blame, the tensor.
TensorViews readSafetensors(const MappedFile& file, Metadata* metadata = nullptr);

} // namespace croquis::weights
