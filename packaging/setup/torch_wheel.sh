# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# LibTorch, the parts that a processor needs, unpacked from its wheels into the cache. Needs downloads.sh.

torch_lock=$setup/torch_cpu.lock

torch_name() {
    local version digest
    version=$(sed -n 's/^torch==\([^ ]*\) .*/\1/p' "$torch_lock")
    digest=$(sha256sum < "$torch_lock")
    printf 'torch-%s-cpu-%s' "$version" "${digest:0:12}"
}

# Sets torch_root; true if it is there in full.
torch_is_ready() {
    torch_root=$cache/$(torch_name)
    unpacked_set_is_ready "$torch_root"
}

# fetch_torch WHAT: makes torch_root ready. WHAT as for fetch_wheel.
fetch_torch() {
    torch_is_ready || fetch_set "$torch_root" "$torch_lock" "LibTorch (544 MB, once for all checkouts)" "$1" \
        torch 'torch/include/*' torch/lib/libc10.so torch/lib/libtorch_cpu.so torch/lib/libgomp.so.1 'torch-*.dist-info/*'
}
