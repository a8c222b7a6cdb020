#!/usr/bin/env bash
# Starts a zoom-mock binary and talks to it with the clients people use.
#
#   tests/end_to_end/run.sh BINARY
#
# Every client script prints one line per check: "ok: what" or "not ok: what: detail". A script that
# dies or says nothing has failed. Prints what failed, again, and "N passed, N failed" last; exits 1
# on any failure. Runs
# beside itself: free ports, a folder of its own.
set -u

here=$(cd "$(dirname "$0")" && pwd)
binary=${1:?usage: run.sh BINARY}
work=$(mktemp -d)
server=
passed=0
failed=0
failures=()

clean_up() {
  [ -n "$server" ] && kill -KILL "$server" 2>/dev/null
  rm -rf "$work"
}
trap clean_up EXIT

tell() { # tell LINE: prints the outcome of one check and counts it
  echo "$1"
  case $1 in
    "ok: "*) passed=$((passed + 1)) ;;
    *)
      failed=$((failed + 1))
      failures+=("$1")
      ;;
  esac
}

give_up() {
  tell "not ok: $1"
  sed 's/^/    /' "$work/stdout" "$work/stderr" 2>/dev/null
  echo "$passed passed, $failed failed"
  exit 1
}

start_server() {
  "$binary" tls init --out "$work/tls" >"$work/stdout" 2>"$work/stderr" ||
    give_up "tls init: exit $?"
  authority=$work/tls/ca.pem
  "$binary" serve --port 0 --port-file "$work/port" --tls-port 0 --tls-cert "$work/tls/server.pem" \
    --tls-key "$work/tls/server-key.pem" >"$work/stdout" 2>"$work/stderr" &
  server=$!
  local tries=200
  until [ -s "$work/port" ]; do
    kill -0 "$server" 2>/dev/null || give_up "the server starts: $binary ended at once"
    [ $((tries -= 1)) -gt 0 ] || give_up "the server starts: no port file within 10 s"
    sleep 0.05
  done
  { read -r port && read -r tls_port; } <"$work/port"
  url="http://127.0.0.1:$port"
}

stop_server() {
  kill -TERM "$server" 2>/dev/null
  wait "$server" 2>/dev/null
  local status=$?
  server=
  if [ "$status" -eq 0 ]; then
    tell "ok: SIGTERM: exit 0"
  else
    tell "not ok: SIGTERM: exit $status"
    tail -n 20 "$work/stderr" | sed 's/^/    /'
  fi
}

run_client() { # run_client NAME COMMAND...
  local name=$1 lines=0
  shift
  if ! command -v "$1" >/dev/null; then
    tell "not ok: $name: $1 is not installed (scripts/install-deps.sh)"
    return
  fi
  timeout 120 "$@" >"$work/$name.out" 2>"$work/$name.err"
  local status=$?
  while IFS= read -r line; do
    case $line in
      "ok: "* | "not ok: "*)
        tell "${line%%: *}: $name: ${line#*: }"
        lines=$((lines + 1))
        ;;
    esac
  done <"$work/$name.out"
  if [ "$status" -ne 0 ] || [ "$lines" -eq 0 ]; then
    tell "not ok: $name: exit $status after $lines checks"
    sed 's/^/    /' "$work/$name.err"
  fi
}

start_server
run_client curl bash "$here/curl.sh" "$url"
run_client faults bash "$here/faults.sh" "$binary"
run_client fetch node "$here/fetch.mjs" "$url"
run_client http.client python3 "$here/http_client.py" "$url"
run_client tls bash "$here/tls.sh" "$tls_port" "$authority"
NODE_EXTRA_CA_CERTS=$authority run_client https node "$here/tls.mjs" "$tls_port"
SSL_CERT_FILE=$authority run_client ssl python3 "$here/tls_client.py" "$tls_port"
run_client lifecycle python3 "$here/lifecycle.py" "$binary"
run_client exec python3 "$here/exec.py" "$binary"
run_client violations python3 "$here/exec_violations.py" "$binary"
run_client runners python3 "$here/exec_runners.py" "$binary"
run_client terminal python3 "$here/exec_terminal.py" "$binary"
run_client proxy python3 "$here/proxy.py" "$binary"
run_client survival python3 "$here/survival.py" "$binary"
run_client journal python3 "$here/journal.py" "$binary"
run_client verify python3 "$here/verify.py" "$binary"
run_client oauth python3 "$here/oauth.py" "$binary"
run_client mistakes python3 "$here/client_mistakes.py" "$binary"
run_client coverage python3 "$here/coverage.py" "$binary"
run_client views python3 "$here/views.py" "$binary"
run_client control python3 "$here/control.py" "$binary"
run_client webhooks python3 "$here/webhooks.py" "$binary"
run_client options python3 "$here/serve_flags.py" "$binary"
run_client xml python3 "$here/xml_errors.py" "$binary"
run_client import python3 "$here/import_postman.py" "$binary"
run_client secrets python3 "$here/planted_secrets.py" "$binary"
stop_server

[ "$failed" -eq 0 ] || printf '%s\n' "${failures[@]}"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
