"""`exec`: a command with a mock of its own, whatever becomes of the command or of us."""

import json
import os
import pathlib
import re
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time

from server import check

BINARY = sys.argv[1]
GRACE = 2
SECONDS = 20
NOTHING = "zoom-mock: nothing was exercised: no request came to http://127.0.0.1:"

# What a command is, in Python: CALL sends a request, PAUSE waits for ever.
CALL = """
import os, urllib.request
request = urllib.request.Request(os.environ["ZOOM_API_BASE_URL"] + "/users/me")
request.add_header("Authorization", "Bearer " + os.environ["ZOOM_MOCK_TOKEN"])
urllib.request.urlopen(request).read()
"""
PAUSE = """
import time
print("ready", flush=True)
while True:
    time.sleep(0.1)  # pause() would miss a signal that comes just before it
"""

resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
os.environ["no_proxy"] = "127.0.0.1"


def python(*code):
    return [sys.executable, "-c", "\n".join(code)]


def run(command, *options, **how):
    """What `exec` does with a command."""
    how = {"text": True, "timeout": SECONDS, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    return subprocess.run([BINARY, "exec", *options, "--", *command], **how)


class Started:
    """A command that runs, and a pipe that ends when nobody of its or of ours is left."""

    def __init__(self, command, **how):
        self.leash, held = os.pipe()
        self.process = subprocess.Popen(
            [BINARY, "exec", "--", *command],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, pass_fds=[held], **how
        )
        os.close(held)

    def line(self):
        return self.process.stdout.readline().rstrip("\n")

    def code(self):
        return self.process.wait(SECONDS)

    def nobody_is_left(self):
        return bool(select.select([self.leash], [], [], SECONDS)[0])


def check_success():
    ended = run(python(CALL))
    check("a command that succeeds: exit 0", ended.returncode == 0, f"{ended.returncode} {ended.stderr}")
    check("stdout is the command's alone", ended.stdout == "", repr(ended.stdout))
    check("stderr says how many requests", ended.stderr.startswith("zoom-mock: 1 request was answered\n"), repr(ended.stderr))
    ended = run(python(CALL, CALL))
    check("and counts them", ended.stderr.startswith("zoom-mock: 2 requests were answered\n"), repr(ended.stderr))


def check_own_token():
    fetched = """
import base64, json, os, urllib.parse, urllib.request
client = os.environ["ZOOM_CLIENT_ID"] + ":" + os.environ["ZOOM_CLIENT_SECRET"]
form = urllib.parse.urlencode({"grant_type": "account_credentials", "account_id": os.environ["ZOOM_ACCOUNT_ID"]})
request = urllib.request.Request(os.environ["ZOOM_TOKEN_URL"], form.encode())
request.add_header("Authorization", "Basic " + base64.b64encode(client.encode()).decode())
os.environ["ZOOM_MOCK_TOKEN"] = json.load(urllib.request.urlopen(request))["access_token"]
assert os.environ["ZOOM_TOKEN_URL"] == os.environ["ZOOM_OAUTH_BASE_URL"] + "/oauth/token"
assert os.environ["ZOOM_WEBHOOK_SECRET_TOKEN"]
"""
    ended = run(python(fetched, CALL), "--scenario", "strict", "--allow-violations")
    check("a command fetches its own token by what it is given, and calls with it", ended.returncode == 0,
          f"{ended.returncode} {ended.stderr}")
    broken = fetched.replace('os.environ["ZOOM_ACCOUNT_ID"]', '"the-account-of-production"')
    ended = run(python("try:", *("    " + line for line in broken.splitlines()), "except OSError: pass", CALL))
    check("one that names another account fails, whatever it swallows",
          ended.returncode == 1 and "account-unknown" in ended.stderr, f"{ended.returncode} {ended.stderr}")


def check_codes():
    for what, command, code in (
        ("fails", [*python(CALL, "raise SystemExit(7)")], 7),
        ("fails without a request", ["sh", "-c", "exit 9"], 9),
        ("crashes", ["sh", "-c", "kill -SEGV $$"], 139),
    ):
        ended = run(command)
        check(f"a command that {what}: exit {code}", ended.returncode == code, f"{ended.returncode} {ended.stderr}")


def check_no_command():
    with tempfile.NamedTemporaryFile() as file:
        for what, name, why in (
            ("missing", "no-such-command", "No such file or directory"),
            ("not executable", file.name, "Permission denied"),
        ):
            ended = run([name])
            check(f"a command that is {what}: exit 3", ended.returncode == 3, ended.returncode)
            said = f'zoom-mock: cannot run "{name}": {why}\n'
            check(f"a command that is {what} is named", ended.stderr == said, repr(ended.stderr))


def check_no_server():
    with tempfile.TemporaryDirectory() as folder:
        mark = pathlib.Path(folder) / "mark"
        for what, options, code in (
            ("a host that is not ours", ["--host", "192.0.2.1"], 3),
            ("a scenario that is not there", ["--scenario", "defualt"], 2),
        ):
            ended = run(["touch", str(mark)], *options)
            check(f"{what}: exit {code}", ended.returncode == code, f"{ended.returncode} {ended.stderr}")
            check(f"{what}: the command does not run", not mark.exists())


def check_nothing_exercised():
    ended = run(["true"])
    check("no request: exit 3", ended.returncode == 3, f"{ended.returncode} {ended.stderr}")
    check("no request: it is said", ended.stderr.startswith(NOTHING), repr(ended.stderr))
    garbage = (
        "import os, socket, urllib.parse",
        'url = urllib.parse.urlsplit(os.environ["ZOOM_MOCK_URL"])',
        "peer = socket.create_connection((url.hostname, url.port))",
        'peer.sendall(b"\\x00\\r\\n")',
        "peer.recv(1000)",
    )
    ended = run(python(*garbage))
    told = "nothing was exercised: 1 request was refused before being whole" in ended.stderr
    check("what is no request is not taken for none", told and ended.returncode == 3, repr(ended.stderr))
    admin = 'import os, urllib.request; urllib.request.urlopen(os.environ["ZOOM_MOCK_URL"] + "/__admin/health").read()'
    ended = run(python(admin))
    check("a request to the admin API does not count", ended.returncode == 3, f"{ended.returncode} {ended.stderr}")


def check_expectations():
    with tempfile.TemporaryDirectory() as folder:
        scenario = pathlib.Path(folder) / "mine.json"
        scenario.write_text(json.dumps({"extends": "default", "expect": {"user": {"exactly": 2}}}))
        options = ["--scenario", str(scenario)]
        for what, command, code in (
            ("met", python(CALL, CALL), 0),
            ("violated", python(CALL), 1),
            ("violated, and the command fails", python(CALL, "raise SystemExit(7)"), 7),
            ("violated, as there is no request", ["true"], 1),
        ):
            ended = run(command, *options)
            check(f"an expectation that is {what}: exit {code}", ended.returncode == code, f"{ended.returncode} {ended.stderr}")
            why = re.search('^zoom-mock: expectation not met: session "mine": "user": expected 2 calls, got [01]$', ended.stderr, re.M)
            check(f"an expectation that is {what}: it is told", bool(why) == (what != "met"), repr(ended.stderr))


def check_streams():
    sent = os.urandom(1 << 20)
    ended = run(["sh", "-c", "cat; echo of the command >&2"], input=sent, text=False)
    check("stdin goes in and stdout comes out byte for byte", ended.stdout == sent, f"{len(ended.stdout)} bytes")
    check("and stderr before ours", ended.stderr.startswith(b"of the command\nzoom-mock: "), ended.stderr)


def check_variables():
    mine = ["--set", "MY_API={api_base_url}/x", "--set", 'MY_JSON={"t":"{token}"}', "--set", "PATH_OF={url}", "--set", "NONE="]
    ended = run(python("import json, os; print(json.dumps(dict(os.environ)))"), *mine)
    got = json.loads(ended.stdout)
    url = got["ZOOM_MOCK_URL"]
    check("ZOOM_MOCK_URL is where it listens", re.fullmatch(r"http://127\.0\.0\.1:\d+", url), url)
    for name, value in (
        ("ZOOM_API_BASE_URL", url + "/v2"),
        ("ZOOM_MOCK_TOKEN", "test-token"),
        ("MY_API", url + "/v2/x"),
        ("MY_JSON", '{"t":"test-token"}'),
        ("PATH_OF", url),
        ("NONE", ""),
        ("HOME", os.environ.get("HOME")),
        ("SSL_CERT_FILE", os.environ.get("SSL_CERT_FILE")),
    ):
        check(f"{name} is {value}", got.get(name) == value, got.get(name))
    check("without --tls-port there is no ZOOM_MOCK_TLS_URL", "ZOOM_MOCK_TLS_URL" not in got)
    secure = run(["sh", "-c", 'head -1 "$SSL_CERT_FILE" "$NODE_EXTRA_CA_CERTS"'], "--tls-port", "0")
    check("--tls-port: the command trusts the authority", secure.stdout.count("BEGIN CERTIFICATE") == 2, secure.stdout)
    call = CALL.replace('"ZOOM_API_BASE_URL"] + "/', '"ZOOM_MOCK_TLS_URL"] + "/v2/')
    ended = run(python(call), "--tls-port", "0")
    check("--tls-port: ZOOM_MOCK_TLS_URL is where it speaks TLS", ended.returncode == 0, ended.stderr)
    words = ["[a,b]", "", "--", "--help", "--x=", "a b"]
    ended = run([sys.executable, "-c", "import json, sys; print(json.dumps(sys.argv[1:]))", *words])
    check("the command's words are its own", json.loads(ended.stdout) == words, ended.stdout)


def without_internal_signals(text):
    """32 and 33 are the C library's own, which TSan handles."""
    return re.sub(r"\t([0-9a-f]{16})", lambda mask: f"\t{int(mask[1], 16) & ~(3 << 31):016x}", text)


def check_inheritance():
    """What a process has from who starts it: signals that are ignored, files, limits."""
    looks = ["sh", "-c", "grep ^Sig[BIC] /proc/self/status; ls /proc/self/fd; ulimit -n"]
    if not pathlib.Path("/proc/self/status").exists():
        return
    how = {"preexec_fn": lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN), "stdin": subprocess.DEVNULL}
    alone = subprocess.run(looks, capture_output=True, text=True, check=True, **how).stdout
    ours = run(looks, **how).stdout
    same = without_internal_signals(ours) == without_internal_signals(alone)
    check("a command inherits what it would without us, and no more", same, f"{ours!r} instead of {alone!r}")


