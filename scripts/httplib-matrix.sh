#!/usr/bin/env bash
# Runs the tests of the wire against several versions of cpp-httplib: the answers must be the same.
#
#   scripts/httplib-matrix.sh               the oldest we support, two between, the newest we know
#   scripts/httplib-matrix.sh CHECKOUT...   these checkouts of cpp-httplib instead
#
# Builds below build/matrix. Exit codes: 0 all the same, 1 a version failed, 3 a version could not be
# fetched.
set -euo pipefail
cd "$(dirname "$0")/.."

origin=https://github.com/yhirose/cpp-httplib.git
versions=(v0.11.4 v0.14.3 v0.18.7 v0.53.1)
tests='^(unit\.(app\.(client.*|contract|delivery_to_client)|wire\.(answer.*|delivery|framing|request_framer|observer|response_writer|transport.*))|end_to_end)$'

checkouts=("$@")
if [[ $# -eq 0 ]]; then
  for version in "${versions[@]}"; do
    checkout=build/matrix/httplib-$version
    if [[ ! -e $checkout/httplib.h ]]; then
      git clone --quiet --depth 1 --branch "$version" "$origin" "$checkout" || exit 3
    fi
    checkouts+=("$checkout")
  done
fi

mkdir -p build/matrix
failed=()
for checkout in "${checkouts[@]}"; do
  version=$(sed -n 's/^#define CPPHTTPLIB_VERSION "\(.*\)"/\1/p' "$checkout/httplib.h")
  [[ -n $version ]] || { echo "httplib-matrix: $checkout is no checkout of cpp-httplib" >&2; exit 3; }
  printf '\n=== cpp-httplib %s\n' "$version"
  build=build/matrix/$version
  if cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug \
    -DFETCHCONTENT_SOURCE_DIR_HTTPLIB="$(realpath "$checkout")" >"$build.log" 2>&1 &&
    cmake --build "$build" >>"$build.log" 2>&1 &&
    [[ $("$build/bin/zoom-mock" --version) == *"cpp-httplib $version"* ]] &&
    ctest --test-dir "$build" -R "$tests" --output-on-failure --no-tests=error; then
    continue
  fi
  failed+=("$version")
  tail -n 30 "$build.log"
done

if [[ ${#failed[@]} -gt 0 ]]; then
  printf '\n=== failed with cpp-httplib %s\n' "${failed[*]}"
  exit 1
fi
printf '\n=== the same with every version\n'
