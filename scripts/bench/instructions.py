#!/usr/bin/env python3
"""Counts the instructions of the hot path and compares them with the recorded ones.

    instructions.py               compare with tests/bench/instructions.json
    instructions.py --record      record what is counted now
    instructions.py --self-test   check the comparison itself

callgrind counts a run of few requests and one of many; the difference belongs to the requests in
between. The few fill the journal, as it is for most of a server's life. Counts differ between
compilers and libraries, so they are recorded per toolchain.

"journal" is what the multipart request takes with it, less what it takes without. It may allocate
twice for a request; its time is told, and held against nothing.

Exit codes: 0 within the limits, or nothing is recorded for this toolchain; 1 a count has grown by
more than the limit, or the journal allocates too often; 3 nothing could be counted, or --require was
given and nothing is recorded.
"""

import argparse
import contextlib
import json
import pathlib
import platform
import statistics
import sys
import tempfile

from callgrind import CannotCount, instructions_of, output_of
from workload import HOT_PATHS

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORD = ROOT / "tests/bench/instructions.json"
PROGRAM = ROOT / "build/release/bin/zoom_mock_hot_path"
LIMIT = 1.10
FEW, MANY = 1200, 2200
JOURNAL, NO_JOURNAL = [], [0]  # what the program is told: nothing, or how much to keep
MOST_ALLOCATIONS = 2.1  # a request takes two, and every now and then one is the next block of a deque
TIMED, PAIRS = 10_000, 15


def toolchain(program):
    libc = " ".join(platform.libc_ver())
    return f"{output_of([program, '--toolchain'])[0].strip()}, {libc}, {platform.machine()}"


@contextlib.contextmanager
def asked():
    """What the program is told of each hot path, by name: a file with the request, and the status of its answer."""
    with tempfile.TemporaryDirectory() as folder:
        for name, request in HOT_PATHS.items():
            (pathlib.Path(folder) / name).write_bytes(request.bytes())
        yield {name: [pathlib.Path(folder) / name, request.status] for name, request in HOT_PATHS.items()}


def count(program, request, journal):
    """The instructions of one request."""
    few, many = (instructions_of([program, *request, n, *journal]) for n in (FEW, MANY))
    return round((many - few) / (MANY - FEW))


def count_all(program, requests):
    counts = {name: count(program, request, JOURNAL) for name, request in requests.items()}
    counts["journal"] = counts["multipart"] - count(program, requests["multipart"], NO_JOURNAL)
    return counts


def measure_journal(program, request):
    """How often it allocates for a request, and how many microseconds it takes, by so many pairs of runs."""
    def difference(what, times, with_it_first=True):
        taken = {}
        for journal in (JOURNAL, NO_JOURNAL) if with_it_first else (NO_JOURNAL, JOURNAL):
            taken[journal is JOURNAL] = float(output_of([program, what, *request, times, *journal])[0])
        return taken[True] - taken[False]

    return difference("--allocations", MANY), [difference("--microseconds", TIMED, i % 2 == 0) for i in range(PAIRS)]


def journal_line(allocations, times):
    """The line to print, and whether it allocates too often."""
    too_often = allocations > MOST_ALLOCATIONS
    return (f"The journal: {allocations:.1f} allocations per request{', too many: 2 are meant' if too_often else ''}; "
            f"{statistics.median(times):.2f} us ({min(times):.2f} to {max(times):.2f} in {len(times)} pairs)"), too_often


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
    line, too_often = journal_line(2.0156, [1.2, 0.9, 3])
    assert not too_often and line == "The journal: 2.0 allocations per request; 1.20 us (0.90 to 3.00 in 3 pairs)", line
    line, too_often = journal_line(3.0156, [1])
    assert too_often and "3.0 allocations per request, too many: 2 are meant;" in line, line
    with asked() as requests:
        assert requests["multipart"][0].read_bytes() == HOT_PATHS["multipart"].bytes()
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
        with asked() as requests:
            counted = count_all(arguments.program, requests)
            told, allocates_too_often = journal_line(*measure_journal(arguments.program, requests["multipart"]))
    except CannotCount as error:
        print(f"bench-check: {error}", file=sys.stderr)
        return 3
    print(f"Instructions per request ({tools}):")
    lines, failed = compare(counted, counted if arguments.record else record[tools])
    print("\n".join([*lines, told]))
    if arguments.record:
        record[tools] = counted
        RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        print(f"Recorded in {RECORD.relative_to(ROOT)}.")
        failed = []
    if allocates_too_often:
        print(f"bench-check: the journal allocates more than {MOST_ALLOCATIONS} times for a request", file=sys.stderr)
    if failed:
        print(f"bench-check: more than {LIMIT - 1:.0%} above the record: {', '.join(failed)}. Find out why, "
              "or record it anew: make bench-check ARGS=--record", file=sys.stderr)
    return 1 if failed or allocates_too_often else 0


if __name__ == "__main__":
    sys.exit(main())
