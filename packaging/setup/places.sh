# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2034  # read by the scripts that source this file
#
# Where the set-up keeps things. Only `checkout` and its build trees belong to one checkout.

if [ -z "${HOME:-}" ]; then
    HOME=$(getent passwd "$(id -u)" | cut -d: -f6)
    export HOME
fi

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
setup=$checkout/packaging/setup
cache=${XDG_CACHE_HOME:-$HOME/.cache}/croquis
models=${CROQUIS_MODELS:-${XDG_DATA_HOME:-$HOME/.local/share}/croquis/models}
export CROQUIS_MODELS=$models
