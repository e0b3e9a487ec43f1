"""Lists of the Local Government Directory as downloaded, with all that is odd about them."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from samarth_desktop.domain.places import place
from samarth_desktop.domain.places.lgd import Location, locations
from samarth_desktop.errors import KnownError
from tests.domain.lgd_files import downloaded

VILLAGE_HEADS = [
    "S.No.", "State Code", "State Name", "District Code", "District Name", "Sub-District Code", "Sub-District Name",
    "Village Code", "Village Version", "Village Name (In English)", "Village Name (In Local)", "Village Status",
    "Census 2001 Code", "Census 2011 Code",
]  # fmt: skip


def read(*lines: str) -> list[Location]:
    return list(locations(csv.reader(lines)))


def test_states_with_the_same_head_twice() -> None:
    found = read(
        "S.No.,State Code,State Version,State Name,State Name,Census 2001 Code,Census 2011 Code,State or UT",
        "1,9,1,UTTAR PRADESH,उत्तर प्रदेश,09,09,S",
        "2,35,1,ANDAMAN AND NICOBAR ISLANDS,ANDAMAN AND NICOBAR ISLANDS,35,35,U",
    )
    assert found == [
        Location("state", "9", "Uttar Pradesh", "उत्तर प्रदेश", state="9"),
        Location("state", "35", "Andaman and Nicobar Islands", "", state="35"),
    ]


def test_districts_with_a_byte_order_mark_and_quoted_numbers() -> None:
    found = read(
        '\ufeff"State Code","State Name","District Code","District Name","Census 2001 Code","Census 2011 Code"',
        '"\'09","UTTAR PRADESH","\'164",MAHARAJGANJ,,',
        '"9"," UTTAR  PRADESH ","129.0","Bara  Banki",176,"176"',
    )
    assert found == [
        Location("district", "164", "Maharajganj", "", "9", "164"),
        Location("district", "129", "Bara Banki", "", "9", "129"),
    ]


def test_villages_below_title_lines_and_as_spreadsheet_numbers() -> None:
    rows: list[list[object]] = [
        ["Local Government Directory"],
        ["All villages of Uttar Pradesh as on 01/11/2026", None, None],
        [],
        [None, ""],
        [*VILLAGE_HEADS],
        [1, 9.0, "UTTAR PRADESH", 164.0, "MAHARAJGANJ", 912.0, "Nautanwa", 185001.0, 1, "Sampatiha", "सम्पतिहा", "I"],
        [],
        [*VILLAGE_HEADS],  # a second page repeats the heads
        ["2", "9", "UTTAR PRADESH", "164", "MAHARAJGANJ", "912", "Nautanwa", "0185002", "1", "PIPRA KALAN", ""],
        ["3", "9", "UTTAR PRADESH", "164", "MAHARAJGANJ", "912", "Nautanwa", "", "1", "No Code", ""],
        ["4", "9", "UTTAR PRADESH", "164", "MAHARAJGANJ", "912", "Nautanwa", "185004", "1", "", ""],
        ["5", "9"],
        ["Total", "2"],
    ]
    assert list(locations(rows)) == [
        Location("village", "185001", "Sampatiha", "सम्पतिहा", "9", "164", "912"),
        Location("village", "185002", "Pipra Kalan", "", "9", "164", "912"),
    ]


def test_subdistricts_blocks_and_bodies() -> None:
    assert read(
        "S.No.,State Code,State Name,District Code,District Name,Sub-district Code,Sub-district Version,"
        "Sub-district Name,Census 2001 code,Census 2011 code",
        "1,21,ODISHA,360,KENDRAPARA,2925,1,Aali,2,02925",
    ) == [Location("subdistrict", "2925", "Aali", "", "21", "360", "2925")]
    assert read(
        "S.No.,State Code,State Name,District Code,District Name,Block Code,Block Version,Block Name ,Block Name",
        "1,9,UTTAR PRADESH,129,BARABANKI,1001,1,HARAKH,हरख",
    ) == [Location("block", "1001", "Harakh", "हरख", "9", "129", "", "1001")]
    assert read(
        'S.No.,"Local Body Code","Local Body Version",Local Body Name,"Local Body Name (In Local)",'
        '"Localbody Type Code",Census 2011 Code,State Code,State Name',
        "1,253098,6,Port Blair,,5,804041,35,ANDAMAN AND NICOBAR ISLANDS",
        "2,11,1,Barabanki Zila Panchayat,,1,,9,UTTAR PRADESH",
        "3,12,1,Zaidpur Gram Panchayat,ज़ैदपुर,3,,9,UTTAR PRADESH",
    ) == [
        Location("town", "253098", "Port Blair", "", "35"),
        Location("panchayat", "12", "Zaidpur Gram Panchayat", "ज़ैदपुर", "9"),
    ]


def test_kinds_of_body_in_words() -> None:
    heads = "Local Body Code,Local Body Name (In English),Local Body Type Name,State Code"
    found = read(
        heads,
        "1,Barabanki,Zila Panchayat,9",
        "2,Harakh,Block Panchayat,9",
        "3,Zaidpur,Village Panchayat,9",
        "4,Satrikh,Town Panchayat,9",
        "5,Nawabganj,Municipality,9",
        "6,Nameless,,9",
    )
    levels = [(one.code, one.level) for one in found]
    assert levels == [("3", "panchayat"), ("4", "town"), ("5", "town"), ("6", "town")]
    assert read("District Code,Gram Panchayat Code,Gram Panchayat Name", "129,77,Zaidpur") == [
        Location("panchayat", "77", "Zaidpur", district="129")
    ]


def test_local_names_in_other_scripts_are_not_hindi() -> None:
    heads = "State Code,District Code,District Name (In English),District Name (In Local)"
    assert read(heads, "33,568,CHENNAI,சென்னை") == [Location("district", "568", "Chennai", "", "33", "568")]
    assert read(heads, "9,129,बाराबंकी,बाराबंकी") == [Location("district", "129", "", "बाराबंकी", "9", "129")]


@pytest.mark.parametrize("lines", [[], [""], ["Name,Mobile", "Ram,9876543210"], ["State Name"], ["\x00\x01"]])
def test_another_file_is_refused_with_a_sentence(lines: list[str]) -> None:
    with pytest.raises(KnownError):
        locations([line.split(",") for line in lines])


def test_rows_are_taken_one_at_a_time() -> None:
    taken = 0

    def rows() -> Iterator[list[str]]:
        nonlocal taken
        yield [*VILLAGE_HEADS]
        for n in range(1, 100):
            taken += 1
            yield ["1", "9", "U", "164", "M", "912", "N", str(n), "1", f"Village {n}", ""]

    found = locations(rows())
    assert next(found).code == "1"
    assert taken == 1


def test_the_files_as_downloaded(tmp_path: Path) -> None:
    files = downloaded()
    if not files:
        own = tmp_path / "2-district.csv"
        own.write_text("State Code,State Name,District Code,District Name\n9,UTTAR PRADESH,129,BARABANKI\n")
        files = {own.name: own}
    for name, path in files.items():
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = sum(1 for row in csv.reader(stream) if any(row)) - 1
            stream.seek(0)
            found = list(locations(csv.reader(stream)))
        assert len(found) == lines, name
        assert len({(f.level, f.code) for f in found}) >= lines * 0.99, name  # a few blocks lie in two districts
        assert all(place.state(f.state) for f in found), name
        assert len(Counter(f.level for f in found)) == 1, name
