# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# The system's packages: installed with apt where there is apt, named where there is not. Needs messages.sh and places.sh.

# install_system_packages SET...  with the sets of system_packages.txt
install_system_packages() {
    local wanted=() missing=() set package _ installed
    while read -r set package _; do
        [[ " $* " == *" $set "* ]] && wanted+=("$package")
    done < <(grep -v '^#' "$setup/system_packages.txt")

    if ! command -v apt-get > /dev/null || ! command -v dpkg-query > /dev/null; then
        require_system_packages "$@"
        return
    fi
    # shellcheck disable=SC2016  # dpkg-query's own variables
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2> /dev/null || true)
    for package in "${wanted[@]}"; do
        [[ $'\n'$installed$'\n' == *$'\n'"installed $package"$'\n'* ]] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    local as_root=() log=$cache/apt.log
    if [ "$(id -u)" != 0 ]; then
        command -v sudo > /dev/null ||
            fail "these packages are missing and there is no sudo to install them with; please install $(in_words "${missing[@]}")."
        as_root=(sudo)
    fi
    say "installing the system packages $(in_words "${missing[@]}")"
    mkdir -p "$cache"
    local apt=(${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
    "${apt[@]}" update > "$log" 2>&1 < /dev/null || true # one broken source need not matter: the installation decides
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >> "$log" 2>&1 < /dev/null ||
        fail "the system packages $(in_words "${missing[@]}") are missing and could not be installed; connect to the internet or install them yourself, then run this again (apt's own words are in $log)."
}

# Where there is no apt: names what is not there, by its package on Debian, and stops. What may lie elsewhere there (the kind
# `wanted`, a pattern for paths) is only named.
require_system_packages() {
    local missing=() unseen=() headers='' set package kind name
    while read -r set package kind name; do
        [[ " $* " == *" $set "* ]] || continue
        case $kind in
            command) command -v "$name" > /dev/null || missing+=("$package") ;;
            module) python3 -m "$name" --version > /dev/null 2>&1 || missing+=("$package") ;;
            cmake) is_there "/usr/{,local/}lib*/{,*/}cmake/$name/${name}Config.cmake" || missing+=("$package") ;;
            wanted) is_there "$name" || unseen+=("$package") ;;
            header) headers+="#if !__has_include(<$name>)"$'\n'"$package"$'\n''#endif'$'\n' ;;
        esac
    done < <(grep -v '^#' "$setup/system_packages.txt")
    if command -v g++ > /dev/null; then
        local folders=(-I/usr/include/opencv4 -I/usr/include/qt6 "-I/usr/include/$HOSTTYPE-linux-gnu/qt6" -I/usr/include/ffmpeg)
        while read -r package; do
            [ -z "$package" ] || missing+=("$package")
        done < <(g++ -E -P -undef -x c++ "${folders[@]}" - <<< "$headers")
    fi
    [ ${#missing[@]} -eq 0 ] ||
        fail "this is not Debian or Ubuntu, which alone are checked, so please install these yourself (their Debian names): $(in_words "${missing[@]}")."
    [ ${#unseen[@]} -eq 0 ] ||
        say "only Debian and Ubuntu are checked; what these have there was not found here (their Debian names): $(in_words "${unseen[@]}")."
}

# is_there PATTERN: something has such a path; braces and stars as the shell has them.
is_there() {
    local pattern
    for pattern in $(eval "printf '%s\n' $1"); do # no spaces in our patterns; the braces come first, then what exists
        [ ! -e "$pattern" ] || return 0
    done
    return 1
}
