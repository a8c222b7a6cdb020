#!/usr/bin/env bash
# Has clients that nobody here wrote, at pinned versions, talk to a zoom-mock binary.
#
#   tests/clients/run.sh BINARY
#
# Installs them from npm into build/clients, unless they are there, and runs their tests there: Node.js
# looks for packages beside a file.
#
# Exit codes: 0 all tests pass, 1 one does not, 2 bad usage, 3 the clients cannot be had here.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
work=$here/../../build/clients

fail() {
  printf 'clients: %s\n' "$1" >&2
  exit "$2"
}

can_reach_registry() { npm view --fetch-retries=0 newman version >/dev/null 2>&1; }

# What was installed last is beside it: a lock file that is the same has nothing new.
install_clients() {
  cmp --silent package-lock.json installed.json && return
  command -v npm >/dev/null || fail "npm is not installed (scripts/install-deps.sh ci)" 3
  rm -f installed.json
  if ! npm ci; then
    can_reach_registry || fail "npm cannot reach its registry" 3
    fail "npm could not install what tests/clients/package-lock.json names" 1
  fi
  cp package-lock.json installed.json
}

# run_test CLIENT OPTION...: its test, under `exec` with these options. Whatever goes wrong there is no 3.
run_test() {
  local client=$1
  shift
  timeout 400 "$binary" exec --report "json=$client.coverage.json" --log-level error "$@" -- \
    node --test --test-reporter=spec "$client.test.mjs" || fail "the test of $client does not pass${ZOOM_MOCK_PROFILE:+ in profile $ZOOM_MOCK_PROFILE}" 1
}

[[ $# -eq 1 && -x $1 ]] || fail "usage: run.sh BINARY" 2
binary=$(realpath "$1")
export ZOOM_MOCK_BINARY=$binary no_proxy=127.0.0.1 NO_PROXY=127.0.0.1
mkdir -p "$work" && cd "$work"
rm -f ./*.mjs
cp "$here"/{package.json,package-lock.json,.npmrc,*.mjs} .
install_clients
run_test rivet --proxy
run_test rivet_account --proxy
# Where the contract asks for a refusal, what is sent is wrong on purpose.
for profile in documented current; do
  export ZOOM_MOCK_PROFILE=$profile
  printf '{ "extends": "contract", "profile": "%s" }\n' "$profile" >"world-$profile.json"
  run_test newman --scenario "world-$profile.json" --allow-violations
  run_test prism --scenario "world-$profile.json" --allow-violations
done
