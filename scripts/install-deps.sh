#!/usr/bin/env bash
# Installs what building and testing zoom-mock need, and does nothing when all of it is there.
#
#   scripts/install-deps.sh          everything
#   scripts/install-deps.sh build    only what building the server needs
#   scripts/install-deps.sh bench    that, and what the benchmarks need
#
# Exit codes: 0 all is installed, 2 bad usage, 3 cannot install here.
set -euo pipefail

build=(
  ccache cmake g++ make ninja-build pkg-config
  libasio-dev libcli11-dev libcpp-httplib-dev libre2-dev libspdlog-dev libssl-dev liburiparser-dev
  nlohmann-json3-dev
)
test=(
  clang clang-format clang-tidy curl doctest-dev libclang-rt-dev libvalijson-dev nodejs python3
  valgrind
)
bench=(libbenchmark-dev nginx-light python3 wrk)

fail() {
  printf 'install-deps: %s\n' "$1" >&2
  exit "$2"
}

case "${1-all}" in
  build) wanted=("${build[@]}") ;;
  bench) wanted=("${build[@]}" "${bench[@]}") ;;
  all) wanted=("${build[@]}" "${test[@]}") ;;
  *) fail "unknown argument \"$1\"; it takes \"build\", \"bench\" or nothing" 2 ;;
esac

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  # Elsewhere another package manager, or the user, has put things in place: look for the tools.
  for tool in cmake ninja c++; do
    command -v "$tool" >/dev/null && continue
    fail "this is no Debian or Ubuntu. Please install a C++20 compiler, CMake >= 3.25, Ninja and
pkg-config; and, or let CMake fetch them: cpp-httplib, nlohmann-json, spdlog, CLI11, Asio
(standalone), uriparser, RE2, OpenSSL; for the tests doctest, valijson, Python 3, curl, Node.js,
clang with clang-format and clang-tidy. \"$tool\" is missing." 3
  done
  exit 0
fi

installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for package in "${wanted[@]}"; do
  grep --quiet --line-regexp --fixed-strings "installed $package" <<<"$installed" || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

root=()
if [[ $(id --user) -ne 0 ]]; then
  command -v sudo >/dev/null || fail "not root, and there is no sudo. As root: apt-get install ${missing[*]}" 3
  root=(sudo)
fi

# nginx is here to be measured. Its package would start it on port 80, now and with every boot.
policy=/usr/sbin/policy-rc.d
keep_nginx_still() {
  [[ " ${missing[*]} " == *" nginx-light "* ]] || return 0
  [[ -e $policy ]] || {
    trap '"${root[@]}" rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee "$policy" >/dev/null
    "${root[@]}" chmod +x "$policy"
  }
}

echo "install-deps: installing ${missing[*]}"
apt_get=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet -o DPkg::Lock::Timeout=120)
"${apt_get[@]}" update || fail "apt-get update failed" 3
keep_nginx_still
"${apt_get[@]}" install --yes --no-install-recommends "${missing[@]}" ||
  fail "apt-get could not install ${missing[*]}" 3
if [[ " ${missing[*]} " == *" nginx-light "* ]] && command -v systemctl >/dev/null; then
  "${root[@]}" systemctl disable nginx || true
fi
