"""The commonest mistakes of clients, as they travel: each is named right, and explained whole.

Each tests/client_mistakes/NAME.http is called after its violation (what follows a dot tells two of
one kind apart), and NAME.txt holds what the mock says. ZOOM_MOCK_GOLDEN=rewrite writes those.
"""

import os
import pathlib
import re
import socket
import subprocess
import sys

from server import Server, check

BINARY = sys.argv[1]
FOLDER = pathlib.Path(__file__).parent.parent / "client_mistakes"
# No text file can hold these; the tests of the wire and of tokens do.
ELSEWHERE = {
    "head-too-large", "plain-on-tls-port", "request-unfinished", "tls-on-plain-port", "token-real",
}


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

    Of what is left of a minute the seconds that this machine took are not looked at."""
    answer = re.sub(r"comes 5\d{4} ms before", "comes 60000 ms before", answer)
    head, _, body = answer.partition("\r\n\r\n")
    status, *headers = head.split("\r\n")
    ours = [line for line in headers if line.startswith("X-Zoom-Mock-") and "-Request-Id:" not in line]
    return "\n".join([status, *ours, "", body]).rstrip("\n") + "\n"


def violations_in(answer):
    line = next((line for line in answer.split("\n") if line.startswith("X-Zoom-Mock-Violation: ")), "")
    return line.partition(": ")[2]


def check_mistake(file, port):
    answers = [told(answer_to(request, port)) for request in requests_in(file.read_text(encoding="utf-8"))]
    expected = file.stem.partition(".")[0]
    check(f"{file.name} is a violation of that name", violations_in(answers[-1]) == expected, answers[-1])
    golden = file.with_suffix(".txt")
    if os.environ.get("ZOOM_MOCK_GOLDEN") == "rewrite":
        golden.write_text("\n".join(answers), encoding="utf-8")
    known = golden.read_text(encoding="utf-8") if golden.exists() else ""
    check(f"{file.name} is explained as {golden.name} has it", "\n".join(answers) == known, "\n".join(answers))


def names():
    """Every violation that there is."""
    listed = subprocess.run([BINARY, "violations"], capture_output=True, text=True, timeout=20, check=True)
    return {line.split()[0] for line in listed.stdout.splitlines()}


files = sorted(FOLDER.glob("*.http"))
with Server(BINARY, "--scenarios", str(FOLDER)) as mock:
    for file in files:
        check_mistake(file, mock.port())
shown = {file.stem.partition(".")[0] for file in files}
check("every violation has its file", shown | ELSEWHERE == names(), sorted((shown | ELSEWHERE) ^ names()))
