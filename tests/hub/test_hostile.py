"""What hostile clients send is refused cheaply, in a sentence, and never reaches the log with a value in it."""

import json
import logging
import socket
import time
from http.client import HTTPResponse
from urllib.parse import urlsplit

import httpx
import pytest

from samarth_desktop.domain.oplog.exchange import is_area
from samarth_desktop.hub.auth import auth
from samarth_desktop.hub.context import CONNECTIONS, open_hub
from samarth_desktop.sync import wire
from tests.postgres_fixture import code, enrol, listening, sync
from tests.sync.memory import MemoryLog

AREA = "9/164"
DEEP = b"[" * 100_000 + b"]" * 100_000
WIDE = b'{"code":[' + b"[]," * 400_000 + b"0]}"
STRANGE = {
    "deep": DEEP,
    "deep in an object": b'{"code":' + DEEP + b"}",
    "wide": WIDE,
    "endless": b'{"told":1e999,"streams":[]}',
    "NaN": b'{"told":NaN,"streams":[]}',
    "a NUL": b'{"device":"ABC\\u0000EF","code":"a\\u0000b","streams":[["9/164\\u0000","x"]],"cursors":{"9\\u0000":1}}',
    "half a letter": b'{"device":"\\ud800","code":"\\ud800","streams":[["\\ud800","x"]],"cursors":{}}',
    "a number of 4000 digits": b'{"told":' + b"9" * 4000 + b',"waiting":' + b"9" * 4000 + b"}",
    "numbers beyond all columns": b'{"told":99999999999999999999,"cursors":{"9/164":99999999999999999999},"bytes":-1}',
    "other shapes": b'{"streams":{"a":1},"cursors":[1],"compare":7,"keys":[],"dictionaries":"x","card":[[]]}',
    "no object": b"[]",
    "no JSON": b"\xff\xfe\x00",
    "nothing": b"",
}


@pytest.fixture
def laptop(hub, client):
    log = MemoryLog()
    enrol(log, client, hub, AREA)
    return log


@pytest.mark.parametrize("what", STRANGE)
def test_no_body_makes_an_error_of_ours_or_shows_itself_in_the_log(hub, client, laptop, caplog, what):
    token = hub.keys.tokens.encrypt(b"device:" + laptop.device().encode()).decode()
    with caplog.at_level(logging.DEBUG):
        for path in ("enrol", "token", "hello", "pull", "push", "renew"):
            for body in (STRANGE[what], wire.pack_frame(STRANGE[what])):
                begun = time.perf_counter()
                answer = client.post(f"/v1/{path}", content=body, headers={"Authorization": f"Bearer {token}"})
                assert answer.status_code in (200, 400, 401, 403, 413), (path, answer.status_code)
                assert time.perf_counter() - begun < 2
    said = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("samarth"))
    assert "INSERT" not in said and "SELECT" not in said and "9/164" not in said and "Traceback" not in said


def test_a_small_body_that_unfolds_to_much_takes_no_memory_before_a_token(client):
    import tracemalloc

    bomb = wire.pack_frame(b'{"code":[' + b"[]," * 5_000_000 + b"0]}")
    assert len(bomb) < 4096
    tracemalloc.start()
    for path in ("enrol", "token", "hello", "push", "pull"):
        assert client.post(f"/v1/{path}", content=bomb).status_code in (400, 401)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000


def test_the_same_bomb_from_a_known_laptop_stays_within_bounds(hub, client, laptop):
    import tracemalloc

    token = {"Authorization": "Bearer " + hub.keys.tokens.encrypt(b"device:" + laptop.device().encode()).decode()}
    bombs = [b'{"streams":[' + b"[]," * 5_000_000 + b"0]}", b"{}\n" * 5_000_000, b'{"a":[' + b"1," * 7_000_000 + b"1]}"]
    tracemalloc.start()
    for bomb in bombs:
        for path in ("hello", "push", "pull", "renew"):
            assert client.post(f"/v1/{path}", content=wire.pack_frame(bomb), headers=token).status_code == 400
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 120_000_000


@pytest.mark.parametrize("path", [
    "/v1/photos/a%00b?area=9/164", "/v1/photos/" + "ab" * 32 + "?area=9%00", "/page/%00", "/v/key/%00",
    "/v1/photos/" + "ab" * 32 + "?area=%E0%A5%AF/%E0%A5%A7%E0%A5%AC%E0%A5%AA",
])  # fmt: skip
def test_no_path_makes_an_error_of_ours(hub, client, laptop, path):
    token = hub.keys.tokens.encrypt(b"device:" + laptop.device().encode()).decode()
    for method in ("GET", "PUT"):
        assert client.request(method, path, headers={"Authorization": f"Bearer {token}"}).status_code in (400, 404, 405)


@pytest.mark.parametrize("area", ["९/१६४", "9/164/1", "9/", "/", "9 ", "x", "9/१६४"])
def test_an_area_of_another_shape_is_no_area(hub, client, area):
    log = MemoryLog()
    enrol(log, client, hub, "9")
    assert not is_area(area)
    log.write(area)
    done = sync(log, client)
    assert (done.pushed, done.waiting, done.refused) == (0, 1, 1)


