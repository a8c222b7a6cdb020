#!/usr/bin/env python3
"""Checks that includes point downwards and third parties come in by their own doors.

    check-layers.py [--root DIR]    check the repository
    check-layers.py --self-test     check that made-up violations are found

Exit codes: 0 all is well, 1 something is not, 3 there was nothing to check.
"""

import argparse
import itertools
import pathlib
import re
import sys
import tempfile

# Bottom floor first. A file may include what lies on a lower floor, and its own header.
FLOORS = [
    ["clock", "embedded_scenarios", "explanation", "fault", "file_limit", "head_template", "meeting_id",
     "openssl_handle", "problem", "real_token", "scenario_file", "session_token", "shell_word", "stderr_sink",
     "suggestion", "write_file"],
    ["certificate", "http", "scenario_files", "tls"],
    ["certificate_files", "header_value", "tls_identity"],
    ["framing", "json_node", "json_syntax", "matcher", "multipart", "path_pattern", "placeholder", "query"],
    ["catalogue", "json_source", "transport_options"],
    ["form", "json_reader", "scenario"],
    ["draw", "header_loader", "match", "matcher_loader", "placeholder_check", "session", "verdict"],
    ["authentication", "livestream", "reply_loader", "respond"],
    ["scenario_store", "stub_loader"],
    ["admin", "example_loader", "stub_reach"],
    ["mock", "scenario_draft"],
    ["example_runner", "http_server", "scenario_loader"],
    ["connection", "delivery", "handshake", "scenario_watch"],
    ["transport"],
    ["commands", "check_command", "env_command", "new_command", "replies_command", "serve_command", "tls_command"],
    ["command_line"],
    ["main"],
]

# (from, to): what a file may include on its own floor.
NEIGHBOURS = {
    ("check_command", "commands"),
    ("delivery", "connection"),
    ("handshake", "connection"),
    ("env_command", "commands"),
    ("new_command", "commands"),
    ("replies_command", "commands"),
    ("serve_command", "commands"),
    ("tls_command", "commands"),
}

# What a third party's includes begin with, and the files that may hold them.
DOORS = {
    "benchmark/": ["tests/bench/*.cpp"],
    "asio": ["server/connection.*", "server/delivery.cpp", "server/handshake.cpp", "server/transport.cpp"],
    "CLI/": ["server/command_line.cpp"],
    "doctest/": ["tests/*.cpp", "tests/*.h"],
    "httplib.h": ["server/http_server.cpp", "tests/bench/stock_server.cpp", "tests/client/*.cpp",
                  "tests/contract_rows.*"],
    "nlohmann/json.hpp": ["server/*.cpp", "tests/*.cpp", "tests/client/*.cpp", "tests/fuzz/*.cpp"],
    "nlohmann/json_fwd.hpp": ["server/*", "tests/*", "tests/client/*"],
    "openssl/": ["server/certificate.cpp", "server/openssl_handle.h", "server/tls.cpp",
                 "tests/certificate_test.cpp", "tests/tls_peer.h", "tests/tls_*test.cpp", "tests/client/*.cpp"],
    "re2/": ["server/matcher.cpp"],
    "sanitizer/": ["tests/fuzz/*.cpp"],
    "spdlog/": ["server/stderr_sink.*", "server/serve_command.cpp", "server/connection.cpp", "server/handshake.cpp",
                "server/transport.cpp",                 "tests/transport_world.h"],
    "uriparser/": ["server/livestream.cpp"],
    "valijson/": ["tests/*.cpp"],
}

# The standard library has no slash and no suffix; these are the operating system's.
SYSTEM = re.compile(r"[a-z0-9_]+|((sys|netinet|arpa)/)?[a-z_]+\.h")
INCLUDE = re.compile(r'\s*#\s*include\s*(<([^>]+)>|"([^"]+)")')

FLOOR_OF = {module: floor for floor, modules in enumerate(FLOORS) for module in modules}


