"""Tables as offices lay them out: heads in three rows, tables below and beside one another, "as above", totals of a
place; read by rules alone."""

from collections.abc import Sequence

import pytest

from samarth_desktop.rules.sheets import ditto
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping, filled, find, second_table
from samarth_desktop.rules.sheets.head_words import meaning_of
from samarth_desktop.rules.sheets.not_people import HEADING, HEADS_AGAIN, OTHER_HEADS, SIGNATURE, TOTAL
from samarth_desktop.rules.sheets.survey import Survey, survey

HEADS = "क्र०सं०|लाभार्थी का नाम|पिता/पति का नाम|ग्राम|मोबाइल नं०"
PEOPLE = "1|सुनीता देवी|राम लाल|हरख|9839022218\n2|कमला यादव|मोहन सिंह|देवा|9839022219"


def table(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip("\n").split("\n")]


def plan_of(rows: Sequence[Sequence[str]]) -> ColumnMapping:
    plan = find("artisans", rows)
    assert plan is not None
    return plan


def look(text: str) -> Survey:
    rows = table(text)
    return survey(plan_of(rows), enumerate(rows, 1))


def keys(text: str) -> tuple[int, int, str]:
    plan = plan_of(table(text))
    return plan.first, plan.top, " ".join(key or "-" for key in plan.keys)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"ब्योरा||||संपर्क\n||||\n{HEADS}\n{PEOPLE}", (3, 3, "- name relative village mobile")),
        (
            f"लाभार्थी का विवरण||||संपर्क\n||पता||\nक्र०सं०|नाम|मकान नं०|ग्राम|मोबाइल नं०\n{PEOPLE}",
            (1, 3, "- name house village mobile"),
        ),
        ("नाम|जन्म तिथि|पता|\n||ग्राम|ब्लॉक\n||हरख|देवा", (1, 2, "name birth_date village block")),
        # cells merged downwards say the same in every row
        ("नाम|पता||आयु\nनाम|||आयु\nनाम|ग्राम|लिंग|आयु\nकमला|हरख|महिला|30", (1, 3, "name village gender age")),
        ("शिल्पकार का नाम|विवरण||मोबाइल\n|||\n|क्र०सं०|ग्राम|\nकमला|1|हरख|98", (1, 3, "name - village mobile")),
        # one known head among strange ones, all under a head that says nothing itself
        ("नाम|आयु|ब्योरा||\n||लिंग|ऋण|जूते\nकमला|30|महिला|1|7", (1, 2, "name age gender - -")),
        # as many are known in one row as in two: the lower one says what
        ("नाम|पता||शिल्प\n|जन्म तिथि|जूते|\nकमला|11/05/1990|7|कढ़ाई", (1, 2, "name birth_date - craft")),
    ],
)
def test_heads_in_several_rows(text: str, found: tuple[int, int, str]) -> None:
    assert keys(text) == found


@pytest.mark.parametrize(
    "title",
    [
        "शिल्पकारों की सूची||||",
        "|".join(["शिल्पकारों की सूची"] * 5),
        "||सूची||",
        "|सूची|||",
        "केंद्र|||बाराबंकी|",
        "सूची|||दिनांक|21/11/2026",
        "जिला|उद्योग|केंद्र||",
        "||जिला|उद्योग|केंद्र",
        "जिला|बाराबंकी|ब्लॉक|हरख|",
        "District|Industries|Centre|Barabanki|",
    ],
)
@pytest.mark.parametrize("gap", ["", "||||\n"])
def test_a_title_is_no_row_of_heads(title: str, gap: str) -> None:
    """Nor where the heads below it stand in two rows, and the title over one that says nothing."""
    first = 2 + bool(gap)
    two_rows = f"क्र०सं०|पता||mobile|name_hi\n|village|district||\n{PEOPLE}"
    assert keys(f"{title}\n{gap}{two_rows}") == (first, first + 1, "- village district mobile name_hi")
    assert keys(f"{title}\n{gap}{HEADS}\n{PEOPLE}") == (first, first, "- name relative village mobile")


@pytest.mark.parametrize("gap", ["", "||||\n"])
@pytest.mark.parametrize(
    "heads",
    [
        "name_hi|Father/Husband name in Hindi|gender|village|sector",
        "नाम|पिता का नाम|लिंग|ग्राम|शिल्प",
        "Name|Husband|Gender|Village|Shoe size",
        "नाम|पति|जूते|गाँव|काम",
    ],
)
@pytest.mark.parametrize(
    "somebody",
    [
        "सुनीता देवी|सुनीता लाल|महिला|हरख|हस्तशिल्प",
        "Sunita Devi|Ram Lal|female|Harakh|Handicraft",
        "कमला|मोहन|पुरुष|देवा|बुनाई",
    ],
)
def test_somebody_whose_row_has_no_figures_is_no_head(heads: str, somebody: str, gap: str) -> None:
    """Some of what stands in a row may be a head's word, too: a village, a trade."""
    assert keys(f"{heads}\n{gap}{somebody}\nमीना|श्याम|महिला|हरख|98")[1] == 1


