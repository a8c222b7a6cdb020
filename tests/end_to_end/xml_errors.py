"""Refusals in XML: what they do to a client that parses only JSON, and what a parser of XML makes of them."""

import http.client
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree

from server import PATH, Server, check

BINARY = sys.argv[1]
ABSENT = PATH.replace("68423085", "4040003001")
HOSTILE = "</message>&]]>\"\0\x01\x1b\x7f\r\n\t\ufffe\uffff\U0001f600".encode() + b"\xff\xed\xa0\x80"
SCENARIO = {
    "extends": "xml-errors",
    "stubs": [
        {"name": "head", "when": {"method": "HEAD", "path": PATH}, "reply": "meeting-does-not-exist"},
        {"name": "any id", "when": {"method": "PATCH"}, "reply": "meeting-does-not-exist"},
    ],
}


def code_told_to(client, mock):
    """What a client that parses only JSON makes of a meeting that does not exist."""
    try:
        return json.loads(client(f"http://127.0.0.1:{mock.port()}{ABSENT}"))["code"]
    except json.JSONDecodeError:
        return "no JSON"


def http_client(*accept):
    def client(url):
        parts = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(parts.netloc, timeout=20)
        headers = {"Authorization": "Bearer xml-errors"} | {"Accept": value for value in accept}
        connection.request("GET", parts.path, headers=headers)
        return connection.getresponse().read()

    return client


def curl(*options):
    def client(url):
        command = ["curl", "-s", "--max-time", "20", "-H", "Authorization: Bearer xml-errors", *options, url]
        return subprocess.run(command, capture_output=True, check=True).stdout

    return client


def only_json():
    with Server(BINARY) as mock:
        for what, client, expected in (
            ("http.client, which sends no Accept", http_client(), "no JSON"),
            ("http.client that asks", http_client("application/json"), 3001),
            ("http.client that asks as axios does", http_client("application/json, text/plain, */*"), 3001),
            ("curl, which sends */*", curl(), "no JSON"),
            ("curl that asks", curl("-H", "Accept: application/json"), 3001),
        ):
            told = code_told_to(client, mock)
            check(f"a client of JSON: {what}", told == expected, told)


def parsed():
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "parsed.json").write_text(json.dumps(SCENARIO))
        with Server(BINARY, "--scenarios", folder) as mock:
            authorization = {"Authorization": "Bearer parsed"}
            hostile = PATH.replace("68423085", urllib.parse.quote(HOSTILE, safe=""))
            status, text = mock.call("PATCH", hostile, headers=authorization)
            root = xml.etree.ElementTree.fromstring(text.encode())
            message = root.findtext("message")
            check("XML: a hostile id is refused", (status, root.tag, root.findtext("code")) == (404, "error", "3001"), text)
            expected = '</message>&]]>"' + "\ufffd" * 3 + "\x7f\r\n\t\ufffd\ufffd\U0001f600\ufffd"
            check("XML: it reads back", expected in message, repr(message))

            status, text = mock.call("HEAD", PATH, headers=authorization)
            check("XML: HEAD has no body", (status, text) == (404, ""), (status, text))
            for path, views in (("/__admin/requests", "requests"), ("/__admin/requests?format=har", "log")):
                view = json.loads(mock.call(path=path)[1])[views]
                entry = view[0] if views == "requests" else view["entries"][0]
                code = entry["code"] if views == "requests" else entry["_zoom_mock"]["code"]
                check(f"XML: {path} knows the code", code == 3001, entry)
            content = entry["response"]["content"]
            check("XML: HAR knows the type", content["mimeType"] == "application/xml;charset=UTF-8", content)


only_json()
parsed()
