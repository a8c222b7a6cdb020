"""What is measured of a started server."""

import contextlib
import pathlib
import re
import selectors
import socket
import subprocess
import time

from servers import on_cores, tool
from workload import UPDATE

# wrk's own report rounds; this one is exact. Times are microseconds.
REPORT = """
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.timeout, errors.status,
    latency:percentile(50), latency:percentile(99)))
end
"""


class Wrk:
    """Sends the request of the benchmark over some connections, as fast as answers come."""

    def __init__(self, cores, folder):
        self._binary = tool("wrk", "wrk")
        self._cores = cores
        self._scripts = {}
        for close in (False, True):
            self._scripts[close] = pathlib.Path(folder) / f"request-{close}.lua"
            self._scripts[close].write_text(UPDATE.lua(close) + REPORT, encoding="utf-8")

    def run(self, server, connections, seconds, close=False):
        """One measurement; `close` opens a connection for every request."""
        url = f"http://127.0.0.1:{server.port}{UPDATE.path}"
        threads = min(connections, len(self._cores))
        command = [self._binary, f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s",
                   "-s", self._scripts[close], url]
        started, cpu = time.perf_counter(), server.cpu_seconds()
        with on_cores(self._cores):
            wrk = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        output = wrk.communicate()[0]
        taken, cpu = time.perf_counter() - started, server.cpu_seconds() - cpu
        numbers = re.search(r"^RESULT (.*)$", output, re.MULTILINE)
        if wrk.returncode != 0 or numbers is None:
            raise RuntimeError(f"wrk failed (exit {wrk.returncode}): {output.strip()}")
        requests, duration, broken, refused, p50, p99 = map(int, numbers[1].split())
        # wrk counts statuses from 400 on; 200 or 300 would pass, hence the look behind it.
        wrong = 0 if server.status() == UPDATE.status else 1
        return {
            "requests_per_s": requests / (duration / 1e6),
            "p50_us": p50,
            "p99_us": p99,
            "cpu_us": cpu * 1e6 / max(requests, 1),
            "busy_percent": 100 * cpu / taken,
            "errors": broken + refused + wrong,
        }


class IdleClients:
    """Connections that each got one answer and then stay silent."""

    def __init__(self, server, count, seconds=10):
        """Waits so long for the answers; `answered` of them came."""
        self._sockets = connect(server, count)
        self.answered = 0
        with selectors.DefaultSelector() as waiting:
            for client in self._sockets:
                client.sendall(UPDATE.bytes())
                waiting.register(client, selectors.EVENT_READ)
            deadline = time.perf_counter() + seconds
            while waiting.get_map() and time.perf_counter() < deadline:
                for key, _ in waiting.select(0.1):
                    waiting.unregister(key.fileobj)
                    self.answered += is_answer(key.fileobj)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for client in self._sockets:
            client.close()


def connect(server, count):
    clients = []
    try:
        while len(clients) < count:
            clients.append(socket.create_connection(("127.0.0.1", server.port), 10))
    except OSError as error:
        for client in clients:
            client.close()
        raise RuntimeError(f"{server.name} took {len(clients):,} of {count:,} connections: {error}") from error
    return clients


def is_answer(client):
    """Takes what has come and says whether it is the right answer, whole."""
    try:
        bytes_ = client.recv(4096)
    except OSError:
        return False
    return bytes_.startswith(b"HTTP/1.1 204 ") and bytes_.endswith(b"\r\n\r\n")


def cpu_percent(server, seconds):
    """Of one core, over that time."""
    cpu, started = server.cpu_seconds(), time.perf_counter()
    time.sleep(seconds)
    return 100 * (server.cpu_seconds() - cpu) / (time.perf_counter() - started)


def idle(server, count, seconds):
    """What `count` silent connections cost, and how long the server takes to stop with them. It is stopped then."""
    rss = server.rss_mib()
    with IdleClients(server, count) as clients:
        cost = {
            "rss_mib": rss,
            "clients": count,
            "answered": clients.answered,
            "clients_cpu_percent": cpu_percent(server, seconds),
            "clients_rss_mib": server.rss_mib(),
        }
        stopped = server.stop()
    return {**cost, "stop_ms": None if stopped is None else stopped * 1e3}


def busy(server, count, seconds):
    """Connections that ask again as soon as they are answered: how often each was, and how often not rightly."""
    clients = connect(server, count)
    answers, errors = dict.fromkeys(clients, 0), 0
    request = UPDATE.bytes()
    with selectors.DefaultSelector() as waiting:
        for client in clients:
            waiting.register(client, selectors.EVENT_READ)
            client.sendall(request)
        deadline = time.perf_counter() + seconds
        while waiting.get_map() and time.perf_counter() < deadline:
            for key, _ in waiting.select(0.1):
                client = key.fileobj
                if is_answer(client):
                    answers[client] += 1
                    client.sendall(request)
                else:
                    errors += 1
                    waiting.unregister(client)
    for client in clients:
        client.close()
    return list(answers.values()), errors


def latencies(servers, count):
    """Seconds that `count` requests to each server take, by server: asked in turn, all meet the same disturbances."""
    request, taken = UPDATE.bytes(), {server: [] for server in servers}
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(connect(server, 1)[0]) for server in servers]
        for client in clients:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(count):
            for server, client in zip(servers, clients):
                started = time.perf_counter()
                client.sendall(request)
                if not is_answer(client):
                    raise RuntimeError(f"{server.name}: a request was not answered by {UPDATE.status}")
                taken[server].append(time.perf_counter() - started)
    return taken
