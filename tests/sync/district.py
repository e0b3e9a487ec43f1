"""Three laptops that register, print, correct, move, merge and erase the same people, over one or two areas each.

Everything is the real thing: encrypted data folders, the actions behind window and command line, a hub on a real
PostgreSQL, sticks, a hall. What must hold afterwards is asked of what they show, not of how they do it.
"""

import contextlib
import os
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
from sqlalchemy import select

from samarth_desktop.actions.certificates import certifying, issuing
from samarth_desktop.actions.certificates.both_scripts import BothScripts
from samarth_desktop.actions.certificates.issuing import PrintOptions
from samarth_desktop.actions.exchange import sync as syncing
from samarth_desktop.actions.registration import merging, record_detail, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain import ids
from samarth_desktop.domain.oplog.exchange import covers
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.app import create_app
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import parcels
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.registry import RECORDS, kept_of
from samarth_desktop.store.database import tables
from samarth_desktop.store.log import log_writer, unit_of_work
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.log.holes import HOLE
from samarth_desktop.store.log.merge import rebuild
from samarth_desktop.store.queries import lists
from samarth_desktop.store.store import Store
from samarth_desktop.sync import bundle, identity, peer_sync, wire
from samarth_desktop.sync.client import Outcome, Round
from tests import postgres_fixture
from tests.store.people import KEYS, artisan

FIRST, SECOND = "9/164", "9/165"
BOTH = (FIRST, SECOND)
PROGRAMME = "UP-ODOP"


class Wires(postgres_fixture.Inline):
    """The hub's application, which notes how it answered what was pushed."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(create_app(hub))
        self.pushes: list[int] = []
        self.trouble = False
        """While it lasts, nothing that is pushed is taken."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.trouble and request.url.path == "/v1/push":
            return httpx.Response(500)
        answer = super().handle_request(request)
        if request.url.path == "/v1/push":
            self.pushes.append(answer.status_code)
        return answer


class Laptop:
    def __init__(self, folder: Path, name: str, areas: Sequence[str]) -> None:
        self.folder, self.name, self.areas = folder / name, name, tuple(areas)
        self.folder.mkdir()
        self.config = folder / f"config-{name}"
        with self.own_settings():
            self.store = Store.create(self.folder, KEYS, home_area=areas[0])
        self.log = StoreLog.of(self.store)
        self.session = Session(self.store, name)

    @contextlib.contextmanager
    def own_settings(self) -> Iterator[None]:
        before = os.environ.get("SAMARTH_CONFIG", "")
        os.environ["SAMARTH_CONFIG"] = str(self.config)
        try:
            yield
        finally:
            os.environ["SAMARTH_CONFIG"] = before

    @property
    def sees_all(self) -> bool:
        return set(self.areas) >= set(BOTH)

    def ops(self) -> dict[tuple[str, str, int], Any]:
        with self.store.read() as reader:
            rows = reader.connection.execute(select(tables.op)).all()
        return {(r.device, r.area, r.n): (r.kind, r.row, r.f) for r in rows if r.kind != HOLE}

    def listed(self) -> set[str]:
        """The people whom this laptop counts among its own."""
        with self.store.read() as reader:
            return set(lists.ids(reader, "artisan", sort="registration"))

    def rows(self, kind: str) -> dict[str, dict[str, Any]]:
        with self.store.read() as reader:
            found = reader.connection.execute(select(tables.RECORD_TABLES[kind])).all()
        return {row.id: {k: v for k, v in row._mapping.items() if k != "seen"} for row in found}


