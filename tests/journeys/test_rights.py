"""A person's rights: she reads what is kept, purpose by purpose gives and takes back consent, and each look is noted."""

import pdfplumber
import pytest

from samarth_desktop.kinds.consent.record import PURPOSES
from tests.journeys.test_command_line import ROW, Program, program, sheet

__all__ = ["program"]


@pytest.fixture
def number(program: Program) -> str:
    program("import", "artisans", sheet(program, ROW))
    return program("search", "ramesh")[0]["registration"]


def words_of(file) -> str:
    with pdfplumber.open(file) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def test_the_paper_holds_what_is_kept_masked_unless_asked_and_says_who_looked(program: Program, number: str) -> None:
    program("correct", number, "mobile=9839012345", "bank_account=123456789012345", "bank_ifsc=SBIN0001234")
    program("own-record", number, program.folder / "own.pdf")
    text = words_of(program.folder / "own.pdf")
    assert "Ramesh Kumar" in text and number in text and "Data Protection Board" in text
    assert "9839012345" not in text and "2345" in text and "123456789012345" not in text
    program("own-record", number, program.folder / "full.pdf", "--full")
    text = words_of(program.folder / "full.pdf")
    assert "9839012345" in text and "Data Protection Board" in text
    assert text.count("Printed") >= 1 and "Number shown" in text  # the looks of a moment ago stand in it
    program("own-record", "UP-7KQ4MX-00001-0", program.folder / "none.pdf", code=2)
    assert not (program.folder / "none.pdf").exists()


def test_consent_goes_purpose_by_purpose(program: Program, number: str) -> None:
    assert [one["purpose"] for one in program("consent", number)] == [one.code for one in PURPOSES]
    assert not any(one["given"] for one in program("consent", number) if one["purpose"] != "registration")
    program("consent", number, "listing", "--how", "thumb")
    given = {one["purpose"]: one["given"] for one in program("consent", number)}
    assert given["listing"] and not given["contact"] and not given["photo"]
    ended = {one["purpose"]: one for one in program("consent", number, "listing", "--withdraw")}
    assert ended["listing"]["given"] == "" and ended["listing"]["withdrawn"]
    again = {one["purpose"]: one for one in program("consent", number, "listing", "--how", "signature")}
    assert again["listing"]["given"]
    for wrong in (("selling", "--how", "thumb"), ("contact",), ("contact", "--how", "spoken")):
        program("consent", number, *wrong, code=2)
    assert program("consent", number, "contact", "--how", "spoken", "--witness", "गीता")


def test_nothing_is_sold_in_a_minors_name(program: Program, number: str) -> None:
    program("correct", number, "birth_date=2012-05-01")
    program("consent", number, "listing", "--how", "thumb", code=2)
    assert "18" in program.said
    program("consent", number, "photo", "--how", "thumb")
