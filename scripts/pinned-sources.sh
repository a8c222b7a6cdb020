#!/usr/bin/env bash
# Builds with the pinned release of every third party in place of the system's packages, and runs all
# tests: what a system gets whose packages are too old, or lacking.
#
#   scripts/pinned-sources.sh            fetches the releases that scripts/cmake/dependencies.cmake pins
#   scripts/pinned-sources.sh FOLDER     takes their sources from FOLDER: FOLDER/asio, FOLDER/CLI11, ...
#
# Builds in build/pins. Exit codes: 0 all tests pass, 1 one does not, 3 the sources cannot be had.
set -euo pipefail
cd "$(dirname "$0")/.."

build=build/pins
dependencies=scripts/cmake/dependencies.cmake
options=(-DFETCHCONTENT_TRY_FIND_PACKAGE_MODE=NEVER -DCMAKE_BUILD_TYPE=Debug -DZOOM_MOCK_BUILD_TESTS=ON
  -DZOOM_MOCK_UNITY=ON)

if [[ $# -gt 0 ]]; then
  for name in $(sed -n 's/^ *zoom_mock_declare(\([^ ]*\) .*/\1/p' $dependencies); do
    [[ -e $1/$name ]] || { echo "pinned-sources: there is no $1/$name" >&2; exit 3; }
    options+=("-DFETCHCONTENT_SOURCE_DIR_${name^^}=$(realpath "$1/$name")")
  done
else
  origin=$(sed -n 's/^set(github \(.*\))/\1/p' $dependencies)
  GIT_TERMINAL_PROMPT=0 timeout 20 git ls-remote "$origin/doctest/doctest.git" HEAD >/dev/null ||
    { echo "pinned-sources: nothing can be fetched from $origin" >&2; exit 3; }
fi

cmake -S . -B "$build" -G Ninja "${options[@]}"
cmake --build "$build"
ctest --test-dir "$build" --output-on-failure --no-tests=error
