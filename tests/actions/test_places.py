"""Lists of the Local Government Directory into the places of this laptop: own samples, and the real files."""

import csv
import zipfile

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import places
from samarth_desktop.errors import KnownError
from tests.domain.lgd_files import downloaded

VILLAGES = (
    ("S.No.", "State Code", "State Name", "District Code", "District Name", "Sub-District Code", "Sub-District Name",
     "Village Code", "Village Version", "Village Name (In English)", "Village Name (In Local)"),
    ("1", "9", "UTTAR PRADESH", "129", "BARABANKI", "836", "Nawabganj", "163001", "1", "ZAIDPUR", "ज़ैदपुर"),
    ("2", "9", "UTTAR PRADESH", "129", "BARABANKI", "836", "Nawabganj", "163002", "1", "HARAKH", "हरख"),
    ("3", "9", "UTTAR PRADESH", "164", "MAHARAJGANJ", "840", "Sadar", "163003", "1", "ZAIDPUR KALAN", ""),
)  # fmt: skip
BLOCKS = (
    ("State Code", "State Name", "District Code", "District Name", "Block Code", "Block Version", "Block Name"),
    ("9", "UTTAR PRADESH", "129", "BARABANKI", "1200", "1", "MASAULI"),
)


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता", area="9/129")
    yield made
    made.store.close()


@pytest.fixture
def files(tmp_path):
    """A CSV of villages and a zip with a CSV of blocks."""
    made = []
    for name, rows in (("villages.csv", VILLAGES), ("blocks.csv", BLOCKS)):
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows(rows)
        made.append(tmp_path / name)
    packed = tmp_path / "blocks.zip"
    with zipfile.ZipFile(packed, "w") as bundle:
        bundle.write(made[1], "blocks.csv")
    return [made[0], packed]


def test_lists_come_in_and_are_found_in_both_scripts_and_by_code(session, files):
    told = []
    counts = places.import_files(session, files, lambda done, total: told.append((done, total)))
    assert counts["villages"] == 3 and counts["blocks"] == 1 and counts["states"] == 0 and told[-1] == (6, 6)
    assert [place.code for place in places.find(session, "ज़ैदपुर")] == ["163001", "163003"]
    assert {place.name_en for place in places.find(session, "jaidpur")} == {"Zaidpur", "Zaidpur Kalan"}
    assert [place.name_en for place in places.find(session, "163002")] == ["Harakh"]
    assert places.held(session)["village"] == 3
    assert places.import_files(session, files)["villages"] == 3, "the same list once more"
    assert places.held(session)["village"] == 3


def test_a_failed_import_leaves_all_as_it_was(session, files, tmp_path):
    wrong = tmp_path / "letter.csv"
    wrong.write_text("Dear madam,\nthe list follows,\n", "utf-8")
    with pytest.raises(KnownError) as told:
        places.import_files(session, [*files, wrong])
    assert told.value.text.args["file"] == "letter.csv"
    assert sum(places.held(session).values()) == 0

    def stop(done, total):
        if done:
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        places.import_files(session, files, stop)
    assert sum(places.held(session).values()) == 0


def test_the_directory_as_downloaded(session):
    there = downloaded()
    if not there:
        return  # the samples above stand for it
    counts = places.import_files(session, list(there.values()))
    assert counts["states"] == 36 and counts["districts"] > 700
    assert counts["subdistricts"] > 6000 and counts["blocks"] > 6500 and counts["towns"] > 4000
    assert any(place.district == "129" for place in places.find(session, "masauli"))
