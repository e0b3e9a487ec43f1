"""A hall of twelve: two laptops with clocks 90 seconds apart, badges before a camera, exchanges while both go on.

SAMARTH_HALL asks for more people (200 in the long checks), SAMARTH_DOOR_KILLS for more kills of a laptop at the door.
"""

import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import quantiles

import pytest

from samarth_desktop.actions.exchange import duplicate_scan, sync
from samarth_desktop.actions.registration import merging
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import checking_in, closing, door, hall_clock, planning, reporting, walk_ins
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.store.folder.integrity import check
from samarth_desktop.store.store import Store
from samarth_desktop.sync import peer_sync
from tests.gui.hall_play import SKEW, Door, Watch, badge_picture, invited, play, rows
from tests.store.people import KEYS
from tests.sync.conftest import hub, server, sessions  # noqa: F401 (fixtures)
from tests.workshop_people import number_of, register, workshop

DISTRICT = "164"
DISTRICTS = ("129", "141", "162", DISTRICT)
"""The second laptop has only the last one: to everybody else the list alone opens its door."""
HALL = int(os.environ.get("SAMARTH_HALL", "12"))
KILLS = int(os.environ.get("SAMARTH_DOOR_KILLS", "2"))
ROOT = Path(__file__).parents[2]


def hall_of(session, count: int, on_list: int, districts=(DISTRICT,)):
    people = []
    for number, district in enumerate(districts):
        part = count // len(districts)
        people += register(session, part, first=number * part, district=district)
    plan = workshop(session, district=f"9/{DISTRICT}")
    invited(session, plan, people[:on_list])
    return people, plan


