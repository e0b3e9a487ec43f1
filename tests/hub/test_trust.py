"""Who may do what: codes, tokens, roles and areas, at every route."""

import base64
import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from samarth_desktop.hub import tables as t
from samarth_desktop.hub.app import create_app
from samarth_desktop.hub.auth import admission, auth
from samarth_desktop.sync import identity, snapshot, wire
from samarth_desktop.sync.hub_client import Refusal
from tests.postgres_fixture import code, enrol, hub_client, sync
from tests.sync.memory import MemoryLog

AREA, OTHER = "9/164", "9/165"
SHA = hashlib.sha256(b"photo").hexdigest()
OPEN = {"/health", "/metrics", "/v1/enrol", "/v1/challenge", "/v1/token", "/v", "/V", "/v/key/{kid}", "/v/serial",
        "/office", "/office/out", "/office/records", "/office/doubles", "/office/aside", "/office/look",
        "/office/not-duplicate", "/office/laptops/{code}", "/office/shut-out", "/office/let-in", "/office/root.cer",
        "/office/laptops/{code}/people", "/office/people/add", "/office/people/leave", "/page/{name}"}  # fmt: skip
"""What answers without a token; each guards itself otherwise or tells nothing about anybody."""


def url(path, area=AREA):
    return "http://testserver" + path.format(sha256=SHA) + (f"?area={area}" if "{sha256}" in path else "")


def routes(hub):
    for route in create_app(hub).routes:
        parts = getattr(route, "original_router", None)
        for one in parts.routes if parts else [route]:
            for method in sorted(one.methods - {"HEAD"}):
                yield method, one.path


def signed_in(log, client):
    line = hub_client(client)
    me = identity.enrolled(log)
    line.identity = lambda: (me.device, me.key, list(me.card))
    return line


def test_every_route_is_known_to_these_tests(hub):
    closed = {(m, p) for m, p in routes(hub) if p not in OPEN}
    assert closed == {
        ("GET", "/v1/updates/{sha256}"), ("POST", "/v1/renew"), ("POST", "/v1/hello"), ("POST", "/v1/push"), ("POST", "/v1/pull"), ("POST", "/v1/parcels"),
        ("GET", "/v1/snapshots"), ("GET", "/v1/snapshots/{sha256}"),
        ("GET", "/v1/photos/{sha256}"), ("GET", "/v1/photos/{sha256}/held"), ("PUT", "/v1/photos/{sha256}"),
        ("POST", "/v1/photos/held"),
    }  # fmt: skip


def bodies(path):
    keys = {name: base64.b64encode(bytes(32)).decode() for name in ("sync", "box")}
    message = {"wire": 1, "streams": [], "cursors": {}, "device": "ABCDEF", "keys": keys}
    return wire.write_packs([], {}) if path == "/v1/push" else wire.say(message)


@pytest.mark.parametrize("token", ["", "Bearer rubbish", "Bearer {challenge}"])
def test_no_route_answers_without_a_token(hub, client, token):
    token = token.format(challenge=auth.challenge(hub.keys))
    for method, path in routes(hub):
        if path in OPEN:
            continue
        content = wire.pack_frame(bodies(path)) if path == "/v1/push" else bodies(path)
        size = {"X-Offset": "0", "X-Size": "5", "Authorization": token}
        answer = client.request(method, url(path), content=content, headers=size)
        assert answer.status_code == 401, path


def test_no_route_answers_a_revoked_laptop(hub, client):
    log = MemoryLog()
    enrol(log, client, hub, AREA)
    line = signed_in(log, client)
    line.call("/v1/pull", wire.say({"cursors": {}}))
    with hub.engine.begin() as conn:
        admission.revoke(conn, hub.keys, log.device())
    for method, path in routes(hub):
        if path not in OPEN:
            content = wire.pack_frame(bodies(path)) if path == "/v1/push" else bodies(path)
            with pytest.raises(Refusal) as no:
                line.once(method, url(path).removeprefix("http://testserver"), content=content,
                          headers={"X-Offset": "0", "X-Size": "5"})  # fmt: skip
            assert no.value.reason == "revoked", path


def test_a_device_sees_and_writes_its_areas_only(hub, client):
    ours, theirs = MemoryLog(), MemoryLog()
    enrol(ours, client, hub, AREA)
    enrol(theirs, client, hub, OTHER)
    theirs.write(OTHER)
    theirs.files[OTHER, SHA] = b"photo"
    sync(theirs, client)
    line = signed_in(ours, client)
    for path in ("/v1/photos/{sha256}", "/v1/photos/{sha256}/held"):
        with pytest.raises(Refusal) as no:
            line.once("GET", url(path, OTHER).removeprefix("http://testserver"))
        assert no.value.reason == "scope"
    asked = {"photos": [[OTHER, SHA], [AREA, SHA]]}
    assert wire.hear(line.call("/v1/photos/held", wire.say(asked)))["held"] == []
    with pytest.raises(Refusal) as no:
        line.once("PUT", url("/v1/photos/{sha256}", OTHER).removeprefix("http://testserver"), content=b"photo",
                  headers={"X-Offset": "0", "X-Size": "5"})  # fmt: skip
    assert no.value.reason == "scope"
    message, packs = wire.read_packs(wire.open_frame(line.call("/v1/pull", wire.say({"cursors": {OTHER: 0}}))))
    assert not packs and OTHER not in message["cursors"]
    have = wire.hear(line.call("/v1/hello", wire.say({"wire": 1, "streams": [[OTHER, theirs.device()]]})))["have"]
    assert have == []
    ours.write(OTHER, kind="workshop")  # people of another district are guests, see test_authority
    done = sync(ours, client)
    assert (done.pushed, done.refused) == (0, 1)
    with hub.engine.connect() as conn:
        assert conn.execute(select(t.op.c.device).where(t.op.c.area == OTHER)).scalars().all() == [theirs.device()]


