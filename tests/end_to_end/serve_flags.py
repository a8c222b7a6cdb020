"""Every option of `serve` that bounds or guards has an effect that a client or a user sees."""

import base64
import contextlib
import http.client
import json
import os
import pathlib
import pty
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import time

from server import PATH, Server, check

BINARY = sys.argv[1]
SHORT = 0.15
SHORT_MS = "150"
HEALTH = "/__admin/health"
# Drawn for this test; its password is "secret".
LOCKED_KEY = """\
-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjVXlhMyoMnsAICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQIEEMrbZAyT6dl1IkXiQFJTUvoEQNll
ExY92aPvEL+swTfoAyFAorDmeQ7frY+sSlF7GP0UUoqUOoG3I8He6QotGLoAzZIX
oyOfrJV//Ht1VMuBEtw=
-----END ENCRYPTED PRIVATE KEY-----
"""


def server(*options, **how):
    return Server(BINARY, *options, **how)


def run(*arguments, **how):
    return subprocess.run([BINARY, *arguments], capture_output=True, text=True, timeout=20, **how)


@contextlib.contextmanager
def connection(port):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as peer:
        yield peer


def until_closed(peer):
    answer = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := peer.recv(65536):
            answer += piece
    return answer.decode()


def check_deadline(what, flag, sent, expected):
    """The server's last word comes once the deadline is over, and not much later."""
    with server(flag, SHORT_MS) as mock, connection(mock.port()) as peer:
        started = time.monotonic()
        peer.sendall(sent)
        answer = until_closed(peer)
        seconds = time.monotonic() - started
        check(f"{flag}: {what}", answer.startswith(expected) and bool(answer) == bool(expected), repr(answer))
        check(f"{flag}: in time", SHORT <= seconds < 5, f"{seconds:.3f} s")


def head_deadline():
    check_deadline("half a head gets 408", "--head-deadline-ms", b"GET / HTTP/1.1\r\nHo", "HTTP/1.1 408 ")
    with server("--head-deadline-ms", SHORT_MS, "--tls-port", "0") as mock, connection(mock.tls_port()) as peer:
        check("--head-deadline-ms: a handshake that does not begin is closed", until_closed(peer) == "")


def body_deadline():
    half = b"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab"
    check_deadline("half a body gets 408", "--body-deadline-ms", half, "HTTP/1.1 408 ")


def idle_deadline():
    check_deadline("an idle client is closed", "--idle-deadline-ms", b"", "")


def threads():
    def count(wanted):
        with server("--threads", wanted) as mock:
            status = pathlib.Path(f"/proc/{mock.process.pid}/status").read_text()
            return int(re.search(r"^Threads:\s*(\d+)", status, re.MULTILINE)[1])

    if not pathlib.Path("/proc/self/status").exists():
        return
    difference = count("5") - count("2")
    check("--threads: five are three more than two", difference == 3, difference)


def max_connections():
    with server("--max-connections", "1") as mock, connection(mock.port()) as first:
        first.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        first.recv(1)
        status, body = mock.call()
        check("--max-connections: one more gets 503", status == 503, f"{status} {body}")


def max_body():
    with server("--max-body", "10") as mock:
        statuses = [mock.call("PATCH", PATH, "x" * size)[0] for size in (10, 11)]
        check("--max-body: 413 beyond", statuses == [401, 413], statuses)


def max_memory():
    with server("--max-memory", "100000") as mock:
        statuses = [mock.call("PATCH", PATH, "x" * size)[0] for size in (10_000, 200_000, 10_000)]
        check("--max-memory: 503 beyond", statuses == [401, 503, 401], statuses)
        why = mock.call("PATCH", PATH, "x" * 200_000)[1]
        check("--max-memory: and the reason", "of the 100000 that unfinished requests" in why, why)


