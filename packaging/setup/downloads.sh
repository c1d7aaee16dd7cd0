# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Downloads by package name from the index that the user's own pip is set to, with pinned hashes. Needs messages.sh and places.sh.

# Prints the first Python that has pip.
python_with_pip() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3 /usr/bin/python3; do
        if "$candidate" -m pip --version > /dev/null 2>&1; then
            printf '%s' "$candidate"
            return
        fi
    done
    fail "no python3 with pip was found; install the package python3-pip and run this again."
}

# hold_cache: takes the one lock on the cache (file descriptor 8), so that two set-ups never do the same work;
# release_cache gives it back. Whoever holds it may clear away what an interrupted set-up left.
hold_cache() {
    mkdir -p "$cache" || fail "the cache folder $cache cannot be created; set XDG_CACHE_HOME to a folder that can be written."
    exec 8> "$cache/.lock"
    if command -v flock > /dev/null; then
        if ! flock -n 8; then
            say "another set-up is at work in $cache; waiting for it."
            flock 8
        fi
        rm -rf "$cache"/*.tmp "$cache/pip-tmp"
    fi
    mkdir -p "$cache/wheels" "$cache/pip-tmp"
}

release_cache() { exec 8>&-; }

# has_digest FILE SHA256: true for a file that is whole.
has_digest() { [ -f "$1" ] && [ "$(sha256sum < "$1")" = "$2  -" ]; }

# resume_download ADDRESS FILE: goes on where FILE ends, as often as something arrives.
resume_download() {
    local before status shown=(--silent)
    if [ -t 2 ]; then shown=(--progress-bar); fi
    while :; do
        before=$(stat -c %s "$2" 2> /dev/null || printf 0)
        status=0
        curl --fail --location "${shown[@]}" --connect-timeout 30 --speed-limit 1 --speed-time 60 -C - -o "$2" "$1" || status=$?
        [ "$status" -ne 0 ] || return 0
        if [ "$before" -gt 0 ] && [ "$status" -eq 22 ] || [ "$status" -eq 33 ]; then
            rm -f "$2" # the server doesn't go on from there
        elif [ "$(stat -c %s "$2" 2> /dev/null || printf 0)" -le "$before" ]; then
            return 1
        fi
    done
}

# resume_wheel NAME DIGEST PYTHON: as fetch_wheel, through curl, which goes on where an interruption stopped it; pip can't before
# its version 25. False where pip is to try: no curl, an index only pip can reach, or an error that pip has words for.
resume_wheel() {
    local place part
    command -v curl > /dev/null || return 1
    place=$("$3" "$setup/wheel_address.py" "$1" "$2") || return 1
    wheel=$cache/wheels/${place#*$'\n'}
    part=$wheel.part
    has_digest "$part" "$2" || resume_download "${place%%$'\n'*}" "$part" || return 1
    if ! has_digest "$part" "$2"; then
        rm -f "$part"
        fail "the download of $1 does not have the SHA-256 pinned in this checkout, so it was thrown away; please report this."
    fi
    mv "$part" "$wheel"
}

# fetch_wheel "NAME==VERSION --hash=sha256:DIGEST" WHAT
# Puts one wheel into $cache/wheels, or finds it there already, whole and verified, and sets `wheel` to its path. Wheels that
# arrived before an interruption are not fetched again, and one that arrived in part is fetched on from there. WHAT names, for the message, everything that is missing.
fetch_wheel() {
    local lock=$1 what=$2 python tags=() tag log=$cache/pip.log name version words digest=${1##*--hash=sha256:}
    name=${lock%%==*}
    version=${lock#*==}
    version=${version%% *}
    local found=("$cache/wheels/${name//-/_}-$version"-*.whl)
    wheel=${found[0]}
    ! has_digest "$wheel" "$digest" || return 0
    python=$(python_with_pip) || exit 1
    ! resume_wheel "$name" "$digest" "$python" || return 0
    # pip compares platform tags literally: each one that some wheel carries has to be named.
    for tag in 2014 _2_28 _2_27 _2_25 _2_18 _2_17 _2_12 _2_5; do
        tags+=(--platform "manylinux${tag}_x86_64")
    done
    local options=(--no-deps --require-hashes --only-binary=:all: --no-cache-dir --disable-pip-version-check --retries 3)
    printf '%s\n' "$lock" > "$cache/pip-tmp/lock"
    # pip's progress goes to a terminal only, its complaints into `words`. Its temporary files go to the cache's disk: /tmp may
    # be too small for half a gigabyte.
    if [ -t 2 ]; then exec 7>&2; else exec 7> /dev/null; fi
    if ! words=$(TMPDIR=$cache/pip-tmp "$python" -m pip download "${options[@]}" \
        --implementation cp --python-version 3.11 "${tags[@]}" --platform any \
        -d "$cache/wheels" -r "$cache/pip-tmp/lock" 2>&1 >&7); then
        case $words in
            *'DO NOT MATCH THE HASHES'*)
                fail "the download of $name $version does not have the SHA-256 pinned in this checkout, so it was thrown away; please report this."
                ;;
            *'No space left'*)
                fail "$what could not be downloaded: the disk of $cache is full (set-up needs about 1.5 GB there, half of it for good; with CUDA 8 GB, half of it for good)."
                ;;
        esac
        printf '%s\n' "$words" > "$log"
        fail "$what could not be downloaded; connect to the internet and run this again (pip's own words are in $log)."
    fi
    exec 7>&-
    rm -f "$log"
    found=("$cache/wheels/${name//-/_}-$version"-*.whl)
    wheel=${found[0]}
    [ -f "$wheel" ] || fail "pip reported success for $name $version but left no wheel in $cache/wheels."
}
