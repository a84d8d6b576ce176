#!/usr/bin/env bash
# Installs what is missing of the Debian packages that the given lists name, and says what and why.
#
#   platform/packaging/install-packages.sh build run tests
#
# A list is platform/packaging/apt/<name>.txt: one package a line, "# reason" after it. Asks nothing and touches nothing
# when every package is there already, so it needs neither network nor root then.
set -euo pipefail

lists_folder="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/apt"

# package<TAB>reason, first mention wins.
wanted_packages() {
  local list
  for list in "$@"; do
    [ -r "$lists_folder/$list.txt" ] || { echo "no package list $lists_folder/$list.txt" >&2; return 1; }
    sed -E 's/[[:space:]]*#[[:space:]]*/\t/; /^[[:space:]]*$/d; /^\t/d' "$lists_folder/$list.txt"
  done | awk -F '\t' '!seen[$1]++'
}

installed_packages() {
  dpkg-query --show --showformat '${binary:Package}\t${db:Status-Status}\n' |
    awk -F '\t' '$2 == "installed" { sub(/:.*/, "", $1); print $1 }'
}

# Runs a command as root, by sudo when we are not.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "Not root and no sudo here. As root, run:" >&2
    echo "  apt-get update && apt-get install --yes --no-install-recommends $missing_names" >&2
    return 1
  fi
}

command -v dpkg-query >/dev/null || {
  echo "This script knows Debian 12 and Raspberry Pi OS (bookworm); install the packages of $lists_folder by hand." >&2
  exit 1
}

wanted="$(wanted_packages "$@")"
missing="$(awk -F '\t' 'NR == FNR { have[$1] = 1; next } !($1 in have)' <(installed_packages) <(printf '%s\n' "$wanted"))"
[ -n "$missing" ] || exit 0

missing_names="$(cut -f 1 <<<"$missing" | tr '\n' ' ')"
echo "Installing $(wc -l <<<"$missing") Debian packages that are missing:"
awk -F '\t' '{ printf "  %-28s %s\n", $1, $2 }' <<<"$missing"

export DEBIAN_FRONTEND=noninteractive
as_root apt-get update --quiet=2
# shellcheck disable=SC2086  # one word a package is meant
as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends \
  -o Dpkg::Use-Pty=0 $missing_names
