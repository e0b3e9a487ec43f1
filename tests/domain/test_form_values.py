"""Raw texts of a form to records and back."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from samarth_desktop.domain.fields.field import Field, Kind, empty, fields_of
from samarth_desktop.domain.fields.form_values import fill, texts_of
from samarth_desktop.domain.fields.parsing import tidy
from samarth_desktop.domain.fields.text import judge, several
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg

TODAY = date(2026, 11, 22)
WORDS = st.text(st.sampled_from("अबकनमरसाीो abkmns"), max_size=12).map(tidy)


def may_stand(text: str) -> bool:
    """Whether a text may stand in a name as it is: others are mended or kept unread (tests of field_text)."""
    verdict = judge(fields_of(Artisan)["guardian_name"], text)
    return verdict.refused is None and verdict.text == text and not several.apart(text).cut


def values(field: Field, words: st.SearchStrategy) -> st.SearchStrategy:
    codes = [choice.code for choice in field.choices]
    return {
        Kind.CHOICE: lambda: st.sampled_from(["", *codes]),
        Kind.CHOICES: lambda: st.lists(st.sampled_from(codes), unique=True).map(lambda some: tuple(sorted(some))),
        Kind.DATE: lambda: st.none() | st.dates(date(1910, 1, 1), TODAY),
        Kind.WHOLE: lambda: st.none() | st.integers(field.least or 0, min(field.most or 99, 99)),
        Kind.MONEY: lambda: st.none() | st.integers(0, 10**9),
        Kind.STATE: lambda: st.just("9"),
        Kind.DISTRICT: lambda: st.sampled_from(["", "129", "164"]),
        Kind.AADHAAR: lambda: st.sampled_from(["", "4821"]),
        Kind.DIGITS: lambda: st.just(""),
    }.get(field.kind, lambda: st.just("") if field.check else words)()


def records(cls, words=WORDS):
    typed = {key: values(field, words) for key, field in fields_of(cls).items() if not field.system}
    return st.fixed_dictionaries(typed).map(lambda values: cls(**values))


GOOD_WORDS = WORDS.filter(may_stand)


@given(st.one_of(records(Artisan, GOOD_WORDS), records(Shg, GOOD_WORDS), records(Member, GOOD_WORDS)))
def test_what_is_shown_is_read_back_the_same(record):
    assert fill(type(record)(), texts_of(record, TODAY), TODAY) == record


@given(st.one_of(records(Artisan), records(Shg), records(Member)))
def test_a_form_that_is_opened_and_saved_changes_nothing(record):
    assert fill(record, texts_of(record, TODAY), TODAY) == record


@given(st.text(max_size=20), st.sampled_from(["mobile", "birth_date", "years_of_experience", "gender", "pin", "email"]))
def test_what_cannot_be_read_is_kept_as_typed(text, key):
    record = fill(Artisan(), {key: text}, TODAY)
    field = fields_of(Artisan)[key]
    if key in record.unread:
        assert record.unread == {key: text} and getattr(record, key) == empty(field.kind)
        assert texts_of(record, TODAY) == {key: text}
    assert fill(record, {key: ""}, TODAY) == Artisan()


def test_an_age_is_an_estimated_year_until_the_date_is_known():
    record = fill(Artisan(), {"age": "34"}, TODAY)
    assert (record.birth_year, record.birth_date) == (1992, None)
    assert texts_of(record, TODAY) == {"age": "34"}
    dated = fill(record, {"birth_date": "5/3/1991", "age": ""}, TODAY)
    assert (dated.birth_year, dated.birth_date) == (None, date(1991, 3, 5))
    assert fill(Artisan(), {"age": "many"}, TODAY).unread == {"birth_year": "many"}


def test_a_full_aadhaar_number_in_a_remark_is_masked():
    record = fill(Artisan(), {"remarks": "her card: 4991-1866-5246", "bank_account": "499118665246"}, TODAY)
    assert record.remarks == "her card: XXXX XXXX 5246"
    assert record.bank_account == "499118665246"  # an account number may look like one by chance
