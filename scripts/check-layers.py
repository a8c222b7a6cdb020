#!/usr/bin/env python3
"""Checks that includes point downwards, third parties come in by their own doors, and files are short.

    check-layers.py [--root DIR]    check the repository
    check-layers.py --self-test     check that made-up violations are found

A folder of server/ is a floor; scripts/floors.txt says which floors each may include. Within a floor
includes make no circle.

Exit codes: 0 all is well, 1 something is not, 3 there was nothing to check.
"""

import argparse
import pathlib
import re
import sys
import tempfile

FLOORS = "scripts/floors.txt"

# What a third party's includes begin with, and the files that may hold them.
DOORS = {
    "benchmark/": ["tests/bench/*.cpp"],
    "asio": ["server/wire/awaitable.h", "server/app/scenario_follower.*", "server/commands/attended_server.*"],
    "CLI/": ["server/commands/command_line.cpp", "server/commands/*_verbs.cpp", "server/commands/coverage_output.cpp",
             "server/commands/environment.cpp", "server/commands/exec_options.cpp", "server/commands/help.cpp",
             "server/commands/server_options.cpp", "server/commands/usage.cpp", "server/commands/validators.cpp"],
    "doctest/": ["tests/**/*.cpp", "tests/**/*.h"],
    "httplib.h": ["server/wire/response_writer.cpp", "server/app/webhook_sender.cpp",
                  "server/app/breakable_connection.*",
                  "server/commands/admin_client.cpp", "tests/bench/stock_server.cpp", "tests/client/*.cpp"],
    "nlohmann/json.hpp": ["server/**/*.cpp", "tests/**/*.cpp", "tests/mock/account_world.h"],
    "nlohmann/json_fwd.hpp": ["server/**/*", "tests/**/*"],
    "openssl/": ["server/mock/hmac.cpp", "server/wire/tls/*", "tests/wire/tls/*", "tests/client/*.cpp"],
    "re2/": ["server/scenario/matcher.cpp"],
    "sanitizer/": ["tests/fuzz/*.cpp"],
    "spdlog/": ["server/app/server.cpp", "server/app/stderr_sink.*", "server/app/webhook_sender.cpp", "server/commands/attended_server.cpp",
                "server/commands/serve.cpp", "server/wire/*.cpp",
                "tests/wire/transport_*", "tests/app/server_test.cpp", "tests/app/webhook_sender_test.cpp"],
    "uriparser/": ["server/http/uri.cpp"],
    "valijson/": ["tests/scenario/load/*.cpp"],
}

# The standard library has no slash and no suffix; these are the operating system's.
SYSTEM = re.compile(r"[a-z0-9_]+|((sys|netinet|arpa)/)?[a-z_]+\.h")
# g++ 12 miscompiles coroutines that hold one (server/wire/awaitable.h).
AWAIT_IN_CONDITION = re.compile(r"\b(if|while|for|switch) \(([^()]|\([^()]*\))*\bco_await\b")
MOST_LINES = 300
# Applications with tests of their own, written as a user would: none of our rooms.
APPLICATIONS = "tests/suites"
INCLUDE = re.compile(r'\s*#\s*include\s*(<([^>]+)>|"([^"]+)")')


def read_floors(root):
    """By floor, bottom first: the floors that it may include, itself among them."""
    lines = [line for line in (root / FLOORS).read_text(encoding="utf-8").splitlines()
             if line and not line.startswith("#")]
    pairs = (line.split(":") for line in lines)
    return {floor: {floor, *below.split()} for floor, below in pairs}


def own_include_problem(file, target, floors):
    """Why `file` may not include our own header `target`, or None."""
    if file.is_relative_to("tests/client"):
        known = target.is_relative_to("tests/client")
        return None if known else "the client is written as a user would, without our headers"
    if file.is_relative_to("tests"):
        known = target.parts[0] in ("server", "tests")
        return None if known else 'write it as "server/x/y.h" or "tests/x/y.h"'
    if target.parts[0] != "server" or len(target.parts) < 3:
        return 'the server includes its own headers only, written "server/x/y.h"'
    if file == pathlib.PurePath("server/main.cpp"):
        return None
    source, floor = file.parts[1], target.parts[1]
    if source not in floors or floor in floors[source]:
        return None
    return f"{source} may include {', '.join(sorted(floors[source]))} only ({FLOORS})"


def circle_in(includes):
    """The files of one circle of includes, or an empty list. A header and its .cpp are one."""
    done, path = set(), []

    def visit(module):
        if module in path:
            return path[path.index(module):] + [module]
        if module in done:
            return []
        path.append(module)
        found = next((circle for below in sorted(includes.get(module, ())) if (circle := visit(below))), [])
        path.pop()
        done.add(module)
        return found

    return next((circle for module in sorted(includes) if (circle := visit(module))), [])


