"""Python's standard library against https://api.zoom.us, led to a mock on this machine.

SSL_CERT_FILE names its authority.
"""

import http.client
import json
import os
import socket
import ssl
import sys

from server import PATH, check

PORT = int(sys.argv[1])
BODY = json.dumps({"stream_url": "rtmp://a.example/b", "stream_key": "k", "page_url": "https://a.example"})
HEADERS = {"Authorization": "Bearer test-token", "Content-Type": "application/json"}


def to_the_mock(_host, _port, *_, **__):
    return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", PORT))]


socket.getaddrinfo = to_the_mock


def connect(host="api.zoom.us", context=None):
    return http.client.HTTPSConnection(host, timeout=20, context=context or ssl.create_default_context())


def patch(connection, headers=None):
    connection.request("PATCH", PATH, BODY, {**HEADERS, **(headers or {})})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def failure(host="api.zoom.us", context=None):
    try:
        return patch(connect(host, context))
    except OSError as error:
        return str(error)


def limited(version):
    context = ssl.create_default_context()
    context.minimum_version = context.maximum_version = version
    return context


def check_updates():
    connection = connect()
    statuses = {patch(connection) for _ in range(100)}
    check("100 updates of https://api.zoom.us over one connection", statuses == {204}, statuses)
    check("the version", connection.sock.version() == "TLSv1.3", connection.sock.version())
    for host in ("zoom.us", "localhost", "127.0.0.1"):
        check(f"https://{host}", (status := patch(connect(host))) == 204, status)
    old = patch(connect(context=limited(ssl.TLSVersion.TLSv1_2)))
    check("TLS 1.2", old == 204, old)


def check_refusals():
    stranger = failure("api.example.com")
    check("another name is refused", "Hostname mismatch" in str(stranger), stranger)
    os.environ["SSL_CERT_FILE"] = os.devnull
    untrusting = failure()
    check("without the authority there is no trust", "unable to get local issuer certificate" in str(untrusting), untrusting)


def check_goodbye():
    """An end that is not announced could be anybody's: Python raises when it is asked to look."""
    context = ssl.create_default_context()
    with socket.create_connection(("api.zoom.us", 443), timeout=20) as bare:
        with context.wrap_socket(bare, server_hostname="api.zoom.us", suppress_ragged_eofs=False) as peer:
            peer.sendall(b"GET / HTTP/1.0\r\n\r\n")
            answer = b""
            while piece := peer.recv(65536):
                answer += piece
    check("the end of an answer is announced", answer.startswith(b"HTTP/1.1 501 "), answer)


check_updates()
check_goodbye()
check_refusals()
