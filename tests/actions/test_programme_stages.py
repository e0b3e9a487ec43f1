"""Stages of a programme through the real store: one and many, what happened by itself, a second person, taking back."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from samarth_desktop.actions import listing
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.many import changes, planning
from samarth_desktop.actions.programmes import board, enrolling, everybody, files, follow_ups, staging
from samarth_desktop.actions.registration import merging, record_detail, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.oplog import card_people
from samarth_desktop.domain.oplog.card_people import CardPerson, People
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.follow_up.record import FollowUp
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.programmes import dates
from samarth_desktop.store.queries.board import Which
from samarth_desktop.store.queries.lists import Filter
from tests.domain.test_rule_file import RULED
from tests.store.people import artisan

DAY = date(2026, 11, 20)
HOUSEHOLD = """
[[programme.rules]]
[[programme.rules.rule]]
key = "household"
test = "household"
holders = ["artisan"]
words = { hi = "एक परिवार से एक", en = "One of a household" }
"""


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता यादव", area="9/164")
    yield replace(made, clock=lambda: date(2026, 11, 25))
    made.store.close()


def registered(session: Session, code: str = "SAMARTH", *, papers: bool = True, **values: object) -> Registration:
    sheet = Registration(
        artisan(**values),
        enrolments=(Enrolment(programme=code, stage="registered"),),
        consents=(Consent(how="thumb", given_on=DAY),),
        documents=(Document(document_kind="bank_passbook"),) if papers else (),
    )
    return registering.save(session, sheet)


def stage(session: Session, row: str, code: str = "SAMARTH") -> Enrolment:
    return staging.find(registering.load(session, row), code)


def test_what_decided_is_kept_at_entry(session: Session) -> None:
    one = registered(session).enrolments[0]
    assert (one.decided_on, one.decided_version) == (date(2026, 11, 25), 1)
    assert '"sector","yes","हथकरघा","Handloom"' in one.decided


def test_a_form_enters_no_programme_that_says_no(session: Session) -> None:
    sheet = registered(session, "JK-HHC")
    assert sheet.enrolments == () and sheet.holder.registration
    assert registering.load(session, sheet.holder.id).enrolments == ()


def test_only_the_office_lets_somebody_in_against_the_rules(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    row = registered(session).holder
    for reason, may, said in (("", True, "does not take"), ("sent by the state", False, "office")):
        monkeypatch.setattr(
            "samarth_desktop.actions.device.roles._enrolled_as", lambda session, may=may: "office" * may
        )
        with session.store.unit_of_work() as unit, pytest.raises(KnownError, match=said):
            enrolling.enrol(unit, session, row, "JK-HHC", reason)
    monkeypatch.setattr("samarth_desktop.actions.device.roles._enrolled_as", lambda session: "office")
    with session.store.unit_of_work() as unit:
        one = enrolling.enrol(unit, session, row, "JK-HHC", "sent by the state")
        unit.commit()
    assert (one.admitted_by, one.admitted_reason) == ("सुनीता यादव", "sent by the state")
    moved, _ = staging.change(session, row.id, "JK-HHC", "documents_complete")
    assert [each.key for each in moved.missing] == ["rank"], "who was let in is not kept back by the rules again"


def test_a_move_over_several_stages_looks_at_all_of_them(session: Session) -> None:
    row = registered(session, papers=False).holder.id
    moved, held = staging.change(session, row, "SAMARTH", "trained", DAY)
    assert moved.after is None and [one.key for one in moved.missing] == ["bank_passbook"]
    assert held.stage == "registered"
    row = registered(session, mobile="9876543211").holder.id
    moved, now = staging.change(session, row, "SAMARTH", "trained", DAY)
    assert now.stage == "trained" and moved.missing == ()
    assert now.documents_complete_on == now.verified_on == now.trained_on == DAY
    assert now.verified_by == "सुनीता यादव"


def test_the_household_is_asked_at_each_stage_and_in_the_list_of_who_may_join(session: Session, tmp_path: Path) -> None:
    text = RULED.replace("BR-X", "HOME").split("[[programme.rules")[0]
    (tmp_path / "home.toml").write_text(text + HOUSEHOLD, encoding="utf-8")
    made = files.add(session, tmp_path / "home.toml")
    first = registered(session, made.code, village="Deva", household_head="Ram Lal")
    assert board.cards(session, Which(made.code), "registered")[0].icon != "help", "alone"
    second = registered(session, made.code, village="Deva", household_head="Ram Lal", name_hi="रेखा देवी")
    registered(session, made.code, village="Deva", household_head="Shyam Lal")
    third = registered(session, "SAMARTH", village="Deva", household_head="Ram Lal").holder
    with session.store.unit_of_work() as unit:  # in no programme any more
        unit.save(replace(stage(session, third.id), stage="withdrawn"), session.author)
        unit.commit()
    asked = {
        card.row: card.note for card in board.cards(session, Which(made.code), "registered") if card.icon == "help"
    }
    assert set(asked) == {first.holder.id, second.holder.id}
    assert asked[first.holder.id].args["names"] == second.holder.name_hi
    done = planning.plan(session, "artisan", [first.holder.id], changes.stage("documents_complete", made.code))
    assert len(done.goes) == 1, "asked, never refused"
    look = everybody.in_no_programme(session, made.code, "artisan")
    (candidate,) = [one for one in look.candidates if one.row == third.id]
    assert look.yes == 0 and "names" in candidate.missing[0].args


def test_back_only_with_a_reason_and_on_from_a_hold(session: Session) -> None:
    row = registered(session).holder.id
    staging.change(session, row, "SAMARTH", "trained", DAY)
    moved, now = staging.change(session, row, "SAMARTH", "verified")
    assert now.stage == "trained" and [one.key for one in moved.missing] == ["reason"]
    _, now = staging.change(session, row, "SAMARTH", "verified", reason="wrong person")
    assert (now.stage, now.trained_on, now.verified_on) == ("verified", None, DAY)
    staging.change(session, row, "SAMARTH", "on_hold", reason="ill")
    _, now = staging.change(session, row, "SAMARTH", "verified")
    assert (now.stage, now.stopped_on, now.reason) == ("verified", None, "")


def to_verify(session: Session) -> str:
    """The row of somebody in a programme that wants a second person, with every question answered."""
    folder = session.programmes
    folder.mkdir(exist_ok=True)
    (folder / "own.toml").write_text(RULED, encoding="utf-8")
    row = registered(session, "BR-X").holder.id
    sheet = registering.load(session, row)
    one = replace(sheet.enrolments[0], extra={"BR-X.rank": "master"})
    registering.save(session, replace(sheet, enrolments=(one,)))
    return row


def test_a_second_person_verifies_where_the_programme_wants_it(session: Session) -> None:
    row = to_verify(session)
    moved, now = staging.change(session, row, "BR-X", "verified", DAY)
    assert [each.key for each in moved.missing] == ["second_person"]
    other = replace(session, author="R. K. Singh")
    _, now = staging.change(other, row, "BR-X", "verified", DAY)
    assert (now.stage, now.verified_by) == ("verified", "R. K. Singh")
    assert staging.change(session, row, "BR-X", "trained")[0].missing[0].key == "trained", "it does not use this stage"


def test_one_person_is_no_second_one_however_she_writes_her_name(session: Session) -> None:
    row = to_verify(replace(session, author="Sunita Yadav"))
    same = [
        "सुनीता यादव",
        "sunita  yadav",
        "Suneeta Yadav",
        "Smt. Sunita Yadav",
        "श्रीमती सुनीता यादव",
        "Yadav Sunita",
        "सुनीता यादव जी",
        "Sunita",
        "सुनीता",
        "S. Yadav",
        "एस यादव",
        "Sunita Y.",
        "Yadav",
        "Sunita Kumari Yadav",
        "Sunitta Yadav",
        "SY",
        "sy",
        "Y.S",
    ]
    for author in ["Sunita Yadav", *same]:
        moved, now = staging.change(replace(session, author=author), row, "BR-X", "verified", DAY)
        assert [one.key for one in moved.missing] == ["second_person"] and now.stage == "registered", author
        assert moved.missing[0].text.args == {"name": author}
        done = planning.plan(replace(session, author=author), "artisan", [row], changes.stage("verified", "BR-X"))
        assert not done.goes, "nor for many at once"
    for author in ["Anita Yadav", "Sunita Devi", "अनीता यादव", "A. Yadav", "S. Devi"]:
        done = planning.plan(replace(session, author=author), "artisan", [row], changes.stage("verified", "BR-X"))
        assert [one.row for one in done.goes] == [row], author


def on_card(session: Session, *names: str, laptop: str = "a", left: str = "") -> None:
    """The office lists these people on the laptop's card; somebody who left may stand on it again."""
    there = [CardPerson(f"id-{laptop}-{name}", name, "coordinator", 1) for name in names]
    there += [CardPerson(f"id-left-{left}", left, "coordinator", 1, until=2, left=2)] if left else []
    with session.store.read() as reader:
        known = json.loads(reader.setting(card_people.KNOWN) or "{}")
    known |= {one.id: one.name for one in there}
    people = card_people.to_text(People(tuple(there)))
    session.store.put(**{card_people.OWN: people, card_people.KNOWN: json.dumps(known)})


