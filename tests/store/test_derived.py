"""What holds of certificates and consents, and who is here, follows from the operations alone: the same in the tables
whatever came first, with at most one valid certificate of a holder and no consent from before a withdrawal."""

import os
import random
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.domain.oplog.op import MOVED_TO, Op
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent, in_force
from samarth_desktop.rules.duplicates.merges import MERGED_INTO
from samarth_desktop.store.database import tables
from samarth_desktop.store.folder.integrity import check
from samarth_desktop.store.queries import lists
from samarth_desktop.store.queries.narrowing import agreed
from samarth_desktop.store.search import reindex
from samarth_desktop.store.store import Store
from tests.store.people import HOME, KEYS, artisan

PEOPLE = [f"00000000-0000-7000-8000-{at:012d}" for at in range(3)]
AWAY = "9/165"


class Writer:
    """Three devices that write without hearing much of each other."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.ops, self.hlc = draw, [], 1 << 20

    def write(self, kind: str, row: str, f: dict[str, Any], area: str = HOME) -> None:
        device = self.draw(st.sampled_from("ABC"))
        seen = [op for op in self.ops if op.row == row and (op.device == device or self.draw(st.booleans()))]
        n = 1 + sum((op.device, op.area) == (device, area) for op in self.ops)
        sup = {key: tuple(op.version for op in seen if key in op.f) for key in f}
        self.hlc += 1 << 16
        self.ops.append(Op(device, area, n, kind, row, self.hlc, "Sita", 1, f, sup))


@st.composite
def histories(draw: st.DrawFn) -> list[Op]:
    writer = Writer(draw)
    for row in PEOPLE:
        writer.write("artisan", row, to_wire(artisan(registration=f"UP-AAAAAA-0000{row[-1]}-X")))
    made: dict[str, list[str]] = {"certificate": [], "consent": []}
    for n in range(draw(st.integers(1, 10))):
        person, what = draw(st.sampled_from(PEOPLE)), draw(st.integers(0, 7))
        row = f"00000000-0000-7000-9000-{n:012d}"
        day = f"2026-11-2{draw(st.integers(1, 3))}"
        if what <= 2:
            f = {"serial": f"A-AAAAAA-0000{n}-X", "certificate_kind": "onboarding", "programme": "UP-ODOP"}
            writer.write("certificate", row, {**f, "holder": person, "issued_on": day, "state": "valid"})
            made["certificate"].append(row)
        elif what == 3 and made["certificate"]:
            state = draw(
                st.sampled_from([{"state": "revoked"}, {"state": "replaced", "replaced_by": "A-AAAAAA-00009-X"}])
            )
            writer.write("certificate", draw(st.sampled_from(made["certificate"])), state)
        elif what == 4:
            gone = draw(st.booleans())
            into = draw(st.sampled_from([one for one in PEOPLE if one != person]))
            writer.write("artisan", person, {"deleted": gone, MERGED_INTO: into if gone else None})
        elif what == 5:
            f = {"holder": person, "purpose": "registration", "how": "signature", "given_on": day}
            writer.write("consent", row, {**f, "created_at": f"{day}T0{draw(st.integers(1, 9))}:00:00+00:00"})
            made["consent"].append(row)
        elif what == 6 and made["consent"]:
            f = {"withdrawn_on": day, "withdrawn_at": draw(st.sampled_from(["", f"{day}T05:00:00+00:00"]))}
            writer.write("consent", draw(st.sampled_from(made["consent"])), f)
        elif what == 7:
            writer.write("artisan", person, {MOVED_TO: draw(st.sampled_from([AWAY, ""]))})
    return writer.ops


def shown(store: Store) -> dict[str, Any]:
    with store.read() as reader:
        found: dict[str, Any] = {"listed": sorted(lists.ids(reader, "artisan"))}
        for record_class in (Certificate, Consent, Artisan):
            found[record_class.KIND] = {one.id: to_wire(one) for one in reader.every(record_class)}
        found["kept"] = {row: (reader.kept(row), reader.moved_to(row)) for row in PEOPLE}
        found["cards"] = {
            row.id: (row.active, row.registration) for row in reader.connection.execute(select(tables.summary)).all()
        }
        found["conflicts"] = sorted((one.row, one.key) for one in reader.conflicts())
    return found


@settings(
    max_examples=int(os.environ.get("DERIVED_EXAMPLES", "12")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(ops=histories(), seed=st.integers(0, 10_000))
def test_any_order_of_arrival_shows_the_same(ops: list[Op], seed: int, installation: None) -> None:
    shuffled = list(ops)
    random.Random(seed).shuffle(shuffled)
    states = []
    with tempfile.TemporaryDirectory() as place:
        for name, batches in (("once", [ops]), ("one by one", [[op] for op in shuffled])):
            (Path(place) / name).mkdir()
            with Store.create(Path(place) / name, KEYS, home_area=HOME) as store:
                for batch in batches:
                    with store.unit_of_work() as unit:
                        unit.apply(batch, 1 << 60)
                        unit.commit()
                states.append(shown(store))
                assert check(store, every=True) == []
                _holds(store)
                with store.unit_of_work() as unit:  # what an older folder goes through
                    unit.rebuild(sorted({op.row for op in ops}))
                    unit.commit()
                assert shown(store) == states[-1]
    assert states[0] == states[1]


def _holds(store: Store) -> None:
    """What must always hold in the tables."""
    with store.read() as reader:
        valid = [one.holder for one in reader.every(Certificate) if one.state == "valid"]
        assert len(valid) == len(set(valid))
        summary = tables.summary.c
        consenting = set(reader.connection.scalars(select(summary.id).where(summary.kind == "artisan", agreed())))
        for row in PEOPLE:
            assert (row in consenting) == (in_force(reader.children(Consent, row)) is not None)
            record = reader.get(Artisan, row)
            here = record is not None and not record.deleted and not reader.moved_to(row)
            assert (row in lists.ids(reader, "artisan")) == here
            number = f"UP-AAAAAA-0000{row[-1]}-X"
            assert reader.by_registration(number).id == reader.kept(row), "an old number leads to the kept record"


def test_what_holds_by_rule_is_nobodys_change(store: Store) -> None:
    """Counting a printing of a certificate that another one replaced writes the count alone."""
    first, second = (
        Certificate(
            serial=f"A-AAAAAA-0000{n}-X", certificate_kind="onboarding", programme="UP-ODOP", holder=PEOPLE[0],
            issued_on=date(2026, 11, 20 + n), state="valid",
        )
        for n in (1, 2)
    )  # fmt: skip
    with store.unit_of_work() as unit:
        old, _ = unit.save_all([first, second], "Sita")
        unit.commit()
    with store.unit_of_work() as unit:
        entry = unit.get(Certificate, old.id)
        assert entry is not None and (entry.state, entry.replaced_by) == ("replaced", second.serial)
        unit.save(replace(entry, printed=2), "Sita")
        unit.commit()
        assert [set(op.f) for _, op in unit.ops(old.id)][1:] == [{"printed"}]


def test_a_folder_of_an_older_program_is_shown_by_these_rules(folder: Path) -> None:
    """It wrote each state as the issuing laptop said it, and no table of who is elsewhere."""
    with Store.create(folder, KEYS, home_area=HOME) as store, store.unit_of_work() as unit:
        gone, kept = unit.save_all([artisan(), artisan(name_en="Ramesh Kumaar")], "Sita")
        made = [
            Certificate(
                serial=f"A-AAAAAA-0000{n}-X", certificate_kind="onboarding", programme="UP-ODOP", holder=holder.id,
                issued_on=date(2026, 11, 20 + n), state="valid",
            )
            for n, holder in enumerate((kept, gone))
        ]  # fmt: skip
        unit.save_all([*made, replace(gone, deleted=True, extra={MERGED_INTO: kept.id})], "Sita")
        ask = unit.connection
        ask.exec_driver_sql("UPDATE certificate SET state = 'valid', replaced_by = ''")
        ask.exec_driver_sql("DELETE FROM elsewhere")
        unit.put_settings({reindex.STANDING_KEY: ""})
        unit.commit()
    with Store.open(folder, KEYS) as store, store.read() as reader:
        states = {one.serial: (one.state, one.replaced_by, one.holder) for one in reader.every(Certificate)}
        first, second = (one.serial for one in made)
        assert states == {first: ("replaced", second, kept.id), second: ("valid", "", kept.id)}
        assert reader.by_registration(gone.registration).id == kept.id
