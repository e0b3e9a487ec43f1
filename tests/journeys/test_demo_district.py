"""``demo --people N``: a district to try things on, made quickly and always the same."""

from pathlib import Path

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent, in_force
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.search import lookups
from tests.journeys.in_process import only
from tests.journeys.test_command_line import PASSPHRASE, Program

PEOPLE = 600


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Program:
    made = Program(tmp_path_factory.mktemp("district"))
    answer = made("demo", "--people", PEOPLE, "--out", made.folder / "out")
    assert (answer["people"], answer["shgs"]) == (PEOPLE, PEOPLE // 20)
    made.printed = answer["certificates"]
    return made


def test_it_can_be_worked_with(district: Program) -> None:
    assert district("check") == {"ok": True, "problems": []}
    assert 0 < len(district.printed) <= 10
    assert all(Path(file).read_bytes().startswith(b"%PDF") for file in district.printed)
    assert {hit["kind"] for hit in district("search", "sunita", "--limit", "50")} >= {"people"}
    assert district("export", "artisans", district.folder / "all.csv")["rows"] == PEOPLE
    district("demo", "--people", "5", code=2)


def test_it_is_like_a_real_one(district: Program) -> None:
    """Villages, groups with members who are people, and some who lack something."""
    with only(district.environment):
        session = opening.open_with_passphrase(district.folder / "data", PASSPHRASE)
        try:
            with session.store.read() as reader:
                people, groups = list(lookups.all_of(reader, Artisan)), list(lookups.all_of(reader, Shg))
                agreed = sum(in_force(reader.children(Consent, one.id)) is not None for one in people)
                enrolled = sum(bool(reader.children(Enrolment, one.id)) for one in people)
                members = [member for group in groups for member in reader.children(Member, group.id)]
        finally:
            session.store.close()
    assert len({one.village for one in people}) > 50
    assert len({one.registration for one in people}) == PEOPLE == enrolled
    assert 0.8 * PEOPLE < agreed < PEOPLE
    assert 0.8 * PEOPLE < sum(one.birth_year is not None for one in people) < PEOPLE
    ids = {one.id for one in people}
    assert len(members) == 10 * len(groups) and all(member.person in ids for member in members)
    assert sum(member.role == "president" for member in members) == len(groups)


def test_it_needs_a_folder_that_can_be_opened_again(tmp_path: Path) -> None:
    made = Program(tmp_path)
    del made.environment["SAMARTH_DATA"]
    made("demo", "--people", "5", code=2)
    assert "--data" in made.said
    made("demo", code=2)
    assert "--out" in made.said
    assert made("demo", "--people", "1", "--data", tmp_path / "small") == {"people": 1, "shgs": 0, "certificates": []}
