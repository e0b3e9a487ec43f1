"""Records and operations are written together, or not at all."""

import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.folder.integrity import check
from samarth_desktop.store.store import Store
from tests.store.people import HOME, artisan, keep


def test_what_was_saved_comes_back(store: Store) -> None:
    saved = keep(
        store, artisan(sold_where=("fair", "home"), turnover=12345, birth_date=date(1990, 2, 3), extra={"X.y": 1})
    )
    with store.read() as reader:
        assert reader.get(Artisan, saved.id) == saved
        assert reader.by_registration(saved.registration) == saved
        assert reader.is_complete(saved)
    assert saved.created_by == "Sita"
    assert saved.registration.startswith(f"UP-{store.device}-00001-")


def test_unread_text_is_kept_and_makes_it_unfinished(store: Store) -> None:
    saved = keep(store, artisan(unread={"birth_date": "about 1980"}))
    with store.read() as reader:
        assert reader.get(Artisan, saved.id) == saved
        assert not reader.is_complete(saved)


def test_nothing_is_kept_without_commit(store: Store) -> None:
    with store.unit_of_work() as unit:
        lost = unit.save(artisan(), "Sita")
    with store.read() as reader:
        assert reader.get(Artisan, lost.id) is None
        assert reader.ops(lost.id) == []
    assert keep(store, artisan()).registration == lost.registration, "a rollback leaves no gap in the numbers"


