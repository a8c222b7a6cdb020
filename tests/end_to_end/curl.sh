#!/usr/bin/env bash
# curl, as Zoom's published sample calls it and in the ways people vary it.
set -u

url=${1:?usage: curl.sh URL}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

path=/v2/meetings/68423085/livestream
fields=(
  --form 'stream_url="aute"'
  --form 'stream_key="auteofficia"'
  --form 'page_url="auteofficiahttps://IBrRnEbZoeJwPd.ixq+PqOQQZC-z42EWi"'
)

call() { # call TARGET TOKEN CURL-ARGUMENTS...: prints the status; leaves $work/head and $work/body
  local target=$1 token=$2
  shift 2
  : >"$work/body"
  curl --silent --show-error --max-time 20 \
    --dump-header "$work/head" --output "$work/body" --write-out '%{http_code}' \
    --location --request PATCH "$url$target" \
    --header 'Content-Type: multipart/form-data' \
    --header "Authorization: Bearer $token" "$@"
}

check() { # check WHAT ACTUAL EXPECTED
  if [ "$2" = "$3" ]; then
    echo "ok: $1"
  else
    echo "not ok: $1: got '$2', expected '$3'"
  fi
}

check_holds() { # check_holds WHAT FILE PATTERN: some line matches
  if grep --quiet --ignore-case --extended-regexp "$3" "$2"; then
    echo "ok: $1"
  else
    echo "not ok: $1: no line matches '$3' in: $(tr -d '\r' <"$2" | tr '\n' '|')"
  fi
}

check_lacks() { # check_lacks WHAT FILE PATTERN: no line matches
  if grep --quiet --ignore-case --extended-regexp "$3" "$2"; then
    echo "not ok: $1: a line matches '$3' in: $(tr -d '\r' <"$2" | tr '\n' '|')"
  else
    echo "ok: $1"
  fi
}

check "the published sample" "$(call "$path" test-token "${fields[@]}")" 204
check "a 204 has no body" "$(wc -c <"$work/body" | tr -d ' ')" 0
check_lacks "a 204 has no framing headers" "$work/head" \
  '^(content-length|content-type|transfer-encoding):'
check_holds "an answer has a request id" "$work/head" '^x-zoom-mock-request-id: .'

check "a space at the end of a value" \
  "$(call "$path" test-token --form 'stream_url="aute "' "${fields[@]:2}")" 204
check "HTTP/1.0" "$(call "$path" test-token --http1.0 "${fields[@]}")" 204
check "a chunked body" \
  "$(call "$path" test-token --header 'Transfer-Encoding: chunked' "${fields[@]}")" 204
check "Expect: 100-continue" \
  "$(call "$path" test-token --header 'Expect: 100-continue' "${fields[@]}")" 204
check_holds "it is answered with 100 first" "$work/head" '^HTTP/1.1 100 '

check "20 in parallel" "$(
  seq 20 | xargs -P 20 -I {} curl --silent --max-time 20 --output /dev/null \
    --write-out '%{http_code}\n' --request PATCH "$url$path" \
    --header 'Authorization: Bearer test-token' "${fields[@]}" | sort | uniq -c | tr -s ' '
)" " 20 204"

check "the literal :meetingId" \
  "$(call /v2/meetings/:meetingId/livestream test-token "${fields[@]}")" 300
check_lacks "a 300 has no Location" "$work/head" '^location:'
check_holds "the placeholder is named" "$work/head" \
  '^x-zoom-mock-why: .*":meetingId" is an unsubstituted placeholder'
check_holds "code 300" "$work/body" '"code": ?300,'

check "a missing field" "$(call "$path" test-token "${fields[@]:0:2}" "${fields[@]:4}")" 300
check_holds "the field is named" "$work/body" '"field": ?"stream_key"'
check_holds "why names the field too" "$work/head" '^x-zoom-mock-why: .*"stream_key"'

check "a meeting that does not exist" \
  "$(call /v2/meetings/4040003001/livestream test-token "${fields[@]}")" 404
check_holds "code 3001 with the id" "$work/body" 'Meeting does not exist: 4040003001\.'
check "an expired token" "$(call "$path" expired-token "${fields[@]}")" 401
check_holds "its message" "$work/body" 'Access token is expired\.'
check "the literal <access_token>" "$(call "$path" '<access_token>' "${fields[@]}")" 401
check "a webinar's id" "$(call /v2/meetings/4000003000/livestream test-token "${fields[@]}")" 400

check "another method" "$(call "$path" test-token --request POST "${fields[@]}")" 405
check_holds "the right method is named" "$work/head" '^allow: .*PATCH'
check "an unknown path" "$(call /v2/no/such/path test-token "${fields[@]}")" 501
check_holds "what was asked is named" "$work/body" '/v2/no/such/path'

file=72576a1f-4e66-4a77-87c4-f13f9808bd76
download_url=$(curl --silent --max-time 20 --header 'Authorization: Bearer test-token' \
  "$url/v2/meetings/85746065/recordings" | grep --only-matching "http[^\"]*/rec/download/$file")
download() { # download CURL-ARGUMENTS...: prints status, redirections, bytes and type
  curl --silent --show-error --max-time 20 --output "$work/body" \
    --write-out '%{http_code} %{num_redirects} %{size_download} %{content_type}' \
    "$download_url" "$@"
}
check "a recording is downloaded from where its meeting says" \
  "$(download --location --header 'Authorization: Bearer test-token')" "200 1 8192 video/mp4"
check_holds "it is a film" "$work/body" 'ftypisom'
check "a client that does not follow gets nothing" \
  "$(download --header 'Authorization: Bearer test-token' | cut -d ' ' -f 1)" 302
check "nor does one without a token" "$(download --location | cut -d ' ' -f 1)" 401
