#!/usr/bin/env bash
# Each test has a session, and so an account, of its own.
set -euo pipefail

failed=0

# expect WHAT WANTED GOT
expect() {
  if [[ $2 == "$3" ]]; then echo "ok: $1"; else
    printf 'not ok: %s\n  wanted: %s\n  got: %s\n' "$1" "$2" "$3"
    failed=1
  fi
}

provision() { ./provision.sh || echo "exit $?"; }

name_of() { # name_of ADDRESS
  curl --silent "$ZOOM_API_BASE_URL/users/$1" --header "Authorization: Bearer $ZOOM_TOKEN" |
    sed --quiet 's/.*"first_name":"\([^"]*\)".*/\1/p'
}

export ZOOM_TOKEN=world/add
expect "new users are added" "added: ada@example.com
added: bob@example.com" "$(printf '%s\n' ada@example.com,Ada,Lovelace bob@example.com,Bob,Kahn | provision)"
expect "and are there" Ada "$(name_of ada@example.com)"

export ZOOM_TOKEN=world/change
provision <<<ada@example.com,Ada,Byron >provisioned
expect "who is there already is changed" "changed: ada@example.com" "$(provision <<<'ada@example.com,Augusta,Lovelace')"
expect "and has the new name" Augusta "$(name_of ada@example.com)"

export ZOOM_TOKEN=world/remove
provision <<<ada@example.com,Ada,Lovelace >provisioned
expect "who has left is removed, once" "removed: ada@example.com
was gone: ada@example.com" "$(printf '%s\n' -ada@example.com -ada@example.com | provision)"

export ZOOM_TOKEN=world/quote
expect "names may have quotes" "added: ada@example.com" "$(provision <<<'ada@example.com,Ada "Countess",Lovelace')"

exit "$failed"
