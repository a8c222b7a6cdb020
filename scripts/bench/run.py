#!/usr/bin/env python3
"""Measures zoom-mock against nginx, a plain cpp-httplib server and the peers that are installed.

Every round asks each server in each way; the order of the servers turns round by round, and ratios
are taken within a round, so a machine that is slow for a while is slow for all. The servers share
one core, wrk has the others. Run by `make bench`; `--help` tells the options.

Exit codes: 0 measured, 1 a target is missed and --strict was given, 2 bad usage, 3 something is missing.
"""

import argparse
import contextlib
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time

import measure
import report
import servers
from peers import PEERS

ROOT = servers.ROOT
IDLE_CLIENTS = 1000
CLOSING_CONNECTIONS = 64
# A peer may take seconds to start: then fewer starts must do.
MOST_SECONDS_OF_STARTS = 15


def say(text):
    print(text, file=sys.stderr, flush=True)


def contestants(arguments):
    found = {
        report.OURS: servers.zoom_mock_on_one_core(arguments.log_level),
        report.STOCK: servers.stock_httplib(arguments.stock_threads),
        report.NGINX: servers.nginx(),
    }
    if arguments.baseline:
        found["baseline"] = servers.zoom_mock_on_one_core(arguments.log_level, arguments.baseline)
    if arguments.peers:
        for name, peer in PEERS.items():
            if command := peer():
                found[name] = command
            else:
                say(f"skipped, not installed: {peer.__doc__}")
    return found


def measure_starts(commands, core, times):
    """Seconds from exec to the first right answer, by server."""
    taken = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            if sum(taken[name]) < MOST_SECONDS_OF_STARTS:
                with servers.Server(name, command, {core}) as server:
                    taken[name].append(server.start_seconds)
    return taken


def measure_idle(commands, core, seconds):
    costs = {}
    for name, command in commands.items():
        with servers.Server(name, command, {core}) as server:
            costs[name] = measure.idle(server, IDLE_CLIENTS, seconds)
    return costs


def measure_rounds(commands, rows, core, load_cores, arguments):
    measurements = []
    with contextlib.ExitStack() as stack:
        wrk = measure.Wrk(load_cores, stack.enter_context(tempfile.TemporaryDirectory(prefix="zoom-mock-bench-")))
        started = [stack.enter_context(servers.Server(name, command, {core})) for name, command in commands.items()]
        for server in started:
            wrk.run(server, 64, arguments.seconds)  # to warm up
        for index in range(arguments.rounds):
            for row in rows:
                say(f"round {index + 1} of {arguments.rounds}, connections: {row.label}")
                for server in started if index % 2 == 0 else reversed(started):
                    numbers = wrk.run(server, row.connections, arguments.seconds, row.close)
                    measurements.append({"round": index, "row": row.label, "server": server.name, **numbers})
    return measurements


