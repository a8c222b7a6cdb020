#!/usr/bin/env bash
# Runs the test suites of small applications under `zoom-mock exec`, as their authors would, and then each
# again with the application broken: whatever is broken has to turn its suite red.
#
#   tests/suites/run.sh BINARY [SUITE...]
#
# A suite is a folder: the application and its tests, `test.sh`, which runs them in a copy of the folder,
# `world.json`, its scenario, `options`, where there is one, for `exec`, and `breaks.txt`: a file, a sed
# expression and what that breaks, a line each, with tabs between. Prints what failed last; exits 1 on any
# failure.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=()

fail() {
  echo "not ok: $1"
  sed 's/^/    /' "$work/output"
  failures+=("$1")
}

# run_suite SUITE: its tests, in the copy of it that is there now. What it prints is in $work/output.
run_suite() {
  local options=()
  [[ ! -e $here/$1/options ]] || mapfile -t options <"$here/$1/options"
  (cd "$work/$1" && timeout 300 "$binary" exec --scenario world.json --report "json=$work/coverage.json" \
    --log-level error "${options[@]}" -- ./test.sh) >"$work/output" 2>&1
}

copy_of() {
  rm -rf "${work:?}/$1"
  cp -r "$here/$1" "$work/$1"
}

# 1: it does not pass, and so tells nothing of what breaks it.
check_whole() {
  copy_of "$1"
  if run_suite "$1"; then
    echo "ok: $1"
  else
    fail "$1"
    return 1
  fi
}

check_broken() {
  local suite=$1 file=$2 expression=$3 what=$4
  copy_of "$suite"
  sed --in-place "$expression" "$work/$suite/$file"
  : >"$work/output"
  if cmp --silent "$here/$suite/$file" "$work/$suite/$file"; then
    fail "$suite: breaks.txt: $expression changes nothing in $file"
  elif run_suite "$suite"; then
    fail "$suite passes, although $what"
  else
    echo "ok: $suite fails when $what"
  fi
}

[[ $# -ge 1 && -x $1 ]] || { echo "usage: run.sh BINARY [SUITE...]" >&2; exit 2; }
binary=$(realpath "$1")
shift
export no_proxy=127.0.0.1 NO_PROXY=127.0.0.1 GOCACHE=$work/go CXX="ccache c++"
suites=("$@")
[[ $# -gt 0 ]] || mapfile -t suites < <(cd "$here" && printf '%s\n' */ | tr -d /)
for suite in "${suites[@]}"; do
  check_whole "$suite" || continue
  while IFS=$'\t' read -r file expression what; do
    check_broken "$suite" "$file" "$expression" "$what"
  done <"$here/$suite/breaks.txt"
done
[[ ${#failures[@]} -eq 0 ]] || { printf 'suites: %s\n' "${failures[@]}" >&2; exit 1; }
