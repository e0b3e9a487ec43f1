"""What rows of sheets say: heads in both languages, cells of every kind, Aadhaar numbers, legacy text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import verhoeff

from samarth_desktop import paths
from samarth_desktop.domain.fields.field import Field, Kind, fields_of
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.domain.fields.text import judge
from samarth_desktop.domain.names import krutidev
from samarth_desktop.i18n import LANGUAGES, catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules import validation
from samarth_desktop.rules.sheets import column_mapping, row_parser
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping
from samarth_desktop.rules.sheets.parsed_row import ParsedRow
from samarth_desktop.rules.sheets.row_parser import LONGEST_CELL, RowParser, clean
from tests.sample_people import PERSON_KEYS, SHG_KEYS, people

TODAY = date(2026, 11, 22)
AADHAAR = "23456789012" + verhoeff.calc_check_digit("23456789012")


def take(kind: str = "artisans", **cells: str) -> ParsedRow:
    plan = column_mapping.guess(kind, list(cells))
    return RowParser(plan, TODAY).take(list(cells.values()))


def one(head: str, cell: str) -> ParsedRow:
    return RowParser(column_mapping.guess("artisans", ["name_hi", head]), TODAY).take(["रमेश", cell])


def test_the_contracts_keys() -> None:
    assert column_mapping.guess("artisans", PERSON_KEYS).keys == PERSON_KEYS
    members = "shg name_hi name_en relation relative age mobile role".split(" ")
    assert column_mapping.guess("members", members).keys == tuple(members)
    assert column_mapping.guess("shgs", SHG_KEYS).keys[:2] == ("name_hi", "name_en")


@pytest.mark.parametrize("kind", column_mapping.TABLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_a_head(kind: str, language: str) -> None:
    keys = tuple(column_mapping.columns_of(kind))
    labels = [catalog(language).say(column_mapping.label_of(kind, key)) for key in keys]
    assert column_mapping.guess(kind, labels).keys == keys


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("Name of Beneficiary", "name"), ("NAME OF THE ARTISAN *", "name"), ("पिता/पति का नाम", "relative"),
        ("Father's / Husband's Name", "relative"), ("S/o", "father"), ("W/o", "husband"), ("Mobile No.", "mobile"),
        ("मोबाईल नं.", "mobile"), ("गाँव", "village"), ("ग्राम का नाम", "village"), ("Distt.", "district"),
        ("जनपद", "district"), ("Date of Birth (DD/MM/YYYY)", "birth_date"), ("D.O.B.", "birth_date"),
        ("आयु (वर्ष में)", "age"), ("Gender (M/F)", "gender"), ("Caste (SC/ST/OBC)", "category"),
        ("Aadhar No.", "aadhaar_last4"), ("Name as per Aadhaar", "name_on_aadhaar"), ("A/c No.", "bank_account"),
        ("IFSC Code", "bank_ifsc"), ("Name (in Hindi)", "name_hi"), ("हिन्दी में नाम", "name_hi"), ("Pin code", "pin"),
        ("S.No.", ""), ("क्र.सं.", ""), ("Signature", ""), ("What to mend", ""),
    ],
)  # fmt: skip
def test_heads_that_people_write(head: str, key: str) -> None:
    assert column_mapping.guess("artisans", [head]).keys == (key,)


def test_heads_below_a_title() -> None:
    rows = [
        ["Government of Uttar Pradesh", "", ""],
        ["ODOP training, Barabanki", "", "Date: 12/03/2025"],
        [],
        ["S.No.", "Name of Trainee/Artisan", "Mobile No."],
        ["1", "Ramesh", "9839022218"],
    ]
    rows[3][1] = "Name of Artisan"
    plan = column_mapping.find("artisans", rows)
    assert plan is not None
    assert (plan.top, plan.keys) == (4, ("", "name", "mobile"))
    assert column_mapping.find("artisans", [["a", "b"], ["Ramesh", "9839022218"]]) is None


def test_the_signature_passes_over_what_an_error_sheet_adds() -> None:
    plain = column_mapping.guess("artisans", ["नाम", "Mobile"])
    assert plain.signature == column_mapping.guess("artisans", ["नाम", "Mobile", "What to mend"]).signature
    assert plain.signature != column_mapping.guess("artisans", ["नाम", "Village"]).signature


def test_a_whole_row() -> None:
    row = next(people(1, seed=3))
    taken = RowParser(column_mapping.guess("artisans", list(row)), TODAY).take(list(row.values()))
    assert (taken.unread, taken.wrong, taken.programme) == ({}, None, row["programme"])
    record = taken.as_record(Artisan)
    assert (record.name_hi, record.mobile, record.pin) == (row["name_hi"], row["mobile"], row["pin"])
    assert record.state
    assert record.district
    assert taken.agrees(record)
    assert not taken.agrees(Artisan(name_hi=record.name_hi))


@pytest.mark.parametrize(
    ("head", "cell", "key", "value"),
    [
        ("birth_date", "05/11/1990", "birth_date", date(1990, 11, 5)),
        ("birth_date", "५-११-१९९०", "birth_date", date(1990, 11, 5)),
        ("birth_date", "33182", "birth_date", date(1990, 11, 5)),
        ("birth_date", "1990", "birth_year", 1990),
        ("birth_date", "01/1980", "birth_year", 1980),
        ("birth_date", "Jan 1980", "birth_year", 1980),
        ("birth_date", "जनवरी १९८०", "birth_year", 1980),
        ("birth_date", "1980-01", "birth_year", 1980),
        *(("birth_date", cell, "birth_year", 1991) for cell in ("35", "35 yrs", "३५ वर्ष")),
        ("age", "35 साल 3 माह", "birth_year", 1991),
        ("age", "35 years", "birth_year", 1991),
        ("age", "३५", "birth_year", 1991),
        ("age", "35.0", "birth_year", 1991),
        ("gender", "F", "gender", "female"),
        ("gender", "पुरुष", "gender", "male"),
        ("gender", "म", "gender", "female"),
        ("category", "ओबीसी", "category", "obc"),
        ("category", "Gen.", "category", "general"),
        *(("category", cell, "category", "obc") for cell in ("OBC-NCL", "OBC (NCL)", "BC-A", "अति पिछड़ा वर्ग")),
        *(("category", cell, "category", "general") for cell in ("EWS", "Gen-EWS", "सामान्य वर्ग")),
        ("mobile", "9839022221/22", "mobile", "9839022221"),
        ("relative_hi", "मो0 असलम", "relative_hi", "मो० असलम"),
        ("relation", "W/o", "relation", "husband"),
        ("mobile", "+91 98390-22218", "mobile", "9839022218"),
        ("mobile", "९८३९०२२२१८", "mobile", "9839022218"),
        ("mobile", "9839022218.0", "mobile", "9839022218"),
        *(("aadhaar_last4", cell, "aadhaar_last4", "2346") for cell in ("XXXX2346", "****2346", "XX 2346")),
        ("pin", "209801.0", "pin", "209801"),
        ("district", "बाराबंकी", "district", "129"),
        ("name_en", "  Ramesh \u200b\x07 Kumar ", "name_en", "Ramesh Kumar"),
    ],
)  # fmt: skip
def test_cells(head: str, cell: str, key: str, value: object) -> None:
    taken = one(head, cell)
    assert taken.values.get(key) == value
    assert not taken.unread


@pytest.mark.parametrize(
    ("head", "cell", "key"),
    [
        ("birth_date", "13/1980", "birth_date"), ("birth_date", "मेला 1980", "birth_date"),
        ("birth_date", "soon", "birth_date"), ("age", "old", "birth_year"), ("gender", "x", "gender"),
        ("mobile", "12345", "mobile"), ("mobile", "9.84E+09", "mobile"), ("district", "Atlantis", "district"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_kept_beside_the_field(head: str, cell: str, key: str) -> None:
    taken = one(head, cell)
    assert taken.unread == {key: cell}
    record = taken.as_record(Artisan)
    assert record.unread == {key: cell}
    assert taken.agrees(record)


def test_a_district_brings_its_state() -> None:
    assert one("district", "Barabanki").values["state"] == "9"


def test_names_by_their_script() -> None:
    assert take(name="रमेश कुमार").values == {"name_hi": "रमेश कुमार"}
    assert take(name="Ramesh Kumar").values == {"name_en": "Ramesh Kumar"}
    assert take(name="रमेश कुमार (Ramesh Kumar)").values == {"name_hi": "रमेश कुमार", "name_en": "Ramesh Kumar"}
    husband = take(name="Sita", father="", husband="राम लाल").values
    assert (husband["relative_hi"], husband["relation"]) == ("राम लाल", "husband")
    assert take("members", name="Sita", shg="x", father="Ram").values["relative"] == "Ram"


def test_a_masked_number_is_no_news() -> None:
    before = Artisan(name_hi="रमेश", mobile="9839022218")
    taken = take(name_hi="रमेश", mobile="••••••2218", voter_id="XXXXXX2218")
    assert taken.onto(before) == before
    assert taken.as_record(Artisan).mobile == ""


def test_an_update_leaves_what_the_row_leaves_empty() -> None:
    before = Artisan(name_hi="रमेश", mobile="9839022218", village="Dewa", unread={"pin": "x", "gender": "y"})
    after = take(name_hi="रमेश", mobile="", village="Zaidpur", pin="225301", birth_date="??").onto(before)
    assert (after.mobile, after.village, after.pin) == ("9839022218", "Zaidpur", "225301")
    assert after.unread == {"gender": "y", "birth_date": "??"}


def test_what_could_do_harm() -> None:
    assert take(name_hi="रमेश", remarks="x" * (LONGEST_CELL + 1)).wrong
    assert take(name_hi="रमेश", remarks="x" * LONGEST_CELL).wrong is None
    shifted = RowParser(column_mapping.guess("artisans", ["name_hi", "village"]), TODAY).take(
        ["रमेश", "near", "the mosque"]
    )
    assert shifted.wrong


def test_the_example_of_the_template_is_known() -> None:
    assert take(registration="Example", name_hi="रमेश").example
    assert take("members", shg="उदाहरण", name_hi="रमेश").example


_KEYS = [key for key, field in fields_of(Artisan).items() if not field.system]
_GAPS = st.sampled_from(["", " ", "  ", "-", ".", "\n", "\u00a0", " - ", "\u200d"])


@given(
    st.sampled_from([*_KEYS, "age", "programme", "shg", "name"]),
    st.lists(_GAPS, min_size=11, max_size=11),
    st.booleans(),
)
def test_no_cell_keeps_an_aadhaar_number(key: str, gaps: list[str], hindi: bool) -> None:
    number = AADHAAR[0] + "".join(gap + digit for gap, digit in zip(gaps, AADHAAR[1:], strict=True))
    if hindi:
        number = number.translate(str.maketrans("0123456789", "०१२३४५६७८९"))
    cells = ["रमेश", f"card {number} seen" if key not in ("aadhaar_last4", "age") else number]
    taker = RowParser(ColumnMapping("artisans", 1, ("name_hi", key), ("name_hi", key)), TODAY)
    taken = taker.take(cells)
    said = " ".join(map(str, [taken, *clean(cells)]))
    digits = "".join(c for c in said.translate(str.maketrans("०१२३४५६७८९", "0123456789")) if c.isdigit())
    assert AADHAAR not in digits


WORDS = {
    "jes'k dqekj": "रमेश कुमार", "lquhrk nsoh": "सुनीता देवी", "Jherh": "श्रीमती", "fou; izlkn": "विनय प्रसाद",
    "jktsUnz flag": "राजेन्द्र सिंह", "'kekZ": "शर्मा", "oekZ xqIrk": "वर्मा गुप्ता", "fo'odekZ": "विश्वकर्मा",
    "fLFkfr": "स्थिति", "pUnzizdk'k": "चन्द्रप्रकाश", "xzke iapk;r": "ग्राम पंचायत", "{kf=;": "क्षत्रिय",
    "dY;k.kh": "कल्याणी", "dkS'kY;k": "कौशल्या", "iq\"ik": "पुष्पा", "[kq'kcw": "खुशबू", "/kesZUnz": "धर्मेन्द्र",
    "jkBkSM+": "राठौड़", "xksj[kiqj": "गोरखपुर", "iq=": "पुत्र",
}  # fmt: skip


@pytest.mark.parametrize("typed", WORDS)
def test_kruti_dev(typed: str) -> None:
    assert krutidev.to_unicode(typed) == WORDS[typed]


def test_kruti_dev_is_recognised_and_nothing_else() -> None:
    assert krutidev.looks_like(WORDS)
    sample = list(people(400, seed=5))
    for key in ("name_en", "name_hi", "relative_en", "village", "block", "craft", "technique", "mobile", "pin"):
        assert not krutidev.looks_like(row[key] for row in sample), key
    assert not krutidev.looks_like(row["name_en"].lower() for row in sample)
    assert not krutidev.looks_like(row["name_en"].upper() for row in sample)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("eksgu yky", "मोहन लाल"), ("jke", "राम"), ("lquhrk nsoh", "सुनीता देवी"), ("jkts'k dqekj", "राजेश कुमार")],
)
def test_one_cell_of_kruti_dev_is_doubted(typed: str, name: str) -> None:
    """Among cells of real Hindi it would be printed as an English name."""
    doubts = judge(Field("", Kind.LINE, names="person"), typed).doubts
    assert [doubt.args for doubt in doubts] == [{"text": name}]


def test_no_english_name_is_taken_for_kruti_dev() -> None:
    words = paths.resource("names/words.tsv").read_text("utf-8").splitlines()
    spelled = {spelling for line in words for spelling in line.split("\t")[1].split()}
    assert not [one for one in spelled if krutidev.name_in(one)]


@pytest.mark.parametrize("number", ["9.83902E+09", "1,2E11", "2.25E+5"])
def test_a_number_that_a_spreadsheet_cut_is_said_to_be_cut(number: str) -> None:
    wrong = read(Field("", Kind.DIGITS), number).wrong
    assert wrong is not None and wrong.args == {"text": number}


def test_english_in_quotes_is_not_kruti_dev() -> None:
    said = [
        'one two, "three"',
        "don't call before noon",
        "M/s Sharma & Sons",
        "Phone: son's",
        "S/o Ram; D/o Sita",
        "H.No. 4/B",
    ]
    assert not krutidev.looks_like(said)
    assert not any(krutidev.looks_like([one]) for one in said)


def test_a_legacy_column_is_converted_where_asked() -> None:
    plan = ColumnMapping("artisans", 1, ("name",), ("name",), legacy=frozenset({0}))
    assert RowParser(plan, TODAY).take(["jes'k dqekj"]).values == {"name_hi": "रमेश कुमार"}


def _typed(word: str) -> str:
    """Kruti Dev keys of a simple Hindi word: the converse of the table, for single letters and signs."""
    keys = {drawn: key for key, drawn in _SINGLE}
    out: list[str] = []
    for letter in word:
        if letter == "ि":
            out.insert(len(out) - 1, "f")
        else:
            out.append(keys[letter])
    return "".join(out)


_SINGLE = [
    ("d", "क"), ("x", "ग"), ("p", "च"), ("t", "ज"), ("V", "ट"), ("M", "ड"), ("r", "त"), ("n", "द"), ("u", "न"), ("i", "प"),
    ("c", "ब"), ("e", "म"), (";", "य"), ("j", "र"), ("y", "ल"), ("o", "व"), ("'k", "श"), ("l", "स"), ("g", "ह"), ("[k", "ख"),
    ("k", "ा"), ("h", "ी"), ("q", "ु"), ("w", "ू"), ("s", "े"), ("S", "ै"), ("ks", "ो"), ("f", "ि"),
]  # fmt: skip
_LETTERS = [drawn for _, drawn in _SINGLE if drawn >= "क" and drawn <= "ह"]


@given(
    st.lists(
        st.tuples(st.sampled_from(_LETTERS), st.sampled_from(["", "ा", "ि", "ी", "ु", "ू", "े", "ै", "ो"])),
        min_size=1,
        max_size=6,
    )
)
def test_kruti_dev_round_trip(syllables: list[tuple[str, str]]) -> None:
    word = "".join(letter + sign for letter, sign in syllables)
    assert krutidev.to_unicode(_typed(word)) == word


@pytest.mark.parametrize(
    ("cell", "places"),
    [
        ("Vill- Dewa, Post Dewa", {"village": "Dewa"}),
        ("ग्राम व पोस्ट हरख", {"village": "हरख"}),
        ("हरख, ब्लॉक देवा", {"village": "हरख", "block": "देवा"}),
        ("ग्रा० हरख (तह० नवाबगंज)", {"village": "हरख", "remarks": "ग्रा० हरख (तह० नवाबगंज)"}),
        ("हरख ग्राम पंचायत: मटौरा 225121", {"village": "हरख", "gram_panchayat": "मटौरा", "pin": "225121"}),
        *((text, {"village": text}) for text in ("देवा (माजरा)", "Block Colony", "Dewa (U.P.)", "Villupuram", "ग्राम")),
        *((text, {"village": text}) for text in ("ग्राम हरख", "गाँव 5", "Village A", "गाँव 5, 7")),
        ("हरख ग्राम देवा", {"village": "हरख ग्राम देवा"}),
    ],
)
def test_a_village_with_more_in_its_cell(cell: str, places: dict[str, str]) -> None:
    taken = one("village", cell)
    assert {key: value for key, value in taken.values.items() if key != "name_hi"} == places
    assert bool(taken.said) is (places != {"village": cell})


def test_an_address_gives_the_places_that_the_row_does_not_say_and_stays_whole() -> None:
    text = "ग्राम हरख, पोस्ट हरख, तहसील नवाबगंज, जिला बाराबंकी, पिन 225121"
    taken = one("house", text)
    assert {key: taken.values.get(key) for key in ("house", "village", "district", "pin")} == {
        "house": text, "village": "हरख", "district": "129", "pin": "225121",
    }  # fmt: skip
    plan = column_mapping.guess("artisans", ["name_hi", "house", "village"])
    assert RowParser(plan, TODAY).take(["रमेश", text, "देवा"]).values["village"] == "देवा"
    assert not one("house", "H.No. 12, Peer Batawan").said


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("birth_date", "03/04/1980", "Day and month stood in two orders"),
        ("birth_date", "31/02/1980", "no such day"),
        ("aadhaar_last4", "XXXX XXXX 2347", "wrong digit"),
        ("district", "Barabanki", "another state"),
        ("district", "Atlantis", "No district is called"),
    ],
)
def test_why_a_text_waits_is_said_in_the_record_as_in_the_import(key: str, text: str, told: str) -> None:
    words = catalog("en")
    _, reason = row_parser.why_unread("artisans", key, text)
    (problem,) = (one for one in validation.validate(Artisan(unread={key: text}), TODAY) if one.key == key)
    assert told in words.say(reason) == words.say(problem.text)


@pytest.mark.parametrize("key", [key for key in PERSON_KEYS if not key.startswith("name")])
def test_a_formula_that_went_wrong_is_told_in_every_column(key: str) -> None:
    taken = one(key, " #REF!")
    assert not taken.unread and [of for of, _ in taken.said] == [key]
    assert not one(key, '=""').said
