"""Whatever areas the office gives a laptop and takes away, it shows as its own what is in those that it has, and what it
began as a guest elsewhere."""

import os
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samarth_desktop.actions import listing, search, today
from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.products import limits, sellers, standing
from samarth_desktop.actions.programmes import ending
from samarth_desktop.actions.registration import proposed_names
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.domain.oplog.exchange import HUB
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.registry import HOLDERS, KINDS, LISTED
from samarth_desktop.store.database import tables
from samarth_desktop.store.folder.integrity import check
from samarth_desktop.store.log import given_areas
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.queries import board, fact_rows, follow_up_rows, keeping, lists, market, workshops
from samarth_desktop.store.search import reindex
from samarth_desktop.store.store import Store
from tests.every_kind import saved
from tests.store.people import HOME, KEYS, artisan, keep

DAY = date(2026, 1, 2)
AREAS = (HOME, "9/165", "9/187")


def _sent(store: Store) -> None:
    log = StoreLog.of(store)
    log.mark(HUB, log.streams())


def _take(store: Store, *areas: str) -> None:
    with store.unit_of_work() as unit:
        given_areas.take(unit, areas)
        unit.commit()


def _leave(store: Store) -> given_areas.Left:
    with store.unit_of_work() as unit:
        left = given_areas.leave(unit)
        unit.commit()
    return left


def _again(store: Store) -> None:
    """Every projection made anew, as after an update of the program."""
    with store.unit_of_work() as unit:
        rows = unit.connection.scalars(tables.op.select().with_only_columns(tables.op.c.row).distinct())
        unit.rebuild(sorted(rows))
        reindex.again(unit, store.known_words)
        unit.commit()


def _shown(session: Session, folder: Path) -> dict[str, Any]:
    """What lists, search, counts, Today and exports of a laptop show."""
    found: dict[str, Any] = {}
    for kind in KINDS.values():
        if kind.sheet and not kind.sheet.within:
            file = folder / f"{kind.name}.csv"
            found[f"{kind.name} exported"] = exporting.export(session, kind.sheet.name, file, catalog("en"))
    with session.store.read() as reader:
        for name in LISTED:
            found[f"{name} listed"] = lists.ids(reader, name), lists.ids(reader, name, lists.Filter(inactive=True))
        for name in HOLDERS:
            found[f"{name} places"] = lists.villages(reader, name), lists.districts(reader, name)
            found[f"{name} facts"] = [one.row for one in fact_rows.facts(reader, name)]
            found[f"{name} nowhere"] = board.enrolled_nowhere(reader, name)
        enrolments = reader.connection.execute(tables.RECORD_TABLES["enrolment"].select()).all()
        found["boards"] = [board.counts(reader, board.Which(one.programme)) for one in enrolments]
        found["groups"] = lists.groups(reader)
        found["to print"] = lists.to_print(reader)
        found["workshops"] = [one.id for one in (*workshops.every(reader), *workshops.on_day(reader, DAY))]
        found["workshops to come"] = [one.id for one in workshops.coming(reader, DAY)]
        found["follow-ups"] = [one.follow_up.id for one in follow_up_rows.find(reader, None, done=True)]
        late = date(2100, 1, 1)
        found["to keep"] = keeping.withdrawn_before(reader, late), keeping.unfinished_before(reader, late)
        found["untouched"] = set(keeping.untouched_since(reader, late))
        found["sales"] = market.totals(reader), market.unmatched(reader)
        found["listings"] = market.states_of_listings(reader), market.sizes_of_accounts(reader)
        found["catalogues"] = market.products_of_makers(reader, 1), market.standing(reader)
    found["today"] = today.overview(session)
    found["search"] = [hit.summary.id for text in ("ramesh", "रमेश") for hit in search.search(session, text)]
    found["numbers"] = {kind: listing.counts(session, kind) for kind in HOLDERS}
    found["doubles"] = search.duplicate_pairs(session, 0.1)
    found["ending"] = ending.soon(session)
    found["names"] = proposed_names.listing(session)
    found["accounts"] = sellers.every(session), limits.near(session)
    found["market"] = standing.waiting(session), standing.earned(session), standing.take_downs(session)
    return found


