"""What a test changes in a running server, over real sockets: nobody sleeps, and no file is written."""

import concurrent.futures
import json
import sys
import urllib.parse

from server import PATH, Server, check

BINARY = sys.argv[1]
JSON = {"Content-Type": "application/json"}
FIELDS = "\r\n".join(
    f'--limit\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}'
    for name, value in (("stream_url", "rtmp://a.example"), ("stream_key", "k"), ("page_url", "https://a.example"))
)
UPDATE = {"Content-Type": "multipart/form-data; boundary=limit"}


def update(mock, token):
    headers = {"Authorization": f"Bearer {token}", **UPDATE}
    return mock.call("PATCH", PATH, FIELDS + "\r\n--limit--\r\n", headers)[0]


def control(mock, method, path, body=None):
    text = None if body is None else json.dumps(body)
    status, answer = mock.call(method, "/__admin" + path, text, JSON if text else {})
    return status, json.loads(answer) if answer else None


def of(session):
    return "/sessions/" + urllib.parse.quote(session, safe="")


def one_odd_answer(mock):
    status, made = control(mock, "POST", "/sessions", {"stubs": [{"reply": "rate-limited", "times": 1}]})
    check("POST /__admin/sessions: 201", status == 201, made)
    address = f"127.0.0.1:{mock.port()}"
    urls = (made["api_base_url"], made["oauth_base_url"])
    check("its URLs are the client's", urls == (f"http://{address}/v2", f"http://{address}"), made)
    seen = [update(mock, made["token"]), update(mock, made["token"]), update(mock, "default")]
    check("one odd answer of one test", seen == [429, 204, 204], seen)
    check("DELETE: 204", control(mock, "DELETE", of(made["session"]))[0] == 204)
    check("and its token is nobody's", update(mock, made["token"]) == 401)


def side_by_side(mock):
    stub = {"stubs": [{"name": "odd", "reply": 503}]}
    check("PUT stubs: 200", control(mock, "PUT", of("default/left") + "/stubs", stub)[0] == 200)
    check("PATCH meeting: 200", control(mock, "PATCH", "/meetings/68423085?session=default/right", {"exists": False})[0] == 200)
    seen = [update(mock, f"default/{name}") for name in ("left", "right", "other")]
    check("two sessions side by side, and a third", seen == [503, 404, 204], seen)
    control(mock, "POST", of("default/left") + "/reset")
    seen = [update(mock, f"default/{name}") for name in ("left", "right")]
    check("a reset is for one of them", seen == [204, 404], seen)


def tokens_expire(mock):
    tokens = {"short": {"value": "short-token", "expires_in_s": 3600}}
    made = control(mock, "POST", "/sessions", {"tokens": tokens})[1]
    token = made["token"] + "~short"
    seen = [update(mock, token)]
    control(mock, "POST", of(made["session"]) + "/clock", {"advance_ms": 3_600_000})
    seen += [update(mock, token), update(mock, "default")]
    check("a token expires by its session's clock", seen == [204, 401, 204], seen)
    control(mock, "POST", of("default/expiry") + "/tokens/expire")
    check("and at a word", update(mock, "default/expiry") == 401)


def a_race(mock):
    held = {"stubs": [{"name": "first", "reply": {"hold": "race"}, "times": 1}]}
    session = control(mock, "POST", "/sessions", held)[1]["session"]
    with concurrent.futures.ThreadPoolExecutor() as pool:
        first = pool.submit(update, mock, session)
        waiting = control(mock, "GET", of(session) + "/holds?hold=race&wait_ms=20000")[1]
        check("a request that is held is there to be seen", waiting == {"session": session, "held": {"race": 1}}, waiting)
        check("a second one overtakes it", update(mock, session) == 204)
        check("while it waits on", not first.done())
        released = control(mock, "POST", of(session) + "/release?hold=race")
        check("release lets it go", released == (200, {"session": session, "released": 1}), released)
        check("with the operation's answer", first.result(timeout=20) == 204)
        status, answer = control(mock, "POST", of(session) + "/release?hold=race")
        check("where nothing is held: 409", status == 409 and 'nothing is held by "race"' in answer["error"], answer)


def a_held_request_survives_its_session(mock):
    held = {"stubs": [{"reply": {"status": 200, "json": {"late": True}, "hold": True}}]}
    for end in ("DELETE", "reset"):
        session = control(mock, "POST", "/sessions", held)[1]["session"]
        with concurrent.futures.ThreadPoolExecutor() as pool:
            answer = pool.submit(update, mock, session)
            control(mock, "GET", of(session) + "/holds?wait_ms=20000")
            method, path = ("DELETE", of(session)) if end == "DELETE" else ("POST", of(session) + "/reset")
            check(f"{end} while a request is held: 204", control(mock, method, path)[0] == 204)
            check(f"{end} lets it go", answer.result(timeout=20) == 200)


def many_at_once(mock):
    """Stubs are replaced while requests are answered: each sees one list or the other."""
    session = control(mock, "POST", "/sessions", {"name": "busy"})[1]["session"]

    def replace(number):
        stubs = [{"name": "a", "reply": 503 + number % 2}]
        return control(mock, "PUT", of(session) + "/stubs", {"stubs": stubs})[0]

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        changes = [pool.submit(replace, number) for number in range(100)]
        answers = [pool.submit(update, mock, session) for _ in range(100)]
        check("every change is taken", {each.result() for each in changes} == {200})
        seen = {each.result() for each in answers}
        check("and every request answered", seen <= {204, 503, 504}, seen)


def hostile(mock):
    for body, headers, expected in (
        ("[]", JSON, 400),
        ("", JSON, 400),
        ("{" * 50_000, JSON, 400),
        ('{"stubs":[{"reply":{"status":200,"body_file":"/etc/passwd"}}]}', JSON, 400),
        ("{}", {"Content-Type": "text/plain"}, 415),
        ("{}", {"Content-Type": "application/json", "Origin": "https://evil.example"}, 403),
    ):
        status, answer = mock.call("PUT", "/__admin/stubs", body, headers)
        check(f"{body[:20]!r}: {expected}, with a reason", status == expected and json.loads(answer)["error"], (status, answer))
    check("and the server lives on", mock.health() == "ok")


with Server(BINARY) as server:
    for test in (one_odd_answer, side_by_side, tokens_expire, a_race, a_held_request_survives_its_session, many_at_once, hostile):
        test(server)
