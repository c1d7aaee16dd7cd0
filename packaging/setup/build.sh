# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Configures and builds one preset in build/PRESET. Needs messages.sh, places.sh and torch_root.

# Objects are shared between checkouts and presets: ccache sees paths relative to the checkout.
export CCACHE_BASEDIR=$checkout CCACHE_NOHASHDIR=true CCACHE_INODECACHE=true CCACHE_SLOPPINESS=pch_defines,time_macros

# cached TREE NAME: the value of a CMake variable of a configured tree, or nothing.
cached() { sed -n "s/^$2:[A-Z]*=//p" "$1/CMakeCache.txt" 2> /dev/null || true; }

# hold_tree TREE: takes the lock on a build tree (file descriptor 9), so that two builds never share it; release_tree.
hold_tree() {
    mkdir -p "$1"
    exec 9> "$1/.lock"
    if command -v flock > /dev/null && ! flock -n 9; then
        say "another build is at work in $1; waiting for it."
        flock 9
    fi
}

release_tree() { exec 9>&-; }

# configure PRESET [NAME=VALUE...]: only if the tree is new or one of the values differs from what it has.
configure() {
    local preset=$1 tree=$checkout/build/$1 setting settings=() current=yes
    shift
    if [ -f "$tree/CMakeCache.txt" ] && [ "$(cached "$tree" CMAKE_HOME_DIRECTORY)" != "$checkout" ]; then
        rm -rf "$tree/CMakeCache.txt" "$tree/CMakeFiles" "$tree/build.ninja" # the checkout has moved
    fi
    [ -f "$tree/build.ninja" ] || current=no
    for setting in "TorchWheel_ROOT=$torch_root" "$@"; do
        [ "$(cached "$tree" "${setting%%=*}")" = "${setting#*=}" ] || current=no
        settings+=("-D$setting")
    done
    [ "$current" = no ] || return 0
    say "configuring the build"
    mkdir -p "$tree"
    (cd "$checkout" && cmake --preset "$preset" -U 'TorchWheel_*' -U CudaCompiler_nvcc "${settings[@]}") > "$tree/configure.log" 2>&1 || {
        rm -f "$tree/build.ninja" # so that the next call configures again
        tail -n 30 "$tree/configure.log" >&2
        fail "CMake could not configure the build (all it said is in $tree/configure.log)."
    }
}

# build PRESET [TARGET...]: says nothing if there is nothing to do.
build() {
    local tree=$checkout/build/$1 quiet=(--quiet)
    shift
    if [[ $(ninja -C "$tree" -n "$@" 2> /dev/null) == *'no work to do.' ]]; then
        return
    fi
    say "building Croquis (some minutes the first time)"
    [ -t 2 ] && quiet=()
    ninja -C "$tree" ${quiet[@]+"${quiet[@]}"} -j "$(build_jobs)" "$@" >&2 || fail "the build failed; the compiler's words are above."
}

# As many compilers as processors, but not more than there is memory for (1 GB each).
build_jobs() {
    local jobs memory
    jobs=$(nproc)
    memory=$(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo)
    [ "${memory:-0}" -gt 0 ] && [ "$((memory / 1000000))" -lt "$jobs" ] && jobs=$((memory / 1000000))
    [ "$jobs" -ge 1 ] || jobs=1
    printf '%s' "$jobs"
}