def test_a_snapshot_is_for_its_area_only(hub, client):
    from samarth_desktop.hub.feed import snapshot as made

    ours, theirs = MemoryLog(), MemoryLog()
    enrol(ours, client, hub, AREA)
    enrol(theirs, client, hub, OTHER)
    theirs.write(OTHER)
    sync(theirs, client)
    (file,) = made.write_all(hub)
    line = signed_in(ours, client)
    assert wire.hear(snapshot._get(line, "/v1/snapshots"))["files"] == []
    with pytest.raises(Refusal) as no:
        line.once("GET", f"/v1/snapshots/{file['sha256']}?area={OTHER}")
    assert no.value.status == 404


def test_only_the_office_writes_what_everybody_gets(hub, client):
    plain, office = MemoryLog(), MemoryLog()
    enrol(plain, client, hub, AREA)
    enrol(office, client, hub, "9", role="office")
    plain.write("*", kind="programme")
    assert sync(plain, client).refused == 1
    office.write("*", kind="programme", f={"code": "NEW"})
    sync(office, client), sync(plain, client)
    assert {"code": "NEW"} in plain.state().values()


def test_a_code_is_used_once_lasts_72_hours_and_dies_after_five_wrong_tries(hub, client):
    made = code(hub, AREA)
    wrong = made[:4] + "00000000"
    for _ in range(5):
        with pytest.raises(Refusal):
            identity.enrol(MemoryLog(), hub_client(client), wrong)
    with pytest.raises(Refusal):
        identity.enrol(MemoryLog(), hub_client(client), made)
    made = code(hub, AREA)
    first = MemoryLog()
    identity.enrol(first, hub_client(client), made.lower())
    first.settings[identity.STATE] = ""
    with pytest.raises(Refusal):
        identity.enrol(MemoryLog(), hub_client(client), made)
    late = code(hub, AREA)
    with hub.engine.begin() as conn:
        assert conn.execute(select(t.code.c.expires)).scalars().all()[-1] - auth.now() > timedelta(hours=71)
        conn.execute(update(t.code).where(t.code.c.id == late[:4]).values(expires=auth.now() - timedelta(seconds=1)))
    with pytest.raises(Refusal):
        identity.enrol(MemoryLog(), hub_client(client), late)


def test_a_lost_answer_to_an_enrolment_is_asked_for_again(hub, client):
    import httpx

    log, made, lost = MemoryLog(), code(hub, AREA), []

    def fault(request, answered):
        if answered and not lost:
            lost.append(1)
            raise httpx.ReadError("cut")

    client._transport.fault = fault
    assert identity.enrol(log, hub_client(client), made).areas == (AREA,)


def test_a_device_code_that_another_laptop_has_is_replaced(hub, client):
    first, second = MemoryLog("SAMEAA"), MemoryLog("SAMEAA")
    enrol(first, client, hub, AREA)
    second.write(AREA)
    enrol(second, client, hub, AREA)
    assert second.device() != "SAMEAA" and identity.enrolled(second).device == second.device()
    assert [version.device for version in second.ops] == [second.device()]


def test_what_another_wrote_under_our_name_is_not_taken(hub, client):
    ours, theirs = MemoryLog(), MemoryLog()
    for log in (ours, theirs):
        enrol(log, client, hub, AREA)
    theirs.write(AREA)
    forged = wire.sign(theirs.own(AREA, 0, 1), theirs.device(), identity.enrolled(ours).key)
    answer = wire.hear(signed_in(ours, client).call("/v1/push", wire.pack_frame(wire.write_packs([forged], {}))))
    assert [receipt["no"] for receipt in answer["receipts"]] == ["signature"]


def test_a_token_ends(hub, client, monkeypatch):
    log = MemoryLog()
    enrol(log, client, hub, AREA)
    line = signed_in(log, client)
    line.call("/v1/pull", wire.say({"cursors": {}}))
    first = line._token
    monkeypatch.setattr(auth, "TOKEN_SECONDS", -1)
    with pytest.raises(Refusal):
        line.call("/v1/pull", wire.say({"cursors": {}}))
    monkeypatch.undo()
    line.call("/v1/pull", wire.say({"cursors": {}}))
    assert line._token != first


ODD = [[], None, 7, {"wire": "x"}, {"streams": 3, "wire": 1}, {"streams": [[1]], "wire": 1}, {"cursors": {"9/164": "x"}},
       {"cursors": [1]}, {"bytes": {}}, {"device": {}, "keys": 1}, {"device": "ABCDEF", "keys": {"sync": 1}},
       {"wire": 1, "streams": [["\x00", "a"]]}, {"code": {}, "device": "ABCDEF"}]  # fmt: skip


@pytest.mark.parametrize("path", ["/v1/enrol", "/v1/renew", "/v1/token", "/v1/hello", "/v1/pull", "/v1/push"])
def test_a_message_of_another_shape_is_refused_and_breaks_nothing(hub, client, path):
    log = MemoryLog()
    enrol(log, client, hub, AREA)
    line = signed_in(log, client)
    for value in ODD:
        content = wire.say(value)
        try:
            line.once("POST", path, content=content)
        except Refusal as no:
            assert 400 <= no.status < 500, value
    assert client.get("http://testserver/health").status_code == 200