def check_signals():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        answer = f"import signal\ndef told(*_): raise SystemExit(50)\nsignal.signal({int(number)}, told)"
        started = Started(python(answer, PAUSE))
        started.line()
        started.process.send_signal(number)
        code = started.code()
        check(f"{number.name} is passed on", code == 50, code)
    started = Started(python("import os", PAUSE.replace('"ready"', "os.getpid(), os.getpgrp()")))
    process, group = started.line().split()
    check("a command leads its process group", process == group, f"{process} in {group}")
    started.process.terminate()
    check("a command that hangs ends by SIGTERM: exit 143", started.code() == 143, started.process.returncode)
    check("and nobody is left", started.nobody_is_left())


def check_left_behind():
    """Whoever stays in the group when the command ends."""
    polite = "import signal\ndef told(*_):\n  print('told', flush=True)\n  raise SystemExit\nsignal.signal(signal.SIGTERM, told)"
    deaf = "import signal\nfor number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT): signal.signal(number, signal.SIG_IGN)"
    for what, manners in (("that obeys", polite), ("that is deaf", deaf)):
        grandchild = python("import os", "os.fork() and os._exit(0)", manners, PAUSE)
        parent = (
            f"import subprocess\nleft = subprocess.Popen({grandchild!r}, stdout=subprocess.PIPE, close_fds=False)\n"
            "left.stdout.readline()"
        )
        started = Started(python(CALL, parent, "print(flush=True)"))
        started.line()
        began = time.monotonic()
        code = started.code()
        seconds = time.monotonic() - began
        check(f"a daemon {what}: the command's code", code == 0, f"{code} {started.process.stderr.read()}")
        check(f"a daemon {what}: it is gone", started.nobody_is_left())
        check(f"a daemon {what}: has the grace it needs", (seconds < GRACE) == (manners == polite), f"{seconds:.3f} s")


