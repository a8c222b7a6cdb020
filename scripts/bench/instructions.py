#!/usr/bin/env python3
"""Counts the instructions of the hot path and compares them with the recorded ones.

    instructions.py               compare with tests/bench/instructions.json
    instructions.py --record      record what is counted now
    instructions.py --self-test   check the comparison itself

callgrind counts a run of few requests and one of many; the difference belongs to the requests in
between. Counts differ between compilers and libraries, so they are recorded per toolchain.

Exit codes: 0 within the limits, or nothing is recorded for this toolchain; 1 a count has grown by
more than the limit; 3 nothing could be counted, or --require was given and nothing is recorded.
"""

import argparse
import json
import pathlib
import platform
import sys
import tempfile

from callgrind import CannotCount, instructions_of, output_of
from workload import HOT_PATHS

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORD = ROOT / "tests/bench/instructions.json"
PROGRAM = ROOT / "build/release/bin/zoom_mock_hot_path"
LIMIT = 1.10
FEW, MANY = 200, 1200


def toolchain(program):
    libc = " ".join(platform.libc_ver())
    return f"{output_of([program, '--toolchain'])[0].strip()}, {libc}, {platform.machine()}"


def count(program):
    """The instructions of one request, by the name of its hot path."""
    counts = {}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "request"
        for name, request in HOT_PATHS.items():
            path.write_bytes(request.bytes())
            few, many = (instructions_of([program, path, request.status, n]) for n in (FEW, MANY))
            counts[name] = round((many - few) / (MANY - FEW))
    return counts


def compare(counted, recorded):
    """The lines to print, and the names of what has grown too much or was never recorded."""
    lines, failed = [f"  {'':12}{'recorded':>10}{'now':>10}{'change':>9}"], []
    for name, now in counted.items():
        before = recorded.get(name)
        if before is None:
            lines.append(f"  {name:12}{'-':>10}{now:>10,}   not recorded yet")
            failed.append(name)
            continue
        grown = now > before * LIMIT
        lines.append(f"  {name:12}{before:>10,}{now:>10,}{now / before - 1:>+9.1%}{'   too much' if grown else ''}")
        if grown:
            failed.append(name)
    return lines, failed


def self_test():
    recorded = {"same": 1000, "at the limit": 1000, "beyond": 1000, "better": 1000}
    counted = {"same": 1000, "at the limit": 1100, "beyond": 1101, "better": 500, "new": 7}
    lines, failed = compare(counted, recorded)
    assert failed == ["beyond", "new"], failed
    assert len(lines) == 1 + len(counted), lines
    assert "+10.1%   too much" in lines[3], lines[3]
    for request in HOT_PATHS.values():
        head, _, body = request.bytes().partition(b"\r\n\r\n")
        assert body == request.body.encode()
        assert (f"Content-Length: {len(body)}".encode() in head) == bool(body)


def main():
    parser = argparse.ArgumentParser(description="Counts the instructions of the hot path.")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--require", action="store_true", help="fail when nothing is recorded for this toolchain")
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("--program", type=pathlib.Path, default=PROGRAM)
    arguments = parser.parse_args()
    if arguments.self_test:
        return self_test()
    try:
        tools = toolchain(arguments.program)
        record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
        if not arguments.record and tools not in record:
            known = "".join(f"\n  {name}" for name in record)
            print(f"bench-check: skipped, nothing is recorded for\n  {tools}\nbut for{known}\n"
                  "To record it: make bench-check ARGS=--record")
            return 3 if arguments.require else 0
        counted = count(arguments.program)
    except CannotCount as error:
        print(f"bench-check: {error}", file=sys.stderr)
        return 3
    print(f"Instructions per request ({tools}):")
    lines, failed = compare(counted, counted if arguments.record else record[tools])
    print("\n".join(lines))
    if arguments.record:
        record[tools] = counted
        RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        print(f"Recorded in {RECORD.relative_to(ROOT)}.")
        return 0
    if failed:
        print(f"bench-check: more than {LIMIT - 1:.0%} above the record: {', '.join(failed)}. Find out why, "
              "or record it anew: make bench-check ARGS=--record", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
