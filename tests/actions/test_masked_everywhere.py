"""Numbers that show whole in the open record's form alone: no list, preview, answer, history or log says them."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from samarth_desktop.actions import search
from samarth_desktop.actions.exchange import conflicts, sync
from samarth_desktop.actions.exports.rows import RowWriter, keys_of
from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.registration import history, own_record, showing
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Kind, fields_of
from samarth_desktop.domain.fields.wire import RAW
from samarth_desktop.domain.names.name_doubts import name_doubts
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.i18n import Catalog, catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.kinds.registry import HOLDERS, KINDS
from samarth_desktop.rules.sheets.column_mapping import guess
from samarth_desktop.rules.sheets.row_parser import shown
from samarth_desktop.store.log.reader import Conflict, ConflictingValue
from samarth_desktop.store.store import Store
from tests.every_kind import saved
from tests.store.people import HOME, KEYS, keep


def masked_keys(kind: RecordKind) -> list[str]:
    return [key for key, field in fields_of(kind.record).items() if field.masked]


MASKED = [kind for kind in KINDS.values() if masked_keys(kind)]
"""Another kind with such a field is in these tests without touching them."""


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    (tmp_path / "data").mkdir()
    with Store.create(tmp_path / "data", KEYS, home_area=HOME) as store:
        yield Session(store, "सुनीता यादव")


def number_of(key: str, which: int) -> str:
    """A text that stands nowhere else, long enough to be cut by every mask."""
    return f"{which}{len(key)}71834{which}{sum(map(ord, key)) % 900 + 100}{1111 * which}"


def of_key(field_kind: Kind, key: str, which: int) -> str:
    return number_of(key, which)[-4:] if field_kind is Kind.AADHAAR else number_of(key, which)


def disputed(session: Session, kind: RecordKind) -> tuple[Any, set[str]]:
    """A record with something in each masked field, which three laptops changed; the numbers that must not show."""
    described, keys = fields_of(kind.record), masked_keys(kind)
    first, mine, hers = ({key: of_key(described[key].kind, key, n) for key in keys} for n in (1, 2, 3))
    record = saved(session.store, kind, **first).record
    with session.store.read() as reader:
        begun = reader.ops(record.id)[0].op
    keep(session.store, replace(record, **mine), session.author)
    unread = {key: {RAW: f"{number_of(key, 4)} ?"} for key in keys if described[key].kind is not Kind.AADHAAR}
    seen = dict.fromkeys(keys, (begun.version,))
    said = [("M2KQ4X", hers), ("N2KQ4X", unread)]
    ops = [
        Op(device, begun.area, 1, kind.name, record.id, begun.hlc + (9 << 30) + at, device, 1, f, seen)
        for at, (device, f) in enumerate(said)
    ]
    with session.store.unit_of_work() as unit:
        unit.apply(ops)
        unit.commit()
        stands = unit.get(kind.record, record.id)
    whole = {text for values in (first, mine, hers) for text in values.values() if len(text) > 4}
    return stands, whole | {value[RAW] for value in unread.values()}


def everything_said(session: Session, kind: RecordKind, record: Any, words: Catalog) -> Iterator[Any]:
    """Whatever tells of a record outside its form."""
    yield conflicts.as_rows(session)
    for one in conflicts.open_conflicts(session):
        for conflict in one.conflicts:
            yield one.words(conflict, conflict.before, words)
            yield [one.words(conflict, value.value, words) for value in conflict.conflicting_values]
    number = str(getattr(record, kind.number, "")) if kind.number else ""
    with session.store.read() as reader:
        yield [words.say(one.text) for one in history.history(session, reader, record.id, kind.name, 99)]
        if kind.sheet:
            for labelled in (False, True):
                yield list(RowWriter(reader, words, labelled=labelled).rows(kind, [record], keys_of(kind)))
            keys = masked_keys(kind)
            plan = guess(kind.sheet.name, keys)
            yield [shown(plan, at, str(getattr(record, key))) for at, key in enumerate(keys)]  # before an import
    if number:
        yield showing.show(session, number, words)
        yield [search.as_row(one, words) for one in search.search(session, number)]
    if kind.name in HOLDERS:
        yield [part.lines for part in own_record.own_record(session, record.id, words).parts]


@pytest.mark.parametrize("kind", MASKED, ids=lambda kind: kind.name)
def test_nothing_outside_the_form_says_a_masked_number_whole(session, kind, caplog) -> None:
    caplog.set_level(logging.DEBUG, logger="samarth_desktop")
    record, whole = disputed(session, kind)
    for language in ("hi", "en"):
        said = json.dumps(list(everything_said(session, kind, record, catalog(language))), ensure_ascii=False)
        assert [number for number in whole if number in said] == []
    disputes = [c for c, _ in sync.open_conflicts(session)]
    assert {c.key for c in disputes} <= set(masked_keys(kind)), "and each of them is asked, or no person is"
    assert [number for number in whole if number in caplog.text] == []


def test_numbers_that_end_alike_are_said_to_do_so() -> None:
    def told(key: str, *values: str) -> bool:
        said = tuple(ConflictingValue(value, "सुनीता", "7KQ4MX", datetime.now(UTC)) for value in values)
        asked = Conflict("artisan", "row", key, said)
        dispute = conflicts.RecordConflict("row", "Artisan", "", "", "", (asked,), "7KQ4MX", 0)
        return dispute.end_alike(asked, catalog("hi"))

    assert told("mobile", "9839022218", "9739022218")
    assert not told("mobile", "9839022218", "9739022219") and not told("village", "हरख", "देवा")


def test_a_number_in_the_cell_of_a_name_is_not_said_whole(session, tmp_path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name_hi,village,district,state\nसुनीता देवी 9839022218,हरख,129,9\n", "utf-8")
    report = importing.import_file(session, "artisans", file, words=catalog("en"))
    told = json.dumps(report.as_json(catalog("en")), ensure_ascii=False)
    assert report.imported == 1 and "••••••2218" in told and "9839022218" not in told
    doubts = list(name_doubts(Artisan(name_hi="सुनीता देवी 9839022218")))
    assert doubts and "9839022218" not in " ".join(catalog("en").say(one.reason) for one in doubts)
