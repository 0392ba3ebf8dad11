#!/usr/bin/env bash
# Installs zizmor, which looks for weak spots in workflow files, into the folder "$1". Needs Python 3.
set -euo pipefail
version=1.32.0
bin=$(mkdir -p "$1" && cd "$1" && pwd)
if [ -x "$bin/zizmor" ] && [ "$("$bin/zizmor" --version)" = "zizmor $version" ]; then exit 0; fi
python3 -m venv "$bin/../zizmor"
"$bin/../zizmor/bin/pip" install --quiet --disable-pip-version-check --no-input "zizmor==$version"
ln -sf ../zizmor/bin/zizmor "$bin/zizmor"
