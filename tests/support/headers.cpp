// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Empty: what tests/CMakeLists.txt's precompiled headers are made with.
