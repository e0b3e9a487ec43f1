"""The door's path at a district's size: ``python -m tests.bench.bench_door [PEOPLE WORKSHOPS ATTENDANCES]``.

121,000 people, 2,000 workshops and 150,000 attendances by default; then 170 invited, and what a scan, a name with a slip,
a walk-in and the counts beside the answer take, p50 and p95 in milliseconds, and the list of workshops.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import checking_in, closing, door, inviting, planning, reporting, walk_ins
from samarth_desktop.domain.ids import derived_id, new_id
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.attendance.record import Attendance
from samarth_desktop.kinds.workshop.record import Workshop
from tests.bench.people import population

_PART = 2000


def main(people: int = 121_000, workshops: int = 2_000, attendances: int = 150_000) -> None:
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, {"SAMARTH_CONFIG": f"{folder}/config"}):
        session, _ = opening.set_up(Path(folder) / "data", "neem ki chhaon mein", author="Asha", area="9/164")
        rows = _people(session, people)
        _past(session, rows, workshops, attendances)
        _measure(session, rows)
        session.store.close()


def _people(session: Session, count: int) -> list[str]:
    begun, rows = time.perf_counter(), []
    everybody = population(count)
    for start in range(0, count, _PART):
        some = [
            Artisan(
                id=new_id(), name_hi=one.names[0], relation=one.relation, relative_hi=one.relatives[0], gender="female",
                birth_year=one.birth_year, village=one.village, district="164", state="9", mobile=one.mobile,
            )
            for one in everybody[start : start + _PART]
        ]  # fmt: skip
        with session.store.unit_of_work() as unit:
            rows += [one.id for one in unit.save_all(some, "Asha")]
            unit.commit()
    print(f"{len(rows):,} people in {time.perf_counter() - begun:.0f} s")
    return rows


def _past(session: Session, rows: list[str], workshops: int, attendances: int) -> None:
    begun, dice, each = time.perf_counter(), random.Random(1), max(1, attendances // workshops)
    for start in range(0, workshops, 20):
        with session.store.unit_of_work() as unit:
            made = unit.save_all(
                [
                    Workshop(
                        programme="UP-ODOP", workshop_kind="packaging", title_en=f"Workshop {start + at}", venue="Hall",
                        district="164", state="9", since=session.today.replace(year=2025, month=1 + at % 12, day=1),
                    )
                    for at in range(20)
                ],
                "Asha",
            )  # fmt: skip
            entries = [
                Attendance(
                    id=derived_id("attendance", one.id, "s", row), workshop=one.id, session=f"{one.id}-1", participant=row,
                    person=row, name_hi="सुनीता देवी", gender="female", presence="present", in_at="2025-01-01T10:00:00",
                )
                for one in made
                for row in dice.sample(rows, each)
            ]  # fmt: skip
            unit.save_all(entries, "Asha")
            unit.commit()
    print(f"{workshops:,} workshops, {workshops * each:,} attendances in {time.perf_counter() - begun:.0f} s")


def _measure(session: Session, rows: list[str]) -> None:
    day = session.today.isoformat()
    plan = planning.add(
        session,
        {"programme": "UP-ODOP", "workshop_kind": "packaging", "title_en": "Today", "district": "9/164", "venue": "Hall",
         "since": day, "until": day},
        3,
    )  # fmt: skip
    sitting, dice = plan.sittings[0], random.Random(2)
    chosen = dice.sample(rows, 200)
    _told("170 invited", [lambda: inviting.invite(session, plan.workshop.id, chosen[:170])])
    with session.store.read() as reader:
        people = reader.get_many(Artisan, chosen)
    scans = [
        lambda one=one: door.answer(session, plan, sitting, one.registration, scanned=True) for one in people[:120]
    ]
    _told("scan of a badge", scans)
    again = [lambda one=one: door.answer(session, plan, sitting, one.registration, scanned=True) for one in people[:60]]
    _told("the same badge again", again)
    slips = [lambda one=one: door.answer(session, plan, sitting, _slip(one.name_hi)) for one in people[120:170]]
    _told("a name with a slip", slips)
    _told(
        "not invited", [lambda one=one: door.answer(session, plan, sitting, one.registration) for one in people[170:]]
    )
    _told("a strange name", [lambda: door.answer(session, plan, sitting, "बसंती मौर्य")] * 20)
    typed = {"name": "उर्मिला देवी", "age": "41", "village": "देवा", "consent": "thumb"}
    _told("walk-in", [lambda: walk_ins.let_in(session, plan, sitting, typed)] * 20)
    _told(
        "take back",
        [lambda: checking_in.take_back(session, checking_in.row_of(plan.workshop.id, sitting.id, chosen[0]))],
    )
    _told("counts and last ten", [lambda: door.state(session, plan, sitting)] * 30)
    _told("list of workshops", [lambda: planning.lines(session)] * 3)
    _told("who gets a certificate", [lambda: closing.results(session, plan.workshop.id)])
    _told("figures of the report", [lambda: reporting.figures(session, plan.workshop.id)])


def _slip(name: str) -> str:
    return name[:2] + name[3:] if len(name) > 5 else name


def _told(what: str, calls: list[Callable[[], object]]) -> None:
    taken = []
    for call in calls:
        begun = time.perf_counter()
        call()
        taken.append((time.perf_counter() - begun) * 1000)
    taken.sort()
    print(f"{what}: p50 {taken[len(taken) // 2]:.0f} ms, p95 {taken[int(len(taken) * 0.95)]:.0f} ms of {len(taken)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
