# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Runs ctest and counts. Needs messages.sh and places.sh.

passed=0
failed=0
skipped=0

# run_tests PRESET [CTEST-ARGUMENT...]: without a display; sets passed, failed and skipped.
run_tests() {
    local preset=$1 report=$checkout/build/$1/Testing/croquis-tests.xml status=0
    shift
    mkdir -p "${report%/*}"
    rm -f "$report"
    (cd "$checkout" && QT_QPA_PLATFORM=offscreen ctest --preset "$preset" --output-junit "$report" --output-on-failure \
        --test-output-size-passed 200000 \
        --no-tests=error --parallel "${CTEST_PARALLEL_LEVEL:-$(nproc)}" "$@") || status=$?
    failed=0
    if [ -f "$report" ]; then
        read -r passed failed skipped < <(run_python "$setup/count_tests.py" "$report" || echo 0 1 0)
    fi
    # Whatever ctest calls a failure is one, even if its report does not say which.
    if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
        failed=1
    fi
}

# counts PASSED FAILED SKIPPED, in the words that end packaging/test and .ci/run.
counts() {
    local line="$1 passed, $2 failed"
    [ "$3" -eq 0 ] || line+=", $3 skipped"
    printf '%s\n' "$line"
}
