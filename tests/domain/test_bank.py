"""Banks by IFSC: form, name in both languages, merged banks, gramin banks behind a sponsor's letters."""

import re

import pytest

from samarth_desktop.domain.reference import bank


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("SBIN0001234", "State Bank of India"),
        ("sbin 0001234", "State Bank of India"),
        ("SBINO001234", "State Bank of India"),
        ("SBIN", "State Bank of India"),
        ("PUNB0123400", "Punjab National Bank"),
        ("PUNB0SUPGB5", "Prathama UP Gramin Bank"),
        ("SBIN0RRUTGB", "Regional rural bank of the State Bank group"),
        ("ALLA0210001", "Allahabad Bank"),
    ],
)
def test_the_bank_behind_a_code(typed: str, name: str) -> None:
    found = bank.bank_of(typed)
    assert found is not None and found.name("en") == name


@pytest.mark.parametrize("typed", ["", "SBI", "XXXX0123456", "1234"])
def test_no_bank_is_guessed(typed: str) -> None:
    assert bank.bank_of(typed) is None


@pytest.mark.parametrize(
    ("code", "good"),
    [
        ("SBIN0001234", True),
        ("SBIN0RRUTGB", True),
        ("SBIN1001234", False),
        ("SBI00001234", False),
        ("SBIN000123", False),
        ("SBIN00012345", False),
        ("sbin0001234", False),
        ("SBIN0001234\n", False),
    ],
)
def test_the_form_of_an_ifsc(code: str, good: bool) -> None:
    assert bank.is_ifsc(code) is good


def test_cleaning_makes_a_code_of_what_people_write() -> None:
    assert bank.clean_ifsc(" sbin-o00 1234 ") == "SBIN0001234"
    assert bank.clean_ifsc("") == ""


def test_the_table_holds_together() -> None:
    banks = bank.banks()
    known = {b.begins for b in banks}
    assert len(banks) == len(known) >= 150
    kinds = ["public", "private", "small_finance", "payments", "gramin", "cooperative", "foreign", "central"]
    assert {b.kind for b in banks} == set(kinds)
    for one in banks:
        assert re.fullmatch(r"[A-Z]{4}(0[A-Z0-9]{2,6})?", one.begins)
        assert re.search(r"[\u0900-\u097f]", one.hi) and not re.search(r"[A-Za-z]", one.hi)
        assert not one.now or one.now in known
    assert sum(b.kind == "public" and not b.now for b in banks) == 12
