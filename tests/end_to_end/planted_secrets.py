"""No secret of a request comes back, whatever is wrong with the request.

A word is planted wherever people put secrets: stream keys, tokens, headers, whole bodies. Then everything the server
ever wrote is searched for it. What is no secret may be shown: paths, methods, boundaries, framing headers, the names
of sessions.
"""

import base64
import contextlib
import json
import pathlib
import socket
import subprocess
import sys
import tempfile

from server import PATH, Server, check

BINARY = sys.argv[1]
PLANT = "plantedSecret77"
CRLF = "\r\n"
BOUNDARY = "limit"
RIGHT = {"stream_url": "rtmp://example.com/live", "stream_key": PLANT, "page_url": "https://example.com/watch"}
SCENARIO = {
    "extends": "default",
    "stubs": [
        {"name": "another key", "when": {"meeting": "1", "fields": {"stream_key": "another"}}, "reply": 503},
        {"name": "the key", "when": {"meeting": "2", "fields": {"stream_key": PLANT + "2"}}, "reply": 503},
        {"name": "no key", "when": {"meeting": "3", "fields": {"stream_key": "absent"}}, "reply": 503},
        {"name": "a header", "when": {"meeting": "4", "headers": {"X-Api-Key": "another"}}, "reply": 503},
        {"name": "a header's", "when": {"meeting": "5", "headers": {"Authorization": "another"}}, "reply": 503},
        {"name": "a parameter", "when": {"meeting": "6", "query": {"access_token": "another"}}, "reply": 503},
        {"name": "a value", "when": {"meeting": "7", "json": {"/stream_key": "another"}}, "reply": 503},
        {"name": "a shape", "when": {"meeting": "8", "fields": {"stream_key": {"matches": "x+"}}}, "reply": 503},
        {"name": "a length", "when": {"meeting": "9", "fields": {"stream_key": {"length": 3}}}, "reply": 503},
        {"name": "elsewhere", "when": {"path": "/v2/keys", "fields": {"stream_key": "another"}}, "reply": 503},
        {
            "name": "echo",
            "when": {"meeting": "99"},
            "reply": {"status": 200, "json": {"key": "{field.stream_key}"}},
        },
    ],
}


def part(name, value, more=""):
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'


def form(fields):
    return "".join(part(name, value) for name, value in fields.items()) + f"--{BOUNDARY}--\r\n"


def request(body="", path=PATH, token="under-test", media=f"multipart/form-data; boundary={BOUNDARY}", headers=(),
            method="PATCH"):
    head = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", f"Content-Length: {len(body)}"]
    head += [f"Content-Type: {media}"] if media else []
    head += [f"Authorization: Bearer {token}"] if token else []
    return CRLF.join([*head, *headers, "", body])


def forms():
    yield form(RIGHT)
    yield form({**RIGHT, "stream_key": PLANT * 100})
    yield form({**RIGHT, "stream_key": PLANT + "\r\n"})
    yield form({**RIGHT, "stream_key": "{{" + PLANT + '":"'})
    yield form({"stream_kye": PLANT})
    yield form({**RIGHT, "streamKey": PLANT, "key": PLANT, "password": PLANT})
    yield form({**RIGHT, "stream_url": ""})
    yield form({**RIGHT, "page_url": PLANT})
    yield part("stream_key", PLANT) + form(RIGHT)
    yield part("stream_key", PLANT, f'; filename="{PLANT}"') + form({})
    yield part("stream_key", PLANT)
    yield form(RIGHT)[:-9]
    yield form(RIGHT).replace(CRLF, "\n")
    yield PLANT + CRLF + form(RIGHT) + PLANT
    yield form(RIGHT).replace("\r\n\r\n", "\r\n")
    yield form(RIGHT).replace("Content-Disposition: form-data;", PLANT)
    yield form(RIGHT).replace("Content-Disposition", PLANT)
    yield form(RIGHT).replace(f"--{BOUNDARY}", PLANT)
    yield f"stream_key={PLANT}"
    yield json.dumps(RIGHT)
    yield part("a", PLANT) * 70 + form({})


def bodies():
    right = json.dumps(RIGHT)
    for media in ("application/json", "text/plain", "application/x-www-form-urlencoded", "", "multipart/form-data",
                  f"multipart/form-data; boundary={BOUNDARY}; x={PLANT}", "multipart/form-data; boundary="):
        for body in (right, right[:-1], right[:40], f'{{"stream_key": {PLANT}}}', f'{{"stream_key": ["{PLANT}"]}}',
                     f'{{"a": {{"b": "{PLANT}"}}}}', f'["{PLANT}"]', f'"{PLANT}"', PLANT, f"stream_key={PLANT}",
                     f"stream_key={PLANT}&stream_key={PLANT}%zz", right + right, f'{{"stream_key": "{PLANT}\n"}}',
                     f'{{"stream_key": "\\u{PLANT}"}}', f"{{'stream_key': '{PLANT}'}}"):
            yield request(body, media=media)


def credentials():
    claims = base64.urlsafe_b64encode(json.dumps({"iss": "zm:cid:" + PLANT}).encode()).decode().rstrip("=")
    for value in (f"Bearer {PLANT}", f"bearer {PLANT}", f"Bearer  {PLANT} ", PLANT, f"Basic {PLANT}", f"Token {PLANT}",
                  f"Bearer {PLANT} {PLANT}", f"Bearer: {PLANT}", f"Bearer\t{PLANT}", f"Bearer={PLANT}", f"{PLANT} {PLANT}",
                  f'Bearer "{PLANT}"', f'Bearer {{"access_token": "{PLANT}"}}', f"Bearer Bearer {PLANT}",
                  f"Bearer {'x' * 300}{PLANT}", f"Bearer eyJhbGciOiJIUzUxMiJ9.{claims}.{PLANT}", f"Bearer eyJ{PLANT}",
                  f"Bearer under-test~{PLANT}", f"Bearer \x80{PLANT}", f"Bearer {PLANT}\x01"):
        for path in (PATH, "/nowhere", "/__admin/health"):
            yield request(form(RIGHT), path, token="", headers=[f"Authorization: {value}"])
    yield request(form(RIGHT), headers=[f"Authorization: Bearer {PLANT}"])  # two of them