def test_every_kind_leaves_whatever_shows_it_and_comes_back(store: Store, tmp_path: Path) -> None:
    session = Session(store, "Sita", lambda: DAY)
    store.put(begun="yes")
    bare = _shown(session, tmp_path)
    _take(store, HOME)
    for kind in KINDS.values():
        saved(store, kind)
    keep(store, artisan(mobile="9876543211"))
    twin = keep(store, artisan(mobile="9876543211"))
    keep(store, Enrolment(holder=twin.id, programme="UP-ODOP", stage="registered", registered_on=DAY))
    keep(store, Consent(holder=twin.id, purpose="registration", how="signature", given_on=DAY))
    _sent(store)
    before = _shown(session, tmp_path)
    assert [key for key in before if before[key] == bare[key]] == []
    _take(store, "9/165")
    left = _leave(store)
    assert left.gone and not left.waiting
    boards = [{} for _ in before["boards"]]
    assert _shown(session, tmp_path) == bare | {"boards": boards}
    with store.read() as reader:
        gone = reader.gone_to(twin)
        assert gone and "no longer has" in gone.id
    assert check(store, every=True) == []
    _take(store, HOME, "9/165")
    assert _shown(session, tmp_path) == before
    assert check(store, every=True) == []


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, Any]]:
    """What happens to one laptop, in any order."""
    some = st.lists(st.sampled_from(AREAS), min_size=1, max_size=2, unique=True).map(tuple)
    step = st.one_of(
        st.tuples(st.just("begin"), st.sampled_from(AREAS)),
        st.tuples(st.just("come"), st.sampled_from(AREAS)),
        st.tuples(st.just("correct"), st.integers(0, 9)),
        st.tuples(st.just("areas"), some),
        st.tuples(st.just("round"), st.just(None)),
        st.tuples(st.just("cut round"), st.just(None)),
        st.tuples(st.just("again"), st.just(None)),
    )
    return [("areas", draw(some)), *draw(st.lists(step, min_size=4, max_size=14))]


class Model:
    """Which people a laptop shows, said simply."""

    def __init__(self) -> None:
        self.area: dict[str, str] = {}
        self.unsent: set[str] = set()
        self.held: tuple[str, ...] = ()
        self.leaving: set[str] = set()
        self.gone: set[str] = set()

    def take(self, areas: tuple[str, ...]) -> None:
        lost = {row for row, area in self.area.items() if area in self.held and area not in areas}
        self.leaving = {row for row in self.leaving | lost if self.area[row] not in areas}
        self.gone = {row for row in self.gone if self.area[row] not in areas}
        self.held = areas

    def leave(self) -> None:
        self.gone |= self.leaving - self.unsent
        self.leaving &= self.unsent

    @property
    def shown(self) -> set[str]:
        return self.area.keys() - self.gone


@settings(
    max_examples=int(os.environ.get("AREAS_EXAMPLES", "10")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=histories())
def test_what_is_shown_is_what_is_held_whatever_happened(steps: list[tuple[str, Any]], installation: None) -> None:
    model = Model()
    with tempfile.TemporaryDirectory() as place, Store.create(Path(place), KEYS, home_area=HOME) as store:
        for at, (what, which) in enumerate(steps):
            _step(store, model, at, what, which)
            with store.read() as reader:
                assert set(lists.ids(reader, "artisan")) == model.shown, steps[: at + 1]
                assert {row for row in model.area if reader.moved_to(row)} == model.gone
        _again(store)
        with store.read() as reader:
            assert set(lists.ids(reader, "artisan")) == model.shown
        assert check(store, every=True) == []


def _step(store: Store, model: Model, at: int, what: str, which: Any) -> None:
    rows = sorted(model.shown)
    if what == "areas":
        _take(store, *which)
        model.take(which)
    elif what == "begin":
        row = keep(store, artisan(district=which.partition("/")[2], mobile=f"98765432{at:02d}")).id
        model.area[row] = which
        model.unsent.add(row)
    elif what == "come" and which in model.held:  # others' are heard in areas that are held
        row = f"00000000-0000-7000-8000-{at:012d}"
        values = to_wire(artisan(district=which.partition("/")[2], registration=f"UP-BBBBBB-000{at:02d}-X"))
        with store.unit_of_work() as unit:
            unit.apply([Op(f"B{at}", which, 1, "artisan", row, at + 1 << 20, "Gita", 1, values, {})])
            unit.commit()
        StoreLog.of(store).mark(HUB, {(which, f"B{at}"): 1})
        model.area[row] = which
    elif what == "correct" and rows:
        row = rows[which % len(rows)]
        with store.read() as reader:
            held = reader.get(Artisan, row)
        assert held is not None
        keep(store, replace(held, village=f"गाँव {at}"))
        model.unsent.add(row)
    elif what in ("round", "cut round"):
        if what == "round":
            _sent(store)
            model.unsent.clear()
        _leave(store)
        model.leave()
    elif what == "again":
        _again(store)
