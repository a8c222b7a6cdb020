#!/usr/bin/env python3
"""Has a public validator, Perl's JSON::Validator, read what is said in OpenAPI 3.0 of the admin API and of the operations.

    check-openapi.py ZOOM_MOCK    ZOOM_MOCK is the binary to ask for its /__admin/openapi.json, and to `export openapi`

The validator must also find what is wrong with a copy of the document that has a mistake.

Exit codes: 0 valid, 1 not valid, 2 bad usage, 3 nothing could be checked.
"""

import json
import subprocess
import sys

PATH = "/__admin/openapi.json"
SECONDS = 20
# Prints a line for each thing that is wrong. A reference that leads nowhere ends it, with its name.
VALIDATOR = """
use Mojo::JSON 'decode_json';
use JSON::Validator::Schema::OpenAPIv3;
local $/;
my $schema = JSON::Validator::Schema::OpenAPIv3->new;
print "$_\\n" for @{$schema->data(decode_json(<STDIN>))->resolve->errors};
"""


class CannotCheck(Exception):
    """Nothing can be said about the document."""


def document_of(binary):
    """What a server of our own answers; exec's code is of no interest, since nothing is exercised."""
    command = [binary, "exec", "--", "sh", "-c", f'curl -sS --noproxy "*" --max-time {SECONDS} "$ZOOM_MOCK_URL{PATH}"']
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise CannotCheck(f"GET {PATH} gave no JSON ({error}): {done.stderr.strip()}") from error


def exported_by(binary, profile):
    """What `export openapi` prints."""
    done = subprocess.run([binary, "export", "openapi", "--profile", profile], capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise CannotCheck(f"export openapi prints no JSON ({error}): {done.stderr.strip()}") from error


def mistakes_in(document):
    """What the validator finds, in its words."""
    done = subprocess.run(["perl", "-e", VALIDATOR], input=json.dumps(document), capture_output=True, text=True, check=False)
    if "Can't locate" in done.stderr:
        raise CannotCheck("Perl's JSON::Validator is missing: scripts/install-deps.sh ci")
    return (done.stdout + done.stderr).splitlines()


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        documents = {
            f"GET {PATH}": document_of(sys.argv[1]),
            "export openapi": exported_by(sys.argv[1], "documented"),
            "export openapi --profile current": exported_by(sys.argv[1], "current"),
        }
        mistakes = {name: mistakes_in(document) for name, document in documents.items()}
        if not mistakes_in({**documents["export openapi"], "info": {}}):
            raise CannotCheck("the validator finds nothing wrong with a document that has no title")
    except (CannotCheck, OSError) as error:
        print(f"check-openapi: {error}", file=sys.stderr)
        return 3
    for name, found in mistakes.items():
        if found:
            print(f"check-openapi: {name} is not OpenAPI 3.0:", file=sys.stderr)
            print("".join(f"  {mistake}\n" for mistake in found), end="", file=sys.stderr)
        else:
            print(f"check-openapi: {name} is valid, all of its {len(documents[name]['paths'])} paths")
    if any(mistakes.values()):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
