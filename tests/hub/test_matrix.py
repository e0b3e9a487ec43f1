"""The authorisation matrix: every route by whoever may knock. A route that is added without a line here fails."""

import base64
import hashlib
import time

import pytest

from samarth_desktop.hub.app import all_routes, create_app
from samarth_desktop.hub.auth import admission, auth, sessions
from samarth_desktop.hub.feed import snapshot
from samarth_desktop.hub.files import files
from samarth_desktop.sync import identity, wire
from tests.postgres_fixture import code, enrol, hub_client, sync
from tests.sync.memory import MemoryLog

AREA, OTHER = "9/164", "9/165"
SHA = hashlib.sha256(b"photo").hexdigest()
VISITORS = ("none", "garbage", "expired", "revoked", "renewed", "other area", "trainer", "coordinator", "office", "officer",
            "ended")  # fmt: skip
"""Who knocks: nobody; with rubbish, an old token, a laptop that is shut out, one under its earlier code (its copy may
go on), one of another district, one of each role; at the office page who is signed in, and who was."""

# What each hears, in the order above: a status, or the head of the page to sign in.
EVERYBODY = (200,) * 11
A_TOKEN = (401, 401, 401, 403, 200, 200, 200, 200, 200, 401, 401)
ITS_AREA = (401, 401, 401, 403, 200, 403, 200, 200, 200, 401, 401)
ITS_FILES = (401, 401, 401, 403, 206, 404, 206, 206, 206, 401, 401)
A_CODE = (403,) * 11
SIGNED_IN = ("sign in",) * 9 + (200, "sign in")
MATRIX = {
    ("GET", "/health"): EVERYBODY,
    ("GET", "/metrics"): EVERYBODY,  # to the machine itself and its network: see below
    ("GET", "/v"): EVERYBODY,
    ("GET", "/V"): EVERYBODY,
    ("GET", "/v/key/{kid}"): (404,) * 11,
    ("POST", "/v/serial"): EVERYBODY,
    ("GET", "/page/{name}"): EVERYBODY,
    ("POST", "/v1/enrol"): A_CODE,
    ("GET", "/v1/challenge"): EVERYBODY,
    ("POST", "/v1/token"): (401,) * 11,
    ("POST", "/v1/renew"): A_TOKEN,
    ("POST", "/v1/hello"): A_TOKEN,
    ("POST", "/v1/push"): A_TOKEN,
    ("POST", "/v1/pull"): A_TOKEN,
    ("POST", "/v1/parcels"): (401, 401, 401, 403, 422, 422, 422, 422, 422, 401, 401),
    ("GET", "/v1/photos/{sha256}"): ITS_AREA,
    ("GET", "/v1/photos/{sha256}/held"): ITS_AREA,
    ("PUT", "/v1/photos/{sha256}"): ITS_AREA,
    ("GET", "/v1/snapshots"): A_TOKEN,
    ("GET", "/v1/snapshots/{sha256}"): ITS_FILES,
    ("GET", "/v1/updates/{sha256}"): (401, 401, 401, 403, 404, 404, 404, 404, 404, 401, 401),
    ("GET", "/office"): SIGNED_IN,
    ("GET", "/office/root.cer"): EVERYBODY,
    ("POST", "/office"): A_CODE,
    ("GET", "/office/records"): SIGNED_IN,
    ("GET", "/office/doubles"): SIGNED_IN,
    ("GET", "/office/aside"): SIGNED_IN,
    ("POST", "/office/look"): (303,) * 9 + (404, 303),
    ("POST", "/office/not-duplicate"): (303,) * 9 + (404, 303),
    ("POST", "/office/out"): (303,) * 11,  # the last: it ends the officer's session
}


