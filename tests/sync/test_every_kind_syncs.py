"""Every kind of record reaches a second laptop over the hub, and so does its erasure."""

from samarth_desktop.actions.exchange import sync
from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.hub import tables as t
from samarth_desktop.kinds.registry import KINDS
from tests.every_kind import Family, saved, texts_of
from tests.store.people import keep


def agree(sessions):
    for session in (*sessions, *sessions):
        done = sync.sync_now(session)
        assert done.refused == 0


def test_every_kind_comes_over_and_goes_with_its_erasure(sessions, hub):
    mine, other = (session.store for session in sessions)
    families: list[Family] = []
    for kind in KINDS.values():
        serial = {}
        if kind.number and not kind.registration:  # a number is believed from the laptop that gives such
            with mine.unit_of_work() as unit:
                serial = {kind.number: unit.next_serial("onboarding")}
                unit.commit()
        families.append(saved(mine, kind, **serial))
    agree(sessions)
    with other.read() as reader:
        for one in families:
            assert to_wire(reader.get(type(one.record), one.record.id)) == to_wire(one.record)
    late = {}
    for one in families:  # written over there of what is erased here at the same time
        kinds = [kind for kind in KINDS.values() if kind.parent == one.record.KIND]
        late |= {keep(other, kind.record(**{kind.parent: one.record.id})).id: kind for kind in kinds}
    with mine.unit_of_work() as unit:
        for one in families:
            for row in (one.record, *one.above):
                unit.erase(row.id, "Asha")
        unit.commit()
    agree(sessions)
    with hub.engine.connect() as conn:
        held = str(conn.execute(t.op.select()).all())
    for store in (mine, other):
        with store.read() as reader:
            for row, kind in [(one.record.id, KINDS[one.record.KIND]) for one in families] + list(late.items()):
                assert reader.is_erased(row)
                assert (reader.get(kind.record, row) is not None) is bool(kind.kept)
    for one in families:
        for text in texts_of(one.record, KINDS[one.record.KIND].kept):
            assert text not in held, one.record.KIND
