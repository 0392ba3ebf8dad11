#!/usr/bin/env bash
# Checks workflows, the examples for users and action.yml with actionlint and zizmor, both without a network.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PWD/.peers/bin:$PATH
shopt -s nullglob
workflows=(.github/workflows/*.y*ml .github/examples/*.y*ml)
actions=(action.y*ml)
actionlint "${workflows[@]}"
zizmor --offline --pedantic --no-progress "${workflows[@]}" "${actions[@]}"
