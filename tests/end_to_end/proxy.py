"""`--proxy`: clients that have https://api.zoom.us hard-coded, unchanged, and not led elsewhere by an address."""

import json
import os
import re
import shutil
import subprocess
import sys

from server import PATH, Server, check

BINARY = sys.argv[1]
SECONDS = 60
HOSTS = ["api.zoom.us", "zoom.us", *(f"api-{region}.zoom.us" for region in ("us", "eu", "au", "ca", "in", "sa", "sg"))]
STATUS = ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code} %{http_connect}"]
TOKEN = ["-H", "Authorization: Bearer test-token"]

# Clients as people write them. Each prints a status.
URLLIB = """
import urllib.request
request = urllib.request.Request("https://api.zoom.us/v2/users/me", headers={"Authorization": "Bearer test-token"})
print(urllib.request.urlopen(request).status)
"""
REQUESTS = """
import requests
session = requests.Session()
for _ in range(2):
    answer = session.get("https://api.zoom.us/v2/users/me", headers={"Authorization": "Bearer test-token"})
print(answer.status_code)
"""
FETCH = """
fetch('https://api.zoom.us/v2/users/me', {headers: {Authorization: 'Bearer test-token'}}).then(
  (answer) => console.log(answer.status), (error) => { console.log(error.cause); process.exit(1) })
"""


def run(command, *options, env=None):
    """What `exec --proxy` does with a command."""
    return subprocess.run(
        [BINARY, "exec", "--proxy", *options, "--", *command],
        capture_output=True, text=True, timeout=SECONDS, env={**os.environ, **(env or {})},
    )


def told(what, ended, expected):
    good = ended.stdout.strip() == expected and ended.returncode == 0
    check(what, good, f"exit {ended.returncode}, {ended.stdout!r}, {ended.stderr!r}")


def node_version():
    if not shutil.which("node"):
        return 0
    return int(subprocess.run(["node", "-p", "process.versions.node"], capture_output=True, text=True).stdout.split(".")[0])


def check_clients():
    for host in HOSTS:
        told(f"curl, https://{host}", run([*STATUS, *TOKEN, f"https://{host}/v2/users/me"]), "200 200")
    update = [*STATUS, *TOKEN, "-X", "PATCH", "-F", "stream_url=rtmp://a.example/x", "-F", "stream_key=k", "-F", "page_url=https://a.example/w", f"https://api.zoom.us{PATH}"]
    told("curl, an update", run(update), "204 200")
    told("Python's urllib", run([sys.executable, "-c", URLLIB]), "200")
    try:
        import requests  # noqa: F401

        told("Python's requests, twice on a session", run([sys.executable, "-c", REQUESTS]), "200")
    except ImportError:
        print("skipped: Python's requests is not installed")
    if node_version() >= 24:
        told("Node's fetch", run(["node", "-e", FETCH]), "200")
    else:
        print("skipped: Node.js heeds HTTPS_PROXY from 24 on")


def check_environment():
    """What leads clients to the proxy, and what was there that would lead them past it."""
    before = {"NO_PROXY": "*", "no_proxy": ".zoom.us", "HTTPS_PROXY": "http://192.0.2.1:1", "https_proxy": "http://192.0.2.1:1"}
    told("a NO_PROXY and a proxy from before", run([*STATUS, *TOKEN, "https://api.zoom.us/v2/users/me"], env=before), "200 200")
    told("the same in Python", run([sys.executable, "-c", URLLIB], env=before), "200")
    ended = run([sys.executable, "-c", "import json, os; print(json.dumps(dict(os.environ)))"], env=before)
    got = json.loads(ended.stdout)
    for name in ("HTTPS_PROXY", "https_proxy"):
        check(f"{name} is the mock", got.get(name) == got["ZOOM_MOCK_URL"], got.get(name))
    for name in ("NO_PROXY", "no_proxy"):
        check(f"{name} is this machine", got.get(name) == "localhost,127.0.0.1,::1", got.get(name))
    check("NODE_USE_ENV_PROXY is 1", got.get("NODE_USE_ENV_PROXY") == "1")
    for name in ("SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"):
        check(f"{name} is the authority", got.get(name, "").endswith("/ca.pem"), got.get(name))
    direct = run(["sh", "-c", 'curl -s -o /dev/null -w "%{http_code}" -H "Authorization: Bearer test-token" "$ZOOM_API_BASE_URL/users/me"'])
    told("ZOOM_API_BASE_URL works beside it", direct, "200")
    both = ["sh", "-c", 'curl -s -o /dev/null -w "%{http_code}" -H "Authorization: Bearer test-token" "$ZOOM_MOCK_TLS_URL/v2/users/me"']
    told("and so does the TLS port", run(both, "--tls-port", "0"), "200")


def check_refusals():
    """Nothing leaves the machine, and whoever wanted to is told why."""
    ended = run(["curl", "-s", "https://example.com/"])
    told_why = re.search(r"refused: this proxy .*\"example.com:443\" was not connected to", ended.stderr)
    check("exec says why a client was refused", told_why and ended.returncode == 56, f"{ended.returncode} {ended.stderr!r}")
    with Server(BINARY, "--proxy", stderr=subprocess.PIPE) as mock:
        url = f"http://127.0.0.1:{mock.port()}"
        check("serve says where the proxy is", mock.value("proxy") == url, mock.lines)
        check("serve --proxy alone has no TLS port", mock.value("tls") is None, mock.lines)
        hint = [line for line in mock.lines if line.startswith("eval ")]
        check("serve says how a shell is led there", hint and hint[0].endswith(f' --port {mock.port()} --proxy)"'), hint)
        for target in ("https://example.com/", "https://www.zoom.us/", "https://api.zoom.us:8443/", "https://api.zoom.us.example.com/"):
            ended = subprocess.run([*STATUS, "-x", url, target], capture_output=True, text=True)
            check(f"{target}: 403 to CONNECT", ended.stdout == "000 403" and ended.returncode == 56, f"{ended.returncode} {ended.stdout}")
        ended = subprocess.run(["curl", "-s", "-x", url, "http://example.com/a?b"], capture_output=True, text=True)
        said = json.loads(ended.stdout)
        named = said["code"] == 403 and all(host in said["message"] for host in [*HOSTS, '"example.com"'])
        check("http://example.com: 403 names who is answered for", named, said)
        ended = subprocess.run([*STATUS, *TOKEN, "-x", url, "http://api.zoom.us/v2/users/me"], capture_output=True, text=True)
        check("http://api.zoom.us is answered", ended.stdout.startswith("200"), ended.stdout)
        mock.stop()
        check("the log says who was refused", '"example.com:443" was not connected to' in mock.text, mock.text)


check_clients()
check_environment()
check_refusals()
