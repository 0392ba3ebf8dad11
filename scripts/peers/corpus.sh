#!/usr/bin/env bash
# Fetches the small part of the corpus of real code, for the sample of it that the tests document, beside the folder "$1".
# Needs npm, Python 3, Go, Maven and Cargo; what cannot be had is named, and the test says what it misses.
set -euo pipefail
bin=$(mkdir -p "$1" && cd "$1" && pwd)
bash "$(dirname "$0")/../corpus/fetch.sh" "$bin/../corpus" small