def drain():
    with tempfile.TemporaryDirectory() as folder:
        scenario = pathlib.Path(folder) / "late.json"
        scenario.write_text('{ "extends": "default", "stubs": [{ "reply": { "delay_ms": 60000 } }] }')
        for wanted, least, most in (("0", 0, 1.5), ("400", 0.4, 5)):
            with server("--drain-ms", wanted, "--scenarios", folder) as mock, connection(mock.port()) as peer:
                peer.sendall(f"PATCH {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer late\r\n\r\n".encode())
                while "late" not in mock.call(path="/__admin/sessions")[1]:
                    pass
                started = time.monotonic()
                code = mock.stop()
                seconds = time.monotonic() - started
                check(f"--drain-ms {wanted}: waited {wanted} ms, exit 0", code == 0, code)
                check(f"--drain-ms {wanted}: no more, no less", least <= seconds < most, f"{seconds:.3f} s")


def admin_token():
    secret = "Planted-admin.token_1"
    from_environment = {**os.environ, "ZOOM_MOCK_ADMIN_TOKEN": secret}
    folder = tempfile.TemporaryDirectory()
    file = pathlib.Path(folder.name) / "token"
    file.write_text(secret + "\n")
    for how, options, env in (
        ("--admin-token", ["--admin-token", secret], None),
        ("--admin-token-file", ["--admin-token-file", str(file)], None),
        ("ZOOM_MOCK_ADMIN_TOKEN", [], from_environment),
    ):
        with server(*options, "--log-level", "info", stderr=subprocess.PIPE, env=env) as mock:
            status, body = mock.call(path=HEALTH)
            check(f"{how}: 401 without it", status == 401, status)
            check(f"{how}: it is not told", secret not in body, body)
            status, _ = mock.call(path=HEALTH, headers={"Authorization": f"Bearer {secret}"})
            check(f"{how}: 200 with it", status == 200, status)
            mock.stop()
            check(f"{how}: it is not printed", secret not in mock.text, mock.text)
    folder.cleanup()
    wrong = run("serve", "--admin-token", "planted secret")
    check("--admin-token: what is no token ends with 2", wrong.returncode == 2, wrong.returncode)
    check("--admin-token: and is not printed", "planted" not in wrong.stdout + wrong.stderr, wrong.stderr)


def host():
    with server("--host", "0.0.0.0", stderr=subprocess.PIPE) as mock:
        check("--host 0.0.0.0: READY names what can be connected to", mock.value("READY").startswith("http://127.0.0.1:"))
        token = mock.value("admin-token") or ""
        check("--host 0.0.0.0: an admin token is made", re.fullmatch("[0-9a-f]{32}", token), mock.lines)
        check("--host 0.0.0.0: it is needed", mock.call(path=HEALTH)[0] == 401)
        status, _ = mock.call(path=HEALTH, headers={"Authorization": f"Bearer {token}"})
        check("--host 0.0.0.0: it is enough", status == 200, status)
        mock.stop()
        check("--host 0.0.0.0: there is a warning", "anyone who can reach this machine" in mock.text, mock.text)
    with server("--host", "0.0.0.0", "--admin-token", "mine") as mock:
        check("--host 0.0.0.0: a token that is given stays", mock.value("admin-token") is None, mock.lines)
        check("--host 0.0.0.0: and is needed", mock.call(path=HEALTH)[0] == 401)
    with server("--host", "localhost", stderr=subprocess.PIPE) as mock:
        check("--host localhost: no admin token", mock.value("admin-token") is None, mock.lines)
        check("--host localhost: none is needed", mock.call(path=HEALTH)[0] == 200)
        mock.stop()
        check("--host localhost: no warning", "can reach this machine" not in mock.text, mock.text)


def allow_real_tokens():
    def encoded(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    token = f"{encoded({'alg': 'HS512'})}.{encoded({'iss': 'zm:cid:x', 'aud': 'https://oauth.zoom.us'})}.c2ln"
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "real.json").write_text(
            json.dumps({"extends": "default", "tokens": {"real": token}, "stubs": [{"reply": 202, "even_if_invalid": True}]})
        )
        for options, expected in (([], 401), (["--allow-real-tokens"], 202)):
            with server("--scenarios", folder, *options) as mock:
                status = mock.patch(token)
                check(f"a token like Zoom's with {options}: {expected}", status == expected, status)


