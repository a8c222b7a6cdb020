#!/usr/bin/env bash
# Brings the users of a Zoom account into line with a list.
#
#   provision.sh <LIST
#
# A line of the list is `address,first name,last name`, or `-address` for somebody who has left. Prints what it did.
# Needs ZOOM_API_BASE_URL and ZOOM_TOKEN. Exits 1 when something was refused.
set -euo pipefail

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
refused=0

# call METHOD PATH [BODY]: the status; the answer's body is in $answer.
call() {
  local body=()
  [[ $# -lt 3 ]] || body=(--header 'Content-Type: application/json' --data-binary "$3")
  curl --silent --output "$answer" --write-out '%{http_code}' --request "$1" "$ZOOM_API_BASE_URL$2" \
    --header "Authorization: Bearer $ZOOM_TOKEN" "${body[@]}"
}

code() { sed --quiet 's/^{"code":\([0-9]*\),.*/\1/p' "$answer"; }

# As a JSON string.
text() { printf '"%s"' "$(sed 's/[\\"]/\\&/g' <<<"$1")"; }

names() { printf '"first_name":%s,"last_name":%s' "$(text "$1")" "$(text "$2")"; }

refuse() {
  echo "refused: $1: $(cat "$answer")"
  refused=1
}

add() {
  local status
  status=$(call POST /users "{\"action\":\"create\",\"user_info\":{\"email\":$(text "$1"),\"type\":1,$(names "$2" "$3")}}")
  case $status-$(code) in
    201-) echo "added: $1" ;;
    409-1005) change "$@" ;;
    *) refuse "$1" ;;
  esac
}

change() {
  if [[ $(call PATCH "/users/$1" "{$(names "$2" "$3")}") == 204 ]]; then
    echo "changed: $1"
  else
    refuse "$1"
  fi
}

remove() {
  local status
  status=$(call DELETE "/users/$1?action=delete")
  case $status-$(code) in
    204-) echo "removed: $1" ;;
    404-1001) echo "was gone: $1" ;;
    *) refuse "$1" ;;
  esac
}

while IFS=, read -r address first last; do
  case $address in
    -*) remove "${address#-}" ;;
    *) add "$address" "$first" "$last" ;;
  esac
done
exit "$refused"
