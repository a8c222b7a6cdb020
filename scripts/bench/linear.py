#!/usr/bin/env python3
"""Checks that hostile input costs work in proportion to its size: counts instructions, not time.

    linear.py BENCH              every case of the program, such as zoom_mock_hostile_bench
    linear.py BENCH CASE...      those
    linear.py --self-test        check that work that is not linear is found

Each case runs on a quarter, a half and the whole of its largest input, under valgrind's callgrind;
what an empty input costs is subtracted. Doubling the input may multiply the work by 2.4 at most
(sorting needs a little more than 2), and a byte may cost 10,000 instructions at most.

Exit codes: 0 all is linear, 1 something is not, 2 bad usage, 3 valgrind or the program is missing.
"""

import argparse
import concurrent.futures
import os
import sys

from callgrind import CannotCount, instructions_of, output_of

MOST_GROWTH = 2.4
MOST_PER_BYTE = 10_000
# Counts below this are noise: of addresses, of the first allocations, and of memcpy, which from 8 KiB
# on copies by an instruction that callgrind counts once per byte.
NOISE = 200_000
# What glibc does only from some size on: it sweeps small freed chunks together, and copies by that
# instruction. Both would count as growth of ours.
TUNABLES = "glibc.malloc.mxfast=0:glibc.cpu.x86_rep_movsb_threshold=1073741824"


def cases_of(bench):
    """The program's cases with the size of their largest input."""
    return {name: int(largest) for name, largest in (line.split() for line in output_of([bench, "--list"])[0].splitlines())}


def sizes_up_to(largest):
    return [0, largest // 4, largest // 2, largest]


def verdict(sizes, counts):
    """What is wrong with the counts of one case, or None. The first size is the empty input's."""
    works = [count - counts[0] for count in counts[1:]]
    for less, more, size in zip(works, works[1:], sizes[2:]):
        if more > MOST_GROWTH * max(less, NOISE):
            return f"doubling the input to {size} bytes multiplies the work by {more / max(less, NOISE):.1f}"
    if works[-1] > MOST_PER_BYTE * sizes[-1]:
        return f"a byte costs {works[-1] / sizes[-1]:,.0f} instructions; {MOST_PER_BYTE:,} is the limit"
    return None


def check(bench, wanted):
    """Prints a line per case; true when all are linear."""
    largest_of = cases_of(bench)
    for name in wanted:
        if name not in largest_of:
            raise CannotCount(f"no case {name!r} in {bench}; it has {', '.join(largest_of)}")
    all_linear = True
    # The largest inputs take longest: a few cases at a time keep every core busy.
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = {name: [pool.submit(instructions_of, [bench, name, size]) for size in sizes_up_to(largest_of[name])]
                for name in wanted or largest_of}
        for name, counted in runs.items():
            sizes = sizes_up_to(largest_of[name])
            counts = [run.result() for run in counted]
            wrong = verdict(sizes, counts)
            all_linear = all_linear and wrong is None
            works = " ".join(f"{(count - counts[0]) / 1e6:9.2f}" for count in counts[1:])
            per_byte = (counts[-1] - counts[0]) / sizes[-1]
            print(f"{name:30} {sizes[-1]:8} bytes {works} M  {per_byte:7.1f} per byte  {wrong or 'ok'}", flush=True)
    return all_linear


def self_test():
    """Growth of several kinds is judged as it should be."""
    sizes = sizes_up_to(100_000)
    growths = {
        "constant": (lambda n: 7_000, True),
        "linear": (lambda n: 40 * n, True),
        "sorting": (lambda n: 40 * n * (n.bit_length() or 1), True),
        "sub-linear": (lambda n: 10_000 * n ** 0.5, True),
        "to the power of 1.5": (lambda n: 3 * n ** 1.5, False),
        "quadratic": (lambda n: n * n, False),
        "linear, but dear": (lambda n: 10_100 * n, False),
    }
    wrong = [name for name, (growth, is_fine) in growths.items()
             if (verdict(sizes, [1_000_000 + int(growth(size)) for size in sizes]) is None) != is_fine]
    print("\n".join(f"self-test: {name} growth is judged wrongly" for name in wrong))
    return 1 if wrong else 0


def main():
    os.environ["GLIBC_TUNABLES"] = TUNABLES
    parser = argparse.ArgumentParser(description="Checks that hostile input costs linear work.")
    parser.add_argument("bench", nargs="?", help="the program zoom_mock_hostile_bench")
    parser.add_argument("case", nargs="*")
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        return self_test()
    if not arguments.bench:
        parser.error("it needs the program zoom_mock_hostile_bench")
    try:
        return 0 if check(arguments.bench, arguments.case) else 1
    except CannotCount as error:
        print(f"check-linear: {error}", file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main())
