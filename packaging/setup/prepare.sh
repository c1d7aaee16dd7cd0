# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# All of the set-up before the build. For packaging/run, packaging/test and .ci/run.

setup=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=packaging/setup/messages.sh
. "$setup/messages.sh"
# shellcheck source=packaging/setup/places.sh
. "$setup/places.sh"
# shellcheck source=packaging/setup/downloads.sh
. "$setup/downloads.sh"
# shellcheck source=packaging/setup/system_packages.sh
. "$setup/system_packages.sh"
# shellcheck source=packaging/setup/wheel_sets.sh
. "$setup/wheel_sets.sh"
# shellcheck source=packaging/setup/torch_wheel.sh
. "$setup/torch_wheel.sh"
# shellcheck source=packaging/setup/cuda_wheels.sh
. "$setup/cuda_wheels.sh"
# shellcheck source=packaging/setup/models.sh
. "$setup/models.sh"
# shellcheck source=packaging/setup/build.sh
. "$setup/build.sh"

# CMake settings that follow from CROQUIS_CUDA: ON fetches what croquis_cuda is made with and builds it, OFF leaves it out, and
# without either the build tree stays as it is.
cuda_settings=()

# prepare SET...: system packages, LibTorch and the default models; quick and silent when they are there.
prepare() {
    local what=()
    [[ $HOSTTYPE == x86_64 && $OSTYPE == linux* ]] ||
        fail "Croquis builds on Linux on 64-bit Intel and AMD processors; this machine is $OSTYPE on $HOSTTYPE."
    mention_card
    install_system_packages "$@"
    torch_is_ready || what+=("LibTorch")
    if [ "${CROQUIS_CUDA:-}" = ON ]; then
        cuda_is_ready || what+=("what croquis_cuda is made with")
    elif [ "${CROQUIS_CUDA:-}" = OFF ]; then
        cuda_settings=("CROQUIS_CUDA=OFF")
    fi
    find_missing_models
    if [ -n "$missing_models" ]; then
        local name state _
        while read -r name state _; do
            if [ "$state" = damaged ]; then name+=" (the file there is damaged)"; fi
            what+=("the model $name")
        done <<< "$missing_models"
    fi
    [ ${#what[@]} -gt 0 ] || return 0
    local sentence
    sentence="$(in_words "${what[@]}")"
    if [ ${#what[@]} -eq 1 ]; then sentence+=" is missing and"; else sentence+=" are missing and"; fi
    fetch_torch "$sentence"
    [ "${CROQUIS_CUDA:-}" != ON ] || fetch_cuda "$sentence"
    fetch_models "$sentence"
}
