#!/bin/sh
# Shows that Galley needs no network: runs a review with the test double, the Action and the app on pull requests of the
# GitHub double, or with --suite every test, in a network namespace in which only the loopback is up. Needs Linux with
# unprivileged user namespaces and a built dist/.
set -eu
cd "$(dirname "$0")/.."

if [ "${GALLEY_ISOLATED_BY:-}" != "$0" ]; then
  # Root needs no namespace of users; in one, the two tests of file permissions that want a plain user are skipped.
  users=-r
  if [ "$(id -u)" -eq 0 ]; then users=; fi
  exec env GALLEY_ISOLATED_BY="$0" unshare $users -n "$0" "$@"
fi
unset GALLEY_ISOLATED_BY
ip link set lo up

if [ "${1:-}" = --suite ]; then
  exec npx --no-install vitest run
fi

# Variables of a test run are no settings of Galley, which would refuse them.
for name in $(env | sed -n 's/^\(GALLEY_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done

folder=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$folder"' EXIT
export HOME="$folder" XDG_CACHE_HOME="$folder/cache" XDG_CONFIG_HOME="$folder/config"

node_modules/.bin/tsx test/doubles/model-server/main.ts > "$folder/url" &
server=$!
tries=0
until grep -q http "$folder/url"; do
  tries=$((tries + 1))
  test "$tries" -lt 300 || { echo "the test double does not start" >&2; exit 1; }
  sleep 0.1
done
url=$(sed 's/.*"url":"\([^"]*\)".*/\1/' "$folder/url")

cat > "$folder/change.diff" <<'DIFF'
diff --git a/sum.dart b/sum.dart
--- a/sum.dart
+++ b/sum.dart
@@ -1,2 +1,2 @@
 var list = [1, 2];
-var last = list[1];
+var last = list[2];
DIFF
status=0
node dist/galley.js review --forms always --server "$url" --diff "$folder/change.diff" || status=$?
interfaces=$(ip -o link | wc -l)
echo "exit $status with $interfaces network interface(s)"
test "$interfaces" -eq 1 && test "$status" -le 1

node_modules/.bin/vitest run --project real --maxWorkers 1 test/e2e/action-review.test.ts -t 'gets one comment on its line'
# The whole story of a pull request wants PostgreSQL, which does not run where root is the only user.
case $(cat /proc/self/uid_map) in
  *' 1') set -- test/e2e/app/reviews.test.ts -t 'reviews a pull request that is opened' ;;
  *) set -- test/e2e/app/workers.test.ts -t 'from its opening over pushes' ;;
esac
node_modules/.bin/vitest run --project real --maxWorkers 1 "$@"
