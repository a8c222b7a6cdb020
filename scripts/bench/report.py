"""What the measurements say: medians, ratios within a round, targets met or missed. Nothing is measured here."""

import dataclasses
import statistics
import sys

import servers

OURS, STOCK, NGINX = "zoom-mock", "stock httplib", "nginx"


@dataclasses.dataclass(frozen=True)
class Spread:
    """Several measurements of the same thing. What lies between low and high is the machine's noise."""

    median: float
    low: float
    high: float


def spread(values):
    return Spread(statistics.median(values), min(values), max(values))


@dataclasses.dataclass(frozen=True)
class Row:
    """One way to ask."""

    label: str
    connections: int
    close: bool = False  # a connection for every request


@dataclasses.dataclass(frozen=True)
class Target:
    """A ratio that is taken round by round, between measurements a few seconds apart."""

    what: str
    key: str
    over: tuple  # (server, row's label)
    under: tuple
    sense: str = ""  # ">=", "<=", or "" when it is only told
    limit: float = 0


TARGETS = [
    Target("req/s at 64, of stock httplib's", "requests_per_s", (OURS, "64"), (STOCK, "64"), ">=", 3),
    Target("req/s at 64, of nginx's", "requests_per_s", (OURS, "64"), (NGINX, "64"), ">=", 0.6),
    Target("p99 at 64, of nginx's", "p99_us", (OURS, "64"), (NGINX, "64"), "<=", 2),
    Target("req/s at 512, of its own at 64", "requests_per_s", (OURS, "512"), (OURS, "64"), ">=", 0.85),
    Target("CPU per request at 64, of stock httplib's", "cpu_us", (OURS, "64"), (STOCK, "64")),
    Target("CPU per request at 64, of nginx's", "cpu_us", (OURS, "64"), (NGINX, "64")),
]


@dataclasses.dataclass(frozen=True)
class Verdict:
    what: str
    measured: Spread
    sense: str
    limit: float
    unit: str = ""

    @property
    def met(self):
        """None when there is no target."""
        median = self.measured.median
        return {"": None, ">=": median >= self.limit, "<=": median <= self.limit}[self.sense]

    def line(self):
        value, noise = number(self.measured.median), f"{number(self.measured.low)}-{number(self.measured.high)}"
        target = f"{self.sense} {number(self.limit)}{self.unit}" if self.sense else "no target"
        said = {None: "", True: "met", False: "MISSED"}[self.met]
        return f"  {self.what:44}{value + self.unit:>12}  ({noise})".ljust(78) + f"{target:>14}  {said}".rstrip()


