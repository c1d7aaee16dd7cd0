# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2154  # read from the scripts that are sourced before this one
#
# What croquis_cuda is compiled and linked with, fetched only where CROQUIS_CUDA is ON: LibTorch's CUDA libraries and, where no
# CUDA toolkit 13.0 is installed, its compiler. Needs wheel_sets.sh and torch_wheel.sh.

cuda_lock=$setup/torch_cuda.lock
compiler_lock=$setup/cuda_compiler.lock

# lock_digest LOCK: twelve letters that change when the lock file does.
lock_digest() {
    local digest
    digest=$(sha256sum < "$1")
    printf '%s' "${digest:0:12}"
}

# Prints the folder of an installed CUDA toolkit 13.0, which LibTorch's libraries are of, or nothing.
installed_toolkit() {
    local nvcc
    for nvcc in ${CUDA_HOME:+"$CUDA_HOME/bin/nvcc"} "$(command -v nvcc || true)" /usr/local/cuda/bin/nvcc; do
        if [ -x "$nvcc" ] && [[ $("$nvcc" --version 2> /dev/null) == *'release 13.0,'* ]]; then
            nvcc=$(readlink -f "$nvcc") # it finds its parts beside itself, not beside a link to it
            printf '%s' "${nvcc%/bin/nvcc}"
            return
        fi
    done
}

# Sets cuda_root and compiler_root, and `cuda_settings` for configure(); true if all is there.
cuda_is_ready() {
    local version
    version=$(sed -n 's/^torch==\([^ ]*\) .*/\1/p' "$cuda_lock")
    cuda_root=$cache/torch-$version-cuda-$(lock_digest "$cuda_lock")
    compiler_root=$(installed_toolkit)
    [ -n "$compiler_root" ] || compiler_root=$cache/nvcc-$(lock_digest "$compiler_lock")/nvidia/cu13
    cuda_settings=("CROQUIS_CUDA=ON" "TorchCuda_ROOT=$cuda_root" "CudaCompiler_ROOT=$compiler_root")
    unpacked_set_is_ready "$cuda_root" && compiler_is_ready
}

compiler_is_ready() { [[ $compiler_root != "$cache"/* ]] || unpacked_set_is_ready "${compiler_root%/nvidia/cu13}"; }

# fetch_cuda WHAT: makes both ready. WHAT as for fetch_wheel.
fetch_cuda() {
    compiler_is_ready || fetch_set "${compiler_root%/nvidia/cu13}" "$compiler_lock" "the CUDA compiler (102 MB)" "$1"
    unpacked_set_is_ready "$cuda_root" || fetch_set "$cuda_root" "$cuda_lock" "LibTorch's CUDA libraries (2.5 GB)" "$1" \
        torch 'torch/lib/*.so*' -x torch/lib/libtorch_python.so torch/lib/libtorch_cpu.so torch/lib/libc10.so torch/lib/libgomp.so.1
}
