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

# has_card [ROOT]: whether NVIDIA's driver runs a card of this machine, or of one whose files lie below ROOT.
has_card() { compgen -G "${1:-}/proc/driver/nvidia/gpus/*" > /dev/null; }

# mention_card [ROOT]: the first time, where there is a card that nobody has asked to be built for.
mention_card() {
    if [ -n "${CROQUIS_CUDA:-}" ] || [ -f "$checkout/build/release/CMakeCache.txt" ] || ! has_card "${1:-}"; then return; fi
    say "this machine has an NVIDIA card. Croquis is built for the processor; \"packaging/run --cuda\" fetches 2.6 GB more, after which \"--device cuda\" draws on the card."
}

# Prints the folder of an installed CUDA toolkit 13.0, or nothing. LibTorch's libraries are of 13.0, and NVIDIA doesn't promise
# that what a later compiler makes can be linked with an earlier runtime: where the toolkit is another, the pinned compiler is
# fetched beside it.
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

# Sets what cuda_is_ready() does, but with the libraries that are linked alone, which can't be run; true if all is there.
link_is_ready() {
    ! cuda_is_ready || return 0
    cuda_root=$cache/torch-link-$(lock_digest "$torch_lock")
    cuda_settings=("CROQUIS_CUDA=ON" "TorchCuda_ROOT=$cuda_root" "CudaCompiler_ROOT=$compiler_root")
    unpacked_set_is_ready "$cuda_root" && compiler_is_ready
}

# fetch_link WHAT: makes both ready. WHAT as for fetch_wheel. Where LibTorch itself isn't there, its wheel is kept for it.
fetch_link() {
    compiler_is_ready || fetch_compiler "$1"
    unpacked_set_is_ready "$cuda_root" ||
        keep_wheels=$(torch_is_ready || echo yes) fetch_set "$cuda_root" <(grep '^torch==' "$torch_lock") "LibTorch (531 MB)" "$1" \
            torch torch/lib/libtorch_cuda.so torch/lib/libc10_cuda.so
}

fetch_compiler() { fetch_set "${compiler_root%/nvidia/cu13}" "$compiler_lock" "the CUDA compiler (102 MB)" "$1"; }

compiler_is_ready() { [[ $compiler_root != "$cache"/* ]] || unpacked_set_is_ready "${compiler_root%/nvidia/cu13}"; }

# fetch_cuda WHAT: makes both ready. WHAT as for fetch_wheel.
fetch_cuda() {
    compiler_is_ready || fetch_compiler "$1"
    unpacked_set_is_ready "$cuda_root" || fetch_set "$cuda_root" "$cuda_lock" "LibTorch's CUDA libraries (2.5 GB)" "$1" \
        torch 'torch/lib/*.so*' -x torch/lib/libtorch_python.so torch/lib/libtorch_cpu.so torch/lib/libc10.so torch/lib/libgomp.so.1
}