def check_daemon():
    """Who has left the group is meant to outlive the command."""
    daemon = python("import os", "os.fork() and os._exit(0)", "os.setsid()", PAUSE.replace('"ready"', "os.getpid()"))
    parent = (
        f"import subprocess\nleft = subprocess.Popen({daemon!r}, stdout=subprocess.PIPE, close_fds=False)\n"
        "print(left.stdout.readline().decode(), end='', flush=True)"
    )
    started = Started(python(CALL, parent))
    number = int(started.line())
    began = time.monotonic()
    code = started.code()
    seconds = time.monotonic() - began
    check("a daemon that leaves the group: the command's code", code == 0, code)
    check("a daemon that leaves the group is not waited for", seconds < GRACE, f"{seconds:.3f} s")
    check("a daemon that leaves the group goes on", not select.select([started.leash], [], [], 0)[0])
    os.kill(number, signal.SIGKILL)
    check("and nobody else is left", started.nobody_is_left())


def keepers(process):
    """The processes of ours beside the one that serves."""
    children = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(child) for child in children if os.path.samefile(f"/proc/{child}/exe", BINARY)]


def check_killed():
    grandchild = ["sh", "-c", "sleep 1000 & echo ready; wait"]
    started = Started(grandchild)
    started.line()
    started.process.kill()
    check("zoom-mock killed by -9: the whole group goes too", started.nobody_is_left())
    if pathlib.Path("/proc/self/task").exists():
        started = Started(["sh", "-c", "echo ready; exec sleep 1000"])
        started.line()
        for process in keepers(started.process):
            os.kill(process, signal.SIGKILL)
        started.process.kill()
        check("every zoom-mock killed by -9: the command goes too", started.nobody_is_left())
        started = Started(grandchild)
        started.line()
        for process in keepers(started.process):
            os.kill(process, signal.SIGTERM)
        started.process.kill()
        check("every zoom-mock asked to end: the keeper stays until it is over", started.nobody_is_left())


check_success()
check_own_token()
check_codes()
check_no_command()
check_no_server()
check_nothing_exercised()
check_expectations()
check_streams()
check_variables()
check_inheritance()
check_signals()
check_left_behind()
check_daemon()
check_killed()
