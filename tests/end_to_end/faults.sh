#!/usr/bin/env bash
# Every fault, as curl's exit code tells it: plain, and over TLS.
set -u

binary=${1:?usage: faults.sh BINARY}
work=$(mktemp -d)
server=
trap 'kill "$server" 2>/dev/null; wait; rm -rf "$work"' EXIT

mkdir "$work/scenarios"
cat >"$work/scenarios/faults.json" <<'JSON'
{
  "extends": "default",
  "stubs": [
    { "name": "reset",     "when": { "meeting": "1" }, "reply": { "fault": "reset" } },
    { "name": "close",     "when": { "meeting": "2" }, "reply": { "fault": "close" } },
    { "name": "hang",      "when": { "meeting": "3" }, "reply": { "fault": "hang" } },
    { "name": "half"     , "when": { "meeting": "4" }, "reply": { "status": 400, "json": { "code": 300 }, "fault": "truncate" } },
    { "name": "no body"  , "when": { "meeting": "5" }, "reply": { "fault": "truncate" } },
    { "name": "garbage",   "when": { "meeting": "6" }, "reply": { "fault": "garbage" } },
    { "name": "slow",      "when": { "meeting": "7" }, "reply": { "fault": "dribble" } },
    { "name": "quick",     "when": { "meeting": "8" }, "reply": { "fault": { "kind": "dribble", "bytes_per_s": 4000 } } }
  ]
}
JSON

"$binary" serve --port 0 --port-file "$work/port" --tls-port 0 --scenarios "$work/scenarios" \
  >"$work/log" 2>&1 &
server=$!
tries=200
until [ -s "$work/port" ]; do
  if ! kill -0 "$server" 2>/dev/null || [ $((tries -= 1)) -eq 0 ]; then
    cat "$work/log" >&2
    exit 1
  fi
  sleep 0.05
done
{ read -r port && read -r tls_port; } <"$work/port"
authority=
until [ -n "$authority" ]; do
  sleep 0.05
  authority=$(sed -n "s/^ca //p" "$work/log")
done

check() { # check WHAT MEETING EXIT [STATUS]: STATUS is what curl has seen of the answer, 000 nothing
  local status exit
  status=$(curl --silent --max-time 0.5 --output /dev/null --write-out '%{http_code}' \
    --cacert "$authority" --request PATCH "$url/v2/meetings/$2/livestream" --header 'Authorization: Bearer faults' \
    --form stream_url=rtmp://example.com/live --form stream_key=my-key \
    --form page_url=https://example.com/watch)
  exit=$?
  if [ "$exit $status" = "$3 $4" ]; then
    echo "ok: ${url%%:*}: $1: curl exits with $exit"
  else
    echo "not ok: ${url%%:*}: $1: curl exits with $exit after status $status, expected $3 after $4"
  fi
}

for url in "http://127.0.0.1:$port" "https://127.0.0.1:$tls_port"; do
  check "reset" 1 56 000
  check "close" 2 52 000
  check "hang" 3 28 000
  check "truncate, inside the body" 4 18 400
  check "truncate, without a body" 5 52 000
  check "garbage" 6 1 000
  check "a dribble slower than the client waits" 7 28 000
  check "a quick dribble" 8 0 204
  check "no fault" 9 0 204
done
