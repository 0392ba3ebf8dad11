#!/usr/bin/env bash
# Makes sure that systemd-analyze is there, which reads the unit of the server, and links it into the folder "$1". Its version is
# what the pinned package archive gives. Needs root, or a systemd that is already installed.
set -euo pipefail
bin=$(mkdir -p "$1" && cd "$1" && pwd)
# One at a time may ask the package archive.
exec 9> "$bin/.archive"
if command -v flock > /dev/null; then flock 9; fi
if [ -x "$bin/systemd-analyze" ] && "$bin/systemd-analyze" --version > /dev/null; then exit 0; fi
if installed=$(PATH=${PATH//"$bin:"/} command -v systemd-analyze); then
  ln -sf "$installed" "$bin/systemd-analyze"
  exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
  echo 'systemd-analyze: not installed, and only root can install it. Run: sudo apt-get install systemd' >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get install -qq -y --no-install-recommends systemd > /dev/null \
  || { apt-get update -qq && apt-get install -qq -y --no-install-recommends systemd > /dev/null; }
ln -sf "$(PATH=${PATH//"$bin:"/} command -v systemd-analyze)" "$bin/systemd-analyze"