def may_verify(session: Session, row: str, author: str) -> bool:
    """Whether she may look at what was entered; nothing else is missing."""
    plan = planning.plan(replace(session, author=author), "artisan", [row], changes.stage("verified", "BR-X"))
    said = [one.args for stays in plan.stays for one in stays.reasons if one.id.startswith("A second person must")]
    assert said == ([] if plan.goes else [{"name": author}])
    return bool(plan.goes)


def test_another_person_id_is_a_second_person_however_alike_their_names_are(session: Session) -> None:
    alike = ("Sunita", "S. Yadav", "Sunita Yadav Devi", "SY")
    on_card(session, "Sunita Yadav", *alike)
    row = to_verify(replace(session, author="Sunita Yadav"))
    assert all(may_verify(session, row, other) for other in alike)
    assert not may_verify(session, row, "Sunita Yadav")
    assert not may_verify(session, row, "सुनीता यादव"), "the card's person in the other script"


def test_an_id_of_another_card_is_another_person_unless_the_name_is_the_same(session: Session) -> None:
    on_card(session, "Sunita Yadav")
    row = to_verify(replace(session, author="Sunita Yadav"))
    on_card(session, "Sunita Yadav", "S. Yadav", "Meena", laptop="b")
    assert not may_verify(session, row, "Sunita Yadav"), "she works on two laptops"
    assert may_verify(session, row, "S. Yadav") and may_verify(session, row, "Meena")


