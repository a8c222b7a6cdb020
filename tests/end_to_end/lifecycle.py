"""Starting and stopping: the READY line, the port file, a taken port, signals."""

import http.client
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

BINARY = sys.argv[1]
STOP_SECONDS = 0.3


def check(what, good, detail):
    print(f"ok: {what}" if good else f"not ok: {what}: {detail}")


class Server:
    """A server on a free port, killed at the end whatever happens."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.port_file = pathlib.Path(self.folder.name) / "port"
        self.process = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--port-file", str(self.port_file)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __enter__(self):
        self.first_line = self.process.stdout.readline().rstrip("\n")
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()
        self.folder.cleanup()

    def port(self):
        return int(self.first_line.rpartition(":")[2])


def check_ready():
    with Server() as server:
        good = server.first_line.startswith("READY http://127.0.0.1:")
        check("the first line says READY and where", good, repr(server.first_line))
        written = server.port_file.read_text() if server.port_file.exists() else ""
        check("the port file says the same", written.strip() == str(server.port()), repr(written))


def check_taken_port():
    with Server() as server:
        port = str(server.port())
        second = subprocess.run(
            [BINARY, "serve", "--port", port], capture_output=True, text=True, timeout=20
        )
        check("a taken port: exit 3", second.returncode == 3, f"exit {second.returncode}")
        check("a taken port is named", port in second.stderr, repr(second.stderr))
        check("nothing says READY", "READY" not in second.stdout, repr(second.stdout))


def check_stop(number):
    name = signal.Signals(number).name
    with Server() as server:
        idle = http.client.HTTPConnection("127.0.0.1", server.port(), timeout=20)
        idle.request("GET", "/")
        idle.getresponse().read()
        started = time.monotonic()
        server.process.send_signal(number)
        try:
            status = server.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            status = "none within 20 s"
        seconds = time.monotonic() - started
        check(f"{name} with an idle client: exit 0", status == 0, f"exit {status}")
        in_time = seconds <= STOP_SECONDS
        check(f"{name} with an idle client: at once", in_time, f"{seconds:.3f} s")
        print(f"{name}: {seconds * 1000:.0f} ms")


check_ready()
check_taken_port()
check_stop(signal.SIGTERM)
check_stop(signal.SIGINT)
