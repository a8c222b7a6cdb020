#!/usr/bin/env bash
# Runs the fuzz targets of the asan build, two at a time. The seeds in tests/fuzz/corpus are only
# read: what is new goes to build/fuzz/TARGET/corpus, where the next run takes it up.
#
#   scripts/fuzz.sh SECONDS               every target that is built, SECONDS each
#   scripts/fuzz.sh SECONDS TARGET...     those, such as "framing"
#
# Exit codes: 0 nothing found, 1 found something (the command that replays it is printed), 2 bad
# usage, 3 the targets are not built.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly bin=build/asan/bin
readonly at_once=2

fail() {
  printf 'fuzz: %s\n' "$1" >&2
  exit "$2"
}

names_of() {  # SUFFIX PATH...: the paths' last parts without the suffix, one a line
  local suffix=$1
  shift
  for path in "$@"; do basename "$path" "$suffix"; done
}

fuzz() {  # TARGET
  local target=$1 out=build/fuzz/$1
  rm -rf "$out/findings"
  mkdir -p "$out/corpus" "$out/findings"
  "$bin/${target}_fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=4096 \
    -print_final_stats=1 -dict="tests/fuzz/$target.dict" -artifact_prefix="$out/findings/" \
    "$out/corpus" "tests/fuzz/corpus/$target" >"$out/log" 2>&1
}

report() {  # TARGET RC
  local target=$1 out=build/fuzz/$1
  local runs
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$out/log")
  if [[ $2 -eq 0 && ${runs:-0} -gt 0 ]]; then
    printf 'fuzz: %s: %s runs, nothing found\n' "$target" "$runs"
    return 0
  fi
  grep --extended-regexp --max-count=1 --after-context=15 'does not hold|runtime error|what\(\):|== ?ERROR' \
    "$out/log" || tail --lines=20 "$out/log"
  printf 'fuzz: %s: FOUND something; the whole of it is in %s\n' "$target" "$out/log"
  for finding in "$out"/findings/*; do
    printf '  replay: %s %s\n' "$bin/${target}_fuzz" "$finding"
  done
  return 1
}

shopt -s nullglob
[[ ${1-} =~ ^[1-9][0-9]*$ ]] || fail "usage: scripts/fuzz.sh SECONDS [TARGET...]" 2
readonly seconds=$1
shift

mapfile -t built < <(names_of _fuzz "$bin"/*_fuzz)
[[ ${#built[@]} -gt 0 ]] || fail "no target in $bin; \"make fuzz\" builds them" 3
targets=("$@")
[[ $# -gt 0 ]] || mapfile -t targets < <(names_of _fuzz.cpp tests/fuzz/*_fuzz.cpp)
for target in "${targets[@]}"; do
  [[ " ${built[*]} " == *" $target "* ]] || fail "no target \"$target\" in $bin; it has ${built[*]}" 3
done

export ASAN_OPTIONS=strict_string_checks=1:check_initialization_order=1
export UBSAN_OPTIONS=print_stacktrace=1

printf 'fuzz: %s s each, %d at a time: %s\n' "$seconds" "$at_once" "${targets[*]}"
declare -A target_of=()
worst=0
collect() {  # waits for one of those that run
  local pid rc=0
  wait -n -p pid || rc=$?
  report "${target_of[$pid]}" "$rc" || worst=1
  unset "target_of[$pid]"
}
for target in "${targets[@]}"; do
  [[ ${#target_of[@]} -lt $at_once ]] || collect
  fuzz "$target" &
  target_of[$!]=$target
done
while [[ ${#target_of[@]} -gt 0 ]]; do collect; done
exit "$worst"
