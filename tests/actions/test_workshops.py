"""Workshops: one row for a participant and session, the rule, trainings, fairs, and what an erasure leaves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from samarth_desktop.actions.registration import merging
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import (
    attendance_sheet,
    checking_in,
    closing,
    door,
    fairs,
    inviting,
    moving,
    planning,
    reporting,
    walk_ins,
)
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.attendance.record import Attendance
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.stall_day.record import StallDay
from samarth_desktop.kinds.training.record import Training
from samarth_desktop.store.queries import workshops as store
from tests.workshop_people import laptop, number_of, register, workshop


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    with laptop(tmp_path / "data") as made:
        yield made


def rows(session: Session, plan: planning.Plan, number: int = 1) -> list[Attendance]:
    with session.store.read() as reader:
        return store.attendance(reader, plan.workshop.id, number_of(plan, number).id)


def test_whoever_comes_twice_is_in_once(session: Session) -> None:
    people, plan = register(session, 2), workshop(session)
    sitting = number_of(plan, 1)
    numbers = [one.registration for one in people]
    first = door.attend(session, plan, sitting, numbers, "10:42")
    again = door.attend(session, plan, sitting, [numbers[0].lower().replace("-", " "), "UP-AAAAAA-00001-X"], "11:00")
    assert (first.new, first.already, first.not_invited) == (numbers, [], numbers)
    assert [(one.registration, one.in_at[-8:-3]) for one in again.already] == [(numbers[0], "10:42")]
    assert again.unknown == ["UP-AAAAAA-00001-X"]
    assert len(rows(session, plan)) == 2


def test_the_rule_decides_and_trainings_go_into_her_own_record(session: Session, tmp_path: Path) -> None:
    people, plan = register(session, 4), workshop(session)
    one, two, three, four = (person.registration for person in people)
    for number, who in ((1, [one, two, three]), (2, [one, two]), (3, [one, three, four])):
        door.attend(session, plan, number_of(plan, number), who)
    found = closing.results(session, plan.workshop.id)
    assert {each.last.registration for each in found.gets} == {one, two}
    assert {(each.number, each.group) for each in found.without} == {(three, closing.MUST), (four, closing.SESSIONS)}
    done = closing.certify(session, plan.workshop.id, tmp_path / "out")
    assert {paper.registration for paper in done.batch.papers} == {one, two}
    assert all(paper.serial.startswith("T-") and paper.file.exists() for paper in done.batch.papers)
    again = closing.certify(session, plan.workshop.id, tmp_path / "again")
    assert [paper.serial for paper in again.batch.papers] == [paper.serial for paper in done.batch.papers]
    for _ in range(2):
        closed = closing.close(session, plan.workshop.id)
        assert set(closed.trained) == {one, two}
        with session.store.read() as reader:
            trainings = [reader.children(Training, person.id) for person in people]
            stages = [reader.children(Enrolment, person.id)[0].stage for person in people]
        assert [len(of) for of in trainings] == [1, 1, 0, 0]
        assert (trainings[0][0].attended, trainings[0][0].sessions, trainings[1][0].attended) == (3, 3, 2)
        assert stages == ["trained", "trained", "registered", "registered"]


def test_two_workshops_of_one_programme_replace_no_certificate(session: Session, tmp_path: Path) -> None:
    person = register(session, 1)[0]
    for _ in range(2):
        plan = workshop(session, 1)
        sitting = number_of(plan, 1)
        planning.save(session, replace(plan, sittings=(replace(sitting, must_attend=False),)))
        door.attend(session, plan, sitting, [person.registration])
        (paper,) = closing.certify(session, plan.workshop.id, tmp_path).batch.papers
        with session.store.read() as reader:
            entry = reader.by_serial(paper.serial)
        assert entry is not None and (entry.state, entry.subject) == ("valid", plan.workshop.number)
    with session.store.read() as reader:
        states = [one.state for one in reader.children(type(entry), person.id)]
    assert states == ["valid", "valid"]


def test_without_consent_or_record_there_is_no_certificate_but_a_reason(session: Session) -> None:
    plan = workshop(session, 1)
    sitting = number_of(plan, 1)
    with_consent, without = register(session, 1)[0], register(session, 1, consent=False, first=1)[0]
    short = walk_ins.register(session, plan, {"name": "उर्मिला देवी", "village": "देवा"})
    door.attend(session, plan, sitting, [with_consent.registration, without.registration, short])
    checking_in.name_only(session, sitting, {"name_hi": "दुर्गा प्रसाद"})
    found = closing.results(session, plan.workshop.id)
    assert [one.last.registration for one in found.gets] == [with_consent.registration]
    assert {(one.number, one.group) for one in found.without} == {
        (without.registration, closing.CONSENT), (short, closing.RECORD), ("दुर्गा प्रसाद", closing.NAME_ONLY),
    }  # fmt: skip


def test_the_door_answers_by_number_name_and_phone(session: Session) -> None:
    people, plan = register(session, 6), workshop(session)
    sitting = number_of(plan, 1)
    inviting.invite(session, plan.workshop.id, [one.id for one in people[:5]])
    assert door.answer(session, plan, sitting, people[0].registration, scanned=True).verdict == "in"
    said = door.answer(session, plan, sitting, people[0].registration, scanned=True)
    assert said.verdict == "already" and said.row is not None and said.row.how == "scan"
    assert door.answer(session, plan, sitting, "rekha kumri").verdict == "in", "a typing slip, in the other script"
    assert door.answer(session, plan, sitting, people[2].mobile).verdict == "in"
    alike = door.answer(session, plan, sitting, "देवी")
    assert alike.verdict == "choose" and {one.name_en for one in alike.candidates} == {"Sarita Devi", "Malti Devi"}
    assert door.let_in(session, plan, sitting, alike.candidates[0].row).verdict == "in"
    stranger = door.answer(session, plan, sitting, people[5].registration)
    assert (stranger.verdict, stranger.full) == ("not_invited", (4, 60)) and stranger.waits
    assert door.let_in(session, plan, sitting, stranger.person).verdict == "in"
    assert door.answer(session, plan, sitting, "MH-4TRC9D-00310-W").verdict in ("elsewhere", "nobody")
    assert door.answer(session, plan, sitting, "झझझ").verdict == "nobody"
    now = door.state(session, plan, sitting)
    assert (now.inside, now.invited, now.to_come, now.walk_ins) == (5, 5, 1, 1)


def test_a_check_in_that_is_taken_back_counts_no_more_and_can_be_made_again(session: Session) -> None:
    person, plan = register(session, 1)[0], workshop(session)
    sitting = number_of(plan, 1)
    door.attend(session, plan, sitting, [person.registration], "10:00")
    checking_in.take_back(session, rows(session, plan)[0].id)
    assert door.state(session, plan, sitting).inside == 0
    door.attend(session, plan, sitting, [person.registration], "10:30")
    (row,) = rows(session, plan)
    assert row.here and row.in_at.endswith("10:30:00")


def test_a_double_that_is_decided_moves_its_attendance_and_an_undo_brings_it_back(session: Session) -> None:
    people, plan = register(session, 2), workshop(session)
    stays, goes = people
    door.attend(session, plan, number_of(plan, 1), [stays.registration], "10:20")
    door.attend(session, plan, number_of(plan, 1), [goes.registration], "10:05")
    door.attend(session, plan, number_of(plan, 2), [goes.registration], "12:00")
    merged = merging.merge(session, stays.id, goes.id)
    first, second = rows(session, plan, 1), rows(session, plan, 2)
    assert [(one.participant, one.in_at[-8:-3]) for one in first] == [(stays.id, "10:05")]
    assert [(one.participant, one.registration) for one in second] == [(stays.id, stays.registration)]
    merging.unmerge(session, merged)
    assert {(one.participant, one.in_at[-8:-3]) for one in rows(session, plan, 1)} == {
        (stays.id, "10:20"), (goes.id, "10:05"),
    }  # fmt: skip
    assert [one.participant for one in rows(session, plan, 2)] == [goes.id]


def test_a_name_that_was_only_written_becomes_a_registered_person(session: Session) -> None:
    person, plan = register(session, 1)[0], workshop(session)
    only = checking_in.name_only(session, number_of(plan, 1), {"name_hi": "शबनम"})
    moving.link(session, [only], person.id)
    assert [(one.registration, one.name_hi) for one in rows(session, plan)] == [(person.registration, person.name_hi)]


def test_erasure_leaves_the_counts_and_nothing_of_her(session: Session) -> None:
    people, plan = register(session, 2), workshop(session)
    inviting.invite(session, plan.workshop.id, [one.id for one in people])
    door.attend(session, plan, number_of(plan, 1), [one.registration for one in people])
    before = reporting.figures(session, plan.workshop.id)
    with session.store.unit_of_work() as unit:
        unit.erase(people[0].id, "Sita")
        unit.commit()
    after = reporting.figures(session, plan.workshop.id)
    assert (after.came, after.genders, after.categories) == (before.came, before.genders, before.categories)
    assert after.sittings[0].here == 2
    with session.store.read() as reader:
        held = str([vars(one) for one in store.attendance(reader, plan.workshop.id)])
    assert people[0].name_hi not in held and people[0].mobile not in held and people[0].registration not in held


def test_a_stall_over_the_limit_is_not_given_and_a_day_is_written_once(session: Session) -> None:
    person, awarded = register(session, 2)
    day = session.today.isoformat()

    def fair(number: int) -> planning.Plan:
        return workshop(session, 0, programme="JK-HHC", workshop_kind="fair", title_en=f"Fair {number}", since=day)

    for number in range(3):
        plan = fair(number)
        said = fairs.standing(session, plan.workshop.id, person.id)
        assert (said.fairs, said.limit, said.objection is None) == (number, 2, number < 2)
        fairs.give(session, plan.workshop.id, "1", awarded.id, awardee=True)
        if number < 2:
            stall = fairs.give(session, plan.workshop.id, "2", person.id)
            with pytest.raises(KnownError):
                fairs.give(session, plan.workshop.id, "1", person.id)
        else:
            with pytest.raises(KnownError, match="limit"):
                fairs.give(session, plan.workshop.id, "2", person.id)
    for amount in (123_00, 456_00):
        fairs.sell(session, stall.id, session.today, amount, 3)
    with session.store.read() as reader:
        assert [one.amount for one in reader.children(StallDay, stall.id)] == [456_00]
    with pytest.raises(KnownError):
        fairs.sell(session, stall.id, session.today + timedelta(days=1), 1)
    with session.store.unit_of_work() as unit:
        unit.erase(person.id, "Sita")
        unit.commit()
    found = [one for one in planning.lines(session) if one.workshop.id == stall.workshop]
    assert found[0].numbers.sale == 456_00, "what was sold stays, who sold it goes"


def test_a_sheet_goes_out_and_comes_in_on_another_laptop(session: Session, tmp_path: Path) -> None:
    people, plan = register(session, 2), workshop(session)
    door.attend(session, plan, number_of(plan, 1), [one.registration for one in people], "10:42")
    checking_in.name_only(session, number_of(plan, 2), {"name_hi": "=cmd()"})
    file = tmp_path / "out.xlsx"
    assert attendance_sheet.export(session, file, catalog("en")) == 3
    assert attendance_sheet.bring(session, file).skipped == 3, "all of it is there already"
    for row in rows(session, plan):
        checking_in.take_back(session, row.id)
    report = attendance_sheet.bring(session, file)
    assert (report.read, report.imported, report.skipped, report.errors) == (3, 2, 1, [])
    assert [one.in_at[-8:-3] for one in rows(session, plan)] == ["10:42", "10:42"]
    wrong = tmp_path / "in.csv"
    wrong.write_text(
        "workshop,number,name,session,in\n"
        f"{plan.workshop.number},UP-AAAAAA-00009-X,,1,\n"
        f"{plan.workshop.number},,,1,\n"
        f"{plan.workshop.number},,नया नाम,9,\n"
        f"{plan.workshop.number},,नया नाम 2341 2341 2346,2,25:99\n"
        f"{plan.workshop.number},,नया नाम 234123412346,2,11:15\n"
    )
    report = attendance_sheet.bring(session, wrong)
    assert [(one.row, one.head) for one in report.errors] == [
        (2, "number"), (3, "name"), (4, "workshop"), (5, "in"),
    ]  # fmt: skip
    assert report.imported == 1
    with session.store.read() as reader:
        assert "234123412346" not in str([vars(one) for one in store.attendance(reader, plan.workshop.id)])


def test_a_plan_lacks_nothing_that_a_workshop_cannot_be_without(session: Session) -> None:
    with pytest.raises(KnownError):
        workshop(session, title_hi="", title_en="")
    with pytest.raises(KnownError):
        workshop(session, until=(session.today - timedelta(days=1)).isoformat())
    with pytest.raises(KnownError):
        workshop(session, programme="NOBODY")
    plan = workshop(session, since=(session.today + timedelta(days=30)).isoformat(), until="")
    assert plan.workshop.since == plan.workshop.until == session.today + timedelta(days=30)
    with session.store.read() as reader:
        assert reader.is_complete(plan.workshop), "a day that is planned lies ahead"
