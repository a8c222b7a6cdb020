#!/usr/bin/env bash
# Installs what a verb of the Makefile needs, and does nothing when all of it is there.
#
#   scripts/install-deps.sh build    to build the server, and curl to ask it something
#   scripts/install-deps.sh test     that, and what the tests need
#   scripts/install-deps.sh ci       that, and what else must pass before a merge
#   scripts/install-deps.sh bench    what building and the benchmarks need
#
# Exit codes: 0 all is installed, 2 bad usage, 3 cannot install here.
set -euo pipefail
cd "$(dirname "$0")/.."

build=(
  ccache cmake curl g++ make ninja-build pkg-config
  libasio-dev libcli11-dev libcpp-httplib-dev libre2-dev libspdlog-dev libssl-dev liburiparser-dev
  nlohmann-json3-dev
)
test=(doctest-dev nodejs python3)
ci=(clang clang-format clang-tidy debootstrap git golang-go libclang-rt-dev libjson-validator-perl php-cli valgrind)
bench=(libbenchmark-dev nginx-light python3 wrk)

# A Node.js that is not Debian's brings npm with it, and refuses Debian's beside it.
command -v npm >/dev/null || ci+=(npm)

# Headers alone, which scripts/cmake/dependencies.cmake finds here. Installed, their package would
# bring every JSON library it has an adapter for: Qt, and with it MariaDB's client and X11.
unpacked=build/packages
headers=()

fail() {
  printf 'install-deps: %s\n' "$1" >&2
  exit "$2"
}

set=${1-}
case $set in
  build) wanted=("${build[@]}") ;;
  test) wanted=("${build[@]}" "${test[@]}") headers=(libvalijson-dev) ;;
  ci) wanted=("${build[@]}" "${test[@]}" "${ci[@]}") headers=(libvalijson-dev) ;;
  bench) wanted=("${build[@]}" "${bench[@]}") ;;
  *) fail "it takes one of build, test, ci and bench" 2 ;;
esac

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  # Elsewhere another package manager, or the user, has put things in place: look for the tools.
  for tool in cmake ninja c++; do
    command -v "$tool" >/dev/null && continue
    fail "this is neither Debian nor Ubuntu. Please install a C++20 compiler, CMake >= 3.25, Ninja and
pkg-config; and, or let CMake fetch them: cpp-httplib, nlohmann-json, spdlog, CLI11, Asio
(standalone), uriparser, RE2, OpenSSL; for the tests doctest, valijson, Python 3, curl, Node.js; for
\"make ci\" clang with clang-format and clang-tidy, valgrind, npm, and JSON::Validator for Perl. \"$tool\" is missing." 3
  done
  exit 0
fi

installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "${wanted[@]}" "${headers[@]}" \
  2>/dev/null || true)
is_installed() { grep --quiet --line-regexp --fixed-strings "installed $1" <<<"$installed"; }

missing=() not_unpacked=()
for package in "${wanted[@]}"; do
  is_installed "$package" || missing+=("$package")
done
for package in "${headers[@]}"; do
  is_installed "$package" || [[ -e $unpacked/usr/share/doc/$package ]] || not_unpacked+=("$package")
done
[[ ${#missing[@]} -gt 0 || ${#not_unpacked[@]} -gt 0 ]] || exit 0

as_root() {
  if [[ $(id --user) -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "not root, and there is no sudo. As root: $(realpath scripts/install-deps.sh) $set" 3
  fi
}
apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get --quiet -o DPkg::Lock::Timeout=120 "$@"; }

# nginx is here to be measured. Its package would start it on port 80, now and with every boot.
policy=/usr/sbin/policy-rc.d
keep_nginx_still() {
  [[ " ${missing[*]} " == *" nginx-light "* ]] || return 0
  [[ -e $policy ]] || {
    trap 'as_root rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod +x "$policy"
  }
}

if [[ ${#missing[@]} -gt 0 ]]; then
  echo "install-deps: installing ${missing[*]}"
  apt_get update || fail "apt-get update failed" 3
  keep_nginx_still
  apt_get install --yes --no-install-recommends "${missing[@]}" ||
    fail "apt-get could not install ${missing[*]}" 3
  if [[ " ${missing[*]} " == *" nginx-light "* ]] && command -v systemctl >/dev/null; then
    as_root systemctl disable nginx || true
  fi
fi

unpack() {
  mkdir -p "$unpacked" && cd "$unpacked" && rm -f "$1"_*.deb && apt-get --quiet download "$1" &&
    dpkg-deb --extract "$1"_*.deb . && rm "$1"_*.deb
}
for package in "${not_unpacked[@]}"; do
  echo "install-deps: unpacking $package into $unpacked"
  (unpack "$package") || { apt_get update && (unpack "$package"); } || fail "could not fetch $package" 3
done
