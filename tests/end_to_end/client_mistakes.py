"""The commonest mistakes of clients, as they travel: each is named right, and explained whole.

Each tests/client_mistakes/NAME.http is called after its violation (what follows a dot tells two of
one kind apart), and NAME.txt holds what the mock says. ZOOM_MOCK_GOLDEN=rewrite writes those.
"""

import base64
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import urllib.parse

from server import Server, check

BINARY = sys.argv[1]
FOLDER = pathlib.Path(__file__).parent.parent / "client_mistakes"
HEAD_DEADLINE_MS = 500


def unwritten(mock):
    """What no text file can hold, or should: the bytes of each, and the port that they go to."""
    def encoded(text):
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    real = ".".join([encoded('{"alg":"HS512"}'), encoded('{"iss":"zm:cid:abc","aud":"https://oauth.zoom.us"}'), "mac"])
    me = "GET /v2/users/me HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    yield "head-too-large", (me + "X-Large: " + "x" * 100_000 + "\r\n\r\n").encode(), mock.port()
    yield "plain-on-tls-port", (me + "\r\n").encode(), mock.tls_port()
    yield "request-unfinished", me.encode(), mock.port()
    yield "tls-on-plain-port", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(506), mock.port()
    yield "token-real", (me + f"Authorization: Bearer {real}\r\n\r\n").encode(), mock.port()
    yield from of_user_grants(mock)


def of_user_grants(mock):
    """Mistakes with what the server gave before: a code, and the refresh token that it was good for."""
    callback = urllib.parse.quote("https://example.com/callback", safe="")

    def form(grant, **fields):
        fields = "".join(f"&{name}={value}" for name, value in fields.items())
        return f"grant_type={grant}&client_id=apps&client_secret=any{fields}"

    def request(body):
        head = "POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        return (head + body).encode()

    def code(more=""):
        head = f"GET /oauth/authorize?response_type=code&client_id=apps&redirect_uri={callback}{more} HTTP/1.1\r\n"
        answer = answer_to((head + "Host: 127.0.0.1\r\nConnection: close\r\n\r\n").encode(), mock.port())
        return re.search(r"[?&]code=([^\s&]+)", answer)[1]

    def by_code(value, **more):
        return request(form("authorization_code", code=value, redirect_uri=callback, **more))

    used = code()
    grant = json.loads(answer_to(by_code(used), mock.port()).partition("\r\n\r\n")[2])
    yield "code-reused", by_code(used), mock.port()
    yield "code-verifier-wrong", by_code(code("&code_challenge=a-verifier"), code_verifier="another-verifier"), mock.port()
    other_uri = form("authorization_code", code=code(), redirect_uri="https://example.com/")
    yield "redirect-uri-wrong.token", request(other_uri), mock.port()
    refresh = request(form("refresh_token", refresh_token=grant["refresh_token"]))
    answer_to(refresh, mock.port())
    yield "refresh-token-reused", refresh, mock.port()


def requests_in(text):
    """The bytes of each request: without comments, framed as an HTTP library would."""
    for piece in text.split("\n###\n"):
        lines = [line for line in piece.split("\n") if not line.startswith("# ")]
        head, _, body = "\n".join(lines).partition("\n\n")
        body = body.replace("\n", "\r\n").encode()
        head += f"\nHost: 127.0.0.1\nContent-Length: {len(body)}\nConnection: close\n\n"
        yield head.replace("\n", "\r\n").encode() + body


def answer_to(request, port):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as peer:
        peer.sendall(request)
        answer = b""
        while piece := peer.recv(65536):
            answer += piece
    return answer.decode()


def told(answer):
    """What a person looks at: the status, our headers but the number of the request, the body.

    Each version of httplib words what follows the status.
    Of what is left of a minute the seconds that this machine took are not looked at."""
    answer = re.sub(r"comes 5\d{4} ms before", "comes 60000 ms before", answer)
    answer = re.sub(r"is on port \d+", "is on port ...", answer)
    answer = re.sub(r"of grant \d+", "of grant ...", answer)
    head, _, body = answer.partition("\r\n\r\n")
    first_line, *headers = head.split("\r\n")
    status = " ".join(first_line.split()[:2])
    ours = [line for line in headers if line.startswith("X-Zoom-Mock-") and "-Request-Id:" not in line]
    return "\n".join([status, *ours, "", body]).rstrip("\n") + "\n"


def violations_in(answer):
    line = next((line for line in answer.split("\n") if line.startswith("X-Zoom-Mock-Violation: ")), "")
    return line.partition(": ")[2]


def check_mistake(name, requests, port):
    answers = [told(answer_to(request, port)) for request in requests]
    expected = name.partition(".")[0]
    check(f"{name} is a violation of that name", violations_in(answers[-1]) == expected, answers[-1])
    golden = FOLDER / f"{name}.txt"
    if os.environ.get("ZOOM_MOCK_GOLDEN") == "rewrite":
        golden.write_text("\n".join(answers), encoding="utf-8")
    known = golden.read_text(encoding="utf-8") if golden.exists() else ""
    check(f"{name} is explained as {golden.name} has it", "\n".join(answers) == known, "\n".join(answers))


def names():
    """Every violation that there is."""
    listed = subprocess.run([BINARY, "violations"], capture_output=True, text=True, timeout=20, check=True)
    return {line.split()[0] for line in listed.stdout.splitlines()}


files = sorted(FOLDER.glob("*.http"))
shown = {file.stem.partition(".")[0] for file in files}
OPTIONS = ("--scenarios", str(FOLDER), "--tls-port", "0", "--head-deadline-ms", str(HEAD_DEADLINE_MS))
with Server(BINARY, *OPTIONS) as mock:
    for file in files:
        check_mistake(file.stem, requests_in(file.read_text(encoding="utf-8")), mock.port())
    for name, request, port in unwritten(mock):
        check_mistake(name, [request], port)
        shown.add(name.partition(".")[0])
check("every violation has its file", shown == names(), sorted(shown ^ names()))
