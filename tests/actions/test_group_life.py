"""The life of a group through the real store: who joins and leaves, offices by resolution, grades, money, its register."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.groups import life, register
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.fund.record import Fund
from samarth_desktop.kinds.grading.record import Grading
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.resolution.record import Resolution
from samarth_desktop.kinds.shg.record import Shg

TODAY, FORMED = date(2026, 11, 25), date(2024, 4, 1)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता यादव", area="9/164")
    yield replace(made, clock=lambda: TODAY)
    made.store.close()


@pytest.fixture
def group(session: Session) -> Shg:
    members = tuple(Member(name_en=f"Member {n}", relation="husband", relative="Ram", role="member") for n in range(10))
    holder = Shg(
        name_en="Prerna", name_hi="प्रेरणा", mission="nrlm", state="9", district="164", village="R",
        formation_date=FORMED, bank_account="123456784417", bank_ifsc="SBIN0001234", savings=10000,
    )  # fmt: skip
    made = registering.save(session, Registration(holder, members=members)).holder
    assert isinstance(made, Shg)
    return made


def members(session: Session, group: Shg) -> dict[str, Member]:
    return {one.name_en: one for one in life.look(session, group.id).life.members}


def test_members_join_and_leave_with_their_days(session: Session, group: Shg) -> None:
    new = life.join(session, group.id, Member(name_en="Sita", joined=date(2025, 1, 1)))
    assert (new.role, new.joined) == ("member", date(2025, 1, 1))
    with pytest.raises(KnownError):
        life.join(session, group.id, Member(name_en="Gita", joined=date(2024, 3, 31)))
    with pytest.raises(KnownError):
        life.leave(session, new.id, date(2024, 12, 31))
    with pytest.raises(KnownError):
        life.leave(session, new.id, date(2027, 1, 1))
    gone = life.leave(session, new.id, date(2026, 1, 1))
    assert gone.left == date(2026, 1, 1) and not gone.active


def test_a_resolution_gives_the_offices(session: Session, group: Shg) -> None:
    there = members(session, group)
    first = Resolution(
        shg=group.id, number="7", resolved_on=date(2026, 6, 1), subject="office_bearers",
        president=there["Member 1"].id, secretary=there["Member 2"].id, treasurer=there["Member 3"].id,
    )  # fmt: skip
    life.resolve(session, first)
    life.resolve(session, replace(first, number="8", president=there["Member 4"].id))
    roles = {name: one.role for name, one in members(session, group).items() if one.role != "member"}
    assert roles == {"Member 4": "president", "Member 2": "secretary", "Member 3": "treasurer"}
    with pytest.raises(KnownError):
        life.resolve(session, replace(first, number="9", resolved_on=date(2024, 1, 1)))
    life.leave(session, there["Member 4"].id)
    said = [catalog("en").say(text) for text in life.look(session, group.id).warnings]
    assert "Nobody is chosen as President." in said


def test_only_the_missions_habits_are_graded(session: Session, group: Shg) -> None:
    assert "Not graded yet" in " ".join(catalog("en").say(text) for text in life.look(session, group.id).warnings)
    made = life.grade(session, Grading(shg=group.id, graded_on=TODAY, habits=("books", "rules", "savings"), grade="a"))
    assert made.habits == ("books", "savings"), "keeping the group's rules is a habit of towns"
    assert made.graded_by == "सुनीता यादव"
    with pytest.raises(KnownError):
        life.grade(session, Grading(shg=group.id, graded_on=TODAY, habits=("books",)))


def test_money_and_what_is_given_back(session: Session, group: Shg) -> None:
    made = life.note_fund(
        session, Fund(shg=group.id, fund_kind="bank_loan", received_on=TODAY, amount=15_000_000, dose=1)
    )
    assert made.open
    back = life.note_fund(session, replace(made, repaid=15_000_000, repaid_on=TODAY))
    assert not back.open
    with pytest.raises(KnownError):
        life.note_fund(session, replace(back, repaid_on=FORMED))
    with pytest.raises(KnownError):
        life.note_fund(session, Fund(shg=group.id, fund_kind="rf", received_on=TODAY))


def test_federations_of_the_district_are_proposed(session: Session, group: Shg) -> None:
    life.federate(session, group.id, "Harakh VO", "Barabanki CLF")
    assert life.known_federations(session, group) == (["Harakh VO"], ["Barabanki CLF"])


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_register_holds_all_of_it_in_order(session: Session, group: Shg, tmp_path: Path, language: str) -> None:
    test_a_resolution_gives_the_offices(session, group)
    life.grade(session, Grading(shg=group.id, graded_on=TODAY, habits=("books", "savings"), grade="b"))
    life.note_fund(
        session, Fund(shg=group.id, fund_kind="rf", received_on=date(2024, 9, 1), amount=1_500_000, purpose="Wool")
    )
    life.federate(session, group.id, "Harakh VO", "Barabanki CLF")
    file = tmp_path / "register.pdf"
    register.write(session, group.registration, file, language)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    third = catalog(language).say(register.quarter(TODAY))
    assert "2026-27" in third
    for part in ("प्रेरणा", "Prerna", "₹15,000", "₹100", "Member 2", third, "Wool", "Harakh VO", "Barabanki CLF"):
        assert part in text, part
    assert "123456784417" not in text and "4417" in text, "the account is masked"
    order = ["SBIN0001234", "Member 9", third, "₹15,000", "Harakh VO"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    (money,) = [line.split() for line in text.splitlines() if "₹15,000" in line]
    below = text.split(catalog(language).say("Funds and loans"))[1]
    first, second = (catalog(language).say(head).split()[0] for head in ("Received on", "Kind of money"))
    assert money[0] == "1" and below.index(first) < below.index(second), "the day stands under its head"
