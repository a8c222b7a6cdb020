"""Receivers of webhooks as Zoom's documents write them, in Python and Node.js, hear of events and refuse forgeries."""

import contextlib
import hashlib
import hmac
import http.server
import json
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.parse

from server import Server, check

BINARY = sys.argv[1]
HERE = pathlib.Path(__file__).parent
SECRET = "the-app's-secret-token"
STARTED = "meeting.live_streaming_started"
# What JSON writers disagree about.
ODD_KEY = "clé/鍵 \"\\ \u0001 \u2028 😀 <&>"


class PythonReceiver:
    """By Zoom's recipe: the signature is one of the bytes that came, and no older than five minutes."""

    def __init__(self, secret=SECRET, statuses=()):
        receiver = self
        self.secret, self.statuses, self.seen = secret, list(statuses), []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                status, text = receiver.answer_to(self.headers, raw)
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def sign(self, text):
        return hmac.new(self.secret.encode(), text, hashlib.sha256).hexdigest()

    def answer_to(self, headers, raw):
        body = json.loads(raw)
        timestamp = headers.get("x-zm-request-timestamp", "0")
        signature = "v0=" + self.sign(f"v0:{timestamp}:".encode() + raw)
        is_right = hmac.compare_digest(signature, headers.get("x-zm-signature", ""))
        if not is_right or abs(time.time() - int(timestamp)) > 300:
            return 401, b""
        self.seen.append(body)
        if body["event"] != "endpoint.url_validation":
            return (self.statuses.pop(0) if self.statuses else 204), b""
        plain = body["payload"]["plainToken"]
        return 200, json.dumps({"plainToken": plain, "encryptedToken": self.sign(plain.encode())}).encode()

    def url(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}/hook"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class NodeReceiver:
    """The same in Node.js, where JSON.stringify() writes what is signed."""

    def __init__(self, secret=SECRET):
        command = ["node", str(HERE / "webhook_receiver.mjs"), secret]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def url(self):
        return f"http://127.0.0.1:{self.port}/hook"

    def close(self):
        self.process.kill()
        self.process.communicate()


def control(mock, method, path, body=None):
    text = None if body is None else json.dumps(body)
    status, answer = mock.call(method, "/__admin" + path, text, {"Content-Type": "application/json"} if text else {})
    return status, json.loads(answer) if answer else None


def open_session(mock, url, secret=SECRET):
    """A session with that receiver, after its first request."""
    settings = {"stream_url": "rtmp://a.example/live", "stream_key": ODD_KEY, "page_url": "https://a.example"}
    scenario = {"webhooks": [{"url": url, "secret": secret}], "meetings": {"68423085": {"livestream": settings}}}
    session = control(mock, "POST", "/sessions", scenario)[1]["session"]
    mock.call(path="/v2/users/me", headers={"Authorization": f"Bearer {session}"})
    return session


def send(mock, session, **how):
    """What became of an event at its first attempt: the status that each copy got."""
    order = {"event": STARTED, "meeting": "68423085", "wait_ms": 20_000, **how}
    status, answer = control(mock, "POST", f"/sessions/{session}/webhooks", order)
    return [delivery["attempts"][0]["status"] for delivery in answer["deliveries"]] if status == 200 else answer


def listed(mock, session):
    return control(mock, "GET", f"/webhooks?session={urllib.parse.quote(session)}")[1]["deliveries"]


def hears_and_refuses(mock, name, receiver):
    session = open_session(mock, receiver.url())
    heard = send(mock, session)
    check(f"{name}: an event is signed as it is read", heard in ([200], [204]), heard)
    validation = listed(mock, session)[0]
    proven = (validation["event"], validation["state"]) == ("endpoint.url_validation", "delivered")
    check(f"{name}: before it, the receiver has proven itself", proven, validation)
    for what in ({"bad_signature": True}, {"timestamp_offset_s": -600}, {"omit_headers": ["x-zm-signature"]}):
        refused = send(mock, session, **what)
        check(f"{name}: refused with {what}", refused == [401], refused)
    twice = send(mock, session, copies=2)
    check(f"{name}: a duplicate is sent", twice in ([200, 200], [204, 204]), twice)


def broken_receivers(mock):
    """What is wrong with a receiver is seen: with the validation, and with each event."""
    for name, kind in (("python", PythonReceiver), ("node", NodeReceiver)):
        with contextlib.closing(kind("another secret")) as receiver:
            session = open_session(mock, receiver.url())
            refused = send(mock, session)
            check(f"{name}: a receiver with another secret refuses", refused == [401], refused)
            attempt = listed(mock, session)[0]["attempts"][0]
            why = "the status is 401, not 200; the validation fails, events are sent all the same"
            check(f"{name}: and does not prove itself", (attempt["verdict"], attempt["why"]) == ("failed", why), attempt)


def retries(mock):
    with contextlib.closing(PythonReceiver(statuses=[500, 503, 204])) as receiver:
        session = open_session(mock, receiver.url())
        first = send(mock, session)
        check("a failure is not the end", first == [500] and listed(mock, session)[-1]["state"] == "waiting", first)
        for minutes, attempts in ((5, 2), (20, 3)):
            control(mock, "POST", f"/sessions/{session}/clock", {"advance_ms": minutes * 60_000})
            deadline = time.monotonic() + 20
            while len(listed(mock, session)[-1]["attempts"]) < attempts and time.monotonic() < deadline:
                pass
        delivery = listed(mock, session)[-1]
        seen = [attempt["status"] for attempt in delivery["attempts"]], delivery["state"]
        check("retries are played by the session's clock, and signed by the real one", seen == ([500, 503, 204], "delivered"), delivery)
        same = [body["event_ts"] for body in receiver.seen if body["event"] == STARTED]
        check("each is the same event", len(same) == 3 and len(set(same)) == 1, same)


def costs_nothing(mock):
    status = pathlib.Path(f"/proc/{mock.process.pid}/status")
    if not status.exists():
        return
    def threads():
        return int(re.search(r"^Threads:\s*(\d+)", status.read_text(), re.MULTILINE)[1])

    mock.patch("default")
    before = threads()
    with contextlib.closing(PythonReceiver()) as receiver:
        send(mock, open_session(mock, receiver.url()))
        check("a server without webhooks has no thread for them", threads() == before + 1, f"{before}, {threads()}")


def ends_at_once():
    with Server(BINARY) as mock:
        # What has no accept() still takes a connection.
        with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as silent:
            open_session(mock, f"http://127.0.0.1:{silent.server_address[1]}/hook")
            while listed(mock, "session-1")[0]["state"] != "sending":
                pass
            begun = time.monotonic()
            code = mock.stop(signal.SIGTERM)
            seconds = time.monotonic() - begun
            check("a receiver that never answers holds up no end", code == 0 and seconds < 5, f"{code}, {seconds:.3f} s")


with Server(BINARY) as server:
    costs_nothing(server)
    for name, kind in (("python", PythonReceiver), ("node", NodeReceiver)):
        with contextlib.closing(kind()) as receiver:
            hears_and_refuses(server, name, receiver)
    broken_receivers(server)
    retries(server)
ends_at_once()
