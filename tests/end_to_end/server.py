"""A zoom-mock of a test's own, for the scripts beside this one."""

import http.client
import json
import pathlib
import resource
import signal
import subprocess
import tempfile

PATH = "/v2/meetings/68423085/livestream"


def check(what, good, detail=""):
    print(f"ok: {what}" if good else f"not ok: {what}: {detail}")


class Server:
    """A server on a free port, ended whatever happens."""

    def __init__(self, binary, *options, stderr=subprocess.DEVNULL, env=None, stack=None, memory=None):
        """`stack`: the bytes of every thread's stack; `memory`: of all it may map; else the system's default."""
        limits = {resource.RLIMIT_STACK: stack, resource.RLIMIT_AS: memory}
        self.folder = tempfile.TemporaryDirectory()
        self.port_file = pathlib.Path(self.folder.name) / "port"
        self.process = subprocess.Popen(
            [binary, "serve", "--port", "0", "--port-file", str(self.port_file), *options],
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            env=env,
            preexec_fn=lambda: [resource.setrlimit(what, (most, most)) for what, most in limits.items() if most],
        )
        self.lines = []  # up to the one that is last at every start
        self.text = ""  # all of stdout and, when it is a pipe, stderr; known once it has stopped

    def __enter__(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if line.startswith("seed "):
                break
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
        self.folder.cleanup()

    def value(self, word):
        """What stands after a word at the start of a line; None when there is no such line."""
        return next((line[len(word) + 1 :] for line in self.lines if line.startswith(word + " ")), None)

    def port(self):
        return int(self.value("READY").rpartition(":")[2])

    def tls_port(self):
        return int(self.value("tls").rpartition(":")[2])

    def call(self, method="GET", path="/", body=None, headers=None):
        """The status and the body of the answer to a request on a connection of its own."""
        client = http.client.HTTPConnection("127.0.0.1", self.port(), timeout=20)
        client.request(method, path, body, headers or {})
        answer = client.getresponse()
        text = answer.read().decode()
        client.close()
        return answer.status, text

    def patch(self, token):
        """The status of an update without a body: it shows who answers."""
        return self.call("PATCH", PATH, headers={"Authorization": f"Bearer {token}"})[0]

    def health(self):
        return json.loads(self.call(path="/__admin/health")[1])["status"]

    def stop(self, number=signal.SIGTERM):
        """The exit code, or None when it does not end within 20 seconds."""
        self.process.send_signal(number)
        try:
            out, err = self.process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            return None
        self.text = "\n".join(self.lines) + "\n" + (out or "") + (err or "")
        return self.process.returncode