def conclude(name, verdicts, strict):
    """Prints each verdict as soon as it is measured, and returns the exit code of the benchmark of that name."""
    met = []
    try:
        for verdict in verdicts:
            print(verdict.line(), flush=True)
            met.append(verdict.met)
    except (servers.Missing, RuntimeError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 3 if isinstance(error, servers.Missing) else 1
    return 1 if strict and not all(met) else 0


def number(value):
    """Three digits are as much as a measurement here can say."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def by_round(measurements, server, label, key):
    """The values of one server and row, by their rounds."""
    return {m["round"]: m[key] for m in measurements if (m["server"], m["row"]) == (server, label)}


def verdicts(measurements):
    """One for every target that was measured, and the errors of ours."""
    found = []
    for target in TARGETS:
        over, under = (by_round(measurements, *side, target.key) for side in (target.over, target.under))
        ratios = [over[i] / under[i] for i in over if under.get(i)]
        if ratios:
            found.append(Verdict(target.what, spread(ratios), target.sense, target.limit))
    errors = [m["errors"] for m in measurements if m["server"] == OURS]
    if errors:
        found.append(Verdict("errors in one measurement", Spread(max(errors), min(errors), max(errors)), "<=", 0))
    return found


def throughput_table(measurements, rows, servers):
    lines = [f"{'connections':13}{'server':15}{'req/s':>9}  {'(min-max)':18}{'p50 ms':>8}{'p99 ms':>8}{'CPU us':>8}"
             f"{'busy':>6}{'errors':>8}"]
    for row in rows:
        for server in servers:
            rate, p50, p99, cpu, busy, errors = (
                spread(list(by_round(measurements, server, row.label, key).values()))
                for key in ("requests_per_s", "p50_us", "p99_us", "cpu_us", "busy_percent", "errors"))
            lines.append(
                f"{row.label if server == servers[0] else '':13}{server:15}{rate.median:>9,.0f}  "
                f"{f'({rate.low:,.0f}-{rate.high:,.0f})':18}{p50.median / 1e3:>8.2f}{p99.median / 1e3:>8.2f}"
                f"{cpu.median:>8.1f}{busy.median:>5.0f}%{errors.high:>8}")
    return lines


def rest_table(starts, idle):
    clients = next(iter(idle.values()))["clients"]
    lines = [f"{'':15}{'start ms':>10}{'RSS MiB':>10}   {f'{clients:,} idle clients:':24}"
             f"{'answered':>10}{'RSS MiB':>10}{'CPU %':>8}{'stop ms':>9}"]
    for server, cost in idle.items():
        stop = "killed" if cost["stop_ms"] is None else f"{cost['stop_ms']:.0f}"
        lines.append(f"{server:15}{spread(starts[server]).median * 1e3:>10.1f}{cost['rss_mib']:>10.1f}   {'':24}"
                     f"{cost['answered']:>10,}{cost['clients_rss_mib']:>10.1f}"
                     f"{cost['clients_cpu_percent']:>8.1f}{stop:>9}")
    return lines


def self_test():
    """Ratios come from within rounds, and each target can be met and missed."""
    def measured(index, server, label, rate, p99=1000, errors=0):
        return {"round": index, "server": server, "row": label, "requests_per_s": rate, "p50_us": 500, "p99_us": p99,
                "cpu_us": 1e6 / rate, "busy_percent": 100, "errors": errors}

    # The machine is ten times slower in the second round: each round's ratios stay the same.
    speeds = [1.0, 0.1, 1.2]
    good = [m for i, speed in enumerate(speeds) for m in (
        measured(i, OURS, "64", 30_000 * speed, p99=2000), measured(i, OURS, "512", 25_500 * speed),
        measured(i, STOCK, "64", 10_000 * speed), measured(i, NGINX, "64", 50_000 * speed))]
    ratios = [round(verdict.measured.median, 6) for verdict in verdicts(good)]
    assert ratios == [3, 0.6, 2, 0.85, 0.333333, 1.666667, 0], ratios
    assert [verdict.met for verdict in verdicts(good)] == [True, True, True, True, None, None, True]
    assert all(abs(v.measured.high - v.measured.low) < 1e-9 for v in verdicts(good))

    worse = [{**m, "requests_per_s": m["requests_per_s"] * 0.99, "p99_us": m["p99_us"] * 1.01, "errors": 1}
             if m["server"] == OURS and m["row"] == "64" else {**m, "requests_per_s": m["requests_per_s"] * 0.9}
             if m["row"] == "512" else m for m in good]
    assert [verdict.met for verdict in verdicts(worse)] == [False, False, False, False, None, None, False]

    # One round of five gone wrong decides nothing, and is shown.
    outlier = [measured(i, OURS, "64", 7_000 if i == 0 else 35_000) for i in range(5)]
    outlier += [measured(i, NGINX, "64", 50_000) for i in range(5)]
    against_nginx = verdicts(outlier)[0]
    assert against_nginx.met and against_nginx.measured == Spread(0.7, 0.14, 0.7), against_nginx
    assert len(verdicts(outlier)) == 4, "what was not measured has no verdict"
    assert "0.7  (0.14-0.7)" in against_nginx.line() and against_nginx.line().endswith(">= 0.6  met")
    assert verdicts([]) == []

    assert [number(value) for value in (0.8512, 12.34, 123.4, 69_600, 0)] == ["0.851", "12.3", "123", "69,600", "0"]
    lines = throughput_table(good, [Row("64", 64)], [OURS, NGINX])
    assert "30,000  (3,000-36,000)" in lines[1] and len(lines) == 3, lines
