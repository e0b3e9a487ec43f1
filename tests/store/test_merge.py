"""Operations of several laptops give the same rows in any order, however often they come."""

import os
import random
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.domain.oplog.op import Op, Version
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.store.database import tables
from samarth_desktop.store.folder.integrity import check
from samarth_desktop.store.search.finder import find
from samarth_desktop.store.store import Store
from tests.store.people import HOME, KEYS, artisan, keep

ROWS = [f"00000000-0000-7000-8000-{at:012d}" for at in range(2)]
KEYS_WRITTEN = ("name_hi", "village", "gender", "deleted", "future_key")


@st.composite
def histories(draw: st.DrawFn) -> list[Op]:
    """What three devices wrote, each having seen some of the others' operations."""
    ops: list[Op] = []
    numbers: dict[tuple[str, str], int] = {}
    for _ in range(draw(st.integers(1, 12))):
        device, area = draw(st.sampled_from("ABC")), draw(st.sampled_from([HOME, "9/187"]))
        row = draw(st.sampled_from(ROWS))
        numbers[device, area] = numbers.get((device, area), 0) + 1
        seen = [op for op in ops if op.row == row and (op.device == device or draw(st.booleans()))]
        f: dict[str, Any] = {}
        for key in draw(st.lists(st.sampled_from(KEYS_WRITTEN), min_size=1, unique=True)):
            f[key] = draw(st.booleans()) if key == "deleted" else draw(st.sampled_from(["राम", "सीता", ""]))
        if draw(st.integers(0, 9)) == 0:
            f = {"~erased": True}
        elif draw(st.integers(0, 9)) == 0:
            f = {"~moved_to": "9/187"}
        sup = {key: tuple(op.version for op in seen if key in op.f) for key in f}
        hlc = draw(st.integers(1, 50)) << 16
        ops.append(Op(device, area, numbers[device, area], "artisan", row, hlc, "Sita", 1, f, sup))
    return ops


def state(store: Store) -> dict[str, Any]:
    """Everything that shows, without what depends on the order of arrival."""
    with store.read() as reader:
        rows = {}
        for row in ROWS:
            record = reader.get(Artisan, row)
            rows[row] = (record and to_wire(record), record and reader.area_of(record), reader.is_erased(row))
        disputes = {(one.row, one.key, one.conflicting_values) for one in reader.conflicts()}
        hits = {(typed, hit.summary.id, hit.why.id) for typed in ("राम", "sita") for hit in find(reader, typed)}
        logged = {op.version: (op.f, op.sup) for row in ROWS for _, op in reader.ops(row)}
    return {"rows": rows, "disputes": disputes, "hits": hits, "log": logged}


