"""`import postman`: what the published item says is what clients get, each answer by what `examples` sends."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from server import check

BINARY = sys.argv[1]
ITEM = pathlib.Path(__file__).parent.parent / "postman" / "update-a-live-stream.json"
SECONDS = 30
os.environ["no_proxy"] = "127.0.0.1"

ASK = """
curl -s -o body -w '%{http_code} ' -X PATCH "$ZOOM_API_BASE_URL$1" -H "Authorization: Bearer $2" \\
  -F stream_url=rtmp://example.com/live -F stream_key=my-key -F page_url=https://example.com/watch
cat body
"""


def run(*arguments, folder):
    return subprocess.run([BINARY, *arguments], cwd=folder, capture_output=True, text=True, timeout=SECONDS)


def answer_of(path, token, folder):
    """Status and body of one update, from a server that runs for it alone."""
    asked = run("exec", "--scenario", "published.json", "--allow-violations=id-missing,id-unsubstituted", "--",
                "sh", "-c", ASK, "sh", path, token, folder=folder)
    status, _, body = asked.stdout.partition(" ")
    return int(status), json.loads(body) if body else None


ROWS = [
    ("success", "/meetings/68423085/livestream", 204, None),
    ("no id", "/meetings//livestream", 300, (300, "Missing meetingId")),
    ("a bad id", "/meetings/:meetingId/livestream", 300, (300, "Invalid meetingId.")),
    ("another account", "/meetings/4000001010/livestream", 400,
     (1010, "User does not belong to this account: account-1.")),
    ("a webinar", "/meetings/4000003000/livestream", 400, (3000, "Cannot access webinar info.")),
    ("no such user", "/meetings/4040001001/livestream", 404, (1001, "User user-1 does not exist.")),
]

with tempfile.TemporaryDirectory() as folder:
    made = run("import", "postman", str(ITEM), "--out", "published.json", folder=folder)
    check("the scenario is written", made.returncode == 0, made.stderr)
    checked = run("check", "published.json", folder=folder)
    check("check finds it right", checked.stdout == "1 scenario is right.\n", checked.stderr)
    for name, path, status, error in ROWS:
        expected = status, error and {"code": error[0], "message": error[1]}
        for token in ("test-token", "published/my-test"):
            got = answer_of(path, token, folder)
            check(f"{name}, with {token}", got == expected, f"{got} instead of {expected}")
    printed = run("import", "postman", str(ITEM), folder=folder)
    check("no secret of the collection is printed", "planted" not in printed.stdout + printed.stderr)
    again = run("import", "postman", str(ITEM), "--out", "published.json", folder=folder)
    check("nothing is overwritten", again.returncode == 3, again.stderr)
