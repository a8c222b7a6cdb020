#!/usr/bin/env python3
"""Changes bytes of the catalogue's messages, one at a time, and says which change no test notices.

    mutate-replies.py [--all] [--seed N] [--build FOLDER]

The messages are those of `zoom-mock replies --format json`: of every reply, in both profiles, and
of the operations that word it in their own way. Of each, three bytes drawn by the seed are changed,
or, with --all, every byte. No compiler is needed: a copy of the test program gets the other byte
wherever the message ends a text of its own, its tests named "replies: …" run, and the byte is put
back. They compare with files, so no text inside the program can hide a change. The linker keeps
equal texts once: a message that several replies have is changed in all of them at a time.

Exit codes: 0 every change is noticed, 1 one is not, 2 bad usage, 3 there is nothing to run.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLE = 3
NOTICED, UNNOTICED = 1, 0


def messages(server):
    """Each message that is not empty, and the names of the replies that have it."""
    listed = subprocess.run([server, "replies", "--format", "json"], check=True, capture_output=True)
    found = {}
    for reply in json.loads(listed.stdout):
        for worded in [reply, *reply["operations"]]:
            for profile in ("documented", "current"):
                found.setdefault(worded[profile]["message"], set()).add(reply["name"])
    found.pop("")
    return found


def places_of(text, program):
    """The offsets in the program where this text ends one, as in C."""
    places = []
    at = program.find(text + b"\0")
    while at >= 0:
        places.append(at)
        at = program.find(text + b"\0", at + 1)
    return places


def run_tests(program):
    """What they return; whoever rewrites golden files elsewhere does not rewrite them here."""
    environment = {name: value for name, value in os.environ.items() if name != "ZOOM_MOCK_GOLDEN"}
    return subprocess.run([program, "--test-case=replies: *"], cwd=ROOT, env=environment, check=False, timeout=60,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode


def give_up(reason):
    print(reason, file=sys.stderr)
    sys.exit(3)


def write(path, places, byte):
    with open(path, "r+b") as program:
        for place in places:
            program.seek(place)
            program.write(bytes([byte]))


def is_noticed(copy, text, places, position):
    byte = text[position]
    write(copy, [place + position for place in places], byte ^ 1)
    code = run_tests(copy)
    write(copy, [place + position for place in places], byte)
    if code not in (NOTICED, UNNOTICED):
        give_up(f"byte {position} of {text.decode()!r} ends the tests with {code}")
    return code == NOTICED


def positions_in(text, options, draw):
    every = range(len(text))
    return every if options.all else sorted(draw.sample(every, min(SAMPLE, len(text))))


def mutate(copy, options, listed):
    """How many changes were made, and those that nobody noticed."""
    program = copy.read_bytes()
    draw = random.Random(options.seed)
    made, survivors = 0, []
    for message, names in sorted(listed.items()):
        text = message.encode()
        places = places_of(text, program)
        if not places:
            give_up(f"the tests do not hold the message {message!r}")
        for position in positions_in(text, options, draw):
            made += 1
            if not is_noticed(copy, text, places, position):
                survivors.append(f"byte {position} of {message!r} ({', '.join(sorted(names))})")
    return made, survivors


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="change every byte")
    parser.add_argument("--seed", type=int, default=1, help="draws the bytes that are changed")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "dev", help="where bin/ is")
    options = parser.parse_args()
    server, tests = (options.build.resolve() / "bin" / name for name in ("zoom-mock", "zoom_mock_commands_tests"))
    if not (server.exists() and tests.exists()):
        give_up(f"there is no {server.name} and {tests.name} in {server.parent}: `make test` builds them")
    listed = messages(server)
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(shutil.copy(tests, folder))
        if run_tests(copy) != UNNOTICED:
            give_up("the tests of replies fail as they are")
        made, survivors = mutate(copy, options, listed)
        if run_tests(copy) != UNNOTICED:
            give_up("the tests of replies fail without a change, too: was a golden file changed meanwhile?")
    for survivor in survivors:
        print(f"not noticed: {survivor}")
    print(f"{made - len(survivors)} of {made} mutants killed, in {len(listed)} messages")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
