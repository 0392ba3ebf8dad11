#!/usr/bin/env bash
# Installs pytest and coverage.py, which tests run as users do, into `pytest` beside the folder "$1". Needs Python 3.
set -euo pipefail
pytest=9.2.0
coverage=7.16.0
bin=$(mkdir -p "$1" && cd "$1" && pwd)
target=$bin/../pytest
if [ "$(cat "$target/installed" 2> /dev/null)" = "$pytest $coverage" ]; then exit 0; fi
python3 -m venv "$target"
"$target/bin/pip" install --quiet --disable-pip-version-check --no-input "pytest==$pytest" "coverage==$coverage"
echo "$pytest $coverage" > "$target/installed"
