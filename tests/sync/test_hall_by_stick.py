"""A hall without any network: lists, check-ins and walk-ins go by pen drive, both ways, and a badge from elsewhere."""

from collections import Counter

import pytest

from samarth_desktop.actions.exchange import duplicate_scan, sync
from samarth_desktop.actions.registration import merging
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import closing, door, inviting, planning, walk_ins
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.kinds.attendance.record import Attendance
from samarth_desktop.store.queries import workshops as store
from samarth_desktop.sync import peer_sync
from tests.workshop_people import number_of, register, workshop

DISTRICT = "164"
TYPED = {
    "name": "उर्मिला देवी", "relation": "husband", "relative": "रामप्रसाद", "age": "41", "mobile": "9839022299",
    "village": "देवा", "gender": "female", "consent": "thumb",
}  # fmt: skip


@pytest.fixture
def pair(sessions, tmp_path):
    """Two laptops that heard of each other at the office, and a pen drive between them."""
    for number, session in enumerate((*sessions, sessions[0])):
        register(session, 1, first=90 + number, district=DISTRICT)
        sync.sync_now(session)
    sticks = iter(range(100))

    def carry(giver: Session, taker: Session) -> sync.Counts:
        file = tmp_path / f"stick-{next(sticks)}.parcel"
        sync.parcel_write(giver, file, taker.store.device)
        return sync.parcel_read(taker, file)

    return *sessions, carry


def rows(session: Session, plan: Plan) -> list[Attendance]:
    with session.store.read() as reader:
        return store.attendance(reader, plan.workshop.id, number_of(plan, 1).id)


def shown(session: Session, plan: Plan) -> set[tuple[str, ...]]:
    return {(one.id, one.person, one.in_at, one.laptop, one.presence, one.name) for one in rows(session, plan)}


def test_two_doors_agree_by_stick_alone(pair):
    a, b, carry = pair
    people = register(a, 4, district=DISTRICT)
    plan = workshop(a, district=f"9/{DISTRICT}")
    inviting.invite(a, plan.workshop.id, [one.id for one in people[:3]])
    carry(a, b)
    there = planning.load(b, plan.workshop.id)
    assert len(there.sittings) == 3 and len(inviting.on_list(b, plan.workshop.id)) == 3
    door.attend(a, plan, number_of(plan, 1), [people[0].registration, people[1].registration], "10:20")
    door.attend(b, plan, number_of(plan, 1), [people[1].registration, people[2].registration], "10:05")
    inviting.invite(b, plan.workshop.id, [people[3].id])  # somebody signs up at the second laptop
    walk_ins.let_in(b, there, number_of(plan, 1), TYPED)
    walk_ins.by_name(a, number_of(plan, 1), {"name": "दुर्गा प्रसाद"})
    back = carry(b, a)
    assert back.pulled and carry(a, b).pulled
    assert carry(b, a).pulled == 0, "the same stick twice brings nothing new"
    assert shown(a, plan) == shown(b, plan) and len(rows(a, plan)) == 5
    both = next(one for one in rows(a, plan) if one.registration == people[1].registration)
    assert (both.in_at[11:16], both.laptop) == ("10:05", b.store.device), "the first of two doors"
    assert len(inviting.on_list(a, plan.workshop.id)) == 4
    for session in (a, b):
        with session.store.read() as reader:
            assert reader.conflicts() == []


def test_a_badge_of_another_laptop_is_one_person_when_her_record_comes(pair):
    a, b, carry = pair
    plan = workshop(a, district=f"9/{DISTRICT}")
    (person,) = register(b, 1, district=DISTRICT)
    number, sitting = person.registration, number_of(plan, 1)
    assert door.answer(a, plan, sitting, number, scanned=True).verdict == "elsewhere"
    walk_ins.by_name(a, sitting, {"name": "शबनम", "number": number})
    assert door.answer(a, plan, sitting, number, scanned=True).verdict == "already", "her badge counts once"
    carry(a, b)  # the other laptop reads the hall and has her record: there she is joined
    assert [one.person for one in rows(b, plan)] == [person.id]
    assert door.answer(b, planning.load(b, plan.workshop.id), sitting, number, scanned=True).verdict == "already"
    carry(b, a)
    assert [(one.person, one.name_hi) for one in rows(a, plan)] == [(person.id, person.name_hi)]
    for other in (2, 3):
        assert door.answer(a, plan, number_of(plan, other), number).verdict == "not_invited", "known by her record now"


def test_a_badge_is_joined_at_the_door_and_at_closing_where_the_record_came_by_a_neighbour(pair):
    a, b, _ = pair
    plan = workshop(a, 1, district=f"9/{DISTRICT}")
    (person,) = register(b, 1, district=DISTRICT)
    walk_ins.by_name(a, number_of(plan, 1), {"name": "शबनम", "number": person.registration})
    with peer_sync.serving(sync.log_of(a), "127.0.0.1") as url:
        sync.visit_hall(b, url)  # the one that answers does nothing by itself
    assert [one.person for one in rows(a, plan)] == [""]
    done = door.attend(a, plan, number_of(plan, 1), [person.registration])
    assert [one.person for one in done.already] == [person.id] and done.new == []
    assert closing.close(a, plan.workshop.id).trained == (person.registration,)


def test_a_walk_in_who_was_registered_elsewhere_is_offered_as_a_double_when_the_hub_brings_her(pair):
    a, b, _ = pair
    plan = workshop(a, district=f"9/{DISTRICT}")
    number = walk_ins.register(b, plan, TYPED)
    said = walk_ins.let_in(a, plan, number_of(plan, 1), TYPED)
    for session in (b, a):
        sync.sync_now(session)
    duplicate_scan.scan(a, 10)
    assert duplicate_scan.waiting(a).people >= 1, "somebody is asked"
    with a.store.read() as reader:
        other = reader.by_registration(number)
    assert other is not None and other.id != said.person
    merging.merge(a, other.id, said.person)
    assert Counter(one.person for one in rows(a, plan)) == {other.id: 1}, "one person, and her attendance is hers"