@pytest.mark.parametrize(
    ("key", "heads"),
    [
        ("aadhaar_last4", ["आधार सं०", "Aadhaar Last 4", "आधार कार्ड के अंतिम 4 अंक"]),
        ("bank_account", ["बैंक खाता सं०", "खाता सं. (बैंक)"]),
        ("bank_holder", ["Name as per Bank", "बैंक के अनुसार नाम", "Account holder's name", "खाता धारक का नाम"]),
        ("bank_name", ["Bank Name", "Name of Bank", "बैंक का नाम"]),
        ("name", ["Full Name (as per Aadhaar) / पूरा नाम (आधार के अनुसार)", "नाम Name", "_1_Name_of_artisan_"]),
        ("name", ["नाम व पिता/पति का नाम", "Name of Beneficiary with Father/Husband Name", "Name & Father's Name"]),
        (
            "relative",
            ["पिता/पति का नाम", "Father and Husband Name", "grp_basic/2. Father's or husband's name", "Belonging Name"],
        ),
        ("craft", ["Which craft do you practise? आप कौन सा शिल्प करते हैं?", "ट्रेड", "5. Which crafts do you practise?"]),
        ("gram_panchayat", ["GP/Ward"]),
        ("block", ["Block/ULB", "ब्लॉक का नाम"]),
        ("", ["No. of members", "सदस्य संख्या", "नाम व पता", "बाराबंकी name_hi"]),
    ],
)
def test_heads_as_offices_and_form_tools_write_them(key: str, heads: list[str]) -> None:
    assert {head: meaning_of("artisans")(head) for head in heads} == dict.fromkeys(heads, key)


def test_of_two_columns_the_one_that_says_it_best_is_taken() -> None:
    """An export of PM Vishwakarma has the tehsil before the block; what stands behind an empty column never counts."""
    assert keys("Applicant Name|Sub District|Block/ULB|GP/Ward|Village")[2] == "name - block gram_panchayat village"
    assert keys("लाभार्थी का नाम|शहर|WhatsApp No|Mobile||नाम|गाँव|Mobile")[2] == "name village - mobile - - - -"


def test_a_head_in_two_languages_says_it_as_well_as_one() -> None:
    assert keys("Name / नाम|WhatsApp number|Mobile / मोबाइल")[2] == "name - mobile"


def test_a_column_that_is_filled_takes_the_place_of_an_empty_one() -> None:
    plan = plan_of(table("Name|Mobile|Mobile No|Village||Name|Mobile|Village"))
    samples = [["a"], [], ["9839022218"], [], [], ["b"], ["9839022219"], ["देवा"]]
    assert filled(plan, samples).keys == ("name", "", "mobile", "village", "", "", "", "")


def test_of_two_tables_below_one_another_the_upper_one_is_read() -> None:
    more = "क्रमांक|ग्राम|नाम|पिता का नाम|आयु|लिंग|वर्ग|पिन|शिल्प"
    found = look(f"{HEADS}\n{PEOPLE}\n\nदूसरी सूची\n{more}\n1|देवा|मीना|श्याम|30|महिला|OBC|225001|कढ़ाई")
    assert (found.plan.top, found.rows) == (1, 3)
    assert {row for row, why in found.left.items() if why == OTHER_HEADS} == {6, 7}


@pytest.mark.parametrize(
    "heads",
    ["Size of shoe|Father Name|नाम|आयु|Block", "नाम|जाति वर्ग|Date of Birth|ऋण की राशि|लिंग", "|नाम|शिल्प|जूते|जूते"],
)
def test_heads_of_another_table_are_nobody(heads: str) -> None:
    found = look(f"{HEADS}\n{PEOPLE}\n{heads}\nकमला|7|कढ़ाई|राम|मोहन")
    assert found.rows == 2 and list(found.left.values()) == [OTHER_HEADS] * 2


