"""What the journal says of requests that end in every way; over real sockets."""

import json
import pathlib
import socket
import struct
import sys
import tempfile

from server import PATH, Server, check

BINARY = sys.argv[1]
SCENARIO = {
    "extends": "default",
    "stubs": [
        {"name": "late", "when": {"meeting": "1"}, "reply": {"delay_ms": 60000}},
        {"name": "reset", "when": {"meeting": "2"}, "reply": {"fault": "reset"}},
    ],
}


def journal(mock, query=""):
    return json.loads(mock.call(path="/__admin/requests" + query)[1])


def request(meeting):
    return (
        f"PATCH {PATH.replace('68423085', meeting)} HTTP/1.1\r\nHost: localhost\r\n"
        "Authorization: Bearer ends/t\r\nContent-Length: 0\r\n\r\n"
    ).encode()


def connect(mock, data):
    peer = socket.create_connection(("127.0.0.1", mock.port()), timeout=20)
    peer.sendall(data)
    return peer


def ended(mock, number):
    """How an exchange ended; waits for as long as it is on its way."""
    for _ in range(2000):
        answer = json.loads(mock.call(path=f"/__admin/requests/{number}")[1])
        if answer.get("ended"):
            return answer["ended"]
    return None


def leave_at_once(peer):
    """By a reset: an end of input alone is no sign of leaving."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()


with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder) / "ends.json"
    file.write_text(json.dumps(SCENARIO))
    with Server(BINARY, "--scenarios", folder) as mock:
        late = connect(mock, request("1"))
        for _ in range(2000):
            listed = journal(mock, "?session=ends/t")["requests"]
            if listed:
                break
        check("a request is in the journal while its answer waits", len(listed) == 1, listed)
        check("and has not ended", listed[0]["ended"] is None and listed[0]["delay_ms"] == 60000, listed)
        leave_at_once(late)
        check("a client that leaves during the delay", ended(mock, listed[0]["number"]) == "client left")

        peer = connect(mock, request("2"))
        try:
            peer.recv(1)
        except ConnectionResetError:
            pass
        peer = connect(mock, request("3"))
        peer.recv(1000)
        peer = connect(mock, b"\x00\x01 nonsense\r\n\r\n")
        peer.recv(1000)
        listed = journal(mock)["requests"]
        seen = [(each["status"], each["fault"], each["ended"]) for each in listed[1:]]
        expected = [(415, "reset", "fault"), (415, None, "written"), (400, None, "written")]
        check("a fault, an answer, and what was no request", seen == expected, seen)
        refused = listed[-1]
        check("what the wire refused says why", "does not begin an HTTP request" in refused["why"], refused)
        one = json.loads(mock.call(path=f"/__admin/requests/{listed[1]['id']}")[1])
        check("one request is shown by its id", one == listed[1], one)
        check("DELETE forgets a session's", mock.call("DELETE", "/__admin/requests?session=ends/t")[0] == 204)
        left = [each["session"] for each in journal(mock)["requests"]]
        check("and nobody else's", left == [None], left)
