#!/usr/bin/env bash
# curl against https://api.zoom.us, led to a mock on this machine: what it trusts, and how it is told what is wrong.
set -u

port=${1:?usage: tls.sh TLS-PORT AUTHORITY}
authority=${2:?usage: tls.sh TLS-PORT AUTHORITY}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

call() { # call CURL-ARGUMENTS...: prints curl's exit code and the status
  local status exit
  status=$(curl --silent --max-time 20 --output "$work/body" --write-out '%{http_code}' \
    --request PATCH --header 'Authorization: Bearer test-token' \
    --form stream_url=rtmp://example.com/live --form stream_key=my-key \
    --form page_url=https://example.com/watch \
    --connect-to "::127.0.0.1:$port" "$@")
  exit=$?
  echo "$exit $status"
}

check() { # check WHAT ACTUAL EXPECTED
  if [ "$2" = "$3" ]; then
    echo "ok: $1"
  else
    echo "not ok: $1: got '$2', expected '$3'"
  fi
}

path=/v2/meetings/68423085/livestream
for host in api.zoom.us zoom.us localhost 127.0.0.1; do
  check "https://$host" "$(call --cacert "$authority" "https://$host$path")" "0 204"
done
check "by CURL_CA_BUNDLE" "$(CURL_CA_BUNDLE=$authority call "https://api.zoom.us$path")" "0 204"
check "TLS 1.2" "$(call --cacert "$authority" --tls-max 1.2 "https://api.zoom.us$path")" "0 204"
check "HTTP/2 is declined" "$(call --cacert "$authority" --http2 "https://api.zoom.us$path")" "0 204"
check "TLS 1.1 is refused" \
  "$(call --cacert "$authority" --tls-max 1.1 --ciphers DEFAULT@SECLEVEL=0 "https://api.zoom.us$path")" "35 000"
check "without the authority there is no trust" "$(call "https://api.zoom.us$path")" "60 000"
check "another name is refused" "$(call --cacert "$authority" "https://api.example.com$path")" "60 000"
check "plain http:// is answered in plain" "$(call "http://api.zoom.us$path")" "0 400"
check "and told why" "$(grep --count 'this port speaks TLS' "$work/body")" 1