def test_who_left_the_card_and_came_back_under_a_new_id_is_no_second_person(session: Session) -> None:
    on_card(session, "Meena", left="Sunita Yadav")
    row = to_verify(replace(session, author="Meena"))
    on_card(session, "Meena", laptop="new", left="Meena")
    assert not may_verify(session, row, "Meena")


def test_what_was_entered_before_the_card_listed_people_is_judged_by_names(session: Session) -> None:
    row = to_verify(replace(session, author="Sunita Yadav"))
    on_card(session, "Sunita", "Anita Yadav")
    assert not may_verify(session, row, "Sunita")
    assert may_verify(session, row, "Anita Yadav")


def test_who_entered_it_stays_so_after_the_record_moved(session: Session) -> None:
    on_card(session, "Sunita Yadav", "Sunita", "Meena")
    row = to_verify(replace(session, author="Sunita Yadav"))
    mover = replace(session, author="Meena")
    sheet = registering.load(session, row)
    registering.save(mover, replace(sheet, holder=replace(sheet.holder, district="175")))
    assert may_verify(session, row, "Sunita") and may_verify(session, row, "Meena")
    assert not may_verify(session, row, "Sunita Yadav")


def test_nobody_enters_and_verifies_in_one_go(session: Session) -> None:
    row = to_verify(session)
    sheet = registering.load(session, row)
    with session.store.unit_of_work() as unit:
        unit.save(replace(sheet.enrolments[0], stage="withdrawn", reason="again"), session.author)
        unit.commit()
    answer = changes.answers({"BR-X.rank": "master"})
    anew = changes.several(changes.programme_of("BR-X"), answer, changes.stage("verified", "BR-X"))
    done = planning.plan(session, "artisan", [row], anew)
    assert not done.goes and done.stays[0].reasons[0].id.startswith("A second person must")


