"""The read model: folded from the log, the same however it is made; erasure reaches it; the office finds people in it."""

import threading
import time

import httpx
import pytest
from sqlalchemy import insert, select, text

from samarth_desktop.domain.ids import certificate_serial
from samarth_desktop.domain.oplog.op import ERASED, MOVED_TO
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.read_model import doubles, fold, lists, worker
from samarth_desktop.kinds.registry import KINDS
from tests.postgres_fixture import code, enrol, sync
from tests.sync.memory import MemoryLog

AREA, NEAR = "9/164", "9/165"
SITA = {"name_hi": "सीता देवी", "name_en": "Sita Devi", "village": "मऊ", "registration": "UP-7KQ4MX-00042-H"}


def laptop(hub, client, *areas):
    log = MemoryLog()
    enrol(log, client, hub, *(areas or ("9",)))
    return log


def model(hub):
    with hub.engine.connect() as conn:
        return {
            table.name: sorted(map(repr, conn.execute(select(table)).all())) for table in (t.record, t.summary)
        }  # fmt: skip


def found(hub, kind, typed=""):
    with hub.engine.connect() as conn:
        return [row.row for row in lists.records(conn, lists.areas_of(conn, ["9"]), kind, typed).rows]


def test_folding_in_steps_and_rebuilding_from_nothing_make_the_same(hub, client):
    a, b = laptop(hub, client), laptop(hub, client)
    rows = {}
    for step in range(4):
        for kind in KINDS:
            row = a.write(AREA, f={"name_en": f"Sita {step}"}, kind=kind).row
            rows.setdefault(kind, []).append(row)
        sync(a, client), sync(b, client)
        shared = rows["artisan"][0]
        a.write(AREA, shared, {"mobile": f"98765432{step}0"}), b.write(AREA, shared, {"mobile": f"98765432{step}1"})
        a.write(AREA, rows["shg"][step], {"deleted": True}, "shg")
        a.write(AREA, rows["artisan"][step], {MOVED_TO: NEAR}) if step else None
        a.write(NEAR, rows["artisan"][step], {"name_en": "Sita", MOVED_TO: ""}) if step else None
        sync(a, client), sync(b, client)
        fold.catch_up(hub.engine)
    step_by_step = model(hub)
    assert fold.rebuild(hub.engine) and model(hub) == step_by_step
    with hub.engine.connect() as conn:
        assert fold.behind(conn) == {}
        here = {(row.area, row.row) for row in conn.execute(select(t.record).where(t.record.c.kind == "artisan"))}
        assert conn.execute(select(t.folded.c.conflicts).where(t.folded.c.area == AREA)).scalar() == 1
    first, *moved = rows["artisan"]
    assert here == {(AREA, first), *((NEAR, row) for row in moved)} and not found(hub, "shg")


@pytest.mark.parametrize(
    "typed", ["Seeta Devee", "सीता", "सीता देवी मऊ", "sita mau", "UP-7KQ4MX-00042-H", "up7kq4mx00042h", "9876543210"]
)
def test_a_person_is_found_in_either_script_by_number_and_by_village(hub, client, typed):
    a = laptop(hub, client)
    row = a.write(AREA, f={**SITA, "mobile": "9876543210"}).row
    a.write(AREA, f={"name_en": "Ramesh Kumar", "village": "Zaidpur"})
    sync(a, client)
    fold.catch_up(hub.engine)
    assert found(hub, "artisan", typed) == [row]


def test_a_certificate_is_listed_under_its_holders_name_whichever_came_first(hub, client):
    a = laptop(hub, client)
    serial = certificate_serial("onboarding", a.device(), 1)
    paper = a.write(AREA, f={"serial": serial, "holder": "sita", "state": "valid"}, kind="certificate").row
    sync(a, client)
    fold.catch_up(hub.engine)
    a.write(AREA, "sita", SITA)
    sync(a, client)
    fold.catch_up(hub.engine)
    assert found(hub, "certificate", "सीता") == [paper]