def token_key():
    with tempfile.TemporaryDirectory() as folder:
        key, short = pathlib.Path(folder) / "key", pathlib.Path(folder) / "short"
        key.write_bytes(os.urandom(32))
        short.write_bytes(os.urandom(31))
        client = base64.b64encode(b"default:any").decode()
        with server("--token-key", str(key)) as one, server("--token-key", str(key)) as two, server() as other:
            status, body = one.call("POST", "/oauth/token?grant_type=client_credentials", headers={"Authorization": f"Basic {client}"})
            check("--token-key: a token is granted", status == 200, body)
            token = json.loads(body)["access_token"]
            bearer = {"Authorization": f"Bearer {token}"}
            statuses = [each.call(path="/v2/users/me", headers=bearer)[0] for each in (one, two, other)]
            check("--token-key: it is good where the key is the same", statuses == [200, 200, 401], statuses)
        for what, file, why in (
            ("a short one", short, f"the token key {short} has 31 bytes, and needs 32: head -c 32 /dev/urandom > {short}"),
            ("a missing one", "no-such-key", "cannot read no-such-key: "),
            ("a folder", folder, f"cannot read {folder}: it is a folder"),
        ):
            ended = run("serve", "--port", "0", "--token-key", str(file))
            check(f"--token-key: {what}: exit 3", ended.returncode == 3, ended.returncode)
            check(f"--token-key: {what} is named", why in ended.stderr, ended.stderr)


def tls_port():
    with server("--tls-port", "0") as mock:
        ports = mock.port_file.read_text().split()
        check("--tls-port: the port file has both ports", ports == [str(mock.port()), str(mock.tls_port())], ports)
        authority = pathlib.Path(mock.value("ca"))
        folder = authority.parent
        check("--tls-port: the authority's file is there", "BEGIN CERTIFICATE" in authority.read_text())
        check("--tls-port: no key is", [file.name for file in folder.iterdir()] == ["ca.pem"])
        mock.stop()
        check("--tls-port: both go away at the end", not folder.exists(), folder)
    with server() as mock:
        check("without --tls-port there is no TLS", mock.value("tls") is None and mock.value("ca") is None)


def proxy():
    with server("--proxy") as mock:
        client = http.client.HTTPSConnection("127.0.0.1", mock.port(), timeout=20, context=ssl.create_default_context(cafile=mock.value("ca")))
        client.set_tunnel("api.zoom.us", 443)
        client.request("GET", "/v2/users/me", headers={"Authorization": "Bearer test-token"})
        status = client.getresponse().status
        check("--proxy: https://api.zoom.us is answered here", status == 200, status)
    with server() as mock:
        check("without --proxy there is none", mock.value("proxy") is None and mock.value("ca") is None)
        status = mock.call("CONNECT", "api.zoom.us:443")[0]
        check("and CONNECT opens nothing", status >= 400, status)


