"""The servers that are measured: how each is found, told its task, started, watched and stopped."""

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from workload import UPDATE

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARIES = ROOT / "build/release/bin"
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
START_SECONDS, STOP_SECONDS = 60, 20


class Missing(Exception):
    """A tool or a program is not there; the message says how to get it."""


def tool(name, package):
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if path is None:
        raise Missing(f"{name} is missing: apt-get install {package}")
    return path


def built(path):
    """The absolute path of a program of ours; a bare name is looked for in the release build."""
    path = (BINARIES / path if path.name == str(path) else path).resolve()
    if not path.exists():
        raise Missing(f"{path} is missing: make bench builds it")
    return str(path)


def zoom_mock(*options, binary=pathlib.Path("zoom-mock")):
    binary = built(binary)
    return lambda port, folder: [binary, "serve", "--port", str(port), *options]


def zoom_mock_on_one_core(log_level, binary=pathlib.Path("zoom-mock")):
    """With one worker thread."""
    return zoom_mock("--log-level", log_level, "--threads", "1", binary=binary)


def stock_httplib(threads):
    binary = built(pathlib.Path("zoom_mock_stock_server"))
    return lambda port, folder: [binary, str(port), str(threads)]


def nginx():
    """Answers everything by 204 and throws the body away unread: the practical limit."""
    binary = tool("nginx", "nginx-light")

    def command(port, folder):
        temporary = "".join(f"  {kind}_temp_path {folder}/{kind};\n"
                            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (folder / "nginx.conf").write_text(
            "daemon off;\nworker_processes 1;\nworker_rlimit_nofile 20000;\n"
            f"pid {folder}/pid;\nerror_log {folder}/error.log;\n"
            "events { worker_connections 18000; }\n"
            "http {\n"
            f"{temporary}"
            "  access_log off;\n  keepalive_requests 1000000000;\n  client_body_buffer_size 64k;\n"
            f"  server {{ listen 127.0.0.1:{port} backlog=4096; location / {{ return 204; }} }}\n"
            "}\n", encoding="utf-8")
        return [binary, "-e", f"{folder}/error.log", "-p", str(folder), "-c", f"{folder}/nginx.conf"]

    return command


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def on_cores(cores):
    """What is started inside runs on these cores; this process itself goes back to where it was."""
    own = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, own)


class Server:
    """A started server. Its folder holds its configuration and what it printed."""

    def __init__(self, name, command, cores):
        self.name = name
        self.port = free_port()
        self._folder = tempfile.TemporaryDirectory(prefix="zoom-mock-bench-")
        folder = pathlib.Path(self._folder.name)
        self._output = folder / "output"
        arguments = command(self.port, folder)
        started = time.perf_counter()
        with on_cores(cores), self._output.open("wb") as output:
            self.process = subprocess.Popen(arguments, stdout=output, stderr=output, cwd=folder)
        try:
            self._wait_for_answer(started + START_SECONDS)
        except BaseException:
            self.close()
            raise
        self.start_seconds = time.perf_counter() - started

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Ends it at once, with all it started."""
        if self.process.poll() is None:
            for pid in self._pids():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait()
        self._folder.cleanup()

    def stop(self):
        """Asks it to stop; the seconds that took, None when it had to be killed."""
        started = time.perf_counter()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            return None
        return time.perf_counter() - started

    def cpu_seconds(self):
        """User and system time of all its processes so far."""
        def ticks(pid):
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            return int(fields[11]) + int(fields[12])
        return sum(map(ticks, self._pids())) / TICKS_PER_SECOND

    def rss_mib(self):
        def kib(pid):
            status = pathlib.Path(f"/proc/{pid}/status").read_text()
            return int(status.partition("VmRSS:")[2].split()[0])
        return sum(map(kib, self._pids())) / 1024

    def status(self):
        """How it answers the request of the benchmark now; 0 when it does not."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), 5) as client:
                client.sendall(UPDATE.bytes(close=True))
                return int(client.recv(4096).split(b" ")[1])
        except (OSError, IndexError, ValueError):
            return 0

    def _wait_for_answer(self, deadline):
        while self.status() != UPDATE.status:
            if self.process.poll() is not None or time.perf_counter() > deadline:
                state = f"exit {self.process.returncode}" if self.process.poll() is not None else "no right answer"
                said = self._output.read_text(errors="replace")[-500:].strip()
                raise RuntimeError(f"{self.name} did not start ({state}): {said}")
            time.sleep(0.0002)

    def _pids(self):
        """Its process and all that it started."""
        found, new = [], [self.process.pid]
        while new:
            pid = new.pop()
            found.append(pid)
            for children in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
                with contextlib.suppress(OSError):
                    new += map(int, children.read_text().split())
        return found
