#!/usr/bin/env bash
# What tests reach of the last commit, told by the built Galley itself: at least 90 % of the statements and of the branch
# arms that it adds. Run by Vitest's istanbul provider, which counts as nyc does, over the tests that load what changed.
# Commands (src/entry) are tested as processes of the bundle, which nothing here counts.
#
# Usage: bash scripts/patch-coverage.sh [BASE]
set -euo pipefail
cd "$(dirname "$0")/.."
base=${1:-HEAD~1}
if ! git rev-parse --quiet --verify "$base^{commit}" > /dev/null; then
  echo "no $base in this clone: there is no patch to measure"
  exit 0
fi
if git diff --quiet "$base" HEAD -- src ':!src/entry'; then
  echo "nothing since $base is measured here"
  exit 0
fi
rooms=()
for folder in src/*/; do
  if [ "$folder" != src/entry/ ]; then rooms+=("$folder"); fi
done
galley=(node dist/galley.js coverage)
# Variables of a test run are no settings of Galley, which would refuse them.
unset TESTS_NO_SKIPS TESTS_COUNTS_FILE
"${galley[@]}" run --quiet -- \
  npx vitest run --changed "$base" --exclude 'test/e2e/**' --passWithNoTests
"${galley[@]}" --report coverage/coverage-final.json --base "$base" --fail-under-patch 90 "${rooms[@]}"
