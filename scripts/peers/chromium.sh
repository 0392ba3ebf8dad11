#!/usr/bin/env bash
# Makes sure that Debian's Chromium is there, which opens the HTML report in tests, and links it into the folder "$1".
# Its version is what the pinned package archive gives. Needs root, or a Chromium that is already installed.
set -euo pipefail
bin=$(mkdir -p "$1" && cd "$1" && pwd)
# One at a time may ask the package archive.
exec 9> "$bin/.archive"
if command -v flock > /dev/null; then flock 9; fi
installed() { PATH=${PATH//"$bin:"/} command -v chromium; }
if ! installed > /dev/null; then
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
    echo 'chromium: not installed, and only root can install it. Run: sudo apt-get install chromium' >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -qq -y --no-install-recommends chromium > /dev/null \
    || { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium > /dev/null; }
fi
ln -sf "$(installed)" "$bin/chromium"
