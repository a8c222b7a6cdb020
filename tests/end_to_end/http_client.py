"""Python's standard library: http.client with multipart by hand, and bare sockets."""

import concurrent.futures
import http.client
import json
import socket
import sys
from urllib.parse import urlsplit

HOST = urlsplit(sys.argv[1]).hostname
PORT = urlsplit(sys.argv[1]).port
PATH = "/v2/meetings/68423085/livestream"
PUBLISHED = {
    "stream_url": "aute",
    "stream_key": "auteofficia",
    "page_url": "auteofficiahttps://IBrRnEbZoeJwPd.ixq+PqOQQZC-z42EWi",
}
BOUNDARY = "python-boundary"
HEADERS = {
    "Authorization": "Bearer test-token",
    "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
}


def check(what, actual, expected):
    if actual == expected:
        print(f"ok: {what}")
    else:
        print(f"not ok: {what}: got {actual!r}, expected {expected!r}")


def form(fields):
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    return ("".join(parts) + f"--{BOUNDARY}--\r\n").encode()


def connect():
    return http.client.HTTPConnection(HOST, PORT, timeout=20)


def patch(connection, fields=PUBLISHED, path=PATH):
    connection.request("PATCH", path, body=form(fields), headers=HEADERS)
    response = connection.getresponse()
    return response.status, response.read()


def raw_request(connection="keep-alive"):
    body = form(PUBLISHED)
    head = [f"PATCH {PATH} HTTP/1.1", f"Host: {HOST}:{PORT}", f"Connection: {connection}"]
    head += [f"{name}: {value}" for name, value in HEADERS.items()]
    head += [f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(head).encode() + body


def exchange(data):
    """Sends bytes and returns all that comes back until the server closes."""
    with socket.create_connection((HOST, PORT), timeout=20) as peer:
        peer.sendall(data)
        answer = b""
        while chunk := peer.recv(65536):
            answer += chunk
        return answer


def check_single_requests():
    check("the published sample", patch(connect()), (204, b""))
    status, body = patch(connect(), {"stream_url": "a", "page_url": "https://b.example"})
    check("a missing field", status, 300)
    check(
        "the field is named",
        json.loads(body).get("errors"),
        [{"field": "stream_key", "message": "Missing field."}],
    )


def check_keep_alive():
    connection = connect()
    patch(connection)
    first_socket = connection.sock
    statuses = [patch(connection)[0] for _ in range(1000)]
    check("1,000 requests over one connection", statuses.count(204), 1000)
    check("it was one connection", connection.sock is first_socket, True)

    paths = [PATH, "/v2/meetings/abc/livestream", PATH, "/v2/meetings/4040003001/livestream", PATH]
    check(
        "a connection survives refusals",
        [patch(connection, path=path)[0] for path in paths],
        [204, 300, 204, 404, 204],
    )
    check("it is still one connection", connection.sock is first_socket, True)


def check_many_connections():
    def twenty(_):
        connection = connect()
        return sum(patch(connection)[0] == 204 for _ in range(20))

    with concurrent.futures.ThreadPoolExecutor(50) as pool:
        check("1,000 requests over 50 connections", sum(pool.map(twenty, range(50))), 1000)


def check_large_uploads():
    for mib in (2, 8):
        connection = connect()
        connection.request("PATCH", PATH, body=b"x" * (mib << 20), headers=HEADERS)
        check(f"a body of {mib} MiB, sent whole before the answer is read", connection.getresponse().status, 413)


def check_bytes():
    head, _, rest = exchange(raw_request("close")).partition(b"\r\n\r\n")
    status_line, *fields = head.decode().split("\r\n")
    names = {field.partition(":")[0].lower() for field in fields}
    check("the status line of a 204", status_line, "HTTP/1.1 204 No Content")
    check("nothing follows its head", rest, b"")
    framing = {"content-length", "content-type", "transfer-encoding"}
    check("its head frames nothing", names & framing, set())

    answers = exchange(raw_request() + raw_request() + raw_request("close"))
    check("three pipelined requests", answers.count(b"HTTP/1.1 204 "), 3)


check_single_requests()
check_keep_alive()
check_many_connections()
check_large_uploads()
check_bytes()