@pytest.mark.parametrize("seed", [1, 2])
def test_two_doors_make_one_list_with_the_time_of_the_first(qtbot, sessions, monkeypatch, tmp_path, seed):  # noqa: F811
    a, b = sessions
    people, plan = hall_of(a, HALL, HALL * 17 // 20, DISTRICTS)
    watch = Watch(datetime.combine(a.today, datetime.min.time()) + timedelta(hours=10), {str(b.store.folder): SKEW})
    watch.start(monkeypatch)
    dice = random.Random(seed)
    with peer_sync.serving(sync.log_of(a), "127.0.0.1") as url:
        sync.visit_hall(b, url)  # who joins at noon has the morning
        there = planning.load(b, plan.workshop.id).workshop
        assert replace(there, seen=plan.workshop.seen) == plan.workshop
        numbers = [one.registration for one in people]
        played = play(a, b, plan, watch, numbers, url, dice, every=max(4, HALL // 20))
        told = hall_clock.heard(a, plan.workshop.id)
    cuts = quantiles(played.seconds, n=20)
    print(f"{HALL} at two doors: a person p50 {cuts[9] * 1000:.0f} ms, p95 {cuts[18] * 1000:.0f} ms")
    assert [one.ahead for one in told] == [SKEW] and told[0].came > 0
    both = [rows(session, plan) for session in (a, b)]
    for found in both:
        assert Counter(row.registration for row in found) == Counter(numbers), "none double, none lost"
        for row in found:
            off = abs((datetime.fromisoformat(row.in_at) - played.first[row.registration]).total_seconds())
            assert off <= 2, (
                row.registration,
                row.in_at,
                played.first[row.registration],
                played.doors[row.registration],
            )
    assert {(row.id, row.in_at, row.laptop, row.presence) for row in both[0]} == {
        (row.id, row.in_at, row.laptop, row.presence) for row in both[1]
    }
    with b.store.read() as reader:
        assert reader.conflicts() == [], "nobody is asked about a door"
    # then, where all the records are, the certificates and a report whose numbers are recounted from the raw rows
    most = HALL * 7 // 12
    for number in (2, 3):
        door.attend(a, plan, number_of(plan, number), numbers[:most])
    done = closing.certify(a, plan.workshop.id, tmp_path / "certificates")
    assert sorted(one.registration for one in done.batch.papers) == sorted(numbers[:most])
    figures = reporting.figures(a, plan.workshop.id)
    raw = rows(a, plan)
    assert figures.came == len(raw) and figures.women == sum(row.gender == "female" for row in raw)
    assert {str(label): count for label, count in figures.villages[:3]} == dict(
        Counter(row.village for row in raw).most_common(3)
    )
    assert [one.here for one in figures.sittings] == [HALL, most, most]
    assert (figures.certificates, figures.trained, figures.walk_ins) == (most, most, HALL - HALL * 17 // 20)


def test_a_walk_in_at_both_doors_is_offered_as_a_double_and_deciding_moves_the_attendance(sessions, monkeypatch):  # noqa: F811
    a, b = sessions
    _, plan = hall_of(a, 2, 2)
    typed = {
        "name": "उर्मिला देवी", "relation": "husband", "relative": "रामप्रसाद", "age": "41", "mobile": "9839022299",
        "village": "देवा", "gender": "female", "consent": "thumb",
    }  # fmt: skip
    with peer_sync.serving(sync.log_of(a), "127.0.0.1") as url:
        sync.visit_hall(b, url)
        for session in (a, b):
            walk_ins.let_in(session, plan, number_of(plan, 1), typed)
        sync.visit_hall(b, url)
        duplicate_scan.scan(b, 10)
        assert duplicate_scan.waiting(b).people >= 1
        one, two = (row for row in rows(b, plan))
        merging.merge(b, one.person, two.person)
        sync.visit_hall(b, url)
    for session in (a, b):
        assert [row.person for row in rows(session, plan)] == [one.person]


def test_a_clock_more_than_two_minutes_off_is_said(sessions, monkeypatch):  # noqa: F811
    a, b = sessions
    people, plan = hall_of(a, 1, 1)
    watch = Watch(datetime.combine(a.today, datetime.min.time()) + timedelta(hours=10), {str(b.store.folder): -300})
    watch.start(monkeypatch)
    with peer_sync.serving(sync.log_of(a), "127.0.0.1") as url:
        sync.visit_hall(b, url)
        door.attend(b, plan, number_of(plan, 1), [people[0].registration])
        watch.now += timedelta(seconds=30)
        counts = sync.visit_hall(b, url)
    assert counts.said and "5" in str(counts.said[0].args["time"].args)
    assert [row.in_at[11:19] for row in rows(a, plan)] == ["10:00:00"], "written in the hall's time"


def test_what_a_door_wrote_before_the_clocks_were_compared_is_corrected_once(sessions, monkeypatch):  # noqa: F811
    a, b = sessions
    people, plan = hall_of(a, 1, 1)
    with peer_sync.serving(sync.log_of(a), "127.0.0.1") as url:
        sync.visit_hall(b, url)
        b.store.put(**{checking_in.OFFSET: ""})
        watch = Watch(datetime.combine(a.today, datetime.min.time()) + timedelta(hours=10), {str(b.store.folder): SKEW})
        watch.start(monkeypatch)
        door.attend(b, plan, number_of(plan, 1), [people[0].registration])
        assert rows(b, plan)[0].in_at[11:19] == "10:01:30"
        for _ in range(3):
            sync.visit_hall(b, url)
    assert [rows(session, plan)[0].in_at[11:19] for session in (a, b)] == ["10:00:00", "10:00:00"]


def test_the_page_reads_badges_in_any_light_and_two_at_once(qtbot, sessions):  # noqa: F811
    a, _ = sessions
    people, plan = hall_of(a, 6, 6)
    gate = Door(a, plan)
    numbers = [one.registration for one in people]
    for seed in range(3):
        dice = random.Random(seed)
        assert sorted(gate.show(badge_picture(numbers[2 * seed : 2 * seed + 2], dice))) == sorted(
            numbers[2 * seed : 2 * seed + 2]
        )
    assert len(rows(a, plan)) == 6
    gate.window.close()


@pytest.mark.parametrize("turn", range(KILLS))
def test_a_laptop_that_is_killed_keeps_who_came_and_takes_nobody_twice(sessions, turn):  # noqa: F811
    a, b = sessions
    people, plan = hall_of(a, 12, 12)
    numbers = [one.registration for one in people]
    with peer_sync.serving(sync.log_of(a), "127.0.0.1") as url:
        sync.visit_hall(b, url)
        folder = b.store.folder
        b.store.close()
        kept = _killed_at_the_door(folder, plan, numbers, after=random.Random(turn).randrange(1, 8))
        with Store.open(folder, KEYS) as store:
            again = Session(store, "Bina")
            assert {row.registration for row in rows(again, plan)} >= kept, "who was said to be in is in"
            done = door.attend(again, plan, number_of(plan, 1), numbers)
            assert kept <= {one.registration for one in done.already}, "scanned again: was already in"
            sync.visit_hall(again, url)
            assert check(store, every=True) == []
    assert Counter(row.registration for row in rows(a, plan)) == Counter(numbers)


def _killed_at_the_door(folder: Path, plan: Plan, numbers: list[str], after: int) -> set[str]:
    """Lets a process check people in and kills it after so many were said to be in."""
    command = [sys.executable, "-m", "tests.gui.door_writer", str(folder), plan.workshop.id, *numbers]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=env) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(after)]
        writer.kill()
        said += writer.stdout.read().splitlines(keepends=True)
    return {line.decode().strip() for line in said if line.endswith(b"\n")}
