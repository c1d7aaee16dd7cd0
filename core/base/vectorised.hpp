// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Marks a function with hot loops: compiled for the baseline, AVX2 and AVX-512, chosen at load time. The project is
/// built without contraction and without fast-math, so every variant gives the same bits. Sanitizers can't run before
/// the choice is made and get the baseline only.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define CROQUIS_VECTORISED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CROQUIS_VECTORISED
#endif
