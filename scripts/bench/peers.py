"""Other mock servers, measured beside ours when they are installed. None is needed.

Each is told the same task: 204 for the benchmark's token and its three fields, 401 without the
token, 400 without a field, 404 elsewhere (as far as it can tell these apart).
"""

import json
import os
import shutil

from servers import free_port
from workload import FIELDS, UPDATE

TOKEN = UPDATE.headers["Authorization"]


def wiremock():
    """WireMock: WIREMOCK_JAR names its standalone jar, and java is in the path."""
    jar, java = os.environ.get("WIREMOCK_JAR"), shutil.which("java")
    if not jar or not java:
        return None
    parts = [{"headers": {"Content-Disposition": {"contains": f'name="{field}"'}}} for field in FIELDS]
    asked = {"method": UPDATE.method, "urlPathPattern": r"/v2/meetings/\d+/livestream"}
    with_token = {**asked, "headers": {"Authorization": {"equalTo": TOKEN}}}
    mappings = [
        {"priority": 1, "request": {**with_token, "multipartPatterns": parts}, "response": {"status": 204}},
        {"priority": 2, "request": with_token, "response": {"status": 400}},
        {"priority": 3, "request": asked, "response": {"status": 401}},
    ]

    def command(port, folder):
        (folder / "mappings").mkdir()
        write(folder / "mappings/update.json", {"mappings": mappings})
        # Its journal is on, as ours is, but bounded: unbounded it fills the heap within a minute.
        return [java, "-jar", jar, "--port", str(port), "--bind-address", "127.0.0.1", "--root-dir", str(folder),
                "--max-request-journal-entries", "1000"]

    return command


def mockoon():
    """Mockoon: mockoon-cli is in the path (npm: @mockoon/cli)."""
    binary = shutil.which("mockoon-cli")
    if not binary:
        return None
    token = {"target": "header", "modifier": "Authorization", "value": TOKEN, "operator": "equals"}
    fields = [{"target": "body", "modifier": field, "operator": "null", "invert": True} for field in FIELDS]
    responses = [
        {"statusCode": 204, "body": "", "rules": [token, *fields], "rulesOperator": "AND"},
        {"statusCode": 400, "body": "", "rules": [token], "rulesOperator": "AND"},
        {"statusCode": 401, "body": "", "rules": [], "default": True},
    ]
    route = {"uuid": "3b3c1b3e-7c52-4a55-9d0a-6f4a0d3f3a01", "type": "http", "method": UPDATE.method.lower(),
             "endpoint": "v2/meetings/:id/livestream", "responses": responses}

    def command(port, folder):
        data = write(folder / "mockoon.json",
                     {"name": "bench", "routes": [route], "rootChildren": [{"type": "route", "uuid": route["uuid"]}]})
        return [binary, "start", "--data", data, "--repair", "--port", str(port), "--hostname", "127.0.0.1",
                "--disable-log-to-file"]

    return command


def prism():
    """Prism: prism is in the path (npm: @stoplight/prism-cli)."""
    binary = shutil.which("prism")
    if not binary:
        return None
    form = {"type": "object", "required": list(FIELDS), "properties": {name: {"type": "string"} for name in FIELDS}}
    operation = {
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}},
        "responses": {"204": {"description": "done"}, "400": {"description": "wrong"}, "401": {"description": "who?"}},
    }
    document = {
        "openapi": "3.0.3",
        "info": {"title": "bench", "version": "1"},
        "paths": {"/v2/meetings/{id}/livestream": {UPDATE.method.lower(): operation}},
        "security": [{"token": []}],
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }

    def command(port, folder):
        return [binary, "mock", "--host", "127.0.0.1", "--port", str(port), "--verboseLevel", "silent",
                write(folder / "openapi.json", document)]

    return command


def mountebank():
    """mountebank: mb is in the path (npm: mountebank)."""
    binary = shutil.which("mb")
    if not binary:
        return None
    asked = [{"equals": {"method": UPDATE.method}}, {"matches": {"path": r"^/v2/meetings/\d+/livestream$"}}]
    with_token = [*asked, {"equals": {"headers": {"Authorization": TOKEN}}}]
    fields = [{"contains": {"body": f'name="{field}"'}} for field in FIELDS]
    stubs = [{"predicates": predicates, "responses": [{"is": {"statusCode": status}}]}
             for status, predicates in ((204, with_token + fields), (400, with_token), (401, asked))]

    def command(port, folder):
        # Its own default is to close after each answer. Told otherwise it says so always, which wrk counts
        # as errors where every request has a connection of its own.
        for stub in stubs:
            stub["responses"][0]["is"]["headers"] = {"Connection": "keep-alive"}
        imposter = {"protocol": "http", "port": port, "host": "127.0.0.1", "stubs": stubs,
                    "defaultResponse": {"statusCode": 404}}
        return [binary, "start", "--configfile", write(folder / "imposters.json", {"imposters": [imposter]}),
                "--port", str(free_port()), "--host", "127.0.0.1", "--nologfile", "--pidfile", str(folder / "pid")]

    return command


def write(path, document):
    path.write_text(json.dumps(document, indent=2), encoding="utf-8")
    return str(path)


# Each gives the command of its server, or None when it is not installed; its docstring says how to install it.
PEERS = {"WireMock": wiremock, "Mockoon": mockoon, "Prism": prism, "mountebank": mountebank}