@pytest.mark.parametrize("folded_before", [True, False])
def test_nothing_of_an_erased_person_stays_in_the_read_model_or_aside(hub, client, folded_before):
    a = laptop(hub, client)
    row = a.write(AREA, f=SITA).row
    child = a.write(AREA, f={"holder": row, "remarks": "Sita's paper"}, kind="consent").row
    refused = a.write(AREA, row, {"remarks": "Aadhaar 999941057058 of Sita"})
    sync(a, client)
    if folded_before:
        fold.catch_up(hub.engine)
    a.write(AREA, row, {ERASED: True})
    sync(a, client)  # in the erasure's own transaction, before anything is folded again
    late = a.write(AREA, row, {"remarks": "Aadhaar 999941057058 of Sita, again"})
    sync(a, client)
    for _ in range(2):
        with hub.engine.connect() as conn:
            for table in (t.record, t.summary):
                assert not {row, child} & set(conn.execute(select(table.c.row)).scalars())
            kept = conn.execute(select(t.quarantine.c.n, t.quarantine.c.line)).all()
            assert {(one.n, one.line) for one in kept} == {(refused.n, ""), (late.n, "")}
        fold.catch_up(hub.engine)


def test_the_office_page_lists_finds_and_ends(hub, client):
    a = laptop(hub, client)
    a.write(AREA, f=SITA), a.write("27/490", f={"name_en": "Radha"})
    sync(a, client)
    office = httpx.Client(transport=client._transport, base_url="http://testserver", follow_redirects=True)
    office.post("/office?lang=en", data={"code": code(hub, "9", role="office")})
    assert "सीता देवी" in office.get("/office/records?kind=artisan&q=seeta&lang=en").text
    everybody = office.get("/office/records?lang=en").text
    assert "Sita Devi" in everybody and "Radha" not in everybody
    for path in ("/office", "/office/doubles", "/office/aside"):
        assert office.get(path + "?lang=hi").status_code == 200
    copy = dict(office.cookies)
    office.post("/office/out")
    again = httpx.Client(transport=client._transport, base_url="http://testserver", cookies=copy)
    assert "Sita" not in again.get("/office/records?lang=en").text


TWICE = {
    **SITA,
    "relation": "husband",
    "relative_hi": "राम सिंह",
    "birth_year": 1984,
    "gender": "female",
    "mobile": "9876543210",
}
SPELLED = {**TWICE, "name_hi": "", "name_en": "Seeta Devi", "relative_hi": "", "relative_en": "Ram Singh",
           "registration": "UP-8KQ4MX-00007-H"}  # fmt: skip


@pytest.fixture
def officer(hub, client):
    page = httpx.Client(transport=client._transport, base_url="http://testserver", follow_redirects=True)
    page.post("/office?lang=en", data={"code": code(hub, "9", role="office", person="Officer Rao")})
    return page


def looked(hub):
    fold.catch_up(hub.engine)
    return doubles.look(hub.engine)


def test_one_person_in_two_districts_is_found_told_and_told_apart(hub, client, officer):
    a, b = laptop(hub, client, AREA), laptop(hub, client, NEAR)
    one, two = a.write(AREA, f=TWICE).row, b.write(NEAR, f=SPELLED).row
    for n in range(30):
        a.write(AREA, f={"name_en": f"Radha {'abcdefghij'[n % 10]}k{n}", "birth_year": 1950 + n, "village": "Harakh"})
    sync(a, client), sync(b, client)
    assert looked(hub) == 1
    shown = officer.get("/office/doubles?lang=en").text
    assert "Seeta Devi" in shown and "Same mobile number" in shown and AREA in shown and NEAR in shown
    assert officer.post("/office/not-duplicate", data={"row": one, "other": two}).status_code == 200
    sync(a, client), sync(b, client)
    assert a.state()[one]["apart:" + two] is True and b.state()[two]["apart:" + one] is True
    assert {op.author for op in a.ops.values() if "apart:" + two in op.f} == {"Officer Rao"}
    assert "Seeta" not in officer.get("/office/doubles?lang=en").text and looked(hub) == 0


