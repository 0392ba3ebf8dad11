#!/usr/bin/env bash
# Builds the Action again and compares it with what is committed: nobody should have to trust a bundle.
set -euo pipefail
cd "$(dirname "$0")/.."
npx tsx scripts/build-action.ts
changed=$(git status --porcelain --untracked-files=all -- dist/action)
if [ -n "$changed" ]; then
  printf 'dist/action is not what its sources give: run `npm run build` and commit it.\n%s\n' "$changed" >&2
  exit 1
fi