def first_line(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return (done.stdout + done.stderr).partition("\n")[0].strip() or None


def machine(core, load_cores):
    models = [line.partition(":")[2].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
              if line.startswith("model name")]
    return {
        "cpu": models[0] if models else platform.machine(),
        "cores": os.cpu_count(),
        "server_core": core,
        "load_cores": sorted(load_cores),
        "kernel": platform.release(),
        "wrk": (first_line([servers.tool("wrk", "wrk"), "-v"]) or "").partition(" Copyright")[0],
        "nginx": first_line([servers.tool("nginx", "nginx-light"), "-v"]),
        "toolchain": first_line([servers.built(pathlib.Path("zoom_mock_hot_path")), "--toolchain"]),
        "commit": first_line(["git", "-C", str(ROOT), "describe", "--always", "--dirty"]),
        "load_average_before": os.getloadavg()[0],
    }


def parse_arguments():
    parser = argparse.ArgumentParser(description="Measures zoom-mock against nginx and stock cpp-httplib.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of one measurement")
    parser.add_argument("--connections", default="1,8,64,512", help="how many, such as 1,8,64,512")
    parser.add_argument("--starts", type=int, default=20, help="of each server")
    parser.add_argument("--stock-threads", type=int, default=8, help="of stock httplib, 8 is its own choice here")
    parser.add_argument("--log-level", default="warn", help="of zoom-mock; info writes a line per request")
    parser.add_argument("--baseline", type=pathlib.Path, metavar="BINARY",
                        help="another build of zoom-mock, measured beside this one")
    parser.add_argument("--peers", action="store_true", help="measure the other mock servers that are installed, too")
    parser.add_argument("--quick", action="store_true", help="to see that it works: 2 rounds of 1 s, 3 starts")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a target is missed")
    parser.add_argument("--json", type=pathlib.Path, default=ROOT / "build/bench.json", metavar="PATH")
    parser.add_argument("--self-test", action="store_true", help="check the arithmetic instead")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.rounds, arguments.seconds, arguments.starts = 2, 1, 3
    try:
        counts = [int(count) for count in arguments.connections.split(",")]
    except ValueError:
        parser.error(f"--connections {arguments.connections}: not a list of numbers such as 1,8,64,512")
    if min(arguments.rounds, arguments.seconds, arguments.starts, *counts) < 1:
        parser.error("--rounds, --seconds, --starts and --connections are 1 or more")
    arguments.rows = [report.Row(str(count), count) for count in counts]
    arguments.rows.append(report.Row("per request", CLOSING_CONNECTIONS, close=True))
    return arguments


def bench(arguments):
    cores = sorted(os.sched_getaffinity(0))
    core, load_cores = cores[0], set(cores[1:]) or set(cores)
    if len(cores) == 1:
        say("only one core: the servers share it with wrk, so the numbers say little")
    os.sched_setaffinity(0, load_cores)
    commands = contestants(arguments)
    facts = machine(core, load_cores)
    say("starts, and idle clients")
    starts = measure_starts(commands, core, arguments.starts)
    idle = measure_idle(commands, core, arguments.seconds)
    measurements = measure_rounds(commands, arguments.rows, core, load_cores, arguments)
    facts["load_average_after"] = os.getloadavg()[0]
    verdicts = report.verdicts(measurements)

    print(f"{facts['cpu']}, {facts['cores']} cores, Linux {facts['kernel']}; {facts['toolchain']}; {facts['nginx']}\n"
          f"Medians of {arguments.rounds} rounds of {arguments.seconds} s; each server on core {core}, wrk on "
          f"{sorted(load_cores)}; load average {facts['load_average_before']:.1f} before\n")
    print("\n".join(report.throughput_table(measurements, arguments.rows, list(commands))))
    print("busy: of the server's core. Far below 100% it waited, for wrk or for whoever else used the machine:\n"
          "then CPU us says more than req/s, which on a busy core is its inverse.\n"
          f"Stock httplib's {arguments.stock_threads} threads each serve one connection until it ends: beyond as many, "
          "the others wait.\n")
    print("\n".join(report.rest_table(starts, idle)))
    print("\nRatios of zoom-mock, medians of the rounds' own:")
    print("\n".join(verdict.line() for verdict in verdicts))

    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    arguments.json.write_text(json.dumps({
        "when": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "machine": facts,
        "settings": {key: value for key, value in vars(arguments).items() if isinstance(value, (int, str))},
        "verdicts": [{"what": v.what, "median": v.measured.median, "low": v.measured.low, "high": v.measured.high,
                      "target": f"{v.sense} {v.limit:g}" if v.sense else None, "met": v.met} for v in verdicts],
        "start_seconds": starts,
        "idle": idle,
        "measurements": measurements,
    }, indent=1) + "\n", encoding="utf-8")
    print(f"\nEvery measurement is in {arguments.json}")
    return 1 if arguments.strict and any(verdict.met is False for verdict in verdicts) else 0


def main():
    arguments = parse_arguments()
    if arguments.self_test:
        return report.self_test()
    try:
        return bench(arguments)
    except (servers.Missing, RuntimeError) as error:
        say(f"bench: {error}")
        return 3
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
