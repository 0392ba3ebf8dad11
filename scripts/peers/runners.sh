#!/usr/bin/env bash
# Installs the test runners that the end-to-end tests run into `runners` beside the folder "$1". Needs npm.
set -euo pipefail
bin=$(mkdir -p "$1" && cd "$1" && pwd)
source=$(cd "$(dirname "$0")/runners" && pwd)
target=$bin/../runners
if cmp -s "$source/package-lock.json" "$target/installed.json"; then exit 0; fi
mkdir -p "$target"
cp "$source/package.json" "$source/package-lock.json" "$target/"
# Not `npm ci`: it refuses a lock that leaves out binaries of platforms that no archive has.
(cd "$target" && npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel error)
# Found by its path only: in a project it would come before the Node that runs the tests.
rm -f "$target/node_modules/.bin/node"
cp "$source/package-lock.json" "$target/installed.json"
