"""The requests that the benchmarks send, said once for wrk, for sockets and for the hot path."""

import dataclasses
import json

BOUNDARY = "------------------------8f1c2d3e4b5a6978"
FIELDS = {
    "stream_url": "rtmp://example.com/live",
    "stream_key": "my-stream-key",
    "page_url": "https://example.com/watch",
}


@dataclasses.dataclass(frozen=True)
class Request:
    """One request and the status it is answered by."""

    status: int
    method: str
    path: str
    headers: dict
    body: str = ""

    def bytes(self, host="127.0.0.1:8080", close=False):
        headers = {"Host": host, **self._all_headers(close)}
        if self.body:
            headers["Content-Length"] = len(self.body)
        lines = [f"{self.method} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode()

    def lua(self, close=False):
        """wrk's script for it; wrk itself adds Host and Content-Length."""
        headers = (f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}"
                   for name, value in self._all_headers(close).items())
        lines = [f"wrk.method = {json.dumps(self.method)}", f"wrk.body = {json.dumps(self.body)}", *headers]
        return "\n".join(lines) + "\n"

    def _all_headers(self, close):
        return {**self.headers, "Connection": "close"} if close else self.headers


def _part(name, value):
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'


def _request(status, content_type, body, method="PATCH", path="/v2/meetings/68423085/livestream", token="test-token"):
    headers = {"User-Agent": "curl/8.0", "Accept": "*/*", "Authorization": f"Bearer {token}"}
    if content_type:
        headers["Content-Type"] = content_type
    return Request(status, method, path, headers, body)


_FORM = f"multipart/form-data; boundary={BOUNDARY}"
_FORM_BODY = "".join(_part(name, value) for name, value in FIELDS.items()) + f"--{BOUNDARY}--\r\n"

# What every server of the benchmark is asked: as curl sends it.
UPDATE = _request(204, _FORM, _FORM_BODY)

# What the instructions are counted of.
HOT_PATHS = {
    "multipart": UPDATE,
    "json": _request(204, "application/json", json.dumps(FIELDS)),
    "stubbed": _request(400, _FORM, _FORM_BODY, token="meeting-hosting-not-allowed"),
    "unmatched": _request(501, None, "", method="GET", path="/v2/rooms/me"),
}
