"""What people type, in either script, and what it becomes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarth_desktop.domain.fields.digits import masked
from samarth_desktop.domain.fields.field import Kind, fields_of
from samarth_desktop.domain.fields.parsing import read, write
from samarth_desktop.domain.fields.wire import from_wire, to_wire
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.registry import RECORDS
from samarth_desktop.kinds.shg.record import Shg

ARTISAN, SHG = fields_of(Artisan), fields_of(Shg)


@pytest.mark.parametrize(
    "text",
    ["1990-11-05", "05/11/1990", "5-11-1990", "०५/११/१९९०", "05.11.1990", "33182", "33182.0", "1990-11-05 00:00:00"],
)
def test_dates(text: str) -> None:
    assert read(ARTISAN["birth_date"], text).value == date(1990, 11, 5)


@pytest.mark.parametrize("text", ["31/02/1990", "11/1990", "5 Nov", "05/11/20", "1990", "12345678"])
def test_what_is_no_date_is_said(text: str) -> None:
    assert read(ARTISAN["birth_date"], text).wrong


@pytest.mark.parametrize("text", ["9839022218", "98390 22218", "+91 98390-22218", "09839022218", "९८३९० २२२१८"])
def test_mobiles(text: str) -> None:
    got = read(ARTISAN["mobile"], text)
    assert (got.value, got.wrong) == ("9839022218", None)


def test_a_short_mobile_says_how_many_digits() -> None:
    wrong = read(ARTISAN["mobile"], "98390 4127").wrong
    assert wrong is not None
    assert catalog("en").say(wrong) == "A mobile number has 10 digits; here are 9."
    assert catalog("hi").say(wrong) == "मोबाइल नंबर में 10 अंक होते हैं, यहाँ 9 हैं।"


@pytest.mark.parametrize("text", ["female", "Female", " FEMALE ", "महिला"])
def test_genders(text: str) -> None:
    assert read(ARTISAN["gender"], text).value == "female"


@pytest.mark.parametrize("text", ["obc", "OBC", "Other Backward Class", "अन्य पिछड़ा वर्ग", "अन्य पिछड़ा वर्ग (OBC)"])
def test_categories(text: str) -> None:
    assert read(ARTISAN["category"], text).value == "obc"


def test_sets_money_and_whole_numbers() -> None:
    assert read(ARTISAN["obstacles"], "Training; working_capital").value == ("training", "working_capital")
    assert read(SHG["savings"], "₹1,200.5").value == 120050
    assert read(ARTISAN["years_of_experience"], "९ साल").value == 9
    assert read(ARTISAN["years_of_experience"], "91").wrong


def test_bank_codes_are_capitals() -> None:
    assert read(ARTISAN["bank_ifsc"], "sbin 0001234").value == "SBIN0001234"
    assert read(ARTISAN["bank_ifsc"], "SBIN1001234").wrong


@given(st.text(max_size=60))
def test_nothing_typed_breaks_a_reader(text: str) -> None:
    for fields in (ARTISAN, SHG):
        for field in fields.values():
            got = read(field, text)
            assert got.wrong is not None or got.value is not None or field.kind in (Kind.DATE, Kind.WHOLE, Kind.MONEY)


@given(st.data())
def test_what_is_written_is_read_again(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(["hi", "en"]))
    for field in ARTISAN.values():
        if field.kind is Kind.CHOICE and not field.system:
            code = data.draw(st.sampled_from([c.code for c in field.choices]))
            assert read(field, write(field, code, catalog(language))).value == code
    day = data.draw(st.dates(date(1910, 1, 1), date(2099, 1, 1)))
    assert read(ARTISAN["birth_date"], write(ARTISAN["birth_date"], day, catalog(language))).value == day
    paise = data.draw(st.integers(0, 10**9))
    assert read(SHG["savings"], write(SHG["savings"], paise, catalog(language))).value == paise


def test_masked_numbers_show_four() -> None:
    assert masked("9839022218") == "••••••2218"


def test_every_record_survives_the_wire_with_unknown_keys_and_codes() -> None:
    for kind, record_class in RECORDS.items():
        wire = {"newer_key": {"deep": [1, 2]}, "created_by": "Sunita"}
        if kind == "artisan":
            wire |= {"gender": "code_of_tomorrow", "mobile": {"raw": "98390 412"}, "birth_date": "1990-11-05"}
        record = from_wire(record_class, wire, id="x")
        assert to_wire(record) == wire, kind
