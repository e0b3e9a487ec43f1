"""What is shown on a day is what would be projected on that day, whenever the records were saved or came."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samarth_desktop.domain.fields.field import Kind, Record, fields_of
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.registry import RECORDS
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.validation import HORIZON, birthday, changes_on, complete
from samarth_desktop.store.database import tables
from samarth_desktop.store.projections import revalidation
from samarth_desktop.store.queries import lists, overview
from samarth_desktop.store.store import Store
from tests.store.people import HOME, KEYS, artisan, keep

TODAY = date(2026, 11, 25)
GUARDED: dict[str, Any] = {"guardian_name": "राम", "guardian_relation": "father", "guardian_consent": "yes"}
DAYS = st.dates(date(2026, 11, 2), date(2031, 3, 2))
NEAR = st.none() | st.dates(date(2026, 11, 20), date(2027, 3, 2)) | st.sampled_from([date(2028, 2, 29)])
BORN = st.fixed_dictionaries(
    {"birth_date": st.none() | st.dates(date(1915, 1, 1), date(2014, 12, 31)) | st.just(date(2012, 2, 29))}
    | {"birth_year": st.none() | st.integers(1915, 2014)}
)
RECORDS_OF = {
    Artisan: st.builds(lambda born, more: artisan(**{**born, **more}), BORN, st.sampled_from([{}, GUARDED])),
    Shg: st.builds(lambda day: Shg(name_en="Samuh", mission="nrlm", formation_date=day, village="R", state="9"), NEAR),
    Member: st.builds(
        lambda one, two: Member(shg="g", name_en="Sita", birth_year=2010, joined=one, left=two), NEAR, NEAR
    ),
    Consent: st.builds(lambda one, two: Consent(holder="h", how="thumb", given_on=one, withdrawn_on=two), NEAR, NEAR),
    Enrolment: st.builds(lambda day: Enrolment(holder="h", programme="P", stage="trained", trained_on=day), NEAR),
    Certificate: st.builds(lambda day: Certificate(holder="h", serial="A-1", state="valid", issued_on=day), NEAR),
    Document: st.builds(lambda day: Document(holder="h", valid_until=day), NEAR),
}


def dated(record_class: type[Record]) -> st.SearchStrategy[Record]:
    """Records of a class with any days in all its fields for days."""
    days = {key: NEAR for key, field in fields_of(record_class).items() if field.kind is Kind.DATE}
    return st.fixed_dictionaries(days).map(lambda values: record_class(**values))


RECORDS_OF |= {one: dated(one) for one in RECORDS.values() if one not in RECORDS_OF}
RECORD = st.one_of(*RECORDS_OF.values())
_LONG = int(os.environ.get("SAMARTH_EXAMPLES", "25"))


def judged(store: Store) -> dict[str, tuple[bool, bool]]:
    """Of each record whether it is complete, as its table and its summary say."""
    found: dict[str, tuple[bool, bool]] = {}
    with store.read() as reader:
        for table in tables.RECORD_TABLES.values():
            for row in reader.connection.execute(table.select()).all():
                found[row.id] = (row.complete, row.complete)
        for row in reader.connection.execute(tables.summary.select()).all():
            found[row.id] = (found[row.id][0], row.complete)
    return found


def on(store: Store, day: date) -> Store:
    store.today = lambda: day
    return store


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("days")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SAMARTH_CONFIG", str(folder / "config"))
        (folder / "data").mkdir()
        with Store.create(folder / "data", KEYS, home_area=HOME) as made:
            yield made


@settings(max_examples=_LONG, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(DAYS, RECORD), min_size=1, max_size=4), st.lists(DAYS, min_size=1, max_size=4))
def test_what_is_shown_on_a_day_is_what_would_be_projected_then(
    one: Store, saved: list[tuple[date, Any]], looked: list[date]
) -> None:
    rows = {}
    for day, record in saved:
        kept = keep(on(one, day), record)
        rows[kept.id] = kept
    for day in looked:  # also backwards: a clock was put right
        shown = judged(on(one, day))
        assert {row: shown[row] for row in rows} == {
            row: (expected := complete(record, day), expected) for row, record in rows.items()
        }


@given(RECORD, DAYS, DAYS)
def test_nothing_changes_before_the_day_that_is_noted(record: Any, today: date, later: date) -> None:
    whole = complete(record, today)
    changes = changes_on(record, today, whole)
    if changes is not None:
        assert complete(record, changes) is not whole
        assert changes > today
        assert complete(record, changes - timedelta(days=1)) is whole
    if today < later <= HORIZON and (changes is None or later < changes):
        assert complete(record, later) is whole


def test_every_kind_is_tried() -> None:
    assert {cls.KIND for cls in RECORDS_OF} == RECORDS.keys()


def test_a_girl_who_turns_18_is_ready_without_being_saved_again(folder: Path) -> None:
    with on(Store.create(folder, KEYS, home_area=HOME), TODAY) as store:
        girl = keep(store, artisan(birth_date=date(2008, 11, 27), birth_year=None))
        keep(store, Consent(holder=girl.id, how="thumb", given_on=TODAY))
        keep(store, Enrolment(holder=girl.id, programme="UP-ODOP", stage="registered"))
        unfinished = lists.Filter(complete=False)
        with store.read() as reader:
            assert lists.ids(reader, "artisan", unfinished) == [girl.id]
            assert overview.unfinished(reader, 9) == [("artisan", girl.id)] and not reader.is_complete(girl)
        on(store, date(2008 + 18, 11, 27))
        with store.read() as reader:
            assert reader.is_complete(girl) and lists.ids(reader, "artisan", unfinished) == []
            assert lists.ids(reader, "artisan", lists.Filter(certificate="ready")) == [girl.id]
            assert overview.unfinished(reader, 9) == []
            assert len(reader.ops(girl.id)) == 1, "nothing is written for it"


def test_a_folder_of_an_older_program_is_judged_anew_once(folder: Path) -> None:
    with on(Store.create(folder, KEYS, home_area=HOME), date(2026, 11, 5)) as store:
        girl = keep(store, artisan(birth_date=date(2008, 11, 15), birth_year=None))
        later = keep(store, artisan(birth_date=date(2008, 12, 24), birth_year=None))
        dated = keep(store, Consent(holder=girl.id, how="thumb", given_on=date(2026, 11, 20)))
        with store.unit_of_work() as unit:  # it kept no notes
            unit.connection.execute(tables.revalidation.delete())
            unit.put_settings({revalidation.JUDGED_KEY: ""})
            unit.connection.commit()
    with Store.open(folder, KEYS) as store:
        shown = judged(on(store, TODAY))
        assert (shown[girl.id], shown[dated.id], shown[later.id]) == ((True,) * 2, (True,) * 2, (False,) * 2)
        assert judged(on(store, date(2026, 12, 24)))[later.id] == (True, True)


@pytest.mark.parametrize(
    ("born", "turns"),
    [
        (date(2008, 2, 29), date(2026, 3, 1)),
        (date(2008, 2, 28), date(2026, 2, 28)),
        (date(2006, 2, 1), date(2024, 2, 1)),
    ],
)
def test_a_birthday_is_the_first_day_of_the_new_age(born: date, turns: date) -> None:
    person = artisan(birth_date=born, birth_year=None)
    assert birthday(born, 18) == turns
    assert (person.age_on(turns), person.age_on(turns - timedelta(days=1))) == (18, 17)


def test_few_are_noted(store: Store) -> None:
    """A note for each of 121,000 people would cost an import and a day's first look."""
    on(store, TODAY)
    for n in range(5):
        person = keep(store, artisan(birth_year=1960 + n))
        keep(store, Consent(holder=person.id, how="thumb", given_on=TODAY))
    with store.read() as reader:
        assert reader.connection.execute(tables.revalidation.select()).all() == []