def test_what_happens_moves_forward_only(session: Session) -> None:
    row = registered(session).holder.id

    def advance(stage: str, on: date, **how: str) -> list[Enrolment]:
        with session.store.unit_of_work() as unit:
            found = staging.advance(unit, session, row, stage, on, **how)
            unit.commit()
        return found

    assert [one.stage for one in advance("listed", DAY, marketplace="flipkart")] == ["listed"]
    assert advance("listed", DAY, marketplace="Amazon") == [], "the programme does not name it"
    (trained,) = advance("trained", date(2026, 11, 22), code="SAMARTH")
    assert (trained.stage, trained.trained_on) == ("listed", date(2026, 11, 22)), "noted, but not a step back"
    assert advance("trained", date(2026, 11, 23), code="SAMARTH") == [], "a date that stands wins"
    staging.change(session, row, "SAMARTH", "on_hold", reason="ill")
    assert advance("first_sale", DAY, marketplace="Flipkart") == []


def test_a_sale_of_a_member_counts_for_her_group(session: Session) -> None:
    person = registering.save(session, Registration(artisan())).holder
    group = registering.save(
        session,
        Registration(
            Shg(name_en="Prerna", mission="nrlm", state="9", district="164", village="रामपुर"),
            enrolments=(Enrolment(programme="NRLM", stage="registered"),),
            members=(Member(person=person.id, role="member"),),
        ),
    )
    with session.store.unit_of_work() as unit:
        found = staging.advance(unit, session, person.id, "first_sale", DAY, marketplace="Flipkart")
        unit.commit()
    assert [(one.holder, one.stage, one.first_sale_on) for one in found] == [(group.holder.id, "first_sale", DAY)]


def test_many_are_moved_told_why_not_and_taken_back(session: Session) -> None:
    ready = [registered(session, mobile=f"98765432{n:02d}").holder.id for n in range(12, 15)]
    lacks = registered(session, papers=False, mobile="9876543220").holder.id
    wrong = registered(session, mobile="9876543221").holder
    registering.save(session, replace(registering.load(session, wrong.id), holder=replace(wrong, sector="other")))
    rows = [*ready, lacks, wrong.id]
    before = {row: stage(session, row) for row in rows}
    to_verified = changes.stage("verified", "SAMARTH", DAY)
    planned = planning.plan(session, "artisan", rows, to_verified)
    assert [one.row for one in planned.goes] == ready
    missing = {row: staging.change(session, row, "SAMARTH", "verified")[0].missing for row in (lacks, wrong.id)}
    assert [[one.key for one in each] for each in missing.values()] == [["bank_passbook"], ["sector"]]
    assert {one.row: list(one.reasons) for one in planned.stays} == {
        row: [one.text for one in each] for row, each in missing.items()
    }
    assert {row: stage(session, row) for row in rows} == before, "a plan writes nothing"
    _, moved = planning.carry_out(session, "artisan", rows, to_verified)
    assert {row: stage(session, row).stage for row in rows} == {
        **dict.fromkeys(ready, "verified"),
        lacks: "registered",
        wrong.id: "registered",
    }
    staging.change(session, ready[0], "SAMARTH", "trained", DAY)  # somebody wrote since
    assert planning.undo(session, moved) == 2
    assert [stage(session, row).stage for row in ready] == ["trained", "registered", "registered"]
    assert stage(session, ready[1]).verified_on is None


