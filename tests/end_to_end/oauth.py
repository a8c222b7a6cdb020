"""Apps that fetch their own tokens, over a socket: isolated by account, refreshed after a 401, and the one that sends the old token again."""

import base64
import hashlib
import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

from server import PATH, Server, check

BINARY = sys.argv[1]
FIELDS = {"stream_url": "rtmp://example.com/live", "stream_key": "my-key", "page_url": "https://example.com/watch"}
CALLBACK = "https://example.com/callback"


def call(port, method, path, headers=None, body=None):
    """Status, headers and body."""
    peer = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    peer.request(method, path, body, headers or {})
    answer = peer.getresponse()
    return answer.status, answer.headers, answer.read().decode()


class App:
    """What an app does that runs on its server: it holds a token, and fetches another when that is refused."""

    def __init__(self, port, account, client="zoom-mock-client", secret="zoom-mock-secret"):
        self.port, self.account = port, account
        self.basic = "Basic " + base64.b64encode(f"{client}:{secret}".encode()).decode()
        self.fetched = 0
        self.fetch()

    def post(self, path, **form):
        status, _, body = call(self.port, "POST", path, {
            "Authorization": self.basic, "Content-Type": "application/x-www-form-urlencoded",
        }, urllib.parse.urlencode(form))
        return status, json.loads(body)

    def fetch(self):
        status, grant = self.post("/oauth/token", grant_type="account_credentials", account_id=self.account)
        assert status == 200, grant
        self.token = grant["access_token"]
        self.fetched += 1

    def update(self):
        return call(self.port, "PATCH", PATH, {
            "Authorization": f"Bearer {self.token}", "Content-Type": "application/json",
        }, json.dumps(FIELDS))[0]

    def update_surely(self):
        status = self.update()
        if status == 401:
            self.fetch()
            status = self.update()
        return status


class ForgetfulApp(App):
    """It fetches a new token, and sends the old one again."""

    def update_surely(self):
        old = self.token
        if self.update() == 401:
            self.fetch()
            self.token = old
        return self.update()


def verify(port, session, assertion):
    """The exit code of `verify` when its session is held against that, and what it says."""
    ended = subprocess.run(
        [BINARY, "verify", "--session", session], input=json.dumps(assertion), capture_output=True, text=True,
        env={**os.environ, "ZOOM_MOCK_URL": f"http://127.0.0.1:{port}"}, timeout=60,
    )
    return ended.returncode, ended.stdout + ended.stderr


def isolated_by_account(port):
    one, two = App(port, "rate-limited-once/one"), App(port, "rate-limited-once/two")
    check("two accounts are two sessions", [one.update(), one.update(), two.update()] == [429, 204, 429])
    one.fetch()
    check("a new token of one is of its session", one.update() == 204)


def refreshed(port):
    app = App(port, "first-token-expired/good")
    check("an app that heeds a 401 fetches another token and gets through", (app.update_surely(), app.fetched) == (204, 2))
    bad = ForgetfulApp(port, "first-token-expired/forgetful")
    check("one that sends the old token again gets 401 again", bad.update_surely() == 401)
    for trait, good, forgetful in (("different", 0, 1), ("same", 1, 0)):
        tokens = {"calls": {"operation": "meetingLiveStreamUpdate"}, trait: "headers.Authorization"}
        for name, expected in (("good", good), ("forgetful", forgetful)):
            code, text = verify(port, f"first-token-expired/{name}", tokens)
            check(f"verify: the tokens of the {name} app are {trait}: exit {expected}", code == expected, text)
    check("the app that got through keeps its token", (app.update_surely(), app.fetched) == (204, 2))


def user_grants(port):
    app = App(port, "default/users", client="default/users", secret="any")
    verifier = base64.urlsafe_b64encode(b"a verifier of more than 43 bytes, as RFC 7636 wants it").decode().rstrip("=")
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    query = urllib.parse.urlencode({
        "response_type": "code", "client_id": "default/users", "redirect_uri": CALLBACK, "state": "a state",
        "code_challenge": challenge, "code_challenge_method": "S256",
    })
    status, headers, _ = call(port, "GET", "/oauth/authorize?" + query)
    check("/oauth/authorize redirects at once", status == 302, status)
    where = urllib.parse.urlsplit(headers["Location"])
    got = dict(urllib.parse.parse_qsl(where.query))
    check("to the app, with a code and its state", (where.hostname, got.get("state")) == ("example.com", "a state"), headers["Location"])
    asked = {"grant_type": "authorization_code", "code": got["code"], "redirect_uri": CALLBACK, "code_verifier": verifier}
    status, grant = app.post("/oauth/token", **asked)
    check("the code is good for a token", status == 200 and set(grant) >= {"access_token", "refresh_token"}, grant)
    status, again = app.post("/oauth/token", **asked)
    check("once", (status, again.get("error")) == (400, "invalid_grant"), again)
    app.token = grant["access_token"]
    check("the token works", app.update() == 204)
    status, second = app.post("/oauth/token", grant_type="refresh_token", refresh_token=grant["refresh_token"])
    check("the refresh token is good for another", status == 200 and second["access_token"] != app.token, second)
    status, again = app.post("/oauth/token", grant_type="refresh_token", refresh_token=grant["refresh_token"])
    check("and dies of it", (status, again.get("reason")) == (400, "Invalid Token!"), again)
    check("/oauth/revoke", app.post("/oauth/revoke", token=app.token) == (200, {"status": "success"}))
    check("ends the token", app.update() == 401)
    app.token = second["access_token"]
    check("and no other", app.update() == 204)


def shared_key():
    with tempfile.TemporaryDirectory() as folder:
        key = pathlib.Path(folder) / "key"
        key.write_bytes(bytes(range(32)))
        with Server(BINARY, "--token-key", str(key)) as one, Server(BINARY, "--token-key", str(key)) as two, Server(BINARY) as other:
            app = App(one.port(), "default/replicas")
            for server, expected in ((one, 204), (two, 204), (other, 401)):
                app.port = server.port()
                status = app.update()
                check(f"a token of one server on another one: {expected}", status == expected, status)


with Server(BINARY) as mock:
    isolated_by_account(mock.port())
    refreshed(mock.port())
    user_grants(mock.port())
shared_key()
