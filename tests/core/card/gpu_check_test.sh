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
says '^-- the program: exit status 0$'
says 'twice the same bytes'
says 'theFirstStepIsTheProcessors'
says '^-- one kernel at a time: exit status 0$'
says '^the same bytes$'
says '^0 of 5 sections failed, 3 left out[.]$'
! grep -q 'ms each' "$folder/report" || fail 'a dry run claims a time'
[ ! -e "$folder/report.part" ] || fail 'the unfinished report was left behind'

# A machine with a card is pretended by what is beside the script and in its tree.
# made WORDS BUILT STATUS: a build whose tests end in the status BUILT and whose gpu_test says these words and ends in STATUS.
made() {
    rm -rf "$folder/made" "$folder/report"
    mkdir -p "$folder/made/packaging" "$folder/made/build/release/tests" "$folder/made/build/release/bin" "$folder/made/path"
    cp "$check" "$folder/made/packaging/"
    printf '#!/bin/sh\necho "these are the tests: $*"\nexit %s\n' "$2" > "$folder/made/packaging/test"
    printf '#!/bin/sh\necho "on card $CROQUIS_GPU_CARD"\necho "a function has $QTEST_FUNCTION_TIMEOUT ms"\nprintf "%%b" "%s"\nexit %s\n' "$1" "$3" > "$folder/made/build/release/tests/core.card.gpu_test"
    cat > "$folder/made/build/release/bin/croquis-cli" << 'EOF'
#!/bin/sh
echo "asked for: $*"
echo '"iterations":1'
while [ $# -gt 0 ]; do
    case $1 in
        --device) device=$2 ;;
        -o) printf '&quot;device&quot;:&quot;%s&quot;,&quot;threads' "$device" > "$2" ;;
    esac
    shift
done
EOF
    printf '#!/bin/sh\necho a card\n' > "$folder/made/path/nvidia-smi"
    printf '#!/bin/sh\necho "watched: $*"\nwhile [ ! -x "$1" ]; do shift; done\nexec "$@"\n' > "$folder/made/path/compute-sanitizer"
    chmod +x "$folder"/made/*/* "$folder"/made/build/release/*/*
}
checked() { PATH=$folder/made/path:$PATH "$folder/made/packaging/gpu-check" -o "$folder/report" "$@" > "$folder/words" 2>&1; }

passes=''
for function in theFirstStepIsTheProcessors theFirstStepIsTheProcessorsWithClip theBitsAreChosenOnce theGradientIsTheLosses \
    graphAndKernelByKernelGiveTheSameBytesTwice graphAndKernelByKernelGiveTheSameBytesTwiceWithClip fullMemoryIsSaidAndPasses nearlyFullMemory \
    lessPrecisionDrawsAsWell everyKernelIsTimed aLongRunEnds; do
    passes+="PASS   : GpuTest::$function()\\n"
done
passes+="QINFO  : bytes: 1\\n"

# Tests that fail on the card are what a report is for.
made "$passes" 1 0
! checked || fail 'tests failed, and all is well'
says 'these are the tests: --cuda'
says '^-- build and tests: exit status 1$'
says '^-- the run: exit status 0$'
says 'sections failed, 0 left out[.]$'
made "$passes" 0 0
checked || fail 'everything passed, and not all is well'
says '^-- build and tests: exit status 0$'
says '^-- the run: exit status 0$'
says '^-- one kernel at a time: exit status 0$'
says '^-- the program: exit status 0$'
says '^watched: --tool racecheck --error-exitcode 1 /'
says '^watched: --tool memcheck --error-exitcode 1 --report-api-errors no /'
says '^a function has 3600000 ms$'
says '^0 of [0-9]* sections failed, 0 left out[.]$'
says '^on card 0$'
checked --card 2 || true
says '^on card 2$'
says '^asked for: draw .* --device cuda:2 '
says '^asked for: bench --device cuda:2 '
# Another order of events gives other bytes.
made "${passes}QINFO  : bytes: \$CUDA_LAUNCH_BLOCKING\\n" 0 0
! checked || fail 'the order counts, and all is well'
says '^-- one kernel at a time: exit status 1$'
# A program that draws nothing.
made "$passes" 0 0
printf '#!/bin/sh\n' > "$folder/made/build/release/bin/croquis-cli"
! checked || fail 'nothing was drawn, and all is well'
says '^-- the program: exit status 1$'
# What isn't there is missed.
made "$passes" 0 0
rm "$folder/made/path/compute-sanitizer"
if ! command -v compute-sanitizer > /dev/null; then
    ! checked || fail 'compute-sanitizer is missing, and all is well'
    says "^left out: it isn't installed (it comes with"
    says '^0 of [0-9]* sections failed, 1 left out[.]$'
fi
# What of the environment decides the bits is in the report.
says '^none$'
CUBLAS_WORKSPACE_CONFIG=:16:8 CUDA_MODULE_LOADING=EAGER checked || true
says '^CUBLAS_WORKSPACE_CONFIG=:16:8$'
says '^CUDA_MODULE_LOADING=EAGER$'
# What was skipped, left out, or ended in failure has not passed.
made "${passes/aLongRunEnds/aShortRunEnds}" 0 0
! checked || fail 'a check is missing, and all is well'
says 'aLongRunEnds has not passed'
says '^-- the run: exit status 1$'
made "${passes}SKIP   : GpuTest::aLongRunEnds(bf16, graph) no card\\n" 0 0
checked || true
says '^-- the run: exit status 1$'
made "$passes" 0 3
checked || true
says '^-- the run: exit status 3$'
# A build that makes nothing.
made "$passes" 1 0
rm "$folder/made/build/release/tests/core.card.gpu_test"
! checked || fail 'nothing was built, and all is well'
says '^-- build and tests: exit status 1$'
says '^-- the run: exit status 1$'

if ! ldconfig -p | grep 'libcuda[.]so[.]1' > /dev/null; then
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
