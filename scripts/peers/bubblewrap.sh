#!/usr/bin/env bash
# Puts bubblewrap, the best sandbox that Galley runs tests in, into the folder "$1": unpacked from the system's package
# archive, which signs it, not installed. Its version is what the pinned archive gives. Root is needed only where the
# archive's lists are old.
set -euo pipefail
bin=$(mkdir -p "$1" && cd "$1" && pwd)
# One at a time may ask the package archive.
exec 9> "$bin/.archive"
if command -v flock > /dev/null; then flock 9; fi
if [ -x "$bin/bwrap" ] && "$bin/bwrap" --version > /dev/null; then exit 0; fi
if installed=$(PATH=${PATH//"$bin:"/} command -v bwrap); then
  ln -sf "$installed" "$bin/bwrap"
  exit 0
fi
if ! command -v apt-get > /dev/null; then
  echo 'bubblewrap: not installed, and there is no apt-get. Run: sudo dnf install bubblewrap' >&2
  exit 1
fi
folder=$bin/../bubblewrap
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
download() { apt-get download -qq bubblewrap > /dev/null; }
download 2> /dev/null || { apt-get update -qq && download; }
dpkg -x bubblewrap_*.deb .
rm bubblewrap_*.deb
ln -sf ../bubblewrap/usr/bin/bwrap "$bin/bwrap"
"$bin/bwrap" --version > /dev/null
