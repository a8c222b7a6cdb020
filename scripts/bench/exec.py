#!/usr/bin/env python3
"""How much longer a command takes under `zoom-mock exec`: a server that starts, and one that ends.

Each pair is a run of `true` alone and one under `exec`, in turn. Run by `make bench-exec`.

Exit codes: 0 measured, 1 exec failed, or missed its target and --strict was given, 2 bad usage,
3 something is missing.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import time

import servers
from report import Verdict, conclude, spread

COMMAND = ["true"]
NOTHING_EXERCISED = 3, "zoom-mock: nothing was exercised"  # what exec says of a command that sends nothing


def milliseconds(command, code, said=""):
    began = time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    taken = (time.perf_counter() - began) * 1e3
    if done.returncode != code or not done.stderr.startswith(said):
        raise RuntimeError(f"{' '.join(command)}: exit {done.returncode}: {done.stderr.strip()}")
    return taken


def added_by(prefix):
    alone = milliseconds(COMMAND, 0)
    return milliseconds([*prefix, *COMMAND], *NOTHING_EXERCISED) - alone


def overhead(binary, pairs):
    prefix = [servers.built(binary), "exec", "--"]
    added = spread([added_by(prefix) for _ in range(pairs)])
    yield Verdict(f"exec adds to a command, in {pairs} pairs", added, "<=", 50, " ms")


def main():
    parser = argparse.ArgumentParser(description="How much longer a command takes under `zoom-mock exec`.")
    parser.add_argument("--pairs", type=int, default=30)
    parser.add_argument("--binary", type=pathlib.Path, default=pathlib.Path("zoom-mock"))
    parser.add_argument("--strict", action="store_true", help="exit with 1 when the target is missed")
    arguments = parser.parse_args()
    if arguments.pairs < 1:
        parser.error("--pairs is 1 or more")
    print(f"zoom-mock on {os.cpu_count()} cores; load average {os.getloadavg()[0]:.1f} before")
    return conclude("bench-exec", overhead(arguments.binary, arguments.pairs), arguments.strict)


if __name__ == "__main__":
    sys.exit(main())
