"""The keys of laptops at the hub: certified for two years, renewed by syncing, under every code that a laptop had."""

import base64
from datetime import date

import pytest
from sqlalchemy import select, text, update

from samarth_desktop.documents.signing import keys, seal, trust
from samarth_desktop.domain.ids import certificate_serial
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.admin import database
from samarth_desktop.hub.auth import ended_keys
from samarth_desktop.hub.certificates import hosts
from samarth_desktop.sync import identity
from tests import postgres_fixture
from tests.documents import first_seals
from tests.postgres_fixture import code, hub_client, sync
from tests.sync.memory import MemoryLog

AREA, DAY = "9/164", date(2026, 3, 14)


def enrolled(hub, client, device="7KQ4MX", own="7KQ4MX"):
    """A laptop whose keys were made under the code `own`."""
    log = MemoryLog(device)
    mine = keys.generate(own, "Asha", DAY)
    claims = {"claims": base64.b64encode(mine.certificates[0]).decode()}
    identity.enrol(log, hub_client(client), code(hub, AREA), lambda _: claims)
    return log, mine


def held(hub, device="7KQ4MX"):
    with hub.engine.connect() as conn:
        return conn.execute(select(t.device.c.certificates).where(t.device.c.code == device)).scalar_one()


def claims_of(hub, device="7KQ4MX"):
    return trust.read(base64.b64decode(held(hub, device)["device"])).claims


def test_a_key_is_certified_for_two_years_from_today(hub, client):
    _, mine = enrolled(hub, client)
    today, claims = date.today(), claims_of(hub)
    assert claims.since == today and (claims.until.year, claims.until.month) == (today.year + 2, today.month)
    assert claims.earliest == date(2026, 1, 1)  # what it sealed before it enrolled holds too
    from cryptography import x509

    raw = [base64.b64decode(held(hub)[name]) for name in ("device", "office")]
    paper = x509.load_der_x509_certificate(mine.certified(*raw).x509)
    assert paper.not_valid_before_utc.date() == claims.since and paper.not_valid_after_utc.date() == claims.until


def test_syncing_renews_what_ends_and_what_an_older_hub_gave_for_twenty_years(hub, client):
    log, _ = enrolled(hub, client)
    fresh = claims_of(hub)
    sync(log, client)
    assert claims_of(hub) == fresh
    for until in (date(date.today().year + 1, 1, 1), date(2046, 1, 1)):
        old = trust.Claims(**{**{name: getattr(fresh, name) for name in fresh.__dataclass_fields__},
                              "until": until, "since": date(2026, 1, 1), "earliest": None})  # fmt: skip
        given = {**held(hub), "device": base64.b64encode(trust.certify(old, hub.keys.office)).decode()}
        with hub.engine.begin() as conn:
            conn.execute(update(t.device).values(certificates=given))
        sync(log, client)
        again = claims_of(hub)
        assert (again.until, again.since, again.earliest) == (fresh.until, date.today(), date(2026, 1, 1))
        assert again.seal == fresh.seal and again.device == "7KQ4MX"


def test_a_code_from_before_the_enrolment_is_certified_unless_it_is_anothers(hub, client):
    enrolled(hub, client, "7KQ4MX", own="0ABCDE")
    assert claims_of(hub).former == ("0ABCDE",) and claims_of(hub).gives("0ABCDE")
    enrolled(hub, client, "9ABCDE", own="7KQ4MX")  # a thief says that he had the other's code
    assert not claims_of(hub, "9ABCDE").gives("7KQ4MX")


@pytest.mark.parametrize("host", ["verify.example.in", "V.Example.in", "v.example.in:8443", ""])
def test_a_public_name_that_fits(host):
    assert hosts.checked(host) == host.lower()


@pytest.mark.parametrize("host", ["https://verify.example.in", "verify.example.in/v", "two words", "v" * 60])
def test_a_public_name_that_does_not_fit_is_refused_with_the_way_out(host):
    """It was left out without a word, and every certificate was printed without the page's address."""
    with pytest.raises(KnownError) as refused:
        hosts.checked(host)
    assert refused.value.text.args["host"] == host.lower() and "verify.example.in" in refused.value.text.id


def test_names_are_remembered(tmp_path):
    hosts.remember(tmp_path, "a.in"), hosts.remember(tmp_path, "b.in"), hosts.remember(tmp_path, "a.in")
    hosts.remember(tmp_path, "")
    assert hosts.known(tmp_path) == ["a.in", "b.in"]


def test_a_long_list_of_seals_is_said_in_parts(hub, client, monkeypatch):
    log, mine = enrolled(hub, client)
    for n in range(1, 6):
        serial = certificate_serial("onboarding", "7KQ4MX", n)
        payload = seal.make(serial, b"facts", DAY, mine.seal_key).text
        f = {"serial": serial, "issued_on": DAY.isoformat(), "state": "valid", "payload": payload}
        log.write(AREA, f"row{n}", f, "certificate")
    sync(log, client)
    monkeypatch.setattr(ended_keys, "_AT_ONCE", 2)
    with hub.engine.begin() as conn:
        ended_keys.say(conn, hub.keys, ["7KQ4MX"], ended=True)
    other = MemoryLog()
    postgres_fixture.enrol(other, client, hub, "27/490")
    sync(other, client)
    said = [op for op in other.ops.values() if op.kind == "revoked_key"]
    kid = mine.claims.key_id.hex()
    assert [op.row for op in said] == [kid, f"{kid}-1", f"{kid}-2"]
    assert [len(op.f["seals"]) // 16 for op in said] == [2, 2, 1]


def test_an_older_hubs_register_learns_its_seals(server):
    """A hub of before, with operations in its log: the register then knows which codes were printed."""
    mine = keys.generate("7KQ4MX", "Asha", DAY)
    serial = certificate_serial("onboarding", "7KQ4MX", 1)
    payload = first_seals.make(serial, "सीता देवी", DAY, mine.seal_key, "v.example.in")
    with postgres_fixture.fresh_hub(*server, empty=True) as hub:
        with hub.engine.begin() as conn:
            database.run(conn, "0004")
        line = f'["certificate","row1","1.0","Asha",{{"serial":"{serial}","payload":"{payload}"}}]'
        with hub.engine.begin() as conn:
            conn.execute(
                text(
                    "INSERT INTO op (area, device, n, kind, row, line) VALUES (:a, 'X', 1, 'certificate', 'row1', :l)"
                ),
                {"a": AREA, "l": line},
            )
            conn.execute(
                text("INSERT INTO certificate (area, serial, issued, state) VALUES (:a, :s, '', 'valid')"),
                {"a": AREA, "s": serial},
            )
            database.run(conn)
        with hub.engine.connect() as conn:
            row = conn.execute(select(t.certificate.c.kid, t.certificate.c.seals)).one()
    assert row.kid == mine.claims.key_id.hex() and row.seals == [seal.read(payload).seal_id.hex()]
