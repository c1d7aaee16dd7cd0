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

# Sets torch_root; true if it is there in full. `.complete` lists each library with its size and is written last.
torch_is_ready() {
    torch_root=$cache/$(torch_name)
    [ -f "$torch_root/.complete" ] || return 1
    (cd "$torch_root" && torch_sizes | cmp -s - .complete)
}

# Prints size and path of every library below the current folder.
torch_sizes() {
    find torch/lib nvidia -name '*.so*' -printf '%s %p\n' | LC_ALL=C sort -k 2
}

# fetch_torch WHAT: makes torch_root ready. WHAT as for fetch_wheel.
fetch_torch() {
    local lock part=() wheels=() unpacked
    torch_is_ready && return
    hold_cache
    if torch_is_ready; then # by the set-up that was waited for
        release_cache
        return
    fi
    say "fetching LibTorch (544 MB, once for all checkouts) into $cache"
    while read -r lock; do
        fetch_wheel "$lock" "$1"
        wheels+=("$wheel")
    done < "$torch_lock"

    unpacked=$torch_root.tmp
    mkdir -p "$unpacked"
    for wheel in "${wheels[@]}"; do
        part=()
        case ${wheel##*/} in
            torch-*) part=('torch/include/*' torch/lib/libc10.so torch/lib/libtorch_cpu.so torch/lib/libgomp.so.1 'torch-*.dist-info/*') ;;
        esac
        unzip -q -o "$wheel" ${part[@]+"${part[@]}"} -d "$unpacked" >&2 ||
            fail "${wheel##*/} could not be unpacked into $cache; is its disk full?"
    done
    (cd "$unpacked" && torch_sizes > .complete && sync -f .complete)
    rm -rf "$torch_root"
    mv -T "$unpacked" "$torch_root"
    rm -f "${wheels[@]}"
    release_cache
}
