"""An erasure takes everything along that belongs to the row, whoever wrote it and in whatever order it came."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.database import tables
from samarth_desktop.store.search.finder import find
from samarth_desktop.store.store import Store
from tests.store.people import HOME, KEYS, artisan, keep

GROUP = Shg(name_hi="उजाला समूह", mission="nrlm", village="रामपुर", state="9", district="164")
NAME, MOBILE = "अनोखीबाई", "9811122233"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "other").mkdir()
    with Store.create(tmp_path / "other", KEYS, home_area=HOME) as made:
        yield made


def ops_of(store: Store, *records: Record) -> list[Op]:
    with store.read() as reader:
        return [op for record in records for _, op in reader.ops(record.id)]


def take(store: Store, ops: list[Op]) -> None:
    with store.unit_of_work() as unit:
        unit.apply(ops)
        unit.commit()


def erase(store: Store, row: str) -> None:
    with store.unit_of_work() as unit:
        unit.erase(row, "Sita")
        unit.commit()


def trace(store: Store, *words: str) -> list[str]:
    """The tables in which one of these words still stands, and the search where it finds something."""
    with store.read() as reader:
        found = [
            name
            for name, table in tables.metadata.tables.items()
            if any(word in str(reader.connection.execute(table.select()).all()) for word in words)
        ]
        return found + ["search" for word in words if find(reader, word)]


def group_with_member(store: Store) -> tuple[Shg, Member]:
    group = keep(store, GROUP)
    return group, keep(store, Member(shg=group.id, name_hi=NAME, mobile=MOBILE))


def test_an_erased_groups_members_leave_nothing_behind(store: Store) -> None:
    group, member = group_with_member(store)
    person = keep(store, artisan())
    place = keep(store, Member(shg=group.id, person=person.id))
    assert trace(store, NAME) and trace(store, MOBILE)
    erase(store, group.id)
    assert trace(store, NAME, MOBILE, "उजाला") == []
    with store.read() as reader:
        assert reader.is_erased(member.id) and reader.is_erased(place.id)
        assert reader.get(type(person), person.id) == person, "who is registered herself is nobody's child"
    with pytest.raises(KnownError, match="erased"):
        keep(store, Member(shg=group.id, name_hi=NAME))


def test_members_go_in_whatever_order_they_and_the_erasure_arrive(store: Store, tmp_path: Path) -> None:
    group, member = group_with_member(store)
    born, joined = ops_of(store, group), ops_of(store, member)
    with store.unit_of_work() as unit:  # as a program does it that knows no children
        unit._erase_one(group.id, "Sita")
        unit.commit()
    gone = ops_of(store, group)[-1:]
    for number, order in enumerate(itertools.permutations([born, joined, gone])):
        (folder := tmp_path / str(number)).mkdir()
        with Store.create(folder, KEYS, home_area=HOME) as late:
            for ops in order:
                take(late, ops)
            assert trace(late, NAME, MOBILE, "उजाला") == []
            with late.read() as reader:
                assert reader.is_erased(member.id)


def test_a_member_whom_the_eraser_did_not_know_is_told_by_who_wrote_her(store: Store, other: Store) -> None:
    group = keep(store, GROUP)
    take(other, ops_of(store, group))
    member = keep(other, Member(shg=group.id, name_hi=NAME, mobile=MOBILE))
    erase(store, group.id)
    take(other, ops_of(store, group))
    assert trace(other, NAME, MOBILE) == []
    assert any("~erased" in op.f for op in ops_of(other, member))


def test_a_file_goes_when_no_row_names_it(store: Store, other: Store) -> None:
    kept = store.photos.keep(b"a card that two people showed")
    people = [keep(store, artisan(name_hi=name)) for name in ("राम", "श्याम")]
    cards = [keep(store, Document(holder=person.id, document_kind="other", scan=kept)) for person in people]
    take(other, ops_of(store, *people, *cards))
    other.photos.keep(b"a card that two people showed")  # it was opened there: no queue names it
    for one in (store, other):
        for person, stays in zip(people, (True, False), strict=True):
            erase(one, person.id)
            assert one.photos.has(kept) is stays


def test_a_photo_that_was_replaced_goes_with_the_person(store: Store) -> None:
    first = store.photos.keep(b"a first photo")
    person = keep(store, artisan(photo=first))
    keep(store, type(person)(**{**vars(person), "photo": store.photos.keep(b"a better photo")}))
    erase(store, person.id)
    assert list(store.photos.names()) == []
