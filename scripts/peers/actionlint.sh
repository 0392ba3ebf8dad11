#!/usr/bin/env bash
# Installs actionlint, which checks workflow files, into the folder "$1". Needs Go.
set -euo pipefail
version=v1.7.12
bin=$(mkdir -p "$1" && cd "$1" && pwd)
if [ -x "$bin/actionlint" ] && go version -m "$bin/actionlint" | grep -q "actionlint[[:space:]]*$version"; then exit 0; fi
GOBIN="$bin" go install "github.com/rhysd/actionlint/cmd/actionlint@$version"
