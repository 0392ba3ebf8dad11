#!/usr/bin/env bash
# Installs diff-cover, which the bench is held against, into the folder "$1". Needs Python 3.
set -euo pipefail
version=10.5.0
folder=$(mkdir -p "$1" && cd "$1" && pwd)
if [ -x "$folder/bin/diff-cover" ] && "$folder/bin/diff-cover" --version | grep -q " $version$"; then exit 0; fi
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check --no-input "diff-cover==$version"
