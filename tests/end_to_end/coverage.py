"""Coverage of documented answers: `exec`'s report, its least share, its files, and several runs merged."""

import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

from server import Server, check

BINARY = sys.argv[1]
UPDATE = "meetingLiveStreamUpdate"
USER = """
import os, urllib.error, urllib.request

def call(path, token=os.environ["ZOOM_MOCK_TOKEN"], method="GET"):
    request = urllib.request.Request(os.environ["ZOOM_API_BASE_URL"] + path, method=method)
    request.add_header("Authorization", "Bearer " + token)
    try:
        urllib.request.urlopen(request).read()
    except urllib.error.HTTPError:
        pass

call("/users/me")
"""
WRONG_ID = 'call("/meetings/abc/livestream", method="PATCH")\n'
ELSEWHERE = 'call("/nothing")\n'


def run(*arguments):
    return subprocess.run([BINARY, *arguments], capture_output=True, text=True, timeout=30)


def exec_with(client, *options):
    return run("exec", *options, "--", sys.executable, "-c", client)


def seen(report, operation):
    """How often each answer of an operation was seen, but for those that never were."""
    row = next(row for row in report["operations"] if row["operation"] == operation)
    return {answer["reply"]: answer["seen"] for answer in row["answers"] if answer["seen"]}


def check_exit_report():
    ended = exec_with(USER)
    check("exec says what was covered", "\nuser, called once: 1 of 3 documented answers (33 %)\n" in ended.stderr, ended.stderr)
    check("and what never came", "\n  never seen: user-does-not-exist (404 / 1001), rate-limited (429 / 429)\n" in ended.stderr, ended.stderr)
    check("and what it did not call", "\n  never called: the other operations, " in ended.stderr, ended.stderr)
    check("and exits with 0", ended.returncode == 0, ended.returncode)


def check_least():
    for least, code in (("0", 0), ("33", 0), ("34", 1), ("100", 1)):
        ended = exec_with(USER, "--min-coverage", least)
        check(f"--min-coverage {least}: exit {code}", ended.returncode == code, f"{ended.returncode} {ended.stderr}")
        told = f"were seen; --min-coverage asks for {least} %\n" in ended.stderr
        check(f"--min-coverage {least}: told: {bool(code)}", told == bool(code), ended.stderr)
    ended = exec_with(USER + "raise SystemExit(7)", "--min-coverage", "100")
    check("--min-coverage: the command's own code comes first", ended.returncode == 7, ended.returncode)
    ended = exec_with(USER.replace('call("/users/me")', ELSEWHERE), "--min-coverage", "0", "--allow-violations")
    check("--min-coverage: no operation was called: exit 3", ended.returncode == 3, f"{ended.returncode} {ended.stderr}")


def check_unwritable():
    for client, code in ((USER, 3), (USER + "raise SystemExit(7)", 7)):
        ended = exec_with(client, "--report", "json=/no/such/file")
        check(f"a report that cannot be written: exit {code}", ended.returncode == code, ended.returncode)
        told = "zoom-mock: cannot write the report /no/such/file: No such file or directory\n" in ended.stderr
        check("a report that cannot be written: it is told", told, ended.stderr)


def check_nothing():
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/a.json"
        ended = run("exec", "--report", f"json={file}", "--", "true")
        check("a run without a request: exit 3", ended.returncode == 3, ended.returncode)
        ended = run("coverage", file, file)
        check("and so are two of them together", ended.returncode == 3, ended.returncode)
        check("which is said", "nothing was exercised" in ended.stderr, ended.stderr)


def check_merging():
    with tempfile.TemporaryDirectory() as folder:
        one, other, both = (pathlib.Path(folder) / name for name in ("one.json", "other.json", "both.json"))
        exec_with(USER, "--report", f"json={one}")
        exec_with(USER + WRONG_ID, "--report", f"json={other},junit={folder}/other.xml")
        ended = run("coverage", str(one), str(other), "--report", f"json={both}")
        check("coverage: exit 0", ended.returncode == 0 and not ended.stdout, f"{ended.returncode} {ended.stdout}{ended.stderr}")
        union = json.loads(both.read_text())
        check("coverage: what both have seen is added", seen(union, "user") == {"found": 2}, seen(union, "user"))
        check("coverage: what one has seen is there", seen(union, UPDATE) == {"meeting-id-invalid": 1}, seen(union, UPDATE))
        again = run("coverage", str(both), "--report", f"json={folder}/again.json")
        same = pathlib.Path(f"{folder}/again.json").read_text() == both.read_text()
        check("coverage: a report of reports is one again", again.returncode == 0 and same)
        text = run("coverage", str(one), str(other)).stdout
        check("coverage: text by default", "\nuser, called 2 times: " in text, text)
        for least, code in (("1", 0), ("90", 1)):
            ended = run("coverage", str(both), "--min-coverage", least)
            check(f"coverage --min-coverage {least}: exit {code}", ended.returncode == code, ended.returncode)
        check_junit(f"{folder}/other.xml", union)
        check_broken(folder, one)


def check_junit(file, report):
    root = xml.parse(file).getroot()
    cases = root.findall("testsuite/testcase")
    skipped = root.findall("testsuite/testcase/skipped")
    told = sum(int(suite.get("skipped")) for suite in root)
    answers = sum(len(row["answers"]) for row in report["operations"])
    check("junit: a test case for each answer", len(cases) == answers == int(root.get("tests")), f"{len(cases)} of {answers}")
    check("junit: all but two were never seen", len(skipped) == answers - 2 == told, len(skipped))


def check_broken(folder, right):
    broken = pathlib.Path(folder) / "broken.json"
    broken.write_text(right.read_text().replace('"calls"', '"clals"', 1))
    ended = run("coverage", str(right), str(broken))
    check("coverage: a file that is no report: exit 2", ended.returncode == 2, ended.returncode)
    check("coverage: with its place", f"{broken}:" in ended.stderr and 'did you mean "calls"?' in ended.stderr, ended.stderr)
    ended = run("coverage", str(right), f"{folder}/none.json")
    check("coverage: a file that is not there: exit 3", ended.returncode == 3, ended.returncode)
    check("coverage: is named", f"{folder}/none.json: error: cannot be read: No such file" in ended.stderr, ended.stderr)


def check_while_it_runs():
    with Server(BINARY) as mock:
        mock.patch("default/a")
        status, body = mock.call(path="/__admin/coverage")
        report = json.loads(body)
        check("GET /__admin/coverage", status == 200 and report["operations"][0]["calls"] == 1, body)
        status, body = mock.call(path="/__admin/coverage?format=junit")
        check("GET /__admin/coverage?format=junit", status == 200 and xml.fromstring(body).tag == "testsuites", body)


check_exit_report()
check_least()
check_unwritable()
check_nothing()
check_merging()
check_while_it_runs()
