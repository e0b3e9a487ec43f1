"""A laptop that works for another area now: whoever was in the old one leaves its lists once all of hers is at the
office, can be read by her number, and comes back whole with the area."""

from dataclasses import replace
from pathlib import Path

import pytest

from samarth_desktop.actions import search
from samarth_desktop.actions.certificates import certificate_register
from samarth_desktop.actions.exchange import sync
from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.registration import record_detail, registering
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.hub.auth import admission, auth
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.kinds.workshop.record import Workshop
from samarth_desktop.store.database import tables
from samarth_desktop.store.folder import integrity
from samarth_desktop.store.queries import lists
from tests import postgres_fixture
from tests.sync.laptops import DAY, NEW, OLD, Laptop, Office, settle


def _enrolled_again(ground: Office, laptop: Laptop, area: str) -> None:
    sync.enrol(laptop.here(), ground.url, postgres_fixture.code(ground.hub, area, person=laptop.session.author))


def _changed_at_the_office(ground: Office, laptop: Laptop, area: str) -> None:
    with ground.hub.engine.begin() as conn:
        auth.set_areas(conn, laptop.session.store.device, [area])


def _said(counts: sync.Counts) -> str:
    return " ".join(map(catalog("en").say, counts.said))


def _shown(laptop: Laptop) -> dict[str, object]:
    """All that a laptop shows of whom, but for what is read by its number."""
    session = laptop.here()
    with session.store.read() as reader:
        summaries = reader.connection.execute(tables.summary.select().order_by(tables.summary.c.id)).mappings()
        return {
            "people": set(lists.ids(reader, "artisan")),
            "groups": set(lists.ids(reader, "shg")),
            "summaries": [{k: v for k, v in one.items() if k != "rid"} for one in summaries if one["active"]],
            "found": {hit.summary.id for hit in search.search(session, "ramesh")},
            "papers": set(certificate_register.waiting(session)),
            "conflicts": sync.open_conflicts(session),
            "doubles": search.duplicate_pairs(session, 0.1),
        }


def _sound(laptop: Laptop) -> None:
    assert integrity.check(laptop.session.store, every=True) == []


def _people(laptop: Laptop) -> set[str]:
    with laptop.here().store.read() as reader:
        return set(lists.ids(reader, "artisan"))


def test_the_people_of_the_old_area_leave_and_come_back(ground: Office, tmp_path: Path) -> None:
    a, b = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD)
    row, twin = a.register(), a.register(mobile="9876543211")
    with a.here().store.unit_of_work() as unit:
        shg = unit.save(Shg(name_hi="लक्ष्मी महिला समूह", state="9", district="164"), "Asha")
        unit.save(Member(shg=shg.id, name_hi="चमेली"), "Asha")
        unit.commit()
    a.enter(row)
    settle(a, b)
    a.correct(row, craft="टोकरी")
    b.correct(row, craft="मिट्टी")
    b.sync()
    settle(a, b)
    before, number = _shown(a), a.number(row)
    assert before["conflicts"] and before["doubles"] and before["groups"]
    paper = a.print(twin)
    settle(a, b)
    unsent = a.register(name_en="Sunita", mobile="9876543212")
    with a.here().store.unit_of_work() as unit:
        unit.save(Workshop(title_hi="बैठक", state="9", district="164", since=DAY), "Asha")
        unit.commit()
    to_send = sync.waiting(a.session)

    _enrolled_again(ground, a, NEW)
    assert a.session.store.home_area == NEW, "new records begin in what it has"
    counts = a.sync()
    assert counts.waiting == 0 and counts.refused == 0
    assert counts.pushed == to_send, "nothing that the office has is sent again"
    with ground.hub.engine.connect() as conn:
        ours = [one for one in admission.devices(conn) if one["person"] == "Asha"]
    assert len(ours) == 1 and ours[0]["areas"] == [NEW], "one laptop is one at the office"
    assert "4 records" in _said(counts)
    shown = _shown(a)
    assert not any(shown[key] for key in shown), shown
    assert exporting.export(a.session, "artisans", tmp_path / "all.csv", catalog("en")) == 0
    district = place.district("164")
    assert district
    gone = search.where_it_went(a.session, number)
    assert gone and number in catalog("hi").say(gone) and district.hi in catalog("hi").say(gone)
    assert "no longer has" in catalog("en").say(gone)
    assert record_detail.detail(a.session, row).gone == gone
    with pytest.raises(KnownError) as no:
        a.correct(row, mobile="9876543299")
    assert "no longer has" in no.value.text.id
    assert a.verify(paper).reason == "valid" and a.entry(paper.serial).state == "valid"
    _sound(a)
    assert _said(a.sync()) == "" and a.sync().pushed == 0

    b.sync()
    assert unsent in _people(b), "what was not sent arrived before it left"
    b.correct(twin, village="हरख")
    b.sync()
    _enrolled_again(ground, a, OLD)
    settle(a, b)
    assert _people(a) == _people(b) == {row, twin, unsent} and a.session.store.home_area == OLD
    back = _shown(a)
    assert back["conflicts"] == before["conflicts"] and back["groups"] == before["groups"]
    assert _shown(a)["summaries"] == _shown(b)["summaries"]
    a.correct(twin, mobile="9876543299")
    settle(a, b)
    assert registering.load(b.here(), twin).holder.mobile == "9876543299"
    _sound(a)
    _sound(b)


def test_a_guest_of_the_old_area_stays(ground: Office) -> None:
    a = ground.laptop("Asha", OLD)
    old = a.register()
    settle(a)
    _changed_at_the_office(ground, a, NEW)
    settle(a)
    guest, own = a.register(name_en="Guest", mobile="9876543213"), a.register(district="165", mobile="9876543214")
    settle(a)
    a.correct(guest, village="हरख")
    settle(a)
    assert _people(a) == {guest, own}
    assert old not in _people(a)
    _sound(a)


def test_who_is_not_all_at_the_office_stays_with_all_of_hers(ground: Office) -> None:
    a = ground.laptop("Asha", OLD)
    row, other = a.register(), a.register(name_en="Sita", mobile="9876543211")
    settle(a)
    with a.session.store.read() as reader:
        consent = registering.load(a.session, row).consents[0].id
        op = next(one for _, one in reader.ops(consent))
    with a.session.store.unit_of_work() as unit:
        values = {"device": op.device, "area": op.area, "n": op.n, "row": consent, "reason": '["-", {}]'}
        unit.connection.execute(tables.refused.insert().values(values))
        unit.commit()
    _changed_at_the_office(ground, a, NEW)
    said = _said(a.sync())
    assert _people(a) == {row} and "1 record of the area" in said and "stays" in said
    sheet = registering.load(a.here(), row)
    assert record_detail.detail(a.session, row).gone is None
    with a.session.store.unit_of_work() as unit:
        unit.save(replace(sheet.consents[0], how="thumb"), "Asha")
        unit.commit()
    settle(a)
    assert _people(a) == set()
    _changed_at_the_office(ground, a, OLD)
    settle(a)
    assert _people(a) == {row, other} and registering.load(a.session, row).consents[0].how == "thumb"
    _sound(a)
