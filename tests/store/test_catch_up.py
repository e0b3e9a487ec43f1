"""What an older program could not understand is kept, handed on, and shown by the first program that can, once."""

from pathlib import Path
from typing import Any

import pytest

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.domain.oplog.exchange import BatchSignature
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.kinds import registry
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import record_of
from samarth_desktop.store.folder import integrity
from samarth_desktop.store.log import catch_up
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.queries import lists
from samarth_desktop.store.search.finder import find
from samarth_desktop.store.store import Store
from samarth_desktop.sync import wire
from tests.every_kind import sample
from tests.store.people import HOME, KEYS, artisan, keep

WRITER = "AAAAAA"


def _values(kind: RecordKind) -> dict[str, Any]:
    """What an operation says that begins a record of this kind, below a row that nobody has."""
    record, nothing = sample(kind, **({kind.parent: "above"} if kind.parent else {})), kind.record()
    return to_wire(record, [key for key in fields_of(kind.record) if getattr(record, key) != getattr(nothing, key)])


VALUES = {name: _values(kind) for name, kind in registry.KINDS.items()}


def take(store: Store, kind: str, row: str, f: dict[str, Any]) -> Op:
    """Takes in one operation as it comes from the hub."""
    n = StoreLog(store).streams().get((HOME, WRITER), 0) + 1
    op = Op(WRITER, HOME, n, kind, row, n << 16, "a", 1, f)
    pack = wire.Pack(BatchSignature(HOME, WRITER, n, n, 1, WRITER, b""), (wire.line_of(op),))
    assert StoreLog(store).apply("hub", [wire.delivery(pack)], {}, 0).unshown == 0
    return op


def shown(store: Store, kind: str, row: str) -> Any:
    with store.read() as reader:
        return reader.get(registry.RECORDS[kind], row)


@pytest.mark.parametrize("kind", VALUES)
def test_a_kind_that_is_known_after_an_update_is_shown_at_the_next_opening(
    folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    with monkeypatch.context() as before:
        before.delitem(registry.RECORDS, kind)  # the older program
        with Store.create(folder, KEYS, home_area=HOME) as store:
            op = take(store, kind, "row", VALUES[kind])
            assert StoreLog(store).handed(HOME, WRITER, 0, 9)[0].ops == (op,), "it is handed on meanwhile"
    with Store.open(folder, KEYS) as store:
        record = shown(store, kind, "row")
        assert to_wire(record, VALUES[kind]) == VALUES[kind]
        with store.read() as reader:
            assert len(reader.ops("row")) == 1, "nothing is written for it"
        assert integrity.check(store, every=True) == []


def test_it_is_in_lists_and_search_then_and_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.delitem(registry.RECORDS, "member")
        with Store.create(folder, KEYS, home_area=HOME) as store:
            take(store, "member", "row", {"name_en": "Chameli", "shg": "group"})
    for _ in range(2):
        with Store.open(folder, KEYS) as store, store.read() as reader:
            assert [hit.summary.id for hit in find(reader, "chameli")] == ["row"]
            assert lists.ids(reader, "member") == ["row"]


def test_a_folder_is_caught_up_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.create(folder, KEYS, home_area=HOME):
        pass
    monkeypatch.setattr(catch_up, "catch_up", lambda unit: pytest.fail("nothing is new"))
    with Store.open(folder, KEYS):
        pass


def test_a_key_that_is_known_after_an_update_becomes_a_field(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.create(folder, KEYS, home_area=HOME) as store:
        person = keep(store, artisan(craft="बुनाई"))
        other = keep(store, artisan(extra={"unheard_of": "kept", "UP-ODOP.craft": "kept"}))
        with (
            store.unit_of_work() as unit
        ):  # as a program without the field shows her, after a migration adds its column
            told = ("UPDATE artisan SET craft = '', extra = json_object('craft', ?) WHERE id = ?", ("बुनाई", person.id))
            unit.connection.exec_driver_sql(*told)
            unit.put_settings({catch_up.KNOWN_KEY: "an older program"})
            unit.commit()
    with Store.open(folder, KEYS) as store:
        assert (shown(store, "artisan", person.id).craft, shown(store, "artisan", person.id).extra) == ("बुनाई", {})
        assert shown(store, "artisan", other.id).extra == {"unheard_of": "kept", "UP-ODOP.craft": "kept"}


@pytest.mark.parametrize("kind", VALUES)
def test_the_check_misses_a_record_that_is_not_there(store: Store, kind: str) -> None:
    take(store, kind, "row", VALUES[kind])
    assert integrity.check(store) == integrity.check(store, every=True) == []
    with store.unit_of_work() as unit:
        table = tables.RECORD_TABLES[kind]
        unit.connection.execute(table.delete().where(table.c.id == "row"))
        unit.connection.execute(tables.summary.delete().where(tables.summary.c.id == "row"))
        unit.commit()
    for every in (False, True):
        assert "differs from its history" in str(integrity.check(store, every=every))


def test_the_quick_check_looks_at_the_newest_and_the_whole_one_at_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, "artisan", "old", VALUES["artisan"])
    for n in range(3):
        take(store, "artisan", f"new{n}", {"name_en": "Gita"})
    monkeypatch.setattr(integrity, "SAMPLE", 2)
    with store.unit_of_work() as unit:
        unit.connection.execute(tables.RECORD_TABLES["artisan"].delete().where(_artisan().c.id == "old"))
        unit.commit()
    assert integrity.check(store) == [] and integrity.check(store, every=True) != []


def _artisan() -> Any:
    return tables.RECORD_TABLES["artisan"]


def test_an_erased_record_is_no_missing_one(store: Store) -> None:
    person = keep(store, artisan())
    with store.unit_of_work() as unit:
        unit.erase(person.id, "Sita")
        unit.commit()
    assert integrity.check(store, every=True) == []
    with store.unit_of_work() as unit:
        catch_up.catch_up(unit)
        unit.commit()
    assert shown(store, "artisan", person.id) is None


def test_records_read_back_as_they_were_saved(store: Store) -> None:
    """The rebuilt row is the row: nothing is shown otherwise for having been caught up."""
    person = keep(store, artisan())
    keep(store, Member(shg="group", name_en="Gita"))
    with store.read() as reader:
        before = [reader.connection.execute(tables.RECORD_TABLES[k].select()).all() for k in registry.RECORDS]
    with store.unit_of_work() as unit:
        catch_up.catch_up(unit)
        unit.commit()
    with store.read() as reader:
        after = [reader.connection.execute(tables.RECORD_TABLES[k].select()).all() for k in registry.RECORDS]
        row = reader.connection.execute(_artisan().select().where(_artisan().c.id == person.id)).one()
    assert before == after and record_of(Artisan, row) == person