class Ground:
    """A hub with a laptop of each sort, a photo, and a snapshot of one district."""

    def __init__(self, hub, client, monkeypatch):
        self.hub, self.client = hub, client
        self.shown = {"none": {}, "garbage": {"Authorization": "Bearer rubbish", "Cookie": "office=rubbish"}}
        for name, role, area in (
            ("revoked", "coordinator", AREA), ("renewed", "coordinator", AREA), ("other area", "coordinator", OTHER),
            ("trainer", "trainer", AREA), ("coordinator", "coordinator", AREA), ("office", "office", "9"),
        ):  # fmt: skip
            log = MemoryLog()
            enrol(log, client, hub, area, role=role)
            self.shown[name] = self.bearer(log.device())
            if name == "renewed":
                line, me = hub_client(client), identity.enrolled(log)
                line.identity = lambda me=me: (me.device, me.key, list(me.card))
                identity.renew(log, line, {})
            if name == "coordinator":
                log.write(AREA)
                sync(log, client)
            if name == "revoked":
                with hub.engine.begin() as conn:
                    admission.revoke(conn, hub.keys, log.device())
        real = time.time
        monkeypatch.setattr("time.time", lambda: real() - auth.TOKEN_SECONDS - 60)
        self.shown["expired"] = self.bearer(log.device())
        monkeypatch.setattr("time.time", real)
        with hub.engine.begin() as conn:
            cookies = [sessions.begin(conn, "Asha", ["9"]) for _ in range(2)]
            sessions.end(conn, cookies[1])
        self.shown |= {
            name: {"Cookie": f"office={one}"} for name, one in zip(("officer", "ended"), cookies, strict=True)
        }
        place = files.place(hub, AREA, SHA)
        place.parent.mkdir(parents=True)
        place.write_bytes(b"photo")
        (self.file,) = [one for one in snapshot.write_all(hub) if one["area"] == AREA]

    def bearer(self, device):
        return {"Authorization": "Bearer " + self.hub.keys.tokens.encrypt(b"device:" + device.encode()).decode()}

    def ask(self, method, path, who):
        sha = self.file["sha256"] if "snapshots" in path else SHA
        url = "http://testserver" + path.format(sha256=sha, kid="00", name="page.css")
        url += f"?area={AREA}&lang=en" if "{sha256}" in path else "?lang=en"
        headers = {"X-Offset": "0", "X-Size": "5", "Range": "bytes=0-3", **self.shown[who]}
        if "snapshots" not in path:
            del headers["Range"]
        answer = self.client.request(method, url, content=self.body(path) if method != "GET" else None, headers=headers)
        return "sign in" if "One-time code" in answer.text and answer.status_code == 200 else answer.status_code

    def body(self, path):
        if path == "/v1/push":
            return wire.pack_frame(wire.write_packs([], {}))
        if path == "/v/serial":
            return b'{"serial": ""}'
        if path.startswith("/v1/"):
            keys = {name: base64.b64encode(bytes(32)).decode() for name in ("sync", "box")}
            message = {"wire": 1, "streams": [], "cursors": {}, "device": "ABCDEF", "keys": keys, "code": "0" * 12}
            return wire.say(message | {"signature": base64.b64encode(bytes(64)).decode()})
        return b"code=000000000000&row=nobody&other=nobody"


@pytest.fixture
def ground(hub, client, monkeypatch):
    monkeypatch.setattr("samarth_desktop.hub.routes.CODE_SECONDS", 0)
    return Ground(hub, client, monkeypatch)


def test_every_route_by_everybody(hub, ground):
    routes = {(method, one.path) for one in all_routes(create_app(hub)) for method in one.methods - {"HEAD"}}
    assert routes == MATRIX.keys(), "a route without a line in the matrix"
    for (method, path), expected in MATRIX.items():
        heard = tuple(ground.ask(method, path, who) for who in VISITORS)
        if path == "/v1/renew":  # the first of them takes the code, which is then another's for the rest
            heard, expected = [200 if one == 409 else one for one in heard], list(expected)
        assert heard == expected, (method, path)


def test_figures_are_for_the_offices_own_network(hub):
    import httpx

    app = create_app(hub)
    for address, status in (("127.0.0.1", 200), ("192.168.1.7", 200), ("1.1.1.1", 403)):
        import asyncio

        async def ask(address=address):
            transport = httpx.ASGITransport(app, client=(address, 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
                return (await client.get("/metrics")).status_code

        assert asyncio.run(ask()) == status, address


@pytest.mark.parametrize("role", ["coordinator", "trainer", "office"])
def test_a_code_of_every_role_enrols_once(hub, client, role):
    made = code(hub, AREA, role=role)
    assert identity.enrol(MemoryLog(), hub_client(client), made).role == role
    with pytest.raises(Exception, match="used"):
        identity.enrol(MemoryLog(), hub_client(client), made)