@pytest.mark.parametrize("between", ["|", "||", "|जूते||"])
@pytest.mark.parametrize("second", [HEADS, "क्र०सं०|ग्राम|नाम|जन्म तिथि|पिन", "नाम|आयु|मोबाइल नं०|ग्राम|पिन"])
def test_a_table_beside_the_first_says_nothing_of_its_people(between: str, second: str) -> None:
    """The village, the date and the number there are those of somebody else."""
    first = "नाम|ग्राम|मोबाइल नं०"
    rows = table(f"{first}{between}|{second}\nसुनीता देवी|हरख|9839022218{between}|1|2|3|4|5")
    plan = plan_of(rows)
    assert [key for key in plan.keys if key] == ["name", "village", "mobile"]
    assert set(range(len(rows[0]) - 5, len(rows[0]))) <= second_table(plan)


def test_a_table_beside_the_first_with_nothing_but_the_name_in_common() -> None:
    plan = plan_of([["नाम", "ग्राम", "", "लाभार्थी का नाम", "लिंग", "विकास खण्ड"]])
    assert plan.keys == ("name", "village", "", "", "", "") and second_table(plan) == {3, 4, 5}


@pytest.mark.parametrize("heads", ["Name|Name as per Bank|Mobile|Mobile No. 2", "नाम|मोबाइल|मोबाइल 2|ग्राम", HEADS])
def test_a_head_said_twice_is_no_second_table(heads: str) -> None:
    assert second_table(plan_of([heads.split("|")])) == frozenset()


@pytest.mark.parametrize(
    ("text", "why"),
    [(text, TOTAL) for text in ("Total (A)", "योग (क + ख)", "उप योग", "योग ग्राम हरख", "ग्राम हरख का योग", "Page Total")]
    + [(text, TOTAL) for text in ("Total Village Dewa", "विकास खण्ड देवा योग :", "Sub Total 12", "कुल योग (A+B) = 25")]
    + [(text, TOTAL) for text in ("Dewa Total", "Zaidpur Count", "हरख का योग", "देवा महायोग :")]
    + [(text, SIGNATURE) for text in ("प्रतिलिपि: जिलाधिकारी", "पत्रांक 145/उद्योग", "1. सूची की जाँच की गई।")]
    + [(text, SIGNATURE) for text in ("प्रमाणित सूची सही पाई गई है", "Copy to: DM Barabanki", "कार्यालय उपायुक्त उद्योग")]
    + [(text, SIGNATURE) for text in ("एक जनपद एक उत्पाद 2026-27", "Training 2025/26 batch")]
    + [(text, None) for text in ("योग देवी", "Total Singh", "योगिनी देवी", "गया प्रसाद", "राम गया", "सुनीता कुमारी देवी।")],
)
def test_who_is_nobody(text: str, why: object) -> None:
    found = look(f"{HEADS}\n{PEOPLE}\n|{text}|||\n3|मीना|श्याम|हरख|9839022220")
    assert found.left.get(4) == why


@pytest.mark.parametrize(
    "row",
    [
        *("3|मीना देवी||||प्रतिलिपि आधार की नहीं मिली", "|मीना देवी||||हस्ताक्षर नहीं हुए", "3|मोहर सिंह||||"),
        *("|मोहर सिंह||||", "3|राम अधिकारी||||", "3|गीता प्रधान||||", "|मीना देवी||||दिनांक: 05/11/2026 को आई"),
    ],
)
def test_a_remark_on_somebodys_papers_takes_nobody_out(row: str) -> None:
    found = look(f"{HEADS}|टिप्पणी\n{PEOPLE}\n{row}")
    assert found.rows == 3 and not found.left


@pytest.mark.parametrize(
    "row",
    [
        *("|हस्ताक्षर|||हस्ताक्षर|", "|ह०/-||||ह०/-", "|(रमेश चंद्र)||||(सुरेश)", "|ग्राम प्रधान||||ग्राम सचिव"),
        *("प्रतिलिपि:-|1. जिलाधिकारी||||", "|प्रतिलिपि निम्नलिखित को|||सूचनार्थ|", "||||प्रतिलिपि|जिलाधिकारी"),
        *("(रमेश चंद्र)|||(सुरेश)||(उपायुक्त उद्योग)", "सहायक प्रबंधक|||प्रबंधक||"),
        *("1|जिलाधिकारी महोदय, बाराबंकी||||", "3|गार्ड फाइल||||", "तैयारकर्ता|रमेश|||जाँचकर्ता|सुरेश", "4|||||प्रतिलिपि"),
    ],
)
def test_who_signs_and_who_gets_a_copy_is_nobody_of_the_list(row: str) -> None:
    found = look(f"{HEADS}|टिप्पणी\n{PEOPLE}\n{row}")
    assert found.left == {4: SIGNATURE}