def test_a_look_for_doubles_holds_a_part_of_the_people_at_a_time(hub, client, monkeypatch):
    a, asked, of_numbers = laptop(hub, client, AREA), [], doubles._of_numbers
    for _ in range(4):
        a.write(AREA, f=TWICE)
    sync(a, client)

    def counted(conn, numbers):
        asked.append(len(numbers))
        return of_numbers(conn, numbers)

    monkeypatch.setattr(doubles, "_of_numbers", counted)
    monkeypatch.setattr(doubles, "AT_ONCE", 2)
    assert looked(hub) == 6 and len(asked) == 3 and max(asked) <= 4


def test_a_double_in_a_foreign_district_shows_no_name(hub, client, officer):
    a, far = laptop(hub, client, AREA), laptop(hub, client, "27/490")
    a.write(AREA, f=TWICE), far.write("27/490", f=SPELLED)
    sync(a, client), sync(far, client)
    assert looked(hub) == 1
    shown = officer.get("/office/doubles?lang=en").text
    assert "27/490" in shown and "UP-8KQ4MX-00007-H" not in shown
    a.write(AREA, next(iter(a.state())), {ERASED: True})
    sync(a, client)
    with hub.engine.connect() as conn:
        assert not conn.execute(select(t.likely_double)).all()


@pytest.mark.parametrize("end", ["stopped", "erased"])
def test_what_ends_meanwhile_is_not_listed_as_a_double_and_a_stopped_look_changes_nothing(
    hub, client, monkeypatch, end
):
    a = laptop(hub, client, AREA)
    one, _ = a.write(AREA, f=TWICE).row, a.write(AREA, f=SPELLED)
    sync(a, client)
    assert looked(hub) == 1
    scored = doubles._scored

    def slowly(*of):
        found = list(scored(*of))
        if end == "erased":
            a.write(AREA, one, {ERASED: True})
            sync(a, client)
        return found

    monkeypatch.setattr(doubles, "_scored", slowly)
    doubles.look(hub.engine, stopped=lambda: end == "stopped")
    with hub.engine.connect() as conn:
        assert len(conn.execute(select(t.likely_double)).all()) == (2 if end == "stopped" else 0)


def test_lists_go_on_while_likely_doubles_are_looked_for(hub, client, monkeypatch):
    """The look is held up at its end, by somebody who holds the row in which it writes its day."""
    monkeypatch.setattr(worker, "PAUSE_SECONDS", 0.02)
    a = laptop(hub, client, AREA)
    a.write(AREA, f=TWICE), a.write(AREA, f=SPELLED)
    sync(a, client)
    ended = threading.Event()
    folding = threading.Thread(target=worker._while_alone, args=(hub.engine, ended))
    waits = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with hub.engine.connect() as holding:
        holding.execute(insert(t.setting).values(key=doubles._DAY, value="2026-01-01"))
        folding.start()
        try:
            until(lambda: asked(hub, waits) == 1)
            for n in range(3):
                late = a.write(AREA, f={"name_en": f"Gulabi {n}"}).row
                sync(a, client)
                until(lambda row=late: row in found(hub, "artisan"))
            assert asked(hub, waits) == 1  # and no second look beside the first
            holding.rollback()
            until(lambda: asked(hub, select(t.likely_double.c.row).limit(1)))
        finally:
            holding.rollback()
            ended.set()
            folding.join(20)


def asked(hub, question):
    with hub.engine.connect() as conn:
        return conn.execute(question).scalar()


def until(true):
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_please_look_is_a_follow_up_that_is_due_today_on_both_laptops(hub, client, officer):
    a, b = laptop(hub, client, AREA), laptop(hub, client, NEAR)
    one, two = a.write(AREA, f=TWICE).row, b.write(NEAR, f=SPELLED).row
    sync(a, client), sync(b, client)
    fold.catch_up(hub.engine)
    for _ in range(2):  # asking twice asks once
        assert officer.post("/office/look", data={"row": one, "other": two}).status_code == 200
    sync(a, client), sync(b, client)
    for log, row, number in ((a, one, SPELLED["registration"]), (b, two, TWICE["registration"])):
        asked = [op for op in log.ops.values() if op.kind == "follow_up"]
        assert (
            {op.row for op in asked} == {asked[0].row}
            and asked[0].f["holder"] == row
            and asked[0].author == "Officer Rao"
        )
        assert number in asked[0].f["what"] and "The office asks" in asked[0].f["what"] and asked[0].f["due"]
