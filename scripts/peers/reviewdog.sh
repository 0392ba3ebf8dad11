#!/usr/bin/env bash
# Installs reviewdog, a real reader of rdjson, SARIF and Checkstyle reports, into the folder "$1". Needs Go.
set -euo pipefail
version=v0.21.0
bin=$(mkdir -p "$1" && cd "$1" && pwd)
if [ -x "$bin/reviewdog" ] && [ "v$("$bin/reviewdog" -version)" = "$version" ]; then exit 0; fi
GOBIN="$bin" go install -ldflags "-X github.com/reviewdog/reviewdog/commands.Version=${version#v}" \
  "github.com/reviewdog/reviewdog/cmd/reviewdog@$version"