def test_the_collector_runs_again_after_what_was_written_and_after_what_failed(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.save_all([artisan(), artisan()], "Sita")
        assert gc.isenabled()
        with pytest.raises(AttributeError):
            unit.save_all([artisan(), None], "Sita")  # type: ignore[list-item]
        assert gc.isenabled()


def test_an_operation_names_only_what_changed(store: Store) -> None:
    saved = keep(store, artisan())
    again = keep(store, replace(saved, name_en="Ramesh Kumaar", gender=""), "Gita")
    with store.read() as reader:
        ops = [op for _, op in reader.ops(saved.id)]
    assert [op.n for op in ops] == [1, 2]
    assert ops[1].f == {"name_en": "Ramesh Kumaar", "gender": ""}
    assert ops[1].sup == {"name_en": (ops[0].version,), "gender": (ops[0].version,)}
    assert ops[1].hlc > ops[0].hlc
    assert keep(store, again) == again
    with store.read() as reader:
        assert len(reader.ops(saved.id)) == 2, "nothing changed, nothing written"


def test_two_who_did_not_see_each_other_make_a_conflict(store: Store) -> None:
    saved = keep(store, artisan())
    keep(store, replace(saved, name_en="Ramesh K", village="Sitapur"), "Gita")
    keep(store, replace(saved, name_en="Ramesh Q"), "Mita")
    with store.read() as reader:
        (conflict,) = reader.conflicts()
        shown = reader.get(Artisan, saved.id)
    assert shown is not None
    assert shown.village == "Sitapur"
    assert [(conflicting.value, conflicting.author) for conflicting in conflict.conflicting_values] == [
        ("Ramesh Q", "Mita"),
        ("Ramesh K", "Gita"),
    ]
    with store.unit_of_work() as unit:
        settled = unit.settle(Artisan, saved.id, {"name_en": "Ramesh Q"}, "Sita")
        unit.commit()
    with store.read() as reader:
        assert reader.conflicts() == []
        assert reader.get(Artisan, saved.id) == settled
        assert [change.author for change in reader.history(saved.id)][:2] == ["Sita", "Mita"]


def test_delete_against_edit_shows_both(store: Store) -> None:
    saved = keep(store, artisan())
    keep(store, replace(saved, craft="Pottery"), "Gita")
    keep(store, replace(saved, deleted=True), "Mita")
    with store.read() as reader:
        assert [conflict.key for conflict in reader.conflicts(saved.id)] == ["deleted"]


def test_a_move_writes_both_areas_and_brings_what_belongs_to_it(store: Store) -> None:
    saved = keep(store, artisan())
    consent = keep(store, Consent(holder=saved.id, how="thumb", given_on=date(2026, 1, 1)))
    moved = keep(store, replace(saved, district="187", remarks="went to her daughter"))
    with store.read() as reader:
        assert reader.area_of(moved) == "9/187"
        (there,) = reader.children(Consent, saved.id)
        assert reader.area_of(there) == "9/187"
        ops = [op for _, op in reader.ops(saved.id)]
    assert [(op.area, op.n) for op in ops] == [("9/164", 1), ("9/164", 3), ("9/187", 1)]
    assert ops[1].f == {"~moved_to": "9/187"}
    assert ops[2].f["name_hi"] == "रमेश कुमार"
    assert ops[2].f["remarks"] == "went to her daughter"
    assert consent.id == there.id
    back = keep(store, replace(moved, district="164"))
    with store.read() as reader:
        assert reader.area_of(back) == HOME
        assert reader.conflicts() == []


def test_members_belong_to_their_group(store: Store) -> None:
    group = keep(store, Shg(name_hi="लक्ष्मी समूह", mission="nrlm", state="9", district="164"))
    first = keep(store, Member(shg=group.id, name_hi="सीता", role="president"))
    keep(store, Member(shg=group.id, name_hi="गीता", deleted=True))
    with store.read() as reader:
        assert reader.children(Member, group.id) == [first]
        assert reader.area_of(first) == HOME


def test_serials_count_by_kind_without_gaps(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.next_serial("onboarding")
    with store.unit_of_work() as unit:
        given = [unit.next_serial("onboarding"), unit.next_serial("onboarding"), unit.next_serial("shg")]
        unit.commit()
    assert [serial.rsplit("-", 1)[0] for serial in given] == [
        f"A-{store.device}-00001",
        f"A-{store.device}-00002",
        f"S-{store.device}-00001",
    ]


@pytest.mark.parametrize("statement", ["DELETE FROM op", "UPDATE op SET f = '{}'", "UPDATE op SET author = 'X'"])
def test_operations_are_append_only(store: Store, statement: str) -> None:
    keep(store, artisan())
    with pytest.raises(IntegrityError), store.unit_of_work() as unit:
        unit.connection.exec_driver_sql(statement)


def test_erasing_leaves_no_value_behind(store: Store) -> None:
    saved = keep(store, artisan(name_hi="अनोखा नाम"))
    keep(store, Consent(holder=saved.id, how="thumb", witness="अनोखी गवाह"))
    keep(store, Certificate(holder=saved.id, serial="A-7KQ4MX-00001-X", state="valid", payload="अनोखा"))
    with store.unit_of_work() as unit:
        unit.erase(saved.id, "Sita")
        unit.commit()
    with store.read() as reader:
        assert reader.get(Artisan, saved.id) is None
        assert reader.is_erased(saved.id)
        ops = [op for _, op in reader.ops(saved.id)]
        assert ops[0].f and all(value is None for value in ops[0].f.values())
        everything = [
            str(row)
            for table in reader.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
            .scalars()
            .all()
            if not table.startswith("sqlite_")
            for row in reader.connection.exec_driver_sql(f'SELECT * FROM "{table}"')
        ]
    assert not any("अनोख" in row for row in everything)


def test_readers_see_one_state_while_somebody_writes(store: Store) -> None:
    first = keep(store, artisan())
    with store.read() as reader:
        assert reader.get(Artisan, first.id) == first
        keep(store, replace(first, craft="मिट्टी"))
        assert reader.get(Artisan, first.id) == first
    with store.read() as reader:
        assert reader.get(Artisan, first.id) != first


def test_threads_write_one_after_another(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        saved = list(pool.map(lambda at: keep(store, artisan(remarks=str(at))), range(20)))
    assert sorted(one.registration.split("-")[2] for one in saved) == [f"{n:05d}" for n in range(1, 21)]
    assert check(store, every=True) == []
