"""`verify`, from a shell and over HTTP: what clients did, whether it holds, and what it waits for."""

import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

from server import PATH, Server, check

BINARY = sys.argv[1]
SCENARIO = {
    "extends": "default",
    "stubs": [
        {"name": "late", "when": {"meeting": "1"}, "reply": {"use": "live-stream-updated", "delay_ms": 700}},
        {"name": "token", "when": {"method": "POST", "path": "/oauth/token"}, "reply": {"status": 200, "json": {}}},
    ],
    "expect": [{"name": "one update", "calls": {"operation": "meetingLiveStreamUpdate"}, "exactly": 1}],
}
UPDATE = {"operation": "meetingLiveStreamUpdate"}
FIELDS = {"stream_url": "rtmp://example.com/live", "stream_key": "k1", "page_url": "https://example.com/watch"}
CLIENT = {"grant_type": "client_credentials", "client_id": "client", "client_secret": "secret"}


def call(port, method, path, session, fields=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Authorization": f"Bearer {session}", "Content-Type": "application/json"}
    connection.request(method, path, json.dumps(fields) if fields else None, headers)
    return connection.getresponse().status


def verify(url, assertions, *options):
    """What the command says, and its exit code."""
    text = assertions if isinstance(assertions, str) else json.dumps(assertions)
    done = subprocess.run([BINARY, "verify", *options], input=text, capture_output=True, text=True,
                          env={**os.environ, "ZOOM_MOCK_URL": url}, timeout=60)
    return done.returncode, done.stdout, done.stderr


with tempfile.TemporaryDirectory() as folder:
    (pathlib.Path(folder) / "app.json").write_text(json.dumps(SCENARIO))
    with Server(BINARY, "--scenarios", folder) as mock:
        port = mock.port()
        url = f"http://127.0.0.1:{port}"
        call(port, "PATCH", PATH, "app/t1", FIELDS)
        call(port, "POST", "/oauth/token", "app/t1", CLIENT)

        one = {"name": "one update", "calls": UPDATE, "exactly": 1}
        code, out, err = verify(url, one, "--session", "app/t1")
        check("what holds is exit 0", code == 0 and out.startswith("1 assertion holds"), (code, out, err))
        code, out, err = verify(url, [one, {"name": "two", "calls": UPDATE, "exactly": 2}], "--session", "app/t1")
        wanted = ["1 of 2 assertions does not hold", "violated: two", "expected: exactly 2 calls", "got: 1 call: req-1",
                  "PATCH " + PATH + ", 204", "POST /oauth/token, 200 by stub:token"]
        check("what does not is exit 1, and says why", code == 1 and all(text in out for text in wanted), (code, out))
        code, out, err = verify(url, {"calls": {"operation": "oauthToken"}, "exactly": 1}, "--session", "app/t1")
        check("a stub's call of /oauth/token is oauthToken", code == 0, out)
        code, out, err = verify(url, {"calls": UPDATE, "exactli": 1}, "--session", "app/t1")
        check("what does not load is exit 2", code == 2 and 'did you mean "exactly"?' in err, (code, err))
        code, out, err = verify(url, one, "--session", "app/t1", "no-such-file")
        check("no such file is exit 3", code == 3 and "no-such-file" in err, (code, err))
        code, out, err = verify(url, one, "--session", "ap/t1")
        check("no such session is exit 2", code == 2 and "session" in err, (code, err))
        code, out, err = verify("http://127.0.0.1:1", one)
        check("no server is exit 3", code == 3 and "nobody answers" in err, (code, err))
        code, out, err = verify(url, one, "--session", "app/t1", "--format", "json")
        check("the report is JSON too", code == 0 and json.loads(out)["holds"] is True, (code, out))
        code, out, err = verify(url, one, "--format", "xml")
        check("an unknown format is bad usage", code == 2 and "xml" in err, (code, err))
        file = pathlib.Path(folder) / "assertions"
        file.write_text(json.dumps([one]))
        check("assertions may be in a file", verify(url, "", "--session", "app/t1", str(file))[0] == 0)
        check("without a session it is about all", verify(url, {"calls": {}, "exactly": 2})[0] == 0)

        # An answer that is held back for 0.7 s is on its way, and its call is there already.
        late = threading.Thread(target=call, args=(port, "PATCH", PATH.replace("68423085", "1"), "app/t2", FIELDS))
        late.start()
        order = {"assertions": {"calls": UPDATE, "exactly": 1}, "wait_ms": 20000}
        code, out, err = verify(url, order, "--session", "app/t2")
        check("wait_ms waits for a call to come", code == 0, (code, out))
        late.join()

        order = {"assertions": {"calls": UPDATE, "exactly": 2}, "wait_ms": 20000}
        answers = []
        waiting = threading.Thread(target=lambda: answers.append(verify(url, order, "--session", "app/t2")))
        waiting.start()
        call(port, "PATCH", PATH, "app/t2", FIELDS)
        waiting.join()
        check("and for the next one", answers[0][0] == 0, answers)
        order = {"assertions": {"calls": UPDATE, "exactly": 3}, "wait_ms": 50}
        code, out, err = verify(url, order, "--session", "app/t2")
        check("until the time is over", code == 1 and "got: 2 calls" in out, (code, out))

    with Server(BINARY, "--journal-size", "1") as mock:
        for _ in range(2):
            call(mock.port(), "GET", "/v2/users/me", "default/t")
        code, out, err = verify(f"http://127.0.0.1:{mock.port()}", {"calls": {}, "exactly": 2}, "--session", "default/t")
        check("what the journal dropped cannot be told: exit 3", code == 3 and "cannot tell" in out, (code, out))

    client = "import os, urllib.request as u; u.urlopen(u.Request(os.environ['ZOOM_API_BASE_URL'] + '/users/me', " \
             "headers={'Authorization': 'Bearer app'}))"
    done = subprocess.run([BINARY, "exec", "--scenarios", folder, "--scenario", "app", "--", sys.executable, "-c", client],
                          capture_output=True, text=True, timeout=60, env={**os.environ, "no_proxy": "127.0.0.1"})
    check("exec heeds what a scenario asserts",
          done.returncode == 1 and '"one update": expected exactly 1 call, got no call' in done.stderr, done)
