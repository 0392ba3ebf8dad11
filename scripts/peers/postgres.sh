#!/usr/bin/env bash
# Makes sure that Debian's PostgreSQL is there, on which tests run the queue of the app, and links its programs into the
# folder "$1". Its version is what the pinned package archive gives. Needs root, or one that is already installed.
set -euo pipefail
bin=$(mkdir -p "$1" && cd "$1" && pwd)
programs='initdb pg_ctl postgres'
# The newest that is installed.
installed() { find /usr/lib/postgresql -path '*/bin/postgres' 2> /dev/null | sort -V | tail -n 1; }
# One at a time may ask the package archive.
exec 9> "$bin/.archive"
if command -v flock > /dev/null; then flock 9; fi
if [ -z "$(installed)" ]; then
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
    echo 'postgres: not installed, and only root can install it. Run: sudo apt-get install postgresql' >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  # Tests start their own: the package shall make none.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] \
    || echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
  apt-get install -qq -y --no-install-recommends postgresql > /dev/null \
    || { apt-get update -qq && apt-get install -qq -y --no-install-recommends postgresql > /dev/null; }
fi
for program in $programs; do ln -sf "$(dirname "$(installed)")/$program" "$bin/$program"; done
