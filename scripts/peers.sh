#!/usr/bin/env bash
# Installs every tool the whole test suite needs, at pinned versions, into .peers/bin. Needs Go, Python 3, a
# network, and root for Chromium where none is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$PWD/.peers/bin
mkdir -p "$bin"
for script in scripts/peers/*.sh; do
  echo "peers: $(basename "$script" .sh)"
  bash "$script" "$bin" < /dev/null
done
