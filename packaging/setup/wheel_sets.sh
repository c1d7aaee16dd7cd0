# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Sets of wheels, named in a lock file, unpacked together into one folder of the cache. Needs downloads.sh.

# unpacked_set_is_ready ROOT: true if it is there in full. `.complete` lists each library and program with its size and is
# written last.
unpacked_set_is_ready() {
    [ -f "$1/.complete" ] || return 1
    (cd "$1" && set_sizes | cmp -s - .complete)
}

# Prints size and path of every library and program below the current folder.
set_sizes() {
    local folder folders=()
    for folder in torch/lib nvidia; do
        [ ! -d "$folder" ] || folders+=("$folder")
    done
    find "${folders[@]}" \( -name '*.so*' -o -path '*/bin/*' \) -printf '%s %p\n' | LC_ALL=C sort -k 2
}

# fetch_set ROOT LOCK NAME WHAT [PACKAGE PATTERN...]
# Fetches the wheels of a lock file and unpacks them into ROOT; of PACKAGE only what the patterns name (as unzip takes them; what
# follows -x is left out). NAME says what is fetched, WHAT as for fetch_wheel. Where keep_wheels is set another set needs them.
fetch_set() {
    local root=$1 locks=$2 name=$3 what=$4 package=${5:-} lock wheel part=() wheels=()
    shift 4
    [ $# -eq 0 ] || shift
    hold_cache
    if unpacked_set_is_ready "$root"; then # by the set-up that was waited for
        release_cache
        return
    fi
    say "fetching $name into $cache"
    while read -r lock; do
        fetch_wheel "$lock" "$what"
        wheels+=("$wheel")
    done < "$locks"

    mkdir -p "$root.tmp"
    for wheel in "${wheels[@]}"; do
        part=()
        case ${wheel##*/} in
            "${package//-/_}"-*) part=("$@") ;;
        esac
        unzip -q -o "$wheel" ${part[@]+"${part[@]}"} -d "$root.tmp" >&2 ||
            fail "${wheel##*/} could not be unpacked into $cache; is its disk full?"
    done
    (cd "$root.tmp" && set_sizes > .complete && sync -f .complete)
    rm -rf "$root"
    mv -T "$root.tmp" "$root"
    [ -n "${keep_wheels:-}" ] || rm -f "${wheels[@]}"
    release_cache
}
