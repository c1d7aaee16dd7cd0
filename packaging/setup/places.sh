# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2034  # read by the scripts that source this file
#
# Where the set-up keeps things. Only `checkout` and its build trees belong to one checkout. Needs `setup`, this file's folder.

if [ -z "${HOME:-}" ]; then
    HOME=$(getent passwd "$(id -u)" | cut -d: -f6)
    export HOME
fi

checkout=$(cd "$setup/../.." && pwd -P)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/croquis
models=${CROQUIS_MODELS:-${XDG_DATA_HOME:-$HOME/.local/share}/croquis/models}
export CROQUIS_MODELS=$models

# The system's own Python is the quickest to start (another first in the path may be a shim).
run_python() {
    if [ -x /usr/bin/python3 ]; then
        /usr/bin/python3 -I "$@"
    else
        python3 -I "$@"
    fi
}
