// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "weights/tensor_views.hpp"

namespace croquis::weights {

/// Whether the file begins as a zip archive does.
bool isTorchArchive(const MappedFile& file);

/// Whether it is such an archive of `torch.jit.save`. @throws ModelFileError for a damaged archive.
bool isTorchScript(const MappedFile& file);

/// The tensors of a PyTorch zip archive: `torch.jit.save`'s (whose code/ is left alone) or `torch.save`'s since 1.6.
/// Both hold one folder with data.pkl and data/KEY, the storages' raw numbers, little-endian.
/// @throws ModelFileError naming what is wrong, and the tensor where one is to blame.
TensorViews readTorchArchive(const MappedFile& file);

/// Whether the file begins as `torch.save`'s did before 1.6.
bool isLegacyTorchFile(const MappedFile& file);

/// The tensors of such a file: pickles in a row (magic number, protocol 1001, system, the object, the storages' keys),
/// then for each key the number of elements and the raw numbers.
/// @throws ModelFileError naming what is wrong, and the tensor where one is to blame.
TensorViews readLegacyTorchFile(const MappedFile& file);

} // namespace croquis::weights
