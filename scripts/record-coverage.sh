#!/usr/bin/env bash
# Records coverage reports of real tools as fixtures: test/fixtures/coverage/<case>/source is measured, what the tools
# write goes to <case>/report. Paths of this machine become /project.
#   scripts/record-coverage.sh [CASE...]
# Tools are installed at pinned versions below "${TOOLS:-.peers/record-coverage}". Needs npm, and for the other languages
# Python 3, Go, Java and Maven's archive, and a Rust compiler; a case whose tools are missing is named and left as it is.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
fixtures=$repository/test/fixtures/coverage
tools=${TOOLS:-$repository/.peers/record-coverage}
mkdir -p "$tools"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

node_tools() {
  mkdir -p "$tools/js"
  [ -f "$tools/js/package.json" ] || echo '{"private":true}' > "$tools/js/package.json"
  [ -d "$tools/js/node_modules/nyc" ] || (cd "$tools/js" && npm install --save-exact --no-audit --no-fund --silent \
    nyc@18.0.0 c8@11.0.0 mocha@11.8.0 jest@30.5.2 vitest@4.1.12 @vitest/coverage-istanbul@4.1.12 \
    @vitest/coverage-v8@4.1.12 ts-node@10.9.2 tsx@4.23.15 typescript@5.9.3)
}

# A fresh copy of the case's source as the working directory, "$project".
enter() {
  project=$scratch/$1/project
  mkdir -p "$(dirname "$project")"
  cp -r "$fixtures/$1/source" "$project"
  report=$fixtures/$1/report
  rm -rf "$report"
  mkdir -p "$report"
  cd "$project"
}

enter_node() {
  node_tools
  enter "$1"
  ln -s "$tools/js/node_modules" node_modules
  export PATH=$tools/js/node_modules/.bin:$PATH
}

# keep FILE [NAME]: into the report, without this machine's paths and times.
keep() {
  local target=$report/${2:-$(basename "$1")}
  mkdir -p "$(dirname "$target")"
  sed -e "s#$project#/project#g" -e "s#$tools#/tools#g" -e 's/timestamp="[0-9]*"/timestamp="0"/' "$1" > "$target"
}

