"""The authorisation matrix: every route by whoever may knock. A route that is added without a line here fails."""

import asyncio
import base64
import hashlib
import time

import httpx
import pytest

from samarth_desktop.domain.ids import new_device_code, new_id
from samarth_desktop.domain.oplog.op import SCHEMA, Op
from samarth_desktop.hub.app import all_routes, create_app
from samarth_desktop.hub.auth import admission, auth, sessions
from samarth_desktop.hub.feed import feed, snapshot
from samarth_desktop.hub.files import files
from samarth_desktop.sync import identity, wire
from tests.postgres_fixture import code, enrol, hub_client, sync
from tests.sync.memory import MemoryLog

AREA, OTHER = "9/164", "9/165"
SHA = hashlib.sha256(b"photo").hexdigest()
VISITORS = ("none", "garbage", "expired", "revoked", "renewed", "other area", "trainer", "coordinator", "office", "officer",
            "officer elsewhere", "ended")  # fmt: skip
"""Who knocks: nobody; with rubbish, an old token, a laptop that is shut out, one under its earlier code (its copy may
go on), one of another district, one of each role; at the office page who is signed in for the state or for another
one, and who was."""

# What each hears, in the order above: a status, what came of a stream, or what a page says.
EVERYBODY = (200,) * 12
STRANGERS = (401, 401, 401, 403)
A_TOKEN = (*STRANGERS, 200, 200, 200, 200, 200, 401, 401, 401)
ITS_AREA = (*STRANGERS, 200, 403, 200, 200, 200, 401, 401, 401)
ITS_FILES = (*STRANGERS, 206, 404, 206, 206, 206, 401, 401, 401)
READS = (*STRANGERS, AREA, OTHER, AREA, AREA, f"{AREA} {OTHER}", 401, 401, 401)
A_CODE = (403,) * 12
SIGNED_IN = ("sign in",) * 9 + (200, "nothing", "sign in")
WHOEVER_SIGNED_IN = ("sign in",) * 9 + (200, 200, "sign in")
DECIDES = ("sign in",) * 9 + (303, 404, "sign in")
MATRIX = {
    ("GET", "/health"): EVERYBODY,
    ("GET", "/metrics"): EVERYBODY,  # to the machine itself and its network: see below
    ("GET", "/v"): EVERYBODY,
    ("GET", "/V"): EVERYBODY,
    ("GET", "/v/key/{kid}"): (404,) * 12,
    ("POST", "/v/serial"): EVERYBODY,
    ("GET", "/page/{name}"): EVERYBODY,
    ("POST", "/v1/enrol"): A_CODE,
    ("GET", "/v1/challenge"): EVERYBODY,
    ("POST", "/v1/token"): (401,) * 12,
    ("POST", "/v1/renew"): A_TOKEN,
    ("POST", "/v1/renew#a code that is another's"): (*STRANGERS, 409, 409, 409, 409, 409, 401, 401, 401),
    ("POST", "/v1/hello"): READS,
    ("POST", "/v1/push"): (*STRANGERS, "taken", "scope", "taken", "taken", "taken", 401, 401, 401),
    ("POST", "/v1/push#carried"): (*STRANGERS, "taken", "scope", "taken", "taken", "taken", 401, 401, 401),
    ("POST", "/v1/push#in another's name"): (
        *STRANGERS, "signature", "scope", "signature", "signature", "signature", 401, 401, 401
    ),
    ("POST", "/v1/push#to everybody"): (
        *STRANGERS, "scope", "scope", "scope", "scope", "taken", 401, 401, 401
    ),
    ("POST", "/v1/push#of a lost laptop"): (*STRANGERS, *("revoked",) * 5, 401, 401, 401),  # kept aside
    ("POST", "/v1/pull"): READS,
    ("POST", "/v1/parcels"): (*STRANGERS, 422, 422, 422, 422, 422, 401, 401, 401),
    ("GET", "/v1/photos/{sha256}"): ITS_AREA,
    ("GET", "/v1/photos/{sha256}/held"): ITS_AREA,
    ("PUT", "/v1/photos/{sha256}"): ITS_AREA,
    ("POST", "/v1/photos/held"): A_TOKEN,
    ("GET", "/v1/snapshots"): A_TOKEN,
    ("GET", "/v1/snapshots/{sha256}"): ITS_FILES,
    ("GET", "/v1/updates/{sha256}"): (*STRANGERS, 404, 404, 404, 404, 404, 401, 401, 401),
    ("GET", "/office"): SIGNED_IN,
    ("GET", "/office/root.cer"): EVERYBODY,
    ("POST", "/office"): A_CODE,
    ("GET", "/office/records"): SIGNED_IN,
    ("GET", "/office/doubles"): WHOEVER_SIGNED_IN,
    ("GET", "/office/aside"): SIGNED_IN,
    ("POST", "/office/look"): DECIDES,
    ("POST", "/office/not-duplicate"): DECIDES,
    ("GET", "/office/laptops/{code}"): SIGNED_IN,
    ("POST", "/office/shut-out"): DECIDES,
    ("POST", "/office/let-in"): DECIDES,
    ("GET", "/office/laptops/{code}/people"): SIGNED_IN,
    ("POST", "/office/people/add"): DECIDES,
    ("POST", "/office/people/leave"): DECIDES,
    ("POST", "/office/out"): ("sign in",) * 12,  # the last: it ends the officers' sessions
}  # fmt: skip