def near_misses():
    for meeting in range(1, 10):
        path = f"/v2/meetings/{meeting}/livestream?access_token={PLANT}"
        secret = [f"X-Api-Key: {PLANT}", f"Cookie: session={PLANT}"]
        yield request(form(RIGHT), path, headers=secret)
        yield request(form({"stream_key": PLANT}), path, headers=secret)
        yield request(json.dumps(RIGHT), path, media="application/json", headers=secret)
    yield request(form(RIGHT), "/v2/keys")
    yield request(form(RIGHT), "/v2/keys", method="POST", headers=[f"X-Api-Key: {PLANT}"])


def admin():
    for path in ("/__admin/meetings/68423085", "/__admin/meetings/1?session=under-test", "/__admin/expectations",
                 "/__admin/sessions", "/__admin/health", f"/__admin/health?token={PLANT}", f"/__admin/reset?key={PLANT}"):
        for token in (PLANT, PLANT + "-admin", "", PLANT + "-admi"):
            yield request(path=path, token=token, method="POST" if "reset" in path else "GET")


def refused_bytes():
    start = f"PATCH {PATH} HTTP/1.1\r\nHost: localhost\r\n"
    for header in (f"Authorization Bearer {PLANT}", f"Authorization : {PLANT}", f" {PLANT}", f"{PLANT}", f"X: {PLANT}\x00",
                   f"X: {PLANT}\n Y: {PLANT}", f"Content-Length: 5 {PLANT * 9}\x00", f"Transfer-Encoding : {PLANT}",
                   f"Host: {PLANT} {PLANT}", f"X: a\r\n {PLANT}", f"X: {PLANT * 2000}", f"(X): {PLANT}", f"Upgrade: {PLANT}",
                   f"Content-Length: 5\r\nContent-Length: 6\r\nX: {PLANT}", f"Connection: {PLANT}"):
        yield f"{start}{header}\r\n\r\n{PLANT}"
    yield from (f"{PLANT}\r\n\r\n", f"{PLANT}", f"\x16\x03\x01{PLANT}", f'{{"stream_key": "{PLANT}"}}\r\n\r\n')
    yield f"{start}Content-Length: 2\r\n\r\nab{PLANT} and what was not counted\r\n\r\n"
    yield f"{start}Content-Length: 500\r\n\r\n{PLANT}"
    yield f"{start}Content-Length: 5000000\r\n\r\n{PLANT}"
    yield f"{start}Transfer-Encoding: chunked\r\n\r\n{PLANT}\r\n{PLANT}\r\n"
    yield f"{start}Transfer-Encoding: chunked\r\n\r\n3;{PLANT}\r\nabc{PLANT}\r\n"
    yield f"{start}Transfer-Encoding: chunked\r\n\r\n0\r\n{PLANT}\r\n\r\n"
    yield f"GET /?key={PLANT}&x={PLANT} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    yield f"GET /#{PLANT} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    yield f"GET / HTTP/{PLANT}\r\nHost: localhost\r\n\r\n"
    yield f"GET / {PLANT} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    yield f"GET http://user:{PLANT}@localhost/v2/users HTTP/1.1\r\nHost: localhost\r\n\r\n"


def answer(port, data):
    """All that comes back for these bytes."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as peer, contextlib.suppress(ConnectionError):
        peer.sendall(data.encode("latin-1"))
        peer.shutdown(socket.SHUT_WR)
        while piece := peer.recv(65536):
            received += piece
    return received.decode("latin-1")


def main():
    with tempfile.TemporaryDirectory() as folder:
        scenario = pathlib.Path(folder) / "under-test.json"
        scenario.write_text(json.dumps(SCENARIO))
        options = ["--scenario", str(scenario), "--log-level", "info", "--admin-token", PLANT + "-admin", "--tls-port", "0"]
        log = pathlib.Path(folder) / "log"  # a pipe that nobody reads would lose lines
        with open(log, "wb") as stderr, Server(BINARY, *options, stderr=stderr) as mock:
            groups = {
                "forms": [request(body) for body in forms()],
                "bodies": list(bodies()),
                "credentials": list(credentials()),
                "near misses": list(near_misses()),
                "the admin API": list(admin()),
                "refused bytes": list(refused_bytes()),
            }
            for name, requests in groups.items():
                leaks = [(sent[:300], got) for sent in requests if PLANT in (got := answer(mock.port(), sent))]
                check(f"{name}: {len(requests)} requests, no secret in an answer", not leaks, leaks[:3])
            for sent in groups["refused bytes"]:
                got = answer(mock.tls_port(), sent)
                check("the TLS port: no secret in an answer", PLANT not in got, got)
            echoed = answer(mock.port(), request(form(RIGHT), "/v2/meetings/99/livestream"))
            check("a scenario may echo what it was sent", PLANT in echoed, echoed)
            mock.stop()
            written = (mock.text + log.read_text(errors="replace")).splitlines()
            lines = [line for line in written if PLANT in line]
            check(f"no secret in {len(written)} lines of stdout and stderr", not lines, lines[:3])
            check("a line for every request", len(written) > sum(map(len, groups.values())), len(written))


main()
