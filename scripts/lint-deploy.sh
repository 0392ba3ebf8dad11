#!/usr/bin/env bash
# Checks what stands in deploy/, and all shell scripts, without a network and without a container engine:
#
# - the Dockerfile with hadolint; that it builds is not checked, since that needs an engine
# - compose.yml with the library that Docker Compose reads it with
# - the unit with systemd-analyze, and that it gives away no more than it does now
# - the chart with Helm's linter, what it renders to with the schemas of the oldest and the newest Kubernetes it is for;
#   that a cluster takes it is not checked
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PWD/.peers/bin:$PATH
rendered=$(mktemp -d)
trap 'rm -rf "$rendered"' EXIT

hadolint --failure-threshold info deploy/Dockerfile

APP_ID=1 compose-config deploy/compose.yml > /dev/null

# It looks for the manual too, and for programs; both are there where it is installed.
systemd-analyze verify --man=no deploy/galley.service
# In tenths: what it gave away in all when each of its lines was decided.
systemd-analyze security --offline=true --no-pager --threshold=33 deploy/galley.service > "$rendered/security" \
  || { cat "$rendered/security" >&2 && exit 1; }

for values in deploy/chart/ci/*.yaml; do
  helm-chart lint deploy/chart "$values"
  helm-chart template deploy/chart "$values" > "$rendered/$(basename "$values")"
done
kubernetes-validate --strict --quiet -k 1.31 -k 1.37 "$rendered"/*.yaml

git ls-files -z '*.yml' '*.yaml' ':!test/fixtures' ':!deploy/chart/templates' | xargs -0 yamllint --strict --config-file .yamllint.yml
# SC2016: text for people and code for other programs stand in single quotes on purpose.
{ git ls-files -z '*.sh' ':!test/fixtures' && printf '.ci/run\0'; } | xargs -0 shellcheck --external-sources --exclude SC2016
