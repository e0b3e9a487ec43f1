"""Districts that were made since the program's own table: taken in with the newest list of the directory, then usable
everywhere without a new program; before that a clear question, and nobody is lost."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import places, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.domain.places import area_search, place
from samarth_desktop.hub.__main__ import _checked_areas
from samarth_desktop.kinds.artisan.record import Artisan
from tests.documents.tables import csv_bytes
from tests.faults import every_fault
from tests.journeys.command import Command
from tests.journeys.command import command as command
from tests.journeys.test_doubted_texts import HEADS, REST

# As the directory gives its districts: titles above, codes with zeros, shouted names, a local name where there is one.
# The codes are invented; the districts are of 2023 to 2025.
DISTRICTS = (
    ("All Districts of India",),
    ("S.No.", "State Code", "State Name (In English)", "District Code", "District Name (In English)",
     "District Name (In Local language)", "Hierarchy", "Short Name of District", "Census 2001 Code", "Census 2011 Code"),
    (1, "23", "MADHYA PRADESH", "0901", "MAUGANJ", "मऊगंज", "Mauganj(District) / Madhya Pradesh(State)", "", "", ""),
    (2, "23", "MADHYA PRADESH", "0902", "MAIHAR", "", "Maihar(District) / Madhya Pradesh(State)", "", "", ""),
    (3, "23", "MADHYA PRADESH", "0903", "PANDHURNA", "पांढुर्णा", "", "", "", ""),
    (4, "8", "RAJASTHAN", "0904", "KHAIRTHAL-TIJARA", "", "", "", "", ""),
    (5, "24", "GUJARAT", "0905", "VAV-THARAD", "વાવ-થરાદ", "", "", "", ""),
    (6, "9", "UTTAR PRADESH", "0129", "BARABANKI", "बाराबंकी", "", "", "", ""),
)  # fmt: skip


@pytest.fixture(autouse=True)
def as_installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is learned here is forgotten for the next test."""

    def forget() -> None:
        place._newer.clear()
        for remembered in (place._districts, place._by_state, place._district_keys, place._find_district):
            remembered.cache_clear()

    forget()
    yield
    forget()


def people(command: Command, *districts: str) -> Path:
    file = command.folder / "in.csv"
    rows = [REST | {"name_hi": f"{name} देवी", "mobile": f"98390128{at:02}", "district": district, "state": ""}
            for at, (name, district) in enumerate(zip(("सुनीता", "गीता", "रेखा", "कमला"), districts, strict=False))]  # fmt: skip
    file.write_bytes(csv_bytes([list(HEADS), *([row.get(key, "") for key in HEADS] for row in rows)]))
    return file


def directory(command: Command) -> Path:
    file = command.folder / "districts.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(DISTRICTS)
    return file


def held(command: Command) -> list[tuple[str, str, str]]:
    hits = command("search", "9839012", "--kind", "people", "--limit", "20")
    shown = [command("show", one["registration"]) for one in hits]
    order = sorted(shown, key=lambda one: str(one["values"]["name_hi"]))
    return [
        (one["values"].get("district", ""), one["values"].get("state", ""), one["unread"].get("district", ""))
        for one in order
    ]


def test_a_district_that_nobody_knows_is_asked_about_and_read_when_the_list_has_it(command: Command) -> None:
    file = people(command, "मऊगंज", "Maihar", "Pandhurna (M.P.)", "मऊगंज")
    said = command("import", "artisans", file)
    assert (said["imported"], said["errors"], said["unread"]) == (4, [], 4)
    asked = [(one["column"], one["reason"].split(". Its")[0]) for one in said["questions"]]
    assert asked == [("district", f"No district is called “{name}”") for name in ("मऊगंज", "Maihar", "Pandhurna (M.P.)")]
    assert {unread for *_, unread in held(command)} == {"मऊगंज", "Maihar", "Pandhurna (M.P.)"}
    counts = command("locations", "import", directory(command))
    assert counts["districts"] == 6
    assert {(district, unread) for district, _, unread in held(command)} == {
        ("Mauganj", ""), ("Maihar", ""), ("Pandhurna", ""),
    }  # fmt: skip
    assert {state for _, state, _ in held(command)} == {"Madhya Pradesh"}
    again = command("import", "artisans", file)
    assert (again["skipped"], again["imported"], again["questions"]) == (4, 0, [])


def test_a_new_district_serves_in_the_form_the_sheet_the_area_and_the_helper(command: Command) -> None:
    command("locations", "import", directory(command))
    found = place.district("मैहर", "23")
    assert found is not None and (found.code, found.en, found.hi) == ("902", "Maihar", "मैहर")
    assert {one.code for one in place.districts("23")} >= {"901", "902", "903"}, "the lists of forms and of the hall"
    assert [one.code for one in area_search.districts_like("vav")] == ["905"], "the choice of the area"
    assert place.district("905") is not None and "ા" not in place.district("905").hi, "Hindi in Devanagari"  # type: ignore[union-attr]
    assert place.read_area("23/मऊगंज") == "23/901" == place.read_area("23/901")
    assert [one.code for one in place.districts("9")].count("129") == 1
    said = command("import", "artisans", people(command, "Khairthal-Tijara", "खैरथल-तिजारा"), "--district", "8/904")
    assert (said["imported"], said["unread"]) == (2, 0)
    # Another process, such as the helper of a large import or the next start, knows what it is told and what is stored.
    learned = place.newer()
    place._newer.clear()
    for remembered in (place._districts, place._by_state, place._district_keys, place._find_district):
        remembered.cache_clear()
    assert place.district("901") is None
    place.learn(learned)
    assert place.district("901") is not None


def test_the_next_start_knows_the_districts_of_the_directory_on_the_laptop(command: Command) -> None:
    command("locations", "import", directory(command))
    place._newer.clear()
    for remembered in (place._districts, place._by_state, place._district_keys, place._find_district):
        remembered.cache_clear()
    said = command("import", "artisans", people(command, "Mauganj"))
    assert (said["imported"], said["questions"]) == (1, [])
    assert held(command) == [("Mauganj", "Madhya Pradesh", "")]


def test_a_hub_takes_a_district_that_is_newer_than_its_own_table_by_its_codes() -> None:
    assert _checked_areas(["23/901", "9/164"]) == ["23/901", "9/164"]
    assert place.newer_area("23/5") == "" == place.newer_area("99/901") == place.newer_area("23/x")


def test_a_list_that_failed_on_the_way_and_who_waited_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The places, then whoever was written in a district that nobody knew: each whole, and the list again does both."""
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    session, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता", area="9/129")
    waits = Artisan(name_hi="सीता", state="23", unread={"district": "Mauganj"})
    row = registering.save(session, Registration(waits)).holder.id
    file = tmp_path / "districts.csv"
    file.write_bytes(csv_bytes(DISTRICTS))

    def whole(after: object) -> None:
        assert sum(places.held(session).values()) == len(DISTRICTS) - 2
        assert registering.load(session, row).holder.unread == {"district": "Mauganj"}

    assert every_fault(session, lambda: places.import_files(session, [file]), whole) > 3
    found = registering.load(session, row).holder
    assert (found.district, found.unread) == ("901", {})
    session.store.close()
