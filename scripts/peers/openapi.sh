#!/usr/bin/env bash
# Fetches GitHub's description of its own API, which the answers of the GitHub double are checked against, into `openapi`
# beside the folder "$1". The package has a description of every version of the Enterprise server too, 385 MB in all:
# only that of github.com is kept, without its prose. Needs npm.
set -euo pipefail
version=23.0.2
bin=$(mkdir -p "$1" && cd "$1" && pwd)
source=$(cd "$(dirname "$0")/openapi" && pwd)
target=$bin/../openapi
if [ "$(cat "$target/installed" 2> /dev/null)" = "$version" ]; then exit 0; fi
rm -rf "$target"
mkdir -p "$target"
cd "$target"
npm pack --silent "@octokit/openapi@$version" > /dev/null
tar -xzf "octokit-openapi-$version.tgz" --strip-components=2 package/generated/api.github.com.json
rm "octokit-openapi-$version.tgz"
node "$source/cut-description.js" api.github.com.json cut.json
mv cut.json api.github.com.json
echo "$version" > installed
