#!/usr/bin/env bash
# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# gpu_check_test.sh CHECKOUT BUILD: packaging/gpu-check in its dry mode, and where it must fail.
set -euo pipefail

check=$1/packaging/gpu-check tree=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() {
    printf 'FAIL: %s\n' "$1"
    [ ! -f "$folder/report" ] || cat "$folder/report"
    exit 1
}
says() { grep -q -- "$1" "$folder/report" || fail "the report doesn't say: $1"; }

"$check" --dry --tree "$tree" -o "$folder/report" || fail 'the dry run failed'
says 'DRY RUN'
says 'no card was used and nothing was measured'
says 'the stand-in for a card (dry run)'
says '^-- the run: exit status 0$'
says 'theFirstStepIsTheProcessors'
says '^0 of 2 sections failed[.]$'
! grep -q 'ms each' "$folder/report" || fail 'a dry run claims a time'
[ ! -e "$folder/report.part" ] || fail 'the unfinished report was left behind'

if ! ldconfig -p | grep -q 'libcuda[.]so[.]1'; then
    rm "$folder/report"
    ! "$check" --tree "$tree" -o "$folder/report" || fail 'no card, and all is well'
    says "There is no card to check: NVIDIA's driver isn't installed"
    says '^-- the run: exit status 1$'
fi
status=0
"$check" --bogus 2> "$folder/words" || status=$?
[ "$status" -eq 2 ] && grep -q -- '--dry' "$folder/words" || fail 'an unknown option'
status=0
"$check" --tree "$folder" -o "$folder/none" 2> /dev/null || status=$?
[ "$status" -eq 2 ] && [ ! -e "$folder/none" ] || fail 'a folder in which nothing was built'
