"""What the admin API tells, read by the programs that people read it with; over real sockets."""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading

from server import Server, check

BINARY = sys.argv[1]


def ask(mock, token="default/views", path="/v2/users/me"):
    return mock.call(path=path, headers={"Authorization": f"Bearer {token}"})[0]


def admin(mock, path):
    return mock.call(path="/__admin/" + path)[1]


def shell(text):
    """Pasted into a shell, as it stands."""
    return subprocess.run(["bash", "-c", text], capture_output=True, text=True, timeout=20).stdout


def quickstart(mock):
    text = admin(mock, "quickstart")
    out = shell(text + '\necho "$ZOOM_MOCK_URL $ZOOM_API_BASE_URL"')
    check("the quickstart's request works when pasted", out.startswith("HTTP/1.1 204 "), out)
    url = f"http://127.0.0.1:{mock.port()}"
    check("and its exports lead here", out.endswith(f"{url} {url}/v2\n"), out)


def waiting(mock):
    last = json.loads(admin(mock, "requests"))["next"]
    answers = []
    query = f"requests?after={last}&wait_ms=20000&session=default/waited"
    threads = [threading.Thread(target=lambda: answers.append(json.loads(admin(mock, query)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    ask(mock, "default/other")
    ask(mock, "default/waited")
    for thread in threads:
        thread.join(20)
    seen = [[each["session"] for each in answer["requests"]] for answer in answers]
    check("eight wait for one request and see it", seen == [["default/waited"]] * 8, seen)
    answer = json.loads(admin(mock, "requests?after=9999&wait_ms=20"))
    check("who waits in vain gets an empty list", answer["requests"] == [], answer)


def again(mock):
    """Requests as commands and scenarios, tried."""
    ask(mock, "default/again", "/v2/nowhere?page_size=30&x=[1]")
    one = json.loads(admin(mock, "requests?session=default/again"))["requests"][0]
    out = shell(admin(mock, f"requests/{one['number']}?format=curl"))
    check("a request as a command gets the same answer", out.startswith("HTTP/1.1 501 "), out)
    sent = json.loads(admin(mock, "requests?session=default/again"))["requests"][-1]
    same = {"method", "path", "query", "headers", "status"}
    differing = [name for name in same if sent[name] != one[name] and name != "headers"]
    check("and is the same request", sent["number"] > one["number"] and not differing, differing)

    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "again.json")
        with open(file, "w", encoding="utf-8") as text:
            text.write(admin(mock, f"requests/{one['number']}/scenario"))
        with Server(BINARY, "--scenario", file) as other:
            got = other.call(path="/v2/nowhere", headers={"Authorization": "Bearer default/again"})
        check("a request as a scenario gets the same answer", got == (one["status"], one["response"]), got)


def multipart(mock):
    fields = ["-F", "stream_url=rtmp://a;b", "-F", "stream_key=it's", "-F", "page_url=https://a"]
    url = f"http://127.0.0.1:{mock.port()}/v2/meetings/5/livestream"
    subprocess.run(["curl", "-s", "-X", "PATCH", url, "-H", "Authorization: Bearer default/form", *fields], timeout=20)
    one = json.loads(admin(mock, "requests?session=default/form"))["requests"][0]
    command = admin(mock, f"requests/{one['number']}?format=curl")
    out = shell(command)
    check("a form as a command is a form again", out.startswith("HTTP/1.1 204 "), command + out)
    sent = json.loads(admin(mock, "requests?session=default/form"))["requests"][-1]
    check("with the same fields", sent["fields"] == one["fields"] and sent["number"] > one["number"], sent)


class Events:
    """A reader of server-sent events, which reads no more than it is asked for."""

    def __init__(self, mock, query="", headers=None):
        self.client = http.client.HTTPConnection("127.0.0.1", mock.port(), timeout=20)
        self.client.request("GET", "/__admin/events" + query, headers=headers or {})
        self.answer = self.client.getresponse()
        self.type = self.answer.getheader("Content-Type")
        self.next()  # the comment at its beginning

    def next(self):
        event = {}
        for line in iter(self.answer.readline, b"\n"):
            if not line:
                return None
            name, _, value = line.decode().rstrip("\n").partition(": ")
            event[name] = value
        return event


def events(mock):
    readers = [Events(mock, "?session=default/told") for _ in range(50)]
    check("events are an event stream", readers[0].type == "text/event-stream", readers[0].type)
    ask(mock, "default/other")
    ask(mock, "default/told")
    told = [reader.next() for reader in readers]
    sessions = {json.loads(event["data"])["session"] for event in told}
    check("fifty readers are told of one request", sessions == {"default/told"}, told[0])
    ask(mock, "default/told")
    second = readers[0].next()
    back = Events(mock, "?session=default/told", {"Last-Event-ID": told[0]["id"]})
    check("who comes back goes on where it was", back.next() == second, second)
    for reader in [*readers, back]:
        reader.client.close()


def threads_of(mock):
    return len(os.listdir(f"/proc/{mock.process.pid}/task"))


def many_streams():
    """A stream costs no thread, however many there are."""
    with Server(BINARY) as mock:
        before = threads_of(mock)
        readers = [Events(mock) for _ in range(1000)]
        during = threads_of(mock)
        ask(mock)
        ids = {reader.next()["id"] for reader in readers}
        check("a thousand streams are told of one request", ids == {"1"}, ids)
        check("and cost no thread", before == during, (before, during))
        for reader in readers:
            reader.client.close()


def missed():
    with Server(BINARY, "--journal-size", "5") as mock:
        first = Events(mock)
        mock.call(path="/v2/" + "x" * 100, headers={"Authorization": "Bearer default/a"})
        first.next()
        slow = Events(mock, "?after=1")
        for _ in range(3):
            ask(mock, "default/a")
        check("who keeps up misses nothing", [first.next()["id"] for _ in range(3)] == ["2", "3", "4"])
        slow.client.close()
        for _ in range(20):
            ask(mock, "default/a")
        late = Events(mock, "", {"Last-Event-ID": "4"})
        event = late.next()
        check("a late reader is told how many it missed", (event["event"], event["data"]) == ("missed", "15"), event)
        check("and goes on with what is there", late.next()["id"] == "20")
        stopping = threading.Thread(target=mock.stop)
        stopping.start()
        while late.next():
            pass
        stopping.join(20)
        check("a stop ends the streams", not stopping.is_alive())


def health(mock):
    def run(*arguments, **variables):
        done = subprocess.run([BINARY, "health", *arguments], capture_output=True, text=True, timeout=20,
                              env={**os.environ, **variables})
        return done.returncode, done.stdout
    url = f"http://127.0.0.1:{mock.port()}"
    check("health by an argument", run(url) == (0, "ok\n"))
    check("health by the environment", run(ZOOM_MOCK_URL=url) == (0, "ok\n"))
    check("health of nobody", run("http://127.0.0.1:1")[0] == 3)


with Server(BINARY, "--show-secrets") as mock:
    quickstart(mock)
    waiting(mock)
    again(mock)
    multipart(mock)
    events(mock)
    health(mock)
    text = admin(mock, "metrics")
    check("metrics count what was asked", 'operation="user",status="200",outcome="operation"}' in text, text)
    log = json.loads(admin(mock, "requests?format=har"))["log"]
    count = len(json.loads(admin(mock, "requests"))["requests"])
    check("the log is HAR 1.2 and whole", (log["version"], len(log["entries"])) == ("1.2", count), count)
missed()
many_streams()
