"""Starting and stopping: the READY line, the port file, a taken port, signals."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import select
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time

from server import PATH, Server, check

BINARY = sys.argv[1]
STOP_SECONDS = 1.5


def server(*options, **how):
    return Server(BINARY, *options, **how)


def check_ready():
    with server() as mock:
        good = mock.lines[0].startswith("READY http://127.0.0.1:")
        check("the first line says READY and where", good, repr(mock.lines))
        written = mock.port_file.read_text() if mock.port_file.exists() else ""
        check("the port file says the same", written.strip() == str(mock.port()), repr(written))


def check_port_pipe():
    with tempfile.TemporaryDirectory() as folder:
        pipe = pathlib.Path(folder) / "pipe"
        os.mkfifo(pipe)
        process = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--port-file", str(pipe)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        written = pipe.read_text()  # ends when the server has closed it
        ready = process.stdout.readline()
        process.kill()
        process.communicate()
        check("a pipe for a port file gets the port", ready.rstrip().endswith(":" + written.strip()), repr(written))
        check("and stays a pipe", pipe.is_fifo(), os.listdir(folder))


def check_taken_port():
    with server() as mock:
        port = str(mock.port())
        second = subprocess.run(
            [BINARY, "serve", "--port", port], capture_output=True, text=True, timeout=20
        )
        check("a taken port: exit 3", second.returncode == 3, f"exit {second.returncode}")
        check("a taken port is named", port in second.stderr, repr(second.stderr))
        check("nothing says READY", "READY" not in second.stdout, repr(second.stdout))


def check_port_file_lives_with_the_server():
    with server() as mock:
        file, port = mock.port_file, str(mock.port())
        check("SIGTERM with a port file: exit 0", mock.stop() == 0)
        check("the port file goes with the server", not file.exists(), "it is still there")
    with server() as mock:
        command = [BINARY, "serve", "--port", str(mock.port()), "--port-file", str(mock.port_file)]
        failed = subprocess.run(command, capture_output=True, timeout=20)
        check("a second start on the port and the file: exit 3", failed.returncode == 3, f"exit {failed.returncode}")
        kept = mock.port_file.exists() and mock.port_file.read_text() == f"{mock.port()}\n"
        check("and the file of the first stays", kept, os.listdir(mock.folder.name))
    with server() as mock, tempfile.TemporaryDirectory() as folder:
        stale = pathlib.Path(folder) / "port"
        stale.write_text(f"{port}\n")  # of a run that was killed
        command = [BINARY, "serve", "--port", str(mock.port()), "--port-file", str(stale)]
        failed = subprocess.run(command, capture_output=True, timeout=20)
        check("a start that fails: exit 3", failed.returncode == 3, f"exit {failed.returncode}")
        check("and the port of an earlier run is gone", not stale.exists(), "it is still there")


def check_early_signals():
    """A signal that comes while the server starts is kept until it has."""
    if "TSAN_OPTIONS" in os.environ:
        return  # TSan itself may keep a signal back until the next one: seen once in 200 starts
    for _ in range(20):
        with server() as mock:
            mock.process.send_signal(signal.SIGHUP)
        code = mock.process.returncode
        if code != 0:
            break
    check("SIGHUP right at the start does not end it", code == 0, f"exit {code}")


def check_stop(number):
    name = signal.Signals(number).name
    with server() as mock:
        idle = http.client.HTTPConnection("127.0.0.1", mock.port(), timeout=20)
        idle.request("GET", "/")
        idle.getresponse().read()
        started = time.monotonic()
        mock.process.send_signal(number)
        try:
            status = mock.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            status = "none within 20 s"
        seconds = time.monotonic() - started
        check(f"{name} with an idle client: exit 0", status == 0, f"exit {status}")
        in_time = seconds <= STOP_SECONDS
        check(f"{name} with an idle client: at once", in_time, f"{seconds:.3f} s")
        print(f"{name}: {seconds * 1000:.0f} ms")


def check_stop_in_flight():
    """The answers of slow-host are late by up to two seconds."""
    with server() as mock, socket.create_connection(("127.0.0.1", mock.port()), timeout=20) as peer:
        peer.sendall(f"PATCH {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer slow-host/1\r\n\r\n".encode())
        while "slow-host/1" not in mock.call(path="/__admin/sessions")[1]:
            pass
        mock.process.send_signal(signal.SIGTERM)
        while mock.port_file.exists() and not select.select([peer], [], [], 0)[0]:
            pass
        check("SIGTERM: the port file goes before the last answers", not mock.port_file.exists(), "it is still there")
        answer = peer.recv(65536)
        check("SIGTERM: an answer of slow-host still comes", answer.startswith(b"HTTP/1.1 "), answer)


def check_second_signal():
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "late.json").write_text('{ "stubs": [{ "reply": { "delay_ms": 60000 } }] }')
        with (
            server("--scenarios", folder, "--drain-ms", "60000") as mock,
            socket.create_connection(("127.0.0.1", mock.port()), timeout=20) as peer,
        ):
            peer.sendall(f"PATCH {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer late/1\r\n\r\n".encode())
            while "late/1" not in mock.call(path="/__admin/sessions")[1]:
                pass
            mock.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(OSError):
                while True:  # until it listens no more: the first signal has been heeded
                    socket.create_connection(("127.0.0.1", mock.port()), timeout=20).close()
            code = mock.stop()
            check("a second SIGTERM ends a long drain", code == 0, f"exit {code}")


def check_certificate_reload():
    def init(name):
        subprocess.run([BINARY, "tls", "init", "--out", name], check=True, capture_output=True)
        return pathlib.Path(name) / "server.pem", pathlib.Path(name) / "server-key.pem"

    with tempfile.TemporaryDirectory() as folder:
        certificate, key = init(f"{folder}/used")
        other, other_key = init(f"{folder}/other")
        options = ["--tls-port", "0", "--proxy", "--tls-cert", str(certificate), "--tls-key", str(key)]
        with server(*options, stderr=subprocess.PIPE) as mock:

            def shown():
                return ssl.get_server_certificate(("127.0.0.1", mock.tls_port())).strip()

            def shown_by_proxy():
                client = http.client.HTTPSConnection("127.0.0.1", mock.port(), timeout=20, context=ssl._create_unverified_context())
                client.set_tunnel("api.zoom.us", 443)
                client.connect()
                seen = ssl.DER_cert_to_PEM_cert(client.sock.getpeercert(binary_form=True)).strip()
                client.close()
                return seen

            def said(words):
                """What a log line says is done; signals come one by one."""
                mock.process.send_signal(signal.SIGHUP)
                lines = iter(mock.process.stderr.readline, "")
                return words in next(line for line in lines if re.search("certificate (in force|was)", line))

            def leaf(path):
                text = path.read_text()
                return text[: text.index("-----END CERTIFICATE-----")] + "-----END CERTIFICATE-----"

            before, new = leaf(certificate), leaf(other)
            check("the certificate of the files is shown", shown() == before)
            check("and behind CONNECT", shown_by_proxy() == before)
            certificate.write_text(other.read_text())
            check("SIGHUP: a pair that does not belong together is told of", said("stays: "))
            check("SIGHUP: and the one in force stays", shown() == before)
            key.write_text(other_key.read_text())
            check("SIGHUP: a new pair is told of", said("was reloaded"))
            check("SIGHUP: and shown", shown() == new)
            check("SIGHUP: and behind CONNECT", shown_by_proxy() == new)


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


def check_folders():
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        (pathlib.Path(first) / "changing.json").write_text(answers(500))
        (pathlib.Path(first) / "other.json").write_text(answers(501))
        (pathlib.Path(second) / "changing.json").write_text(answers(502))
        with server("--scenarios", first, "--scenarios", second) as mock:
            seen = [mock.patch("changing"), mock.patch("other")]
            check("of two --scenarios folders the later one's file counts", seen == [502, 501], seen)


def check_reload():
    with tempfile.TemporaryDirectory() as folder:
        scenario = pathlib.Path(folder) / "changing.json"
        tokens = iter(range(10**6))
        for options, tell in ((["--watch"], None), ([], signal.SIGHUP)):
            scenario.write_text(answers(500))
            with server("--scenarios", folder, *options) as mock:
                how = "--watch" if tell is None else tell.name

                def fresh():
                    return mock.patch(f"changing/{next(tokens)}")

                check(f"{how}: the file is served", fresh() == 500, "")
                scenario.write_text(answers(501))
                if tell:
                    mock.process.send_signal(tell)
                until(f"{how}: a valid change is live", 501, fresh)
                scenario.write_text("{ broken")
                if tell:
                    mock.process.send_signal(tell)

                until(f"{how}: a broken change is seen", "stale", mock.health)
                check(f"{how}: a broken change leaves what was in force", fresh() == 501, "")


def check_logs():
    with server(stderr=subprocess.PIPE) as mock:
        mock.patch("test-token")
        mock.patch("planted-secret-token")
        mock.process.send_signal(signal.SIGTERM)
        out, err = mock.process.communicate(timeout=20)
        lines = err.splitlines()
        check("stderr has one line per request, and one at the end", len(lines) == 3, repr(lines))
        check("the last one says what stopped it", lines[-1].endswith("stopped by SIGTERM"), repr(lines))
        check("stdout has the curl line and the seed, no log", len(mock.lines) == 3 and not out, repr(mock.lines))
        curl = mock.lines[1]
        check("the second line of stdout can be pasted", curl.startswith("curl -i -X PATCH http"), repr(curl))
        check("no token in the log", "planted" not in err and "test-token" not in err, repr(err))


def check_pasted_curl():
    """The printed request is pasted into a shell: whatever a scenario's token holds is only read."""
    with tempfile.TemporaryDirectory() as folder:
        scenario = pathlib.Path(folder) / "odd.json"
        scenario.write_text(json.dumps({"tokens": {"odd": "x';touch${IFS}PWNED;'"}}))
        with server("--scenario", str(scenario)) as mock:
            pasted = subprocess.run(["sh", "-c", mock.lines[1]], cwd=folder, capture_output=True, text=True, timeout=20)
            check("a pasted request with an odd token is right", "204 No Content" in pasted.stdout, pasted.stdout)
            check("and runs nothing else", os.listdir(folder) == ["odd.json"], os.listdir(folder))


def check_unread_log():
    """A harness that never reads stderr must not stop the server."""
    reader, writer = os.pipe()
    with server(stderr=writer) as mock:
        client = http.client.HTTPConnection("127.0.0.1", mock.port(), timeout=20)
        statuses = set()
        for _ in range(2000):
            client.request("GET", "/")
            answer = client.getresponse()
            answer.read()
            statuses.add(answer.status)
        check("2,000 requests with a log that nobody reads", statuses == {501}, repr(statuses))
        mock.process.send_signal(signal.SIGTERM)
        check("and SIGTERM ends it", mock.process.wait(timeout=20) == 0, "")
    os.close(reader)
    os.close(writer)


check_ready()
check_port_pipe()
check_port_file_lives_with_the_server()
check_early_signals()
check_logs()
check_pasted_curl()
check_unread_log()
check_folders()
check_reload()
check_taken_port()
check_stop_in_flight()
check_second_signal()
check_certificate_reload()
check_stop(signal.SIGTERM)
check_stop(signal.SIGINT)
