"""What the process outlives: small stacks, no memory, nobody who reads what it says."""

import base64
import contextlib
import http.client
import json
import os
import pathlib
import signal
import socket
import sys
import tempfile

from server import PATH, Server, check

BINARY = sys.argv[1]


def server(*options, **how):
    return Server(BINARY, *options, **how)


def check_small_stacks():
    """Claims nested thousands deep, on threads with the stacks that musl gives."""

    def encoded(claims):
        return base64.urlsafe_b64encode(claims).rstrip(b"=").decode()

    head = encoded(b'{"alg":"none"}')
    deep = encoded(b'{"iss":' + b"[" * 3000 + b"]" * 3000 + b"}")
    with server(stack=128 * 1024) as mock:
        status = mock.patch(f"{head}.{deep}.x")
        check("a token nested deep is refused on small stacks", status == 401, status)
        check("and the server lives on", mock.patch("default/next") == 415)


def check_out_of_memory():
    """More half bodies than the system has memory for, which the server may hold by its own account."""
    half = b"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n" + b"x" * 500_000
    for mib in range(64, 128, 8):
        with server("--log-level", "off", memory=mib << 20) as mock:
            if not mock.lines:
                continue  # a build that needs more to begin with
            peers = []
            with contextlib.suppress(OSError):
                for _ in range(300):
                    peers.append(socket.create_connection(("127.0.0.1", mock.port()), timeout=20))
                    peers[-1].setblocking(False)
            for peer in peers:
                with contextlib.suppress(OSError):
                    peer.send(half)
            for _ in range(50):  # meanwhile others come
                with contextlib.suppress(OSError, http.client.HTTPException):
                    mock.call()
            for peer in peers:
                peer.close()
            code = mock.stop()
            check(f"out of memory with {mib} MiB: clients are lost, and the process is not", code == 0, f"exit {code}")


def health(mock):
    return json.loads(mock.call(path="/__admin/health")[1])


def check_unread_problems():
    """Problems with scenarios are told on stderr: also when its reader has left, or never reads."""
    for what, leaves in (("has left", True), ("does not read", False)):
        reader, writer = os.pipe()
        with tempfile.TemporaryDirectory() as folder, server("--scenarios", folder, stderr=writer) as mock:
            os.close(writer)
            if leaves:
                os.close(reader)
            for number in range(400):
                (pathlib.Path(folder) / f"wrong-{number}.json").write_text('{ "stubz": 1, "x": 2, "y": 3 }')
            mock.process.send_signal(signal.SIGHUP)
            while health(mock)["status"] == "ok":
                pass
            for path in pathlib.Path(folder).iterdir():
                path.unlink()
            mock.process.send_signal(signal.SIGHUP)
            while health(mock)["status"] != "ok":
                pass
            code = mock.stop()
            check(f"problems for a reader who {what}: reloading goes on", code == 0, f"exit {code}")
        if not leaves:
            os.close(reader)


check_small_stacks()
check_out_of_memory()
check_unread_problems()