def own_include_problem(file, target):
    """Why `file` may not include our own header `target`, or None."""
    room = target.parent.as_posix()
    if file.is_relative_to("tests/client"):
        return None if room == "tests/client" else "the client is written as a user would, without our headers"
    if file.is_relative_to("tests"):
        known = room.split("/")[0] in ("server", "tests")
        return None if known else 'write it as "server/x.h" or "tests/x.h"'
    if room != "server":
        return 'the server includes its own headers only, written "server/x.h"'
    source, module = file.stem, target.stem
    if module not in FLOOR_OF or source == module or (source, module) in NEIGHBOURS:
        return None  # an unknown module is reported once, at its own file
    if source in FLOOR_OF and FLOOR_OF[module] >= FLOOR_OF[source]:
        where = "above" if FLOOR_OF[module] > FLOOR_OF[source] else "beside"
        return f"{module} (floor {FLOOR_OF[module]}) lies {where} {source} (floor {FLOOR_OF[source]})"
    return None


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
    return file.parent == pathlib.PurePath(door).parent and file.match(door)


def check(root):
    """All violations under `root`, each as "file:line: what", and how many files were read."""
    files = sorted(path for room in ("server", "tests") for path in (root / room).rglob("*")
                   if path.suffix in (".cpp", ".h"))
    violations = []
    for path in files:
        file = path.relative_to(root)
        if file.parts[0] == "server" and file.stem not in FLOOR_OF:
            violations.append(f"{file}:1: on no floor; give it one in FLOORS of scripts/check-layers.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if match := INCLUDE.match(line):
                _, foreign, own = match.groups()
                problem = (own_include_problem(file, pathlib.PurePosixPath(own)) if own
                           else foreign_include_problem(file, foreign))
                if problem:
                    violations.append(f"{file}:{number}: {match[1]}: {problem}")
    return violations, len(files)


def self_test():
    """Every rule is broken once, and found; what is allowed is not. The names come from the tables."""
    low, beside = next(pair for pair in itertools.permutations(FLOORS[0], 2) if pair not in NEIGHBOURS)
    high, highest = FLOORS[-2][0], FLOORS[-1][0]
    wrong = {
        f"server/{low}.h": f'#include "server/{high}.h"',  # upwards
        f"server/{low}.cpp": f'#include "server/{beside}.h"',  # sideways
        f"server/{high}.h": f'#include "{low}.h"',  # not as server/x.h
        "server/on_no_floor.h": "#include <string>",
        f"server/{beside}.cpp": "#include <httplib.h>",  # not its door
        f"server/{beside}.h": "#include <nlohmann/json.hpp>",  # the whole of it in a header
        f"server/{highest}.h": "#include <boost/asio.hpp>",  # no door at all
        f"server/{highest}.cpp": '#include "tests/client/client.h"',
        "tests/client/client.cpp": f'#include "server/{low}.h"',
    }
    right = {
        f"server/{high}.cpp": f'#include "server/{high}.h"\n#include "server/{low}.h"\n#include <nlohmann/json.hpp>',
        "server/http_server.cpp": "#include <httplib.h>\n#include <sys/types.h>\n#include <csignal>",
        "tests/mock_test.cpp": f'#include "server/{low}.h"\n#include <doctest/doctest.h>',
        "tests/client/client.h": "#include <nlohmann/json_fwd.hpp>",
    }
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in {**wrong, **right}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text + "\n", encoding="utf-8")
        found = sorted(violation.split(":")[0] for violation in check(root)[0])
    if found != sorted(wrong):
        print(f"self-test: violations expected in\n  {sorted(wrong)}\nfound in\n  {found}")
        return 1
    return 0


def main():
    parser = argparse.ArgumentParser(description="Checks the floors and the doors of design.md.")
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        return self_test()
    violations, files = check(arguments.root)
    if files == 0:
        print(f"check-layers: no source files under {arguments.root}")
        return 3
    print("\n".join(violations or [f"check-layers: {files} files, every include points downwards"]))
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
