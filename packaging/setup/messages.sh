# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What the set-up says, always on stderr: stdout belongs to the program.

say() { printf 'croquis: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# Prints its arguments as "a, b and c".
in_words() {
    local text=${1:-}
    [ $# -gt 0 ] && shift
    while [ $# -gt 1 ]; do
        text+=", $1"
        shift
    done
    [ $# -eq 1 ] && text+=" and $1"
    printf '%s' "$text"
}