def tls_files():
    with tempfile.TemporaryDirectory() as folder:
        made = run("tls", "init", "--out", folder)
        check("tls init: exit 0", made.returncode == 0, made.stderr)
        certificate, key = f"{folder}/server.pem", f"{folder}/server-key.pem"
        files = ["--tls-cert", certificate, "--tls-key", key]
        with server("--tls-port", "0", *files) as mock:
            check("--tls-cert: no authority is made", mock.value("tls") and mock.value("ca") is None, mock.lines)
        for mode, is_told in ((0o600, False), (0o644, True)):
            os.chmod(key, mode)
            with server("--tls-port", "0", *files, stderr=subprocess.PIPE) as mock:
                mock.stop()
                told = f"every user of this machine can read the key {key}: chmod 600 it" in mock.text
                check(f"--tls-key: others may read it ({mode:o}): told: {is_told}", told == is_told, mock.text)
        for what, options in (
            ("--tls-cert without a port", files),
            ("--tls-cert without a key", ["--tls-port", "0", "--tls-cert", certificate]),
            ("--tls-key without a certificate", ["--tls-port", "0", "--tls-key", key]),
        ):
            ended = run("serve", *options)
            check(f"{what}: exit 2", ended.returncode == 2, f"{ended.returncode} {ended.stderr}")
        missing = f"{folder}/missing.pem"
        ended = run("serve", "--tls-port", "0", "--tls-cert", missing, "--tls-key", key)
        check("--tls-cert: a missing file: exit 3", ended.returncode == 3, ended.returncode)
        check("--tls-cert: a missing file is named", missing in ended.stderr, ended.stderr)
        check_locked_key(certificate, f"{folder}/locked.pem")


def check_locked_key(certificate, locked):
    """On a terminal, OpenSSL would ask for the password and wait for ever."""
    pathlib.Path(locked).write_text(LOCKED_KEY)
    terminal, stdin = pty.openpty()
    command = [BINARY, "serve", "--port", "0", "--tls-port", "0", "--tls-cert", certificate, "--tls-key", locked]
    ended = subprocess.run(
        ["setsid", "--ctty", "--wait", *command], stdin=stdin, capture_output=True, text=True, timeout=20
    )
    os.close(stdin)
    os.close(terminal)
    check("--tls-key: an encrypted one ends with 3, and nobody is asked", ended.returncode == 3, ended.returncode)
    named = "the private key is not PEM without a password" in ended.stderr
    check("--tls-key: an encrypted one is said to be so", named, ended.stderr)


def requests_of(mock, query=""):
    return json.loads(mock.call(path="/__admin/requests" + query)[1])


def journal_size():
    for size, kept in (("2", 2), ("0", 0)):
        with server("--journal-size", size) as mock:
            for _ in range(3):
                mock.patch("test-token")
            listed = requests_of(mock)
            check(f"--journal-size {size}: {kept} of 3 are kept", len(listed["requests"]) == kept, listed)
            check(f"--journal-size {size}: what was lost is told", listed["lost"] == (1 if kept else 0), listed)


def show_secrets():
    for options, shown in (([], "Bearer de..(11)"), (["--show-secrets"], "Bearer default/abc")):
        with server(*options) as mock:
            mock.patch("default/abc")
            sent = requests_of(mock)["requests"][0]["headers"]["Authorization"]
            check(f"a token in the journal with {options}", sent == shown, sent)
    ended = run("serve", "--port", "0", "--host", "0.0.0.0", "--show-secrets")
    check("--show-secrets: not where others may look", ended.returncode == 3, ended.returncode)
    check("--show-secrets: and says so", "on loopback only, not on 0.0.0.0" in ended.stderr, ended.stderr)


def why_in_body():
    reason = ' [zoom-mock: the method is "POST"; this path takes GET, PATCH, DELETE]'
    for options, ending in (([], ""), (["--why-in-body"], reason)):
        with server(*options) as mock:
            authorization = {"Authorization": "Bearer test-token"}
            message = json.loads(mock.call("POST", "/v2/users/me", headers=authorization)[1])["message"]
            check(f"the message with {options}", message.endswith(ending) and (reason in message) == bool(ending), message)


