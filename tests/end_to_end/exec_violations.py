"""`exec` fails for a client that departs from the contract, though its command sees no failure."""

import os
import subprocess
import sys

from server import check

BINARY = sys.argv[1]
os.environ["no_proxy"] = "127.0.0.1"

BROKEN = """
import os, urllib.error, urllib.request
for path, token in (("/users/me?x=1", "default/a"), ("/users/me/", "default/b"), ("/users/me/", "default/c")):
    request = urllib.request.Request(os.environ["ZOOM_API_BASE_URL"] + path)
    request.add_header("Authorization", "Bearer " + token)
    try:
        urllib.request.urlopen(request).read()
    except urllib.error.HTTPError:
        pass
"""


def run(*options, end=""):
    """What `exec` makes of the broken client."""
    return subprocess.run(
        [BINARY, "exec", *options, "--", sys.executable, "-c", BROKEN + end], capture_output=True, text=True, timeout=20
    )


def check_violations():
    """A client that swallows errors, or meets none, is broken all the same."""
    ended = run()
    check("a broken client fails although its command succeeds", ended.returncode == 1, ended.returncode)
    report = (
        'zoom-mock: violation path-slash-at-end in 2 requests, the first req-2 of session "default/b": '
        'nothing answers "GET /v2/users/me/": the path ends in a slash; did you mean "/v2/users/me"? '
        "Leave out the slash at the path's end.\n"
        'zoom-mock: violation query-unknown in 1 request, the first req-1 of session "default/a": '
        "query parameter ..(1) is not one of this operation's; one of login_type, encrypted_email, search_by_unique_id. "
        "Leave out the query parameter: the operation does not have it, and ignores it.\n"
        "zoom-mock: --allow-violations=NAME,... lets pass what is meant so\n"
        "zoom-mock: 3 requests were answered\n"
    )
    check("and is told what it did", ended.stderr.startswith(report), ended.stderr)
    ended = run("--allow-violations=path-slash-at-end")
    check("a violation that nobody allowed fails still", ended.returncode == 1, ended.returncode)
    check("one that is allowed is not told", "path-slash" not in ended.stderr, ended.stderr)
    for allowed in ("--allow-violations=path-slash-at-end,query-unknown", "--allow-violations"):
        ended = run(allowed)
        said = ended.returncode == 0 and ended.stderr.startswith("zoom-mock: 3 requests were answered\n")
        check(f"{allowed} lets them pass", said, f"{ended.returncode} {ended.stderr}")
    ended = run(end="raise SystemExit(7)")
    check("the command's own code comes first", ended.returncode == 7, ended.returncode)


check_violations()