def test_what_a_page_elsewhere_sends_is_not_taken(hub, client):
    made = code(hub, "9", role="office")
    for headers in ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = client.post("/office", data={"code": made}, headers=headers)
        assert answer.status_code == 403 and "set-cookie" not in answer.headers
    assert client.post("/office", data={"code": made}, headers={"Origin": "http://testserver"}).status_code == 303


def test_head_is_answered_like_get_without_a_body(client):
    for path in ("/v", "/office", "/health", "/page/page.css"):
        answer = client.head(path)
        assert answer.status_code == 200 and not answer.content, path
    assert client.head("/nowhere").status_code == 404


def test_each_purpose_is_counted_for_itself(hub, client, monkeypatch):
    """An office stands behind one address: who looks up certificates keeps nobody from enrolling or signing in."""
    monkeypatch.setattr("samarth_desktop.hub.routes.CODE_SECONDS", 0)
    statuses = [client.post("/v/serial", json={"serial": "x"}).status_code for _ in range(125)]
    assert statuses[-1] == 429
    assert client.post("/office", data={"code": code(hub, "9", role="office")}).status_code == 303
    enrol(MemoryLog(), client, hub, AREA)


def test_time_does_not_tell_which_codes_there_are(hub, client):
    there, took = code(hub, AREA), {}
    message = {"device": "ABCDEF", "keys": dict.fromkeys(("sync", "box"), "A" * 43 + "=")}
    for name, typed in (("there", there[:4] + "0" * 8), ("nowhere", "ZZZZ" + "0" * 8)):
        begun = time.perf_counter()
        assert client.post("/v1/enrol", content=wire.say(message | {"code": typed})).status_code == 403
        took[name] = time.perf_counter() - begun
    assert min(took.values()) > 0.35 and abs(took["there"] - took["nowhere"]) < 0.1


@pytest.mark.parametrize("workers", [1, 4, 16])
def test_all_workers_together_stay_below_what_postgresql_allows(hub, workers):
    url = hub.engine.url.render_as_string(hide_password=False)
    other = open_hub(hub.folder, url, workers=workers)
    try:
        assert other.engine.pool.size() + other.engine.pool._max_overflow <= max(2, CONNECTIONS // workers)
    finally:
        other.engine.dispose()


def test_statements_in_messages_of_the_database_hold_no_values(hub):
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    with hub.engine.connect() as conn, pytest.raises(DBAPIError) as wrong:
        conn.execute(text("SELECT CAST(:name AS int)"), {"name": "Sita"})
    assert "parameters hidden" in str(wrong.value)


def test_a_trouble_inside_is_a_sentence_and_one_line_without_values(hub, client, monkeypatch, caplog):
    def odd(*arguments):
        raise RuntimeError("Sita Devi 9876543210")

    monkeypatch.setattr(auth, "challenge", odd)
    with caplog.at_level(logging.INFO):
        answer = client.get("/v1/challenge")
    assert answer.status_code == 500 and wire.hear(answer.content)["text"][0].endswith("tell the office.")
    lines = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert len(lines) == 1 and json.loads(lines[0])["error"] == "RuntimeError" and "Sita" not in lines[0]


def test_a_body_that_does_not_come_is_not_waited_for(hub, monkeypatch):
    """On a real socket: half a head, half a body, a head without end."""
    from samarth_desktop.hub.web import doors, server

    monkeypatch.setattr(server, "HEAD_SECONDS", 0.5)
    quick = doors.Door(4096, token=False, seconds=0.5)
    monkeypatch.setitem(doors._DOORS, "/v1/enrol", quick)
    begun = {
        "half a head": b"POST /v1/enrol HTTP/1.1\r\nHost: x\r\n",
        "nothing": b"",
        "half a body": b"POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc",
        "a head without end": b"GET /v HTTP/1.1\r\n" + b"X-A: " + b"a" * 200_000,
        "many heads": b"GET /v HTTP/1.1\r\n" + b"X-A: b\r\n" * 20_000,
    }
    with listening(hub) as url:
        where = urlsplit(url)
        for what, sent in begun.items():
            with socket.create_connection((where.hostname, where.port), 5) as line:
                line.settimeout(5)
                started = time.perf_counter()
                try:
                    line.sendall(sent)
                    heard = b""
                    while piece := line.recv(65536):
                        heard += piece
                except (ConnectionResetError, BrokenPipeError):
                    pass
                assert time.perf_counter() - started < 3, what
                assert what != "half a body" or b" 408 " in heard
        assert httpx.get(f"{url}/health").status_code == 200


def test_who_is_refused_hears_so_however_much_she_was_sending(hub):
    """A laptop whose token has just ended pushes on: it is told, on a line that stays, and signs in anew. The body comes
    in one piece, or when the answer is made already."""
    with listening(hub) as url, httpx.Client(base_url=url, timeout=10) as client:
        address = urlsplit(url)
        for _ in range(3):
            for size in (1000, 200_000, 500_000):
                whole = client.post("/v1/push", content=bytes(size))
                assert (whole.status_code, wire.hear(whole.content)["reason"]) == (401, "token")
        head = b"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n"
        with socket.create_connection((address.hostname, address.port), 10) as line:
            for _ in range(3):
                line.sendall(head + bytes(10))
                time.sleep(0.05)
                for _ in range(10):
                    line.sendall(bytes(29_999))
                answer = HTTPResponse(line)
                answer.begin()
                assert (answer.status, wire.hear(answer.read())["reason"]) == (401, "token")
