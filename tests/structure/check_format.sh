#!/usr/bin/env bash
# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check_format.sh CLANG_FORMAT CHECKOUT: every source as .clang-format has it; says which is not.
set -euo pipefail
cd "$2"
folders=(app core tests)
[ ! -d ui ] || folders+=(ui)
find "${folders[@]}" \( -name '*.cpp' -o -name '*.hpp' -o -name '*.cu' -o -name '*.cuh' \) -print0 | xargs -0 "$1" --dry-run -Werror