def report():
    with tempfile.TemporaryDirectory() as folder:
        files = {form: pathlib.Path(folder) / form for form in ("json", "junit", "md")}
        written = ",".join(f"{form}={file}" for form, file in files.items())
        with server("--report", written, "--report", "text") as mock:
            mock.patch("unknown")
            check("--report: nothing is written before the end", not any(file.exists() for file in files.values()))
            code = mock.stop()
            check("--report: exit 0", code == 0, code)
            check("--report: text is printed", "\nmeetingLiveStreamUpdate, called once: 0 of" in mock.text, mock.text)
            check("--report: the files are there", all(file.stat().st_size > 0 for file in files.values()))
        with server("--report", "text", stderr=subprocess.PIPE) as mock:
            code = mock.stop()
            check("--report: of nothing: exit 3", code == 3, code)
            told = "zoom-mock: nothing was exercised: no request came to http://127.0.0.1:" in mock.text
            check("--report: and it says so", told, mock.text)
        with server("--report", "text", stderr=subprocess.PIPE) as mock:
            with socket.create_connection(("127.0.0.1", mock.port())) as peer:
                peer.sendall(b"\x00\r\n")
                peer.recv(1000)
            code = mock.stop()
            told = "nothing was exercised: 1 request was refused before being whole" in mock.text
            check("--report: what is no request is not taken for none", told and code == 3, (code, mock.text))
        with server("--report", f"md={folder}/no/such,json={files['json']}", stderr=subprocess.PIPE) as mock:
            code = mock.stop()
            check("--report: what cannot be written: exit 3", code == 3, code)
            told = f"zoom-mock: cannot write the report {folder}/no/such: No such file or directory" in mock.text
            check("--report: and it is named", told, mock.text)
            check("--report: and the other is", json.loads(files["json"].read_text())["operations"][0]["calls"] == 0)


def allow_webhook_host():
    with tempfile.TemporaryDirectory() as folder:
        hook = {"url": "http://hooks.example/zoom", "secret": "s"}
        (pathlib.Path(folder) / "told.json").write_text(json.dumps({"extends": "default", "webhooks": [hook]}))
        ended = run("serve", "--port", "0", "--scenarios", folder)
        check("without --allow-webhook-host nobody else is told: exit 2", ended.returncode == 2, ended.returncode)
        named = 'leads to "hooks.example", which is not this machine' in ended.stderr
        check("and the host is named", named and "--allow-webhook-host hooks.example" in ended.stderr, ended.stderr)
        checked = run("check", folder)
        warned = checked.returncode == 0 and "warning" in checked.stdout + checked.stderr
        check("check warns of it", warned, checked.stdout + checked.stderr)
        with server("--scenarios", folder, "--allow-webhook-host", "hooks.example") as mock:
            check("--allow-webhook-host: it starts", mock.health() == "ok")
            body = json.dumps({"webhooks": [{"url": "http://other.example", "secret": "s"}]})
            status = mock.call("POST", "/__admin/sessions", body, {"Content-Type": "application/json"})[0]
            check("--allow-webhook-host: other hosts are refused", status == 400, status)


CHECKS = {
    "--admin-token": admin_token,
    "--admin-token-file": admin_token,
    "--allow-real-tokens": allow_real_tokens,
    "--allow-webhook-host": allow_webhook_host,
    "--body-deadline-ms": body_deadline,
    "--drain-ms": drain,
    "--head-deadline-ms": head_deadline,
    "--host": host,
    "--idle-deadline-ms": idle_deadline,
    "--journal-size": journal_size,
    "--max-body": max_body,
    "--max-connections": max_connections,
    "--max-memory": max_memory,
    "--proxy": proxy,
    "--report": report,
    "--show-secrets": show_secrets,
    "--threads": threads,
    "--tls-cert": tls_files,
    "--tls-port": tls_port,
    "--token-key": token_key,
    "--why-in-body": why_in_body,
}
# lifecycle.py has these, the unit tests of drawing the seed; the help speaks for itself.
ELSEWHERE = {"--help", "--log-level", "--port", "--port-file", "--scenario", "--scenarios", "--seed", "--tls-key", "--watch"}

for option in dict.fromkeys(CHECKS.values()):
    option()
offered = set(re.findall(r"^\s+(?:-\w,)?(--[a-z-]+)", run("serve", "--help").stdout, re.MULTILINE))
known = set(CHECKS) | ELSEWHERE
check("every option of serve is tried", offered == known, sorted(offered ^ known))
