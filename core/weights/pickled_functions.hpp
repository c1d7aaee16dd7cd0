// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "weights/pickle_program.hpp"

namespace croquis::weights {

/// What a weights file may name, and what becomes of it. Nothing else is known.
bool mayBeNamed(std::string_view module, std::string_view name, bool scriptClasses);

/// The value of a named function's call.
/// @throws ModelFileError if the function can't be called so.
PickledValues::Value callPickled(const MappedFile& file, const PickledValues& values, PickledValues::Index function,
                                 PickledValues::Index arguments);

/// A new object of a TorchScript class, without its attributes yet.
/// @throws ModelFileError for anything else.
PickledValues::Value newPickled(const MappedFile& file, const PickledValues& values, PickledValues::Index type,
                                PickledValues::Index arguments);

/// What a persistent id stands for: PyTorch writes nothing but storages so.
/// @throws ModelFileError for anything else.
PickledValues::Value storagePickled(const MappedFile& file, const PickledValues& values, PickledValues::Index id);

} // namespace croquis::weights
