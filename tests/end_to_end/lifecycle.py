"""Starting and stopping: the READY line, the port file, a taken port, signals."""

import http.client
import json
import os
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

    def __init__(self, *options, stderr=subprocess.DEVNULL):
        self.folder = tempfile.TemporaryDirectory()
        self.port_file = pathlib.Path(self.folder.name) / "port"
        self.process = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--port-file", str(self.port_file), *options],
            stdout=subprocess.PIPE,
            stderr=stderr,
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


def patch(server, token):
    """The status of an update without a body: it shows who answers."""
    client = http.client.HTTPConnection("127.0.0.1", server.port(), timeout=20)
    client.request("PATCH", "/v2/meetings/5/livestream", headers={"Authorization": f"Bearer {token}"})
    status = client.getresponse().status
    client.close()
    return status


def answers(status):
    return '{ "stubs": [{ "reply": %d }] }' % status


def until(what, wanted, seen, seconds=5):
    """Polls until the wanted value is seen: a change must be live within a second on an idle machine."""
    started = time.monotonic()
    value = seen()
    while value != wanted and time.monotonic() - started < seconds:
        time.sleep(0.02)
        value = seen()
    check(what, value == wanted, f"{value} instead of {wanted}")
    print(f"{what}: {time.monotonic() - started:.2f} s")


def check_reload():
    with tempfile.TemporaryDirectory() as folder:
        scenario = pathlib.Path(folder) / "changing.json"
        tokens = iter(range(10**6))
        for options, tell in ((["--watch"], None), ([], signal.SIGHUP)):
            scenario.write_text(answers(500))
            with Server("--scenarios", folder, *options) as server:
                how = "--watch" if tell is None else tell.name

                def fresh():
                    return patch(server, f"changing/{next(tokens)}")

                check(f"{how}: the file is served", fresh() == 500, "")
                scenario.write_text(answers(501))
                if tell:
                    server.process.send_signal(tell)
                until(f"{how}: a valid change is live", 501, fresh)
                scenario.write_text("{ broken")
                if tell:
                    server.process.send_signal(tell)

                def health():
                    client = http.client.HTTPConnection("127.0.0.1", server.port(), timeout=20)
                    client.request("GET", "/__admin/health")
                    return json.loads(client.getresponse().read())["status"]

                until(f"{how}: a broken change is seen", "stale", health)
                check(f"{how}: a broken change leaves what was in force", fresh() == 501, "")


def check_logs():
    with Server(stderr=subprocess.PIPE) as server:
        patch(server, "test-token")
        patch(server, "planted-secret-token")
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=20)
        out, err = server.process.stdout.read(), server.process.stderr.read()
        lines = err.splitlines()
        check("stderr has one line per request", len(lines) == 2, repr(lines))
        check("stdout has the curl line and the seed, no log", len(out.splitlines()) == 2, repr(out))
        check("the second line of stdout can be pasted", out.startswith("curl -i -X PATCH http"), repr(out))
        check("no token in the log", "planted" not in err and "test-token" not in err, repr(err))


def check_unread_log():
    """A harness that never reads stderr must not stop the server."""
    reader, writer = os.pipe()
    with Server(stderr=writer) as server:
        client = http.client.HTTPConnection("127.0.0.1", server.port(), timeout=20)
        statuses = set()
        for _ in range(2000):
            client.request("GET", "/")
            answer = client.getresponse()
            answer.read()
            statuses.add(answer.status)
        check("2,000 requests with a log that nobody reads", statuses == {404}, repr(statuses))
        server.process.send_signal(signal.SIGTERM)
        check("and SIGTERM ends it", server.process.wait(timeout=20) == 0, "")
    os.close(reader)
    os.close(writer)


check_ready()
check_logs()
check_unread_log()
check_reload()
check_taken_port()
check_stop(signal.SIGTERM)
check_stop(signal.SIGINT)
