// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace croquis::cuda {

struct ModuleTable;

/// croquis_cuda is a module library: all that needs CUDA, opened at run time where there is a driver. This is its one
/// entry; the number is raised when ModuleTable, Card or a kernel body changes.
inline constexpr const char* kModuleFile = "libcroquis_cuda.so";
inline constexpr const char* kModuleEntry = "croquisCudaModule7";
inline constexpr int kModuleVersion = 7;
using OpenModule = const ModuleTable*();

/// The oldest cards that the module has code for (compute capability).
inline constexpr int kOldestCardMajor = 7, kOldestCardMinor = 5;
/// The oldest driver that runs it, as cuDriverGetVersion counts: 1000 major + 10 minor of CUDA.
inline constexpr int kOldestDriver = 13000;

} // namespace croquis::cuda
