#!/usr/bin/env bash
# Checks .github/workflows with actionlint and zizmor, both without a network. Nothing to check is fine.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PWD/.peers/bin:$PATH
shopt -s nullglob
files=(.github/workflows/*.yml .github/workflows/*.yaml)
if [ ${#files[@]} -eq 0 ]; then exit 0; fi
actionlint "${files[@]}"
zizmor --offline --pedantic --no-progress "${files[@]}"