def test_what_stands_above_the_heads_and_comes_again_is_nobody() -> None:
    title = "जिला उद्योग केंद्र|||बाराबंकी|"
    found = look(f"{title}\n{HEADS}\n{PEOPLE}\n{title}\n{HEADS}\n3|मीना|श्याम|हरख|9839022220")
    assert found.rows == 3 and [found.left[row] for row in (5, 6)] == [HEADS_AGAIN] * 2


def test_a_heading_beside_another_table_is_nobody() -> None:
    first, rest = "नाम|ग्राम|मोबाइल", "नाम|ग्राम|मोबाइल|आयु"
    found = look(f"{first}||{rest}\nकमला|हरख|9839022218||मीना|देवा|9839022219|30\nग्राम पंचायत: देवा||||सीता|देवा|98|30")
    assert found.left == {3: HEADING}


@pytest.mark.parametrize("mark", ["-do-", "Do", '"', "〃", "तदैव", '-"-', " ditto ", "(do)", "As above", "''", "--DO--"])
def test_as_above_takes_what_the_row_above_says(mark: str) -> None:
    rows = f"{HEADS}\n{PEOPLE}\n3|मीना|{mark}|{mark}|\n||||9839022222\n4|{mark}|राम|{mark}|9839022221"
    found = look(rows)
    assert found.rows == 5 and found.ditto == {2: 1, 3: 2} and len(found.told) == 2
    above: list[str] = []
    for cells in table(rows)[1:]:
        filled = ditto.filled(cells, above, found.ditto)
        above = filled if ditto.says(filled, found.ditto) else above
    assert above == ["4", mark, "राम", "देवा", "9839022221"], "but nobody's name"


@pytest.mark.parametrize("text", ["-", "--", "दो", "does", "Dodi", "हरख", "2", "/", "Domariyaganj", "samesar"])
def test_other_texts_are_no_marks(text: str) -> None:
    assert text not in ditto.MARKS


def holds(*headings: str) -> list[dict[str, str]]:
    """What holds below each of these headings of a list."""
    rows = "\n".join(f"|{heading}|||\n1|सुनीता देवी|राम लाल||98390222{at:02}" for at, heading in enumerate(headings))
    found = look(f"{HEADS}\n{rows}")
    assert found.rows == len(headings) and set(found.left.values()) == {HEADING}
    return [found.sections.get(row, {}) for row in range(2, 2 + 2 * len(headings), 2)]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("समूह का नाम: लक्ष्मी SHG", {"shg": "लक्ष्मी SHG"}),
        ("समूह का नाम: दुर्गा स्वयं सहायता समूह, ग्राम देवा", {"shg": "दुर्गा स्वयं सहायता समूह", "village": "देवा"}),
        ("(12) Group Name - Saraswati SHG (Code 12345)", {"shg": "Saraswati SHG"}),
        ("ग्राम पंचायत: मटौरा  ग्राम: देवा - 12 लाभार्थी", {"gram_panchayat": "मटौरा", "village": "देवा"}),
        ("ग्राम हरख", {"village": "हरख"}),
        ("Block: Dewa", {"block": "Dewa"}),
        ("बैच 2", {}),
        ("Group C", {}),
    ],
)
def test_what_a_heading_says_of_the_people_below(heading: str, said: dict[str, str]) -> None:
    assert holds(heading) == [said]


def test_a_heading_holds_until_the_next_of_its_kind_or_of_a_larger_one() -> None:
    block, village, group = {"block": "देवा"}, {"village": "हरख"}, {"shg": "लक्ष्मी"}
    headings = ("ब्लॉक: देवा", "ग्राम: हरख", "समूह: लक्ष्मी", "ग्राम: मटौरा", "ब्लॉक: हैदरगढ़")
    assert holds(*headings) == [
        block, block | village, block | village | group, block | {"village": "मटौरा"}, {"block": "हैदरगढ़"},
    ]  # fmt: skip
    assert holds("समूह: लक्ष्मी, ग्राम हरख", "समूह: दुर्गा") == [group | village, {"shg": "दुर्गा"}]


@pytest.mark.parametrize(
    ("number", "times", "foreign"),
    [("UP2024000123", 3, {1}), ("UP-7KQ4MX-00214-X", 3, set()), ("NA", 3, set()), ("UP2024000123", 2, set())],
)
def test_numbers_of_another_office_are_a_column_that_stays_out(number: str, times: int, foreign: set[int]) -> None:
    found = look("नाम|Registration Number\n" + f"सुनीता|{number}\n" * times)
    assert (found.foreign, found.plan.keys) == (foreign, ("name", "" if foreign else "registration"))
