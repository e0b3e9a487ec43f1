"""Rows that name a record by its number: corrections come in unasked, rows about somebody else are questions."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from samarth_desktop.actions.session import Session
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.search import lookups
from tests.journeys.command import Command
from tests.journeys.command import command as command
from tests.journeys.test_import_export import EN, bring, everybody, sheet
from tests.journeys.test_import_export import session as session
from tests.sample_people import PERSON_KEYS, SHG_KEYS, people, shgs

HEADS = ("registration", "name_hi", "name_en", "birth_date", "mobile")
THREE = (
    {"name_hi": "सीता देवी", "name_en": "Sita", "birth_date": "1980-01-01", "mobile": "9839012341", "phone_owner": "own"},
    {"name_hi": "राधा यादव", "name_en": "Radha", "birth_date": "1995-05-05", "mobile": "9839012342", "phone_owner": "own"},
    {"name_hi": "मीना मौर्य", "name_en": "Meena", "birth_date": "1970-07-07", "mobile": "9839012343", "phone_owner": "own"},
)  # fmt: skip


def groups(session: Session) -> list[Shg]:
    with session.store.read() as reader:
        return list(lookups.all_of(reader, Shg))


def numbered(rows: Sequence[dict[str, str]], numbers: Sequence[str]) -> list[dict[str, str]]:
    return [{**row, "registration": number} for row, number in zip(rows, numbers, strict=True)]


def shifted(records: Sequence[Artisan | Shg], by: int) -> list[str]:
    """The numbers as a column that was sorted alone leaves them."""
    found = [one.registration for one in records]
    return found[by:] + found[:by]


@pytest.mark.parametrize("by", [1, 7, 40])
@pytest.mark.parametrize(
    "keys",
    [PERSON_KEYS, HEADS[1:], ("name_hi",), ("name_en", "mobile"), ("name_hi", "relative_hi", "relation", "age")],
    ids=["all", "four", "name", "english", "relative"],
)
def test_no_row_of_a_column_that_was_sorted_alone_is_written(
    session: Session, tmp_path: Path, by: int, keys: tuple[str, ...]
) -> None:
    rows = list(people(60, seed=5))
    bring(session, sheet(tmp_path / "a.csv", PERSON_KEYS, rows))
    before = everybody(session)
    path = sheet(tmp_path / "b.csv", ("registration", *keys), numbered(rows, shifted(before, by)))
    report = bring(session, path)
    after = everybody(session)
    written = [one.registration for one, old in zip(after, before, strict=True) if one != old]
    assert len(written) <= 2, "nobody is exchanged but for namesakes"
    assert report.read == 60 == report.updated + report.skipped + len(report.asked)
    said = report.as_json(EN)
    assert [row for one in said["left_out"] for row in one["rows"]] == [one["row"] for one in said["questions"]]
    assert all(set(one["answers"]) <= {p.registration for p in before} for one in said["questions"])
    assert {one["column"] for one in said["questions"]} == {"registration"}


CORRECTIONS = {
    "a village": {"village": "Dewa"},
    "a mobile": {"mobile": "9839000{n:03}"},
    "an age": {"birth_date": "", "age": "44"},
    "the other script alone": {"name_hi": "", "mobile": "9839000{n:03}"},
    "the relative": {"relative_hi": "बृजमोहन", "relative_en": "Brijmohan"},
    "all but the name": {"mobile": "9839000{n:03}", "birth_date": "1971-02-03", "village": "Dewa", "relative_hi": ""},
}


@pytest.mark.parametrize("what", CORRECTIONS)
def test_a_correction_passes_unasked(session: Session, tmp_path: Path, what: str) -> None:
    rows = list(people(60, seed=5))
    bring(session, sheet(tmp_path / "a.csv", PERSON_KEYS, rows))
    numbers = [one.registration for one in everybody(session)]
    new = [row | {key: text.format(n=n) for key, text in CORRECTIONS[what].items()} for n, row in enumerate(rows)]
    report = bring(session, sheet(tmp_path / "b.csv", ("registration", *PERSON_KEYS), numbered(new, numbers)))
    assert [EN.say(one.reason) for one in report.questions] == []
    assert report.updated >= 58  # some have it so already


@pytest.mark.parametrize(
    "new",
    [
        {"name_hi": "सीता मौर्य"},
        {"name_hi": "सीता", "name_en": "Seeta Devi"},
        {"name_hi": "", "name_en": "Sita Maurya", "mobile": "9839012399"},
        {"name_hi": "सिता देवी", "birth_date": "1981-01-01"},
        {"name_hi": "श्रीमती सीता देवी यादव", "mobile": "9839012399"},
        {"name_hi": "", "name_en": "", "mobile": "9839012399"},
        {"name_hi": "", "name_en": "", "mobile": "9839012342", "phone_owner": "family"},
    ],
    ids=str,
)
def test_a_new_surname_spelling_or_phone_passes_unasked(session: Session, tmp_path: Path, new: dict[str, str]) -> None:
    bring(session, sheet(tmp_path / "a.csv", (*HEADS, "phone_owner"), THREE))
    row = THREE[0] | new | {"registration": everybody(session)[0].registration}
    report = bring(session, sheet(tmp_path / "b.csv", (*HEADS, "phone_owner"), [row]))
    assert (report.updated, report.questions) == (1, ())


@pytest.mark.parametrize(
    ("new", "fits"),
    [
        ({"name_hi": "गुड्डी", "name_en": ""}, None),  # all else the same: a sister, a co-wife, another name
        ({"name_hi": "", "name_en": "Radha Yadav", "birth_date": "", "mobile": ""}, None),
        ({"name_hi": "राधा देवी", "name_en": ""} | {key: THREE[1][key] for key in ("birth_date", "mobile")}, 1),
        ({"name_hi": "", "name_en": "", "birth_date": "", "mobile": THREE[1]["mobile"]}, 1),
        ({"name_hi": "सीता देवी", "name_en": "", "birth_date": "", "mobile": "8700055555"}, 3),  # a namesake's phone
    ],
    ids=str,
)
def test_another_womans_row_is_a_question(
    session: Session, tmp_path: Path, new: dict[str, str], fits: int | None
) -> None:
    namesake = THREE[0] | {"name_hi": "सीता कुमारी", "birth_date": "1984-09-09", "mobile": "8700055555"}
    bring(session, sheet(tmp_path / "a.csv", (*HEADS, "phone_owner"), [*THREE, namesake]))
    before = everybody(session)
    row = THREE[0] | {"phone_owner": ""} | new | {"registration": before[0].registration}
    report = bring(session, sheet(tmp_path / "b.csv", (*HEADS, "phone_owner"), [row]))
    assert everybody(session) == before
    (question,) = report.questions
    assert question.row == 2 and before[0].registration in question.answers
    assert fits is None or question.answers[1] == before[fits].registration


def test_a_number_twice_is_an_error_in_each_of_its_rows(session: Session, tmp_path: Path) -> None:
    bring(session, sheet(tmp_path / "a.csv", HEADS, THREE))
    before = everybody(session)
    number = before[0].registration
    rows = numbered(
        [THREE[0] | {"mobile": f"983901239{n}"} for n in range(3)], [number, number.lower().replace("-", " "), ""]
    )
    rows += numbered([THREE[1] | {"mobile": "9839012390"}], [before[1].registration])
    report = bring(session, sheet(tmp_path / "b.csv", HEADS, rows), errors=tmp_path / "bad.csv")
    assert [(one.row, one.field) for one in report.errors] == [(2, "registration"), (3, "registration")]
    assert (report.read, report.updated, report.imported) == (4, 1, 1)
    assert everybody(session)[0] == before[0]
    assert len((tmp_path / "bad.csv").read_text("utf-8-sig").splitlines()) == 3


def test_groups_and_members_are_asked_about_as_people_are(session: Session, tmp_path: Path) -> None:
    rows = list({row["shg_name_hi"]: row for row in shgs(40, seed=3)}.values())[:12]
    bring(session, sheet(tmp_path / "g.csv", SHG_KEYS, rows), "shgs")
    before = groups(session)
    keys = ("registration", *SHG_KEYS)
    report = bring(session, sheet(tmp_path / "h.csv", keys, numbered(rows, shifted(before, 1))), "shgs")
    assert groups(session) == before and len(report.questions) == len(report.asked) == len(rows) == report.read
    moved = [row | {"village": "Dewa", "shg_name_en": ""} for row in rows]
    numbers = [one.registration for one in before]
    assert bring(session, sheet(tmp_path / "i.csv", keys, numbered(moved, numbers)), "shgs").updated == len(rows)
    twice = bring(session, sheet(tmp_path / "j.csv", keys, numbered(rows[:2], numbers[:1] * 2)), "shgs")
    assert len(twice.errors) == 2 and not twice.updated

    bring(session, sheet(tmp_path / "p.csv", HEADS, THREE))
    sita, radha, _ = everybody(session)
    heads = ("shg", "person", "name_en", "role")
    code = rows[0]["shg_code"]
    wrong = {"shg": code, "person": radha.registration, "name_en": "Sita", "role": "treasurer"}
    right = {"shg": code, "person": sita.registration, "name_en": "Seeta Devi"}
    report = bring(session, sheet(tmp_path / "m.csv", heads, [wrong, right]), "shgs")
    assert (report.read, report.imported, len(report.asked)) == (2, 1, 1)
    report = bring(session, sheet(tmp_path / "n.csv", heads, [right, right | {"role": "treasurer"}]), "shgs")
    assert len(report.errors) == 2
    with session.store.read() as reader:
        assert [one.role for one in reader.children(Member, before[0].id)] == ["member"]


def test_the_command_line_says_what_it_left_out(command: Command) -> None:
    path = sheet(command.folder / "a.csv", (*HEADS, "phone_owner"), THREE)
    command("import", "artisans", path)
    numbers = [command("search", row["name_en"])[0]["registration"] for row in THREE]
    rows = numbered(THREE, [*numbers[1:], numbers[0]])
    rows.append({"registration": "", "name_hi": "नई", "name_en": "Nai", "mobile": "9839012349", "shoe": "7"})
    said = command("import", "artisans", sheet(command.folder / "b.csv", (*HEADS, "shoe"), rows))
    assert (said["read"], said["imported"], said["updated"], said["errors"]) == (4, 1, 0, [])
    left = [one for one in said["left_out"] if one["rows"]]
    assert [one["rows"] for one in left] == [[2], [3], [4]]
    assert [one["columns"] for one in said["left_out"] if one["columns"]] == [["shoe"]]
    assert [one["row"] for one in said["questions"]] == [2, 3, 4]
    assert all(set(one) == {"sheet", "column", "reason", "answers", "row"} for one in said["questions"])
    assert [command("search", row["name_en"])[0]["registration"] for row in THREE] == numbers
    hindi = command("import", "artisans", command.folder / "b.csv", lang="hi")["questions"][0]["reason"]
    assert "राधा" in hindi or "सीता" in hindi