def test_the_dates_that_follow(session: Session) -> None:
    known = programme("NRLM")
    one = Enrolment(programme="NRLM", stage="listed", listed_on=date(2026, 8, 31))
    ends = {end.key: end.day for end in dates.of_enrolment(known, one)}
    assert ends == {"waiver_until": date(2027, 2, 28), "incubation_until": date(2027, 2, 28)}
    assert list(dates.of_enrolment(known, replace(one, stage="withdrawn"))) == []
    papers = [Document(document_kind="artisan_card", valid_until=date(2026, 12, day)) for day in (25, 26)]
    assert [end.day.day for end in dates.near(dates.of_papers(papers), date(2026, 11, 25))] == [25]


def test_a_list_shows_of_whom_something_ends_within_a_week_or_a_month(session: Session) -> None:
    soon, later, over, never = (registered(session).holder.id for _ in range(4))
    today = session.today
    with session.store.unit_of_work() as unit:
        for row, days in ((soon, 7), (later, 8), (over, -1)):
            paper = Document(holder=row, document_kind="pehchan", valid_until=today + timedelta(days=days))
            unit.save(paper, session.author)
        unit.commit()

    def listed(days: int) -> set[str]:
        return set(listing.ids_of(session, listing.rows(session, "artisan", Filter(ending=days), "newest").numbers))

    assert (listed(7), listed(30)) == ({soon}, {soon, later})
    assert listed(0) == {soon, later, over, never}
    found = listing.find(session, "Deva", "artisan", Filter(ending=7)).lines
    assert {one.id for one in found} <= {soon}


def test_a_follow_up_clears_the_obstacle_and_goes_with_a_merge(session: Session) -> None:
    kept = registered(session, obstacles=("packaging", "transport"), mobile="9876543230").holder
    other = registered(session, mobile="9876543231").holder
    assert [one.obstacle for one in follow_ups.proposed(session, kept, ())] == ["packaging", "transport"]
    with pytest.raises(KnownError):
        follow_ups.note(session, FollowUp(holder=kept.id))
    one = follow_ups.note(session, FollowUp(holder=kept.id, obstacle="packaging", due=date(2026, 11, 24)))
    two = follow_ups.note(session, FollowUp(holder=other.id, what="call", due=date(2026, 12, 24)))
    assert [visit.follow_up.id for visit in follow_ups.due(session, session.today)] == [one.id]
    follow_ups.close(session, one.id, clears_obstacle=True)
    assert registering.load(session, kept.id).holder.obstacles == ("transport",)
    assert follow_ups.due(session, session.today) == []
    merging.merge(session, kept.id, other.id)
    assert [(visit.follow_up.id, visit.registration) for visit in follow_ups.due(session)] == [
        (two.id, kept.registration)
    ]


def test_the_board_counts_who_is_active_alone_with_and_without_a_place(session: Session) -> None:
    """Everybody's numbers come from an index less who left, a village's from the summaries: they agree."""
    here, moved, fresh = (registered(session, mobile=f"983900000{n}", village="Deva").holder for n in range(3))
    shg = registering.save(
        session,
        Registration(
            Shg(name_hi="लक्ष्मी समूह", mission="nrlm", state="9", district="164", village="Deva"),
            (Enrolment(programme="SAMARTH", stage="registered"),),
        ),
    ).holder
    for row in (here.id, moved.id, shg.id):
        one = stage(session, row)
        with session.store.unit_of_work() as unit:
            unit.save(replace(one, registered_on=date(2026, 9, 1)), "Sita")
            unit.commit()
    assert stage(session, fresh.id).registered_on == date(2026, 11, 25)
    record_detail.set_life(session, moved.id, "moved")
    for which in (Which("SAMARTH"), Which("SAMARTH", village="Deva"), Which("SAMARTH", district="164")):
        counted = board.counted(session, which)
        assert counted is not None and counted.counts == {"registered": 3}
        assert board.stuck(session, which) == {"registered": 2}
    assert board.stuck(session, Which("SAMARTH", village="Masauli")) == {}
