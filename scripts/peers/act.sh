#!/usr/bin/env bash
# Installs act, which runs workflows on this machine, into the folder "$1". Needs Go.
set -euo pipefail
version=v0.2.87
bin=$(mkdir -p "$1" && cd "$1" && pwd)
if [ -x "$bin/act" ] && go version -m "$bin/act" | grep -q "nektos/act[[:space:]]*$version"; then exit 0; fi
GOBIN="$bin" go install "github.com/nektos/act@$version"