def foreign_include_problem(file, target):
    """Why `file` may not include <target>, or None."""
    for prefix, doors in DOORS.items():
        if target.startswith(prefix):
            allowed = any(fits(file, door) for door in doors)
            return None if allowed else f"comes in by {', '.join(doors)} only"
    if SYSTEM.fullmatch(target):
        return None
    return "a third party without a door in DOORS of scripts/check-layers.py"


def fits(file, door):
    """`**` in a door stands for any folders, none included."""
    pattern = re.escape(door).replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
    return re.fullmatch(pattern, file.as_posix()) is not None


def check(root):
    """All violations under `root`, each as "file:line: what", and how many files were read."""
    files = sorted(path for room in ("server", "tests") for path in (root / room).rglob("*")
                   if path.suffix in (".cpp", ".h") and not path.is_relative_to(root / APPLICATIONS))
    floors = read_floors(root)
    violations, includes = [], {}
    for path in files:
        file = path.relative_to(root)
        if file.parts[0] == "server" and file.parts[1] not in floors and file.name != "main.cpp":
            violations.append(f"{file}:1: in no folder of {FLOORS}: {', '.join(floors)}")
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > MOST_LINES:
            violations.append(f"{file}:{len(lines)}: more than {MOST_LINES} lines: it holds two things")
        for number, line in enumerate(lines, 1):
            if AWAIT_IN_CONDITION.search(line):
                violations.append(f"{file}:{number}: a co_await in a condition; put its result into a variable")
            if match := INCLUDE.match(line):
                _, foreign, own = match.groups()
                target = pathlib.PurePosixPath(own or foreign)
                problem = own_include_problem(file, target, floors) if own else foreign_include_problem(file, foreign)
                if problem:
                    violations.append(f"{file}:{number}: {match[1]}: {problem}")
                if own and file.with_suffix("") != target.with_suffix(""):
                    includes.setdefault(file.with_suffix("").as_posix(), set()).add(target.with_suffix("").as_posix())
    if circle := circle_in(includes):
        violations.append(f"{circle[0]}:1: includes itself: {' -> '.join(circle)}")
    return violations, len(files)


def self_test():
    """Every rule is broken once, and found; what is allowed is not."""
    wrong = {
        "server/a/upward.h": '#include "server/b/low.h"',
        "server/c/sideways.cpp": '#include "server/b/low.h"',
        "server/stray.h": "#pragma once",
        "server/d/homeless.h": "#pragma once",
        "server/b/from_tests.cpp": '#include "tests/golden.h"',
        "server/b/bare.cpp": '#include "low.h"',
        "server/b/round_trip.h": '#include "server/b/sub/back.h"',
        "server/b/stranger.cpp": "#include <boost/asio.hpp>",
        "server/b/whole_json.h": "#include <nlohmann/json.hpp>",
        "server/b/wire.cpp": "#include <asio.hpp>",
        "server/b/long.cpp": "\n" * MOST_LINES,
        "tests/b/long_test.cpp": "\n" * MOST_LINES,
        "server/b/await.cpp": "if (!co_await flush()) co_return false;",
        "tests/client/inside.cpp": '#include "server/b/low.h"',
        "tests/b/bare_test.cpp": '#include "b/low.h"',
    }
    right = {
        FLOORS: "# bottom first\na:\nb: a\nc: a",
        "server/main.cpp": '#include "server/c/high.h"',
        "server/a/lowest.h": "#include <sys/stat.h>",
        "server/b/low.h": '#include "server/a/lowest.h"\n#include <nlohmann/json_fwd.hpp>',
        "server/b/low.cpp": '#include "server/b/low.h"\n#include <nlohmann/json.hpp>',
        "server/b/sub/back.h": '#include "server/b/round_trip.h"',
        "server/c/at_most.cpp": "\n" * (MOST_LINES - 1) + "if (go_on) co_await linger();",
        "server/c/high.cpp": '#include "server/a/lowest.h"\n#include <vector>',
        "tests/b/low_test.cpp": '#include "server/b/low.h"\n#include <doctest/doctest.h>',
        "tests/b/at_most_test.cpp": "\n" * (MOST_LINES - 1),
        "tests/client/client.h": "#include <nlohmann/json_fwd.hpp>",
    }
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in {**wrong, **right}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text + "\n", encoding="utf-8")
        found = sorted(violation.split(":")[0] for violation in check(root)[0])
    expected = sorted(name.removesuffix(".h") if "round_trip" in name else name for name in wrong)
    if found != expected:
        print(f"self-test: violations expected in\n  {expected}\nfound in\n  {found}")
        return 1
    return 0


def main():
    parser = argparse.ArgumentParser(description="Checks the floors and the doors of server/.")
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        return self_test()
    violations, files = check(arguments.root)
    if files == 0:
        print(f"check-layers: no source files under {arguments.root}")
        return 3
    print("\n".join(violations or [f"check-layers: {files} files, every include points downwards, no file is too long"]))
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