def _differences(a: dict[str, dict[str, Any]], b: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """By row, the fields that differ, with both values."""
    rows = {row for row in a.keys() | b.keys() if a.get(row) != b.get(row)}
    return {
        row: {k: (a.get(row, {}).get(k), b.get(row, {}).get(k)) for k in {**a.get(row, {}), **b.get(row, {})}
              if a.get(row, {}).get(k) != b.get(row, {}).get(k)}
        for row in rows
    }  # fmt: skip


class District:
    """`areas` are those of each laptop; the first one holds both."""

    def __init__(self, hub: Hub, areas: Sequence[Sequence[str]] = (BOTH, BOTH, (FIRST,))) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="district-"))
        self.hub = hub
        self.wires = Wires(hub)
        self.client = httpx.Client(transport=self.wires)
        self.laptops = [Laptop(self.folder, name, held) for name, held in zip("abcd", areas, strict=False)]
        self.people: list[str] = []
        self.erased: set[str] = set()
        self.odd: set[str] = set()
        """Rows of operations that the hub cannot take in."""
        self.minute = 0
        self.given: dict[str, int] = {}
        """By consent, the minute in which it was noted; and by consent, the one in which it was taken back."""
        self.taken_back: dict[str, int] = {}
        self._clocks = (unit_of_work.time, unit_of_work.datetime, record_detail.__dict__.get("datetime"))
        self._begun = time.time_ns()
        for laptop in self.laptops:
            with self.at(laptop):
                postgres_fixture.enrol(laptop.log, self.client, hub, *laptop.areas)

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.store.close()
        self.client.close()
        shutil.rmtree(self.folder)

    @contextlib.contextmanager
    def at(self, laptop: Laptop) -> Iterator[Session]:
        """At this laptop, a minute later than what was done last anywhere."""
        self.minute += 1
        now_ns = self._begun + self.minute * 60 * 1_000_000_000
        moment = datetime.fromtimestamp(now_ns / 1e9, UTC)
        unit_of_work.time = log_writer.time = SimpleNamespace(time_ns=lambda: now_ns)
        unit_of_work.datetime = SimpleNamespace(now=lambda tz: moment)
        record_detail.datetime = unit_of_work.datetime
        try:
            with laptop.own_settings():
                yield laptop.session
        finally:
            unit_of_work.time, unit_of_work.datetime, before = self._clocks
            log_writer.time = unit_of_work.time
            if before is not None:
                record_detail.datetime = before

    @contextlib.contextmanager
    def doing(self, who: int) -> Iterator[Session]:
        """Something that the program may decline with a sentence."""
        with contextlib.suppress(KnownError), self.at(self.laptops[who]) as session:
            yield session

    # What people do

    def registers(self, who: int, district: str = "") -> str:
        laptop = self.laptops[who]
        district = district or laptop.areas[0].partition("/")[2]
        person = artisan(district=district, name_en=f"Person {len(self.people)}", registration="")
        with self.at(laptop) as session:
            enrolled = Enrolment(programme=PROGRAMME, stage="registered", registered_on=session.today)
            consent = Consent(purpose="registration", how="signature", given_on=session.today)
            saved = registering.save(session, Registration(person, (enrolled,), (consent,)))
        self.given[saved.consents[0].id] = self.minute
        self.people.append(saved.holder.id)
        return saved.holder.id

    def row(self, at: int) -> str:
        return self.people[at % len(self.people)]

    def corrects(self, who: int, row: str, **values: str) -> None:
        with self.doing(who) as session:
            sheet = registering.load(session, row)
            registering.save(session, replace(sheet, holder=replace(sheet.holder, **values)))

    def moves(self, who: int, row: str, area: str = "") -> None:
        """To `area`, or to the district where this laptop does not have her."""
        there = self.laptops[who].rows("artisan").get(row, {}).get("area")
        area = area or (SECOND if there == FIRST else FIRST)
        self.corrects(who, row, district=area.partition("/")[2])

    def issues(self, who: int, row: str) -> None:
        with self.doing(who) as session:
            issuing._enter(session, [row], PrintOptions(), BothScripts(), certifying.examine_in)

    def prints_again(self, who: int, row: str) -> None:
        with self.doing(who) as session:
            serials = [one.serial for one in self._certificates(session, row) if one.state == "valid"]
            certifying.note_printed(session, serials)

    def revokes(self, who: int, row: str) -> None:
        with self.doing(who) as session:
            for one in self._certificates(session, row):
                if one.state == "valid":
                    certifying.revoke(session, one.serial, "a mistake")

    def _certificates(self, session: Session, row: str) -> list[Certificate]:
        with session.store.read() as reader:
            return reader.children(Certificate, row)

    def merges(self, who: int, kept: str, other: str) -> None:
        with self.doing(who) as session:
            if kept != other:
                merging.merge(session, kept, other)

    def takes_apart(self, who: int) -> None:
        with self.doing(who) as session:
            for one in merging.merges(session)[:1]:
                merging.unmerge(session, one.merged)

    def erases(self, who: int, row: str) -> None:
        with self.doing(who) as session:
            registering.load(session, row)
            record_detail.erase(session, row)
            self.erased.add(row)

    def consents(self, who: int, row: str) -> None:
        with self._noting_consents(who), self.doing(who) as session:
            number = registering.load(session, row).holder.registration  # a merged-away one leads to the kept record
            registering.correct(session, number, {"consent": "signature"})

    def withdraws(self, who: int, row: str) -> None:
        with self._noting_consents(who), self.doing(who) as session:
            record_detail.withdraw_consent(session, row, session.today)

    @contextlib.contextmanager
    def _noting_consents(self, who: int) -> Iterator[None]:
        laptop = self.laptops[who]
        before = laptop.rows("consent")
        yield
        for row, one in laptop.rows("consent").items():
            if row not in before:
                self.given[row] = self.minute
            elif one["withdrawn_on"] and not before[row]["withdrawn_on"]:
                self.taken_back[row] = self.minute

    def writes_oddly(self, who: int) -> None:
        """An operation that the hub cannot take in, as a faulty program would write it: a date that is none."""
        with self.at(self.laptops[who]) as session, session.store.unit_of_work() as unit:
            said = {"serial": unit.next_serial("onboarding"), "state": "valid", "issued_on": "2026-02-01T00:00:00Z"}
            row = ids.new_id()
            unit._write(Certificate.KIND, row, self.laptops[who].areas[0], session.author, said, {})
            unit._flush()
            rebuild(unit.connection, unit._projector, [row])
            unit.commit()
        self.odd.add(row)

    # What the world does

    def sync_in_trouble(self, who: int) -> None:
        """The hub takes nothing from this laptop; what it has for it comes all the same."""
        laptop = self.laptops[who]
        there = {key for key in self._hub_ops() if key[1] == "*" or covers(laptop.areas, key[1])}
        self.wires.trouble = True
        try:
            with contextlib.suppress(KnownError):
                done = self.sync(who)
                assert done.said or not done.waiting, "nobody is told why work waits"
        finally:
            self.wires.trouble = False
        assert there <= laptop.ops().keys(), "what could not go up kept back what was to come down"

    def sync(self, who: int) -> Outcome:
        laptop = self.laptops[who]
        with self.at(laptop) as session:
            done = Round(laptop.log, postgres_fixture.hub_client(self.client)).run()
            syncing.learn(session)
        return done

    def stick(self, who: int, whom: int) -> None:
        """A parcel for a neighbour, or for the hub (`whom` < 0), read twice."""
        laptop = self.laptops[who]
        path = self.folder / f"stick{self.minute}"
        if whom < 0:
            bundle.write_parcel(laptop.log, path, "hub")
            for _ in range(2):
                parcels.take(self.hub, path)
            return
        other = self.laptops[whom]
        card = identity.read_card(identity.enrolled(other.log).card, identity.enrolled(laptop.log).hub_key())
        identity.keep_cards(laptop.log, {card.device: card})
        bundle.write_parcel(laptop.log, path, other.log.device())
        with self.at(other):
            for _ in range(2):
                bundle.read_parcel(other.log, path, int(time.time() * 1000))

    def visit(self, guest: int, host: int) -> None:
        with (
            httpx.Client(transport=postgres_fixture.Inline(peer_sync.hall_app(self.laptops[host].log))) as web,
            self.at(self.laptops[guest]),
        ):
            peer_sync.visit(self.laptops[guest].log, "http://127.0.0.1", web)

    # What must hold

    def check(self) -> None:
        self.settle_down()
        there = self._hub_ops()
        for laptop in self.laptops:
            self._holds_what_the_hub_holds(laptop, there)
            self._shows_what_its_operations_say(laptop)
        self._show_the_same()
        self._each_person_is_in_one_place()
        self._certificates_agree()
        self._nobody_erased_is_left(there)
        self._consents_are_as_they_were_given()

    def settle_down(self) -> None:
        """Rounds until nothing moves any more: everything was answered, and nothing waits or was refused."""
        refused = 0
        for _ in range(8):
            done = [self.sync(who) for who in range(len(self.laptops))]
            assert set(self.wires.pushes) <= {200}, f"a push was not answered: {self.wires.pushes}"
            refused += sum(one.refused for one in done)
            assert refused <= 2 * len(self.odd), "honest work was refused"  # its author and a neighbour hear of each
            if not any(one.pushed or one.pulled or one.waiting for one in done):
                assert not any(one.said for one in done), done
                return
        raise AssertionError(f"never quiet: {done}")

    def _hub_ops(self) -> dict[tuple[str, str, int], Any]:
        with self.hub.engine.connect() as conn:
            rows = conn.execute(select(t.op)).all()
            counts = {row.area: row.seq for row in conn.execute(select(t.counter))}
            aside = {row.row for row in conn.execute(select(t.quarantine))}
        assert aside <= self.odd, "honest work was set aside"
        for area, seq in counts.items():
            assert sum(row.area == area for row in rows) == seq, "the feed counts other than the log"
        read = [wire.op_of(row.line.encode(), row.area, row.device, row.n, 1) for row in rows]
        assert len(read) - sum(map(bool, read)) == len(aside), "an honest operation is a hole, or an odd one is none"
        return {(op.device, op.area, op.n): (op.kind, op.row, dict(op.f)) for op in read if op}

    def _holds_what_the_hub_holds(self, laptop: Laptop, there: dict[tuple[str, str, int], Any]) -> None:
        mine = laptop.ops()
        theirs = {key: one for key, one in there.items() if key[1] == "*" or covers(laptop.areas, key[1])}
        own = {key: one for key, one in mine.items() if key not in theirs and one[1] not in self.odd}
        assert all(there.get(key) == one for key, one in own.items()), "a laptop holds what the hub has not"
        assert {key: mine.get(key) for key in theirs} == theirs, "a laptop lacks what the hub has, or has it otherwise"

    def _shows_what_its_operations_say(self, laptop: Laptop) -> None:
        """What is shown is made anew from the log, and is the same."""
        before = {kind: laptop.rows(kind) for kind in RECORDS}
        held = {row: kind for kind, row, _ in laptop.ops().values() if kind in RECORDS}
        with laptop.store.unit_of_work() as unit:
            erased = {row for row in held if unit.is_erased(row)}
            assert not rebuild(unit.connection, unit._projector, sorted(held.keys() - erased))
            unit.commit()
        for kind in RECORDS:
            differ = _differences(before[kind], laptop.rows(kind))
            assert not differ, f"what {laptop.name} shows is not what its log says: {kind} {differ}"

    def _show_the_same(self) -> None:
        full = [laptop for laptop in self.laptops if laptop.sees_all]
        for kind in RECORDS:
            shown = [self._sound(laptop, kind) for laptop in full]
            for one in shown:
                assert not (differ := _differences(shown[0], one)), f"two that hold both areas differ: {kind} {differ}"
            for laptop in self.laptops:
                part, whole = self._sound(laptop, kind), shown[0]
                stays = {
                    row for row in part if whole.get(row, {}).get("area") in laptop.areas and row not in self.erased
                }
                differ = {row for row in stays & self._never_moved() if part[row] != whole[row]}
                assert not differ, f"who holds one area shows another {kind}: {differ}"

    def _sound(self, laptop: Laptop, kind: str) -> dict[str, dict[str, Any]]:
        """The records of a kind but for odd ones, which only their laptop and its neighbours have."""
        return {row: one for row, one in laptop.rows(kind).items() if row not in self.odd}

    def _never_moved(self) -> set[str]:
        areas = defaultdict(set)
        for (_, area, _), (_, row, _) in self.laptops[0].ops().items():
            areas[row].add(area)
        return {row for row, found in areas.items() if len(found) == 1}

    def _each_person_is_in_one_place(self) -> None:
        whole = self.laptops[0].rows("artisan")
        for laptop in self.laptops:
            expected = {row for row, one in whole.items() if one["area"] in laptop.areas and not one["deleted"]}
            assert laptop.listed() == expected, f"{laptop.name} lists others than those who are in its areas"

    def _certificates_agree(self) -> None:
        shown = self._sound(self.laptops[0], "certificate")
        with self.hub.engine.connect() as conn:
            rows = conn.execute(select(t.certificate)).all()
        states = defaultdict(set)
        for row in rows:
            states[row.serial].add(row.state)
        assert {one["serial"]: {one["state"]} for one in shown.values()} == states, "the hub says another state"
        for laptop in self.laptops:
            for row, one in self._sound(laptop, "certificate").items():
                if shown[row]["area"] in laptop.areas:
                    assert one["state"] == shown[row]["state"], "a laptop shows another state"
            void = {serial for serial, f in laptop.log.reference("revoked").items() if f["state"] != "valid"}
            assert void == {serial for serial, state in states.items() if state != {"valid"}}, (
                "not all heard what is void"
            )
        held = [
            one for one in shown.values() if one["state"] == "valid" and one["holder"]
        ]  # whose, of an erased one is gone
        valid = [(one["holder"], one["certificate_kind"], one["programme"]) for one in held]
        assert len(valid) == len(set(valid)), "two certificates of one person are valid"

    def _nobody_erased_is_left(self, there: dict[tuple[str, str, int], Any]) -> None:
        logs = [there, *(laptop.ops() for laptop in self.laptops)]
        for log in logs:
            for kind, row, f in log.values():
                if row in self.erased:
                    kept = kept_of(kind)
                    left = {key for key, value in f.items() if value and key[0] != "~" and key not in kept}
                    assert not left, f"of an erased person there is left: {left}"
        for laptop in self.laptops:
            with laptop.store.read() as reader:
                for row in self.erased & {row for _, row, _ in laptop.ops().values()}:
                    assert reader.is_erased(row) and reader.get(Artisan, row) is None, "an erased person shows"

    def _consents_are_as_they_were_given(self) -> None:
        """A consent counts when it was noted after the last time that she took one back, wherever that was."""
        laptop = self.laptops[0]
        with laptop.own_settings():
            for row in sorted(laptop.listed()):
                sheet = registering.load(laptop.session, row)
                ends = [self.taken_back[one.id] for one in sheet.consents if one.id in self.taken_back]
                given = [self.given[one.id] for one in sheet.consents if one.id not in self.taken_back]
                assert sheet.consented == any(minute > max(ends, default=0) for minute in given), "consent"
