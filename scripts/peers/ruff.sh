#!/usr/bin/env bash
# Installs ruff, whose rules for docstrings the tests ask, into the folder "$1". Needs Python 3.
set -euo pipefail
version=0.17.6
bin=$(mkdir -p "$1" && cd "$1" && pwd)
if [ -x "$bin/ruff" ] && [ "$("$bin/ruff" --version)" = "ruff $version" ]; then exit 0; fi
python3 -m venv "$bin/../ruff"
"$bin/../ruff/bin/pip" install --quiet --disable-pip-version-check --no-input "ruff==$version"
ln -sf ../ruff/bin/ruff "$bin/ruff"