@settings(
    max_examples=int(os.environ.get("MERGE_EXAMPLES", "10")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(ops=histories(), seed=st.integers(0, 10_000))
def test_any_order_and_any_repetition_give_the_same(ops: list[Op], seed: int, installation: None) -> None:
    dice = random.Random(seed)
    shuffled = [*ops, *dice.choices(ops, k=3)]
    dice.shuffle(shuffled)
    states = []
    with tempfile.TemporaryDirectory() as place:
        for name, batches in (("once", [ops]), ("bit by bit", [[op] for op in shuffled])):
            (Path(place) / name).mkdir()
            with Store.create(Path(place) / name, KEYS, home_area=HOME) as store:
                for batch in batches:
                    with store.unit_of_work() as unit:
                        assert unit.apply(batch).clashes == ()
                        unit.commit()
                states.append(state(store))
                assert [problem.id for problem in check(store) if "missing" not in problem.id] == []
    assert states[0] == states[1]


def sent(store: Store, record: Record) -> list[Op]:
    with store.read() as reader:
        return [op for _, op in reader.ops(record.id)]


@pytest.fixture
def other(tmp_path: Path) -> Any:
    (tmp_path / "other").mkdir()
    with Store.create(tmp_path / "other", KEYS, home_area=HOME) as made:
        yield made


def test_two_laptops_that_edit_apart_agree_and_keep_both(store: Store, other: Store) -> None:
    mine = keep(store, artisan())
    with other.unit_of_work() as unit:
        assert unit.apply(sent(store, mine)).new == 1
        unit.commit()
    with other.read() as reader:
        there = reader.get(Artisan, mine.id)
    assert there is not None
    keep(store, replace(mine, village="यहाँ", remarks="a"))
    keep(other, replace(there, village="वहाँ", craft="मिट्टी"), "Gita")
    for one, another in ((store, other), (other, store)):
        with one.unit_of_work() as unit:
            assert unit.apply(sent(another, mine)).clashes == ()
            unit.commit()
    for one in (store, other):
        with one.read() as reader:
            shown = reader.get(Artisan, mine.id)
            (conflict,) = reader.conflicts()
        assert shown is not None
        assert (shown.remarks, shown.craft) == ("a", "मिट्टी")
        assert {conflicting.value for conflicting in conflict.conflicting_values} == {"यहाँ", "वहाँ"}


def test_a_number_with_other_content_is_reported_and_left(store: Store) -> None:
    mine = keep(store, artisan())
    (op,) = sent(store, mine)
    with store.unit_of_work() as unit:
        applied = unit.apply([replace(op, f={**op.f, "name_hi": "कोई और"})])
        unit.commit()
    assert (applied.new, applied.clashes) == (0, (Version(op.device, op.area, op.n),))
    assert sent(store, mine) == [op]


def test_what_arrives_after_an_erasure_is_blanked(store: Store, other: Store) -> None:
    mine = keep(store, artisan(name_hi="अनोखेलाल"))
    consent = keep(store, Consent(holder=mine.id, how="spoken", witness="अनोखी"))
    with other.unit_of_work() as unit:
        unit.apply(sent(store, mine) + sent(store, consent))
        unit.commit()
    with other.read() as reader:
        there = reader.get(Artisan, mine.id)
    assert there is not None
    late = keep(other, replace(there, remarks="अनोखी बात"))
    with store.unit_of_work() as unit:
        unit.erase(mine.id, "Sita")
        unit.commit()
    with store.unit_of_work() as unit:
        assert unit.apply(sent(other, late)).clashes == ()
        unit.commit()
    with other.unit_of_work() as unit:
        assert unit.apply(sent(store, mine) + sent(store, consent)).clashes == ()
        unit.commit()
    for one in (store, other):
        with one.read() as reader:
            assert reader.get(Artisan, mine.id) is None
            assert find(reader, "अनोखेलाल") == []
            stored = reader.connection.execute(tables.op.select()).all()
        assert "अनोख" not in str(stored)


def test_what_another_laptop_wrote_of_an_erased_person_goes_too(store: Store, other: Store) -> None:
    mine = keep(store, artisan())
    with other.unit_of_work() as unit:
        unit.apply(sent(store, mine))
        unit.commit()
    there = keep(other, Consent(holder=mine.id, how="spoken", witness="अनोखी"))
    certificate = keep(other, Certificate(holder=mine.id, serial="A-7KQ4MX-00001-X", state="valid", payload="रमेश"))
    with store.unit_of_work() as unit:
        unit.erase(mine.id, "Sita")
        unit.commit()
    with other.unit_of_work() as unit:
        unit.apply(sent(store, mine))
        unit.commit()
    with other.read() as reader:
        assert reader.is_erased(there.id)
        assert "अनोखी" not in str(reader.connection.execute(tables.op.select()).all())
        line = reader.by_serial(certificate.serial)
    assert line is not None, "the register keeps the serial"
    assert (line.payload, line.state) == ("", "valid")
    revoked = keep(other, replace(line, state="revoked", reason="अनोखी"))
    assert (revoked.state, revoked.reason) == ("revoked", "")
    for late in (replace(mine, remarks="x"), Consent(holder=mine.id, how="thumb")):
        with pytest.raises(KnownError, match="erased"):
            keep(store, late)


def test_an_unknown_kind_and_unknown_keys_are_kept(store: Store) -> None:
    row = ROWS[0]
    ops = [
        Op("A", HOME, 1, "loom", row, 1, "Sita", 9, {"width": 3}),
        Op("A", HOME, 2, "artisan", ROWS[1], 2, "Sita", 9, {"name_hi": "राम", "future": [1], "gender": "new_code"}),
    ]
    with store.unit_of_work() as unit:
        assert unit.apply(ops).new == 2
        unit.commit()
    with store.read() as reader:
        assert [op for _, op in reader.ops(row)] == ops[:1]
        person = reader.get(Artisan, ROWS[1])
    assert person is not None
    changed = keep(store, replace(person, name_hi="राम जी"))
    assert (changed.extra, changed.gender) == ({"future": [1]}, "new_code")
