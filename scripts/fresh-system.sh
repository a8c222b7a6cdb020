#!/usr/bin/env bash
# Tries the README's two commands in a system that has nothing yet: installs Debian, or Ubuntu 24.04,
# into a folder, runs `make run` there (asks what it says to paste, and stops it) and `make test`, as
# an ordinary user who may sudo, and removes the folder.
#
#   scripts/fresh-system.sh bookworm|trixie|noble
#
# What is tried are the repository's files as they stand. MIRROR says where packages come from; unset,
# it is where this machine's apt has Debian from, or deb.debian.org; for Ubuntu archive.ubuntu.com.
# COMPONENTS is "main" unless set, for Ubuntu "main,universe".
#
# Needs root and debootstrap. Exit codes: 0 both commands work, 1 one does not, 2 bad usage, 3 no such
# system can be made here.
set -euo pipefail
cd "$(dirname "$0")/.."

is_ubuntu() { [[ $suite == noble ]]; }

say() { printf 'fresh-system: %s: %s\n' "$suite" "$1"; }

# step CODE TITLE COMMAND...: says how long it took; shows its output and exits with CODE when it fails.
step() {
  local code=$1 title=$2 start=$SECONDS
  shift 2
  set +e  # in a condition, nothing that fails inside would end it
  (set -e; "$@") >"$system/log" 2>&1
  local result=$?
  set -e
  if [[ $result -ne 0 ]]; then
    tail -n 100 "$system/log"
    say "$title: FAILED after $((SECONDS - start)) s"
    exit "$code"
  fi
  say "$title: $((SECONDS - start)) s"
}

make_system() {
  # Debian has neither Ubuntu's keys nor a script for each of its suites; of those it has one fits all.
  local options=() script=()
  is_ubuntu && options=(--no-check-gpg) script=(gutsy)
  debootstrap --variant=minbase --components="$components" --include=ca-certificates,make,sudo \
    "${options[@]}" "$suite" "$root" "$mirror" "${script[@]}"
  mount -t proc proc "$root/proc"
  mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
  cp --dereference /etc/resolv.conf "$root/etc/"
  printf '127.0.0.1 localhost %s\n::1 localhost\n' "$(hostname)" >"$root/etc/hosts"
  # Proxies, and a mirror of the past.
  apt-config dump | grep -E '^Acquire::(https?::|Check-)' >"$root/etc/apt/apt.conf.d/90here" || true

  chroot "$root" useradd --create-home --shell /bin/bash ada
  echo 'ada ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/ada"
  mkdir "$root/home/ada/zoom-mock"
  git ls-files -z --cached --others --exclude-standard |
    tar --create --null --files-from=- --ignore-failed-read |
    tar --extract --no-same-owner --directory="$root/home/ada/zoom-mock"
  chroot "$root" chown -R ada: /home/ada
}

as_ada() { chroot "$root" su --login ada --command "cd zoom-mock && $1"; }

try_run() {
  as_ada 'set -m
    make run ARGS="--port 0" >stdout & server=$!
    until request=$(grep "^curl" stdout) || ! kill -0 $server 2>/dev/null; do sleep 0.2; done
    cat stdout
    answer=$(eval "$request"); answered=$?
    echo "$answer"
    kill -INT -- -$server && wait $server
    [[ $answered -eq 0 && $answer == "HTTP/1.1 204"* ]]'
}

# Files of a floor as one: this compiler and these libraries are asked, not each file.
try_test() { as_ada "ZOOM_MOCK_UNITY=ON make test"; }

# What only developers of zoom-mock need, or nobody.
look_for_ballast() {
  ! chroot "$root" dpkg-query --show --showformat='${Package}\n' |
    grep -E '^(clang|libmariadb|libqt|libx11|qt|valgrind)'
}

try_commands() {
  step 3 "installing from $mirror" make_system
  step 1 "make run" try_run
  step 1 "make test" try_test
  grep 'tests passed' "$system/log"
  step 1 "nothing but what they need, $(chroot "$root" dpkg-query --show | wc -l) packages" look_for_ballast
}

if [[ ${1-} == --inside ]]; then
  suite=$2 system=$3 root=$3/root mirror=$4 components=$5
  try_commands
  exit
fi

suite=${1-}
[[ $# -eq 1 && $suite =~ ^[a-z]+$ ]] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[[ $(id --user) -eq 0 ]] || { say "not root" >&2; exit 3; }
command -v debootstrap >/dev/null || { say "debootstrap is not installed" >&2; exit 3; }
# A container without the right to make namespaces.
unshare --mount --pid --fork true 2>/dev/null || { say "no namespaces can be made here" >&2; exit 3; }
components=main
mirror=${MIRROR-}
if is_ubuntu; then
  components=main,universe
  mirror=${mirror:-http://archive.ubuntu.com/ubuntu}
fi
mirror=${mirror:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -n 1)}

# Namespaces of its own: when the first process in them ends, so do all others, and their mounts.
system=$(mktemp --directory --tmpdir="${TMPDIR:-/var/tmp}" fresh-system.XXXXXX)
trap '{ kill -KILL $inside || true; wait; } 2>/dev/null; rm -rf --one-file-system "$system"' EXIT
trap 'exit 130' INT TERM HUP
unshare --mount --pid --fork --kill-child \
  "$0" --inside "$suite" "$system" "${mirror:-http://deb.debian.org/debian}" \
  "${COMPONENTS-$components}" & inside=$!
wait $inside
say "both commands work: $SECONDS s"