# keep_all FOLDER NAME: its JSON files as NAME/1.json, NAME/2.json, ...
keep_all() {
  local number=0
  for file in "$1"/*.json; do
    number=$((number + 1))
    keep "$file" "$2/$number.json"
  done
}

# own_scripts FOLDER: without Node's modules and tools, which are nearly all that V8 tells about.
own_scripts() {
  node -e '
    const { readdirSync, readFileSync, unlinkSync, writeFileSync } = require("node:fs");
    const [, folder, project] = process.argv;
    for (const name of readdirSync(folder)) {
      const report = JSON.parse(readFileSync(`${folder}/${name}`));
      const isOwn = (url) => url.startsWith(`file://${project}/`);
      const result = report.result.filter(({ url }) => isOwn(url));
      const maps = Object.entries(report["source-map-cache"] ?? {}).filter(([url]) => isOwn(url));
      if (result.length === 0) unlinkSync(`${folder}/${name}`);
      else {
        const kept = { ...report, result, ...(maps.length > 0 ? { "source-map-cache": Object.fromEntries(maps) } : {}) };
        writeFileSync(`${folder}/${name}`, JSON.stringify(kept));
      }
    }' "$1" "$project"
}

record_nyc() {
  enter_node nyc
  nyc --silent mocha > /dev/null
  nyc report --reporter=json --reporter=lcovonly --reporter=cobertura
  keep_all .nyc_output nyc_output
  for file in coverage-final.json lcov.info cobertura-coverage.xml; do keep "coverage/$file"; done
}

record_nyc_typescript() {
  enter_node nyc-typescript
  nyc --silent --extension .ts mocha --require ts-node/register 'test/*.ts' > /dev/null
  nyc report --extension .ts --reporter=json
  keep_all .nyc_output nyc_output
  keep coverage/coverage-final.json
}

record_c8() {
  enter_node c8
  c8 --reporter=json --reporter=lcovonly --temp-directory=raw --clean mocha > /dev/null
  for file in coverage-final.json lcov.info; do keep "coverage/$file"; done
}

record_node_test() {
  enter_node node-test
  node --test --experimental-test-coverage --test-reporter=lcov --test-reporter-destination=lcov.info > /dev/null
  keep lcov.info
  mkdir raw
  NODE_V8_COVERAGE=raw node --test > /dev/null
  own_scripts raw
  keep_all raw v8
}

record_tsx() {
  enter_node tsx
  mkdir raw
  NODE_V8_COVERAGE=raw node --import tsx --test test/price.test.ts > /dev/null
  own_scripts raw
  keep_all raw v8
}

record_vitest() {
  enter_node vitest
  for provider in istanbul v8; do
    vitest run --coverage.enabled --coverage.provider=$provider --coverage.reporter=json --coverage.reporter=lcovonly \
      --coverage.reportsDirectory=$provider --coverage.include='src/**' > /dev/null
    for file in coverage-final.json lcov.info; do keep "$provider/$file" "$provider/$file"; done
  done
}

record_jest() {
  enter_node jest
  for provider in babel v8; do
    jest --silent --coverage --coverageProvider=$provider --coverageDirectory=$provider \
      --coverageReporters=json --coverageReporters=lcovonly --coverageReporters=cobertura 2> /dev/null
    for file in coverage-final.json lcov.info cobertura-coverage.xml; do keep "$provider/$file" "$provider/$file"; done
  done
}

record_monorepo() {
  enter_node monorepo
  nyc --silent mocha 'packages/*/test/*.js' > /dev/null
  nyc report --reporter=json --reporter=lcovonly
  for file in coverage-final.json lcov.info; do keep "coverage/$file"; done
  # Each package by itself, as `npm test --workspaces` does: paths start from the package.
  (cd packages/one && nyc --silent mocha 'test/*.js' > /dev/null && nyc report --reporter=lcovonly)
  keep packages/one/coverage/lcov.info one/lcov.info
}

python_tools() {
  [ -x "$tools/py/bin/coverage" ] && return
  python3 -m venv "$tools/py"
  "$tools/py/bin/pip" install --quiet --disable-pip-version-check --no-input coverage==7.16.0 pytest==9.2.0
}

record_python() {
  python_tools
  enter python
  "$tools/py/bin/coverage" run --branch -m pytest -q -p no:cacheprovider > /dev/null
  "$tools/py/bin/coverage" json -q
  "$tools/py/bin/coverage" xml -q
  "$tools/py/bin/coverage" lcov -q
  sed -i 's/"timestamp": "[^"]*"/"timestamp": "2026-01-01T00:00:00"/' coverage.json
  for file in coverage.json coverage.xml coverage.lcov; do keep "$file"; done
}

record_go() {
  enter go
  go test -coverprofile=set.out ./... > /dev/null
  # Each test binary tells about the packages it links.
  go test -covermode=count -coverpkg=./... -coverprofile=count.out ./... > /dev/null
  for file in set.out count.out; do keep "$file"; done
}

jacoco_tools() {
  mkdir -p "$tools/jacoco"
  local version=0.8.13 copy=org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy
  for artifact in "org.jacoco.cli:$version:jar:nodeps" "org.jacoco.agent:$version:jar:runtime"; do
    local jar="${artifact%%:*}-$version-${artifact##*:}.jar"
    [ -f "$tools/jacoco/$jar" ] || mvn -q -B "$copy" "-Dartifact=org.jacoco:$artifact" "-DoutputDirectory=$tools/jacoco"
  done
  cli=$tools/jacoco/org.jacoco.cli-$version-nodeps.jar
  agent=$tools/jacoco/org.jacoco.agent-$version-runtime.jar
}

record_jacoco() {
  jacoco_tools
  enter jacoco
  mkdir classes
  javac -g -d classes src/main/java/com/acme/*.java
  java "-javaagent:$agent=destfile=jacoco.exec" -cp classes com.acme.Main > /dev/null
  java -jar "$cli" report jacoco.exec --classfiles classes --xml jacoco.xml > /dev/null
  sed -i -E 's#<sessioninfo [^>]*/>##' jacoco.xml
  keep jacoco.xml
}

# rustc counts, its own llvm-tools (rustup component add llvm-tools) read the counts.
record_llvm() {
  local bin
  bin=$(dirname "$(find "$(rustc --print sysroot)" -name llvm-profdata | head -n 1)")
  enter llvm
  rustc -Cinstrument-coverage --edition 2021 src/main.rs -o main
  LLVM_PROFILE_FILE=main.profraw ./main > /dev/null
  "$bin/llvm-profdata" merge -sparse main.profraw -o main.profdata
  "$bin/llvm-cov" export ./main --instr-profile=main.profdata > coverage.json
  "$bin/llvm-cov" export ./main --instr-profile=main.profdata --format=lcov > lcov.info
  for file in coverage.json lcov.info; do keep "$file"; done
}

all=(nyc nyc_typescript c8 node_test tsx vitest jest monorepo python go jacoco llvm)
if [ $# -gt 0 ]; then all=("$@"); fi
for one in "${all[@]}"; do
  echo "$one" >&2
  ("record_$one")
done
