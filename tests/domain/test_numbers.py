"""Registration numbers, serials, Aadhaar: what people read out and mistype."""

import random
import uuid

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import verhoeff
from stdnum.iso7064 import mod_37_36

from samarth_desktop.domain.fields import aadhaar
from samarth_desktop.domain.ids import (
    CROCKFORD,
    FIRST_LETTERS,
    RECORD_LETTERS,
    SERIAL_KINDS,
    certificate_serial,
    check_character,
    new_device_code,
    new_id,
    read_number,
    registration_number,
)
from samarth_desktop.domain.places.place import states
from samarth_desktop.errors import KnownError

codes = st.text(CROCKFORD, min_size=6, max_size=6)


@given(st.from_regex(r"[A-Z0-9]{0,3}(-[A-Z0-9]{1,7}){0,3}", fullmatch=True))
def test_the_check_character_is_that_of_the_standard(body: str) -> None:
    assert check_character(body) == mod_37_36.calc_check_digit(body.replace("-", ""))
    with pytest.raises(ValueError):
        check_character(body + "é")


@given(codes, st.integers(1, 2_000_000))
def test_a_number_is_read_back_however_it_is_typed(code: str, running: int) -> None:
    number = registration_number("UP", code, running)
    assert read_number(number) == number
    assert read_number(number.lower().replace("-", " ")) == number
    assert read_number(number.translate(str.maketrans("0123456789", "०१२३४५६७८९"))) == number
    body, check = number[3:-1], number[-1]
    assert read_number(number[:3] + body.replace("0", "O").replace("1", "I") + check) == number
    # On paper 0 and O, 1 and I look alike, also as the check character, either way round.
    assert read_number(number[:-1] + check.translate(str.maketrans("01OI", "OI01"))) == number


@given(codes, st.integers(1, 99999), st.data())
def test_one_wrong_character_is_caught(code: str, running: int, data: st.DataObject) -> None:
    number = registration_number("UP", code, running)
    assume(number[-1] not in "01OI")  # each of these is also read as its twin, which costs certainty
    place = data.draw(
        st.sampled_from([i for i, ch in enumerate(number) if ch != "-" and i > 2 and i < len(number) - 1])
    )
    other = data.draw(st.sampled_from("0123456789" if place > 9 else CROCKFORD))
    if other != number[place]:
        with pytest.raises(KnownError):
            read_number(number[:place] + other + number[place + 1 :])


def test_serials_have_their_own_letter() -> None:
    assert certificate_serial("onboarding", "7KQ4MX", 42).startswith("A-7KQ4MX-00042-")
    assert read_number("a7kq4mx00042" + certificate_serial("onboarding", "7KQ4MX", 42)[-1])


def test_numbers_past_five_digits_grow() -> None:
    assert "-123456-" in registration_number("MH", "7KQ4MX", 123456)
    assert read_number(registration_number("MH", "7KQ4MX", 123456))


def test_ids_and_codes() -> None:
    ids = [new_id() for _ in range(100)]
    assert ids == sorted(ids) and len(set(ids)) == 100
    assert set(new_device_code()) <= set(CROCKFORD)


def an_aadhaar(seed: int) -> str:
    body = "".join(random.Random(seed).choices("23456789", k=11))
    return body + verhoeff.calc_check_digit(body)


@given(st.integers(0, 10_000), st.sampled_from(["{}", "आधार {} है", "no.{}.", "a{}b"]), st.sampled_from(["", " ", "-"]))
def test_a_full_number_never_survives_masking(seed: int, sentence: str, gap: str) -> None:
    number = an_aadhaar(seed)
    written = gap.join((number[:4], number[4:8], number[8:]))
    for text in (written, written.translate(str.maketrans("0123456789", "०१२३४५६७८९"))):
        masked = aadhaar.mask(sentence.format(text))
        assert text not in masked and f"XXXX XXXX {number[-4:]}" in masked


def test_other_long_numbers_stay() -> None:
    number = an_aadhaar(1)
    slip = number[:-1] + str((int(number[-1]) + 1) % 10)
    for text in (slip, "1" + number, number + "0", "9839022218"):
        assert aadhaar.mask(text) == text


@given(st.integers(0, 999_999_999), st.sampled_from(["+91{}{}", "+91 {} {}", "+91-{}-{}", "(+91) {} {}", "+ 91 {}{}"]))
def test_a_phone_behind_plus_91_is_nobodys_aadhaar(rest: int, written: str) -> None:
    """Whatever the check digit says: one in ten would be masked, and the phone lost."""
    body = f"919{rest:09}"[:11]
    phone = f"{body}{verhoeff.calc_check_digit(body)}"[2:]
    text = written.format(phone[:5], phone[5:])
    for said in (text, f"दूसरा नं० {text}", text.translate(str.maketrans("0123456789", "०१२३४५६७८९"))):
        assert aadhaar.mask(said) == said
    assert aadhaar.mask(f"91{phone}") != f"91{phone}", "bare it may be one"


@given(st.integers(0, 10_000))
def test_the_id_of_a_record_is_nobodys_number(seed: int) -> None:
    last = an_aadhaar(seed)
    body = "".join(random.Random(seed).choices("23456789", k=8)) + "7" + last[:2]
    middle = body + verhoeff.calc_check_digit(body)
    for found in (
        f"01a0f2b4-c6d8-7ef0-b1a2-{last}",
        f"01af{middle[:4]}-{middle[4:8]}-{middle[8:]}-b1a2-d3e4f5a6b7c8",
    ):
        assert uuid.UUID(found).version == 7
        for text in (found, f'{{"id":"{found}","name":"सुनीता"}}'):
            assert aadhaar.mask(text) == text


def test_last_four() -> None:
    number = an_aadhaar(2)
    assert aadhaar.last_four(number) == number[-4:] == aadhaar.last_four(f"XXXX XXXX {number[-4:]}")
    assert aadhaar.last_four(number[:-1]) == ""
    wrong = aadhaar.wrong(number[:-1])
    assert wrong is not None and wrong.args == {"n": 11}


@given(st.sampled_from(sorted(SERIAL_KINDS)), codes, st.integers(1, 2_000_000))
def test_a_serial_with_its_hyphens_is_never_taken_for_a_registration_number(kind: str, code: str, running: int) -> None:
    serial = certificate_serial(kind, code, running)
    assert read_number(serial) == serial
    assert read_number(serial.lower().replace("-", " ")) == serial


def test_letters_of_numbers_are_one_table() -> None:
    """A participation certificate and a workshop had one letter: no two kinds may."""
    assert SERIAL_KINDS == {"onboarding": "A", "shg": "S", "workshop": "T"}
    assert RECORD_LETTERS == {"workshop": "W", "product": "P"}
    letters = [*SERIAL_KINDS.values(), *RECORD_LETTERS.values()]
    assert len(set(letters)) == len(letters) and set(letters) == set(FIRST_LETTERS)
    assert not set(letters) & {one.iso for one in states()}  # two letters are a registration's
    assert all(len(letter) == 1 and letter in CROCKFORD for letter in letters)


@given(st.sampled_from(sorted(RECORD_LETTERS.values())), codes, st.integers(1, 2_000_000))
def test_numbers_of_workshops_and_products_are_read_as_typed(letter: str, device: str, running: int) -> None:
    number = registration_number(letter, device, running)
    assert number.startswith(f"{letter}-{device}-")
    for typed in (number, number.lower(), number.replace("-", " ")):
        assert read_number(typed) == number
