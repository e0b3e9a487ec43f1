"""What holds for every kind of record. A kind that is added to the registry is in these tests without touching them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.kinds.registry import KINDS, RECORDS
from samarth_desktop.rules.sheets.column_mapping import columns_of
from samarth_desktop.store.database import tables
from samarth_desktop.store.folder.integrity import check
from samarth_desktop.store.search.finder import find
from samarth_desktop.store.search.search_index import name_forms
from samarth_desktop.store.store import Store
from tests.every_kind import DISTRICT, OTHER_DISTRICT, STATE, children_of, moved, saved, texts_of
from tests.store.people import KEYS

EVERY = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "other").mkdir()
    with Store.create(tmp_path / "other", KEYS, home_area="9/1") as made:
        yield made


def take_all(target: Store, source: Store) -> None:
    with source.read() as reader:
        rows = set(reader.connection.scalars(tables.op.select().with_only_columns(tables.op.c.row)))
        ops = [op for row in sorted(rows) for _, op in reader.ops(row)]
    with target.unit_of_work() as unit:
        unit.apply(ops)
        unit.commit()


def test_the_numbers_of_kinds_are_their_own() -> None:
    numbers = [kind.summary.number for kind in KINDS.values() if kind.summary]
    assert len(set(numbers)) == len(numbers)


@EVERY
def test_saved_listed_found_and_in_its_area(store: Store, kind: RecordKind) -> None:
    family = saved(store, kind)
    record = family.record
    area = f"{STATE}/{DISTRICT}"
    with store.read() as reader:
        assert reader.get(kind.record, record.id) == record
        assert not kind.number or getattr(record, kind.number), "it has the number by which people call it"
        assert reader.area_of(record) == area
        summary = reader.connection.execute(tables.summary.select().where(tables.summary.c.id == record.id)).first()
        assert (summary is not None) is (kind.summary is not None)
        if kind.search is not None:
            asked = {summary.registration} | {name for name in (summary.name_hi, summary.name_en) if name}
            for text in asked:
                for group in (kind.search.group, "all"):
                    assert record.id in {hit.summary.id for hit in find(reader, text, group)}, text
    moved(store, family)
    with store.read() as reader:
        assert {reader.area_of(one) for one in (record, *family.above)} == {f"{STATE}/{OTHER_DISTRICT}"}
    assert check(store, every=True) == []


@EVERY
def test_the_same_on_a_second_laptop(store: Store, other: Store, kind: RecordKind) -> None:
    family = saved(store, kind)
    take_all(other, store)
    with store.read() as reader, other.read() as there:
        assert to_wire(there.get(kind.record, family.record.id)) == to_wire(family.record)
        one, two = (
            ask.connection.execute(tables.summary.select().order_by(tables.summary.c.id)).all()
            for ask in (reader, there)
        )
        assert one == two
        words = [ask.connection.execute(tables.vocabulary.select()).all() for ask in (reader, there)]
        assert words[0] == words[1]


@EVERY
def test_erased_with_all_that_belongs_to_it(store: Store, other: Store, kind: RecordKind) -> None:
    family = saved(store, kind)
    gone = [family, *children_of(store, family)]
    take_all(other, store)
    for one in gone:
        for name in one.files:
            other.photos.keep(store.photos.get(name))
    with store.unit_of_work() as unit:
        unit.erase(family.record.id, "Sita")
        unit.commit()
    take_all(other, store)
    for laptop in (store, other):
        with laptop.read() as reader:
            held = {name: str(reader.connection.execute(table.select()).all()) for name, table in _all_tables()}
            for one in gone:
                spec = KINDS[one.record.KIND]
                assert reader.is_erased(one.record.id)
                assert (reader.get(RECORDS[spec.name], one.record.id) is not None) is bool(spec.kept)
                for text in texts_of(one.record, spec.kept):
                    assert [name for name, all_rows in held.items() if text in all_rows] == [], (spec.name, text)
                    assert not find(reader, text)
                for fold in name_forms(getattr(one.record, "name_hi", "")).fold.split():
                    assert f"'{fold}'" not in held["vocabulary"] + held["deletion_variant"]
        assert not {name for one in gone for name in one.files} & set(laptop.photos.names())


def _all_tables() -> Iterator[tuple[str, object]]:
    return ((name, table) for name, table in tables.metadata.tables.items())


SHEETS = [kind for kind in KINDS.values() if kind.sheet]


@pytest.mark.parametrize("kind", SHEETS, ids=[kind.name for kind in SHEETS])
def test_exported_is_imported(store: Store, other: Store, tmp_path: Path, kind: RecordKind) -> None:
    """What a sheet holds comes in as it was. Masked numbers stay here: only the office may export them."""
    assert kind.sheet is not None
    family = saved(store, kind)
    words, path = catalog("en"), tmp_path / "out.xlsx"
    name = kind.sheet.within or kind.sheet.name
    assert exporting.export(Session(store, "Sita"), name, path, words) == 1
    report = importing.import_file(Session(other, "Gita"), name, path, words=words)
    assert not report.errors and report.imported == report.read
    with other.read() as reader:
        (came,) = reader.every(kind.record)
    described = fields_of(kind.record)
    shown = [key for key in columns_of(kind.sheet.name) if key in described and key != kind.number]
    typed = [key for key in shown if not described[key].masked and not described[key].system]
    assert {key: getattr(came, key) for key in typed} == {key: getattr(family.record, key) for key in typed}