class Ground:
    """A hub with a laptop of each sort, a writer whose work is in two districts, a photo, and a snapshot."""

    def __init__(self, hub, client, monkeypatch):
        self.hub, self.client = hub, client
        self.shown = {"none": {}, "garbage": {"Authorization": "Bearer rubbish", "Cookie": "office=rubbish"}}
        self.laptops = {}
        for name, role, *areas in (
            ("writer", "coordinator", AREA, OTHER), ("revoked", "coordinator", AREA), ("renewed", "coordinator", AREA),
            ("other area", "coordinator", OTHER), ("trainer", "trainer", AREA), ("coordinator", "coordinator", AREA),
            ("office", "office", "9"),
        ):  # fmt: skip
            log = MemoryLog()
            enrol(log, client, hub, *areas, role=role)
            self.shown[name] = self.bearer(log.device())
            self.laptops[name] = me = identity.enrolled(log)
            if name == "renewed":
                line = hub_client(client)
                line.identity = lambda me=me: (me.device, me.key, list(me.card))
                identity.renew(log, line, {})
            if name == "writer":
                self.rows = [log.write(area).row for area in (AREA, AREA, OTHER)]
                sync(log, client)
            if name == "revoked":
                with hub.engine.begin() as conn:
                    admission.revoke(conn, hub.keys, log.device())
        real = time.time
        monkeypatch.setattr("time.time", lambda: real() - auth.TOKEN_SECONDS - 60)
        self.shown["expired"] = self.bearer(log.device())
        monkeypatch.setattr("time.time", real)
        with hub.engine.begin() as conn:
            offices = {"officer": "9", "officer elsewhere": "27", "ended": "9"}
            cookies = {name: sessions.begin(conn, name, [area]) for name, area in offices.items()}
            sessions.end(conn, cookies["ended"])
        self.shown |= {name: {"Cookie": f"office={one}"} for name, one in cookies.items()}
        place = files.place(hub, AREA, SHA)
        place.parent.mkdir(parents=True)
        place.write_bytes(b"photo")
        (self.file,) = [one for one in snapshot.write_all(hub) if one["area"] == AREA]

    def bearer(self, device):
        return {"Authorization": "Bearer " + self.hub.keys.tokens.encrypt(b"device:" + device.encode()).decode()}

    def ask(self, method, path, who):
        path, _, case = path.partition("#")
        sha = self.file["sha256"] if "snapshots" in path else SHA
        device = self.writer.device
        url = "http://testserver" + path.format(sha256=sha, kid="00", name="page.css", code=device)
        url += f"?area={AREA}&lang=en" if "{sha256}" in path else "?lang=en"
        headers = {"X-Offset": "0", "X-Size": "5", "Range": "bytes=0-3", **self.shown[who]}
        if "snapshots" not in path:
            del headers["Range"]
        body = self.body(path, case, who) if method != "GET" else None
        answer = self.client.request(method, url, content=body, headers=headers)
        if answer.status_code >= 400:
            return answer.status_code
        if path.startswith("/office"):
            return self.of_page(path, answer)
        return self.of_streams(path, answer)

    def of_page(self, path, answer):
        if "One-time code" in answer.text or answer.headers.get("location") == "/office":
            return "sign in"
        empty = "Nothing found" in answer.text or "Nothing was kept aside" in answer.text
        lacks = path == "/office" and self.writer.device not in answer.text
        return "nothing" if empty or lacks else answer.status_code

    def of_streams(self, path, answer):
        if path == "/v1/push":
            (receipt,) = wire.hear(answer.content)["receipts"]
            return receipt.get("no", "taken")
        if path == "/v1/hello":
            return " ".join(sorted(area for area, *_ in wire.hear(answer.content)["have"]))
        if path == "/v1/pull":
            _, packs = wire.read_packs(wire.open_frame(answer.content))
            return " ".join(sorted({one.seal.area for one in packs if one.seal.device == self.writer.device}))
        return answer.status_code

    @property
    def writer(self):
        return self.laptops["writer"]

    def body(self, path, case, who):
        if path == "/v1/push":
            return self.pack(case, who)
        if path == "/v/serial":
            return b'{"serial": ""}'
        if path.startswith("/v1/"):
            keys = {name: base64.b64encode(bytes(32)).decode() for name in ("sync", "box")}
            streams = [(area, self.writer.device) for area in (AREA, OTHER, "27/490")]
            new = self.writer.device if case else new_device_code()
            message = {"wire": 1, "streams": streams, "cursors": {}, "device": new, "keys": keys, "code": "0" * 12}
            return wire.say(message | {"signature": base64.b64encode(bytes(64)).decode()})
        one, other, _ = self.rows
        return f"code={self.writer.device}&row={one}&other={other}&name=Meena&person=Meena".encode()

    def pack(self, case, who):
        """A stream of one operation, whose kind is no guest's: the visitor's own, or of a laptop that it carries, or
        signed by the visitor in the name of that; in the visitor's area, or for everybody. Who has no laptop shows what
        the coordinator's wrote."""
        me = self.laptops.get(who, self.laptops["coordinator"])
        others = {"carried": "writer", "in another's name": "writer", "of a lost laptop": "revoked"}
        origin = self.laptops[others[case]] if case in others else me
        area = "*" if case == "to everybody" else AREA
        with self.hub.engine.connect() as conn:
            have = {stream[1]: stream[2] for stream in feed.have(conn, area, {origin.device})}
        kind, row = ("programme", "TRIAL@1") if area == "*" else ("workshop", new_id())
        stamp = int(time.time() * 1000) << 16
        op = Op(
            origin.device, area, have.get(origin.device, 0) + 1, kind, row, stamp, "Asha", SCHEMA, {"title_en": "A"}
        )
        signer = me if case == "in another's name" else origin
        return wire.pack_frame(wire.write_packs([wire.sign([op], origin.device, signer.key)], {}))


@pytest.fixture
def ground(hub, client, monkeypatch):
    monkeypatch.setattr("samarth_desktop.hub.routes.CODE_SECONDS", 0)
    return Ground(hub, client, monkeypatch)


def test_every_route_by_everybody(hub, ground):
    routes = {(method, one.path) for one in all_routes(create_app(hub)) for method in one.methods - {"HEAD"}}
    lines = {(method, path.partition("#")[0]) for method, path in MATRIX}
    assert routes == lines, "a route without a line in the matrix"
    for (method, path), expected in MATRIX.items():
        heard = tuple(ground.ask(method, path, who) for who in VISITORS)
        assert heard == expected, (method, path)


def test_figures_are_for_the_offices_own_network(hub):
    app = create_app(hub)
    for address, status in (("127.0.0.1", 200), ("192.168.1.7", 200), ("1.1.1.1", 403)):

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
