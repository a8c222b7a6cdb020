#!/usr/bin/env python3
"""Holds zoom-mock against what it promises about load: idle and busy connections, start, memory, stop.

The server runs as a user starts it, on all cores; two of them stand side by side where connections
are compared with none. Run by `make bench-load`.

Exit codes: 0 measured, 1 the server failed, or missed a target and --strict was given,
2 bad usage, 3 something is missing.
"""

import argparse
import os
import resource
import statistics
import sys

import measure
import servers
from report import Spread, Verdict, conclude, spread

CORES = os.sched_getaffinity(0)
REQUESTS_PER_ROUND = 1000


def exactly(value):
    return Spread(value, value, value)


def started():
    return servers.Server("zoom-mock", servers.zoom_mock("--log-level", "warn"), CORES)


def p99(values):
    return statistics.quantiles(values, n=100)[98]


def starts(times):
    seconds, rss = [], []
    for _ in range(times):
        with started() as server:
            seconds.append(server.start_seconds * 1e3)
            rss.append(server.rss_mib())
    return [Verdict("start to first answer", spread(seconds), "<=", 10, " ms"),
            Verdict("RSS after the first answer", spread(rss), "<=", 12, " MiB")]


def stops(clients, times):
    taken = []
    for _ in range(times):
        with started() as server, measure.IdleClients(server, clients):
            stopped = server.stop()
            taken.append(servers.STOP_SECONDS * 1e3 if stopped is None else stopped * 1e3)
    return [Verdict(f"stop with {clients:,} idle clients", spread(taken), "<=", 300, " ms")]


def fairness(connections, seconds):
    with started() as server:
        answers, errors = measure.busy(server, connections, seconds)
    print(f"  {connections} busy connections: {sum(answers) / seconds:,.0f} requests per second, "
          f"each {min(answers)}-{max(answers)} times")
    share = min(answers) / max(statistics.median(answers), 1)
    return [Verdict(f"slowest of {connections} busy connections, of the median", exactly(share), ">=", 0.5),
            Verdict(f"errors of {connections} busy connections", exactly(errors), "<=", 0)]


def idle_connections(count, rounds, seconds):
    with started() as quiet, started() as loaded:
        raise_file_limit(count)  # only now: the servers are to manage with what a user's shell gives them
        with measure.IdleClients(loaded, count, 60) as clients:
            cpu = measure.cpu_percent(loaded, seconds)
            rss = loaded.rss_mib()
            medians, tails = [], []
            for _ in range(rounds):
                taken = measure.latencies([quiet, loaded], REQUESTS_PER_ROUND)
                medians.append(statistics.median(taken[loaded]) / statistics.median(taken[quiet]))
                tails.append(p99(taken[loaded]) / p99(taken[quiet]))
        name = f"{count:,} idle connections"
        return [Verdict(f"{name}: answered once", exactly(clients.answered), ">=", count),
                Verdict(f"{name}: CPU", exactly(cpu), "<=", 1, " %"),
                Verdict(f"{name}: RSS", exactly(rss), "<=", 60, " MiB"),
                Verdict(f"{name}: median of another, of none", spread(medians), "<=", 1.2),
                Verdict(f"{name}: p99 of another, of none", spread(tails), "<=", 2)]


def raise_file_limit(connections):
    wanted = connections + 100
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise servers.Missing(f"{connections:,} connections need {wanted:,} open files, the limit is {hard:,}: "
                              "raise it (ulimit -Hn), or give a smaller --idle")
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def main():
    parser = argparse.ArgumentParser(description="Holds zoom-mock against what it promises about load.")
    parser.add_argument("--idle", type=int, default=10_000, help="idle connections")
    parser.add_argument("--busy", type=int, default=512, help="busy connections")
    parser.add_argument("--rounds", type=int, default=20, help="of latencies, and a fifth of it of stops")
    parser.add_argument("--seconds", type=int, default=10, help="that CPU and fairness are watched for")
    parser.add_argument("--starts", type=int, default=20)
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a target is missed")
    arguments = parser.parse_args()
    if min(vars(arguments)[key] for key in ("idle", "busy", "rounds", "seconds", "starts")) < 1:
        parser.error("every number is 1 or more")
    print(f"zoom-mock on {len(CORES)} cores; load average {os.getloadavg()[0]:.1f} before")
    steps = [
        lambda: starts(arguments.starts),
        lambda: stops(1000, 1 + arguments.rounds // 5),
        lambda: fairness(arguments.busy, arguments.seconds),
        lambda: idle_connections(arguments.idle, arguments.rounds, arguments.seconds),
    ]
    return conclude("bench-load", (verdict for step in steps for verdict in step()), arguments.strict)


if __name__ == "__main__":
    sys.exit(main())
