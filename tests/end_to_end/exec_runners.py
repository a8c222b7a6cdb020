"""`exec` around the runners of test suites that people have: ctest, npm and pytest."""

import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from server import check

BINARY = sys.argv[1]
SECONDS = 60
GOOD, MISSPELT = "stream_key", "stream-key"

# Suites of one test that fails only when there is no answer at all: what the answer says is swallowed.
IN_PYTHON = """
import json, os, unittest, urllib.error, urllib.request

class Update(unittest.TestCase):
    def test_update(self):
        fields = {"stream_url": "rtmp://example.com/live", "FIELD": "k1", "page_url": "https://example.com/watch"}
        headers = {"Authorization": "Bearer " + os.environ["ZOOM_MOCK_TOKEN"], "Content-Type": "application/json"}
        url = os.environ["ZOOM_API_BASE_URL"] + "/meetings/68423085/livestream"
        try:
            urllib.request.urlopen(urllib.request.Request(url, json.dumps(fields).encode(), headers, method="PATCH"))
        except urllib.error.HTTPError:
            pass

if __name__ == "__main__":
    unittest.main()
"""
IN_NODE = """
import test from 'node:test';

test('update', async () => {
  const body = new FormData();
  body.set('stream_url', 'rtmp://example.com/live');
  body.set('FIELD', 'k1');
  body.set('page_url', 'https://example.com/watch');
  const headers = { Authorization: `Bearer ${process.env.ZOOM_MOCK_TOKEN}` };
  await fetch(`${process.env.ZOOM_API_BASE_URL}/meetings/68423085/livestream`, { method: 'PATCH', headers, body });
});
"""


def ctest():
    files = {"update.py": IN_PYTHON, "CTestTestfile.cmake": f'add_test(update "{sys.executable}" "update.py")\n'}
    return "ctest", ["ctest"], files, "100% tests passed"


def npm():
    files = {"update.test.mjs": IN_NODE, "package.json": json.dumps({"scripts": {"test": "node --test"}})}
    if shutil.which("npm"):
        return "npm test", ["npm", "test"], files, r"\bpass 1\n"
    return "node --test, as npm is not installed", ["node", "--test"], files, r"\bpass 1\n"


def pytest():
    files = {"test_update.py": IN_PYTHON}
    if importlib.util.find_spec("pytest"):
        return "pytest", [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"], files, "1 passed"
    return "unittest, as pytest is not installed", [sys.executable, "-m", "unittest"], files, r"\bOK\n"


def run(command, files, field):
    """What `exec` makes of a suite that sends the field."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (pathlib.Path(folder) / name).write_text(text.replace("FIELD", field))
        # npm asks nobody for a newer one of itself, and leaves its logs here.
        env = {**os.environ, "no_proxy": "127.0.0.1", "npm_config_cache": folder, "npm_config_update_notifier": "false"}
        return subprocess.run(
            [BINARY, "exec", "--", *command], cwd=folder, env=env, capture_output=True, text=True, timeout=SECONDS
        )


def check_runner(name, command, files, passed):
    ended = run(command, files, GOOD)
    said = f"{ended.returncode} {ended.stdout} {ended.stderr}"
    check(f"{name}: a good suite: exit 0", ended.returncode == 0, said)
    check(f"{name}: its request was answered", "zoom-mock: 1 request was answered\n" in ended.stderr, said)
    ended = run(command, files, MISSPELT)
    said = f"{ended.returncode} {ended.stdout} {ended.stderr}"
    check(f"{name}: a suite that misspells a field passes", bool(re.search(passed, ended.stdout + ended.stderr)), said)
    check(f"{name}: but exec has exit 1", ended.returncode == 1, said)
    check(f"{name}: and names the violation", "zoom-mock: violation field-misspelt in 1 request" in ended.stderr, said)


for runner in (ctest, npm, pytest):
    check_runner(*runner())
