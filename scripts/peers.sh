#!/usr/bin/env bash
# Installs every tool the whole test suite needs, at pinned versions, into .peers/bin, some at a time: they wait for the
# network more than for this machine. Needs Go, Python 3, a network, and root for Chromium where none is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$PWD/.peers/bin
mkdir -p "$bin"
install() {
  local start=$SECONDS
  bash "$1" "$2" < /dev/null
  echo "peers: $(basename "$1" .sh), $((SECONDS - start)) s"
}
export -f install
# shellcheck disable=SC2016 # the inner shell fills these in
printf '%s\n' scripts/peers/*.sh | xargs -P 4 -I{} bash -euo pipefail -c 'install "$1" "$2"' install {} "$bin"
