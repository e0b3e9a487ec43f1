"""A folder and a hub of an older program open in this one with everything in them, and sync as if nothing had been."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from samarth_desktop.actions import listing
from samarth_desktop.actions.certificates import certifying, verifying
from samarth_desktop.actions.exchange import sync
from samarth_desktop.actions.registration import drafts, merging
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.signing.verdict import Reason
from samarth_desktop.domain.oplog.exchange import waiting
from samarth_desktop.hub import tables as hub_tables
from samarth_desktop.hub.context import Hub, open_hub
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import op_of
from samarth_desktop.store.folder import backup, integrity
from samarth_desktop.store.search.finder import find
from samarth_desktop.sync import wire
from tests import postgres_fixture
from tests.sync import laptops, made_before

TOLD = made_before.told()


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    opened = made_before.open_laptop(tmp_path, monkeypatch)
    yield opened
    opened.store.close()


def test_all_that_the_folder_held_is_there(session: Session) -> None:
    with session.store.read() as reader:
        people = [*reader.every(Artisan), *reader.every(Shg)]
        assert {one.id: one.registration for one in people} == TOLD["numbers"]
        assert {one.id: one.shg for one in reader.every(Member)} == TOLD["members"]
        assert [one.id for one in reader.every(Consent) if one.withdrawn_on] == TOLD["withdrawn"]
        assert {one.id: one.photo for one in reader.every(Artisan) if one.photo} == TOLD["photos"]
        history = {row: [_line(change) for change in reader.history(row)] for row in TOLD["history"]}
        assert history == TOLD["history"]
        found = {typed: {hit.summary.id for hit in find(reader, typed)} for typed in TOLD["found"]}
        assert all(found[typed] >= set(rows) for typed, rows in TOLD["found"].items())
    assert {one.serial: one.state for one in certifying.register(session)} == TOLD["certificates"]
    assert [_conflict(one) for one, _ in sync.open_conflicts(session)] == TOLD["conflicts"]
    assert [[one.key, one.page, dict(one.texts)] for one in drafts.kept(session)] == TOLD["drafts"]
    asked = {name: asdict(one) for name, one in listing.choices(session, "artisan").kept}
    newer = asdict(listing.Filter())  # what filters can ask since then is asked by none of them
    assert asked == {name: newer | one for name, one in TOLD["filters"].items()}
    assert [[one.merged.kept, one.merged.other] for one in merging.merges(session)] == TOLD["merges"]
    assert (session.author, session.store.device) == (TOLD["author"], TOLD["device"])
    assert waiting(sync.log_of(session)) == TOLD["waiting"]
    assert all(session.store.photos.get(name) for name in TOLD["photos"].values())


def test_it_was_backed_up_first_and_is_sound(session: Session) -> None:
    assert len(list((session.store.folder / backup.ROLLING).glob("*.samarth"))) == 1
    assert integrity.check(session.store, every=True) == []


def test_its_certificates_verify(session: Session) -> None:
    verdict = verifying.verify_here(made_before.MADE / "certificate.pdf", session)
    assert (verdict.reason, verdict.genuine) == (Reason.VALID, True)
    assert TOLD["certificates"][verdict.serial] == "valid"


@pytest.fixture
def restored(server: tuple[str, Path]) -> Iterator[Hub]:
    with postgres_fixture.fresh_hub(*server, empty=True) as empty:
        made_before.restore_hub(empty)
        hub = open_hub(empty.folder, empty.engine.url.render_as_string(hide_password=False))
        yield hub
        hub.engine.dispose()


def test_what_was_not_sent_arrives_once_at_the_hub_of_then_and_on_a_laptop_of_now(
    session: Session, restored: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with laptops.office(restored, tmp_path, monkeypatch) as office:
        monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
        made_before.speaks_to(session, office.url)
        counts = sync.sync_now(session)
        assert (counts.refused, counts.waiting, counts.photos_waiting, counts.said) == (0, 0, 0, ())
        assert sync.sync_now(session).pushed == 0
        new = office.laptop("Chand", laptops.OLD)
        new.sync()
        assert _log(session) == _hub_log(restored) == _log(new.session)
        assert {one.serial: one.state for one in certifying.register(new.session)} == TOLD["certificates"]
        with new.session.store.read() as reader:
            people = [*reader.every(Artisan), *reader.every(Shg)]
            assert {one.id: one.registration for one in people} == TOLD["numbers"]
        verdict = verifying.verify_here(made_before.MADE / "certificate.pdf", new.session)
        assert verdict.reason == Reason.VALID


def _line(change: Any) -> list[Any]:
    return [change.at.isoformat(), change.author, change.device, change.key, change.old, change.new]


def _conflict(one: Any) -> list[Any]:
    return [one.row, one.key, [value.value for value in one.conflicting_values]]


def _log(session: Session) -> list[tuple[str, str, int, bytes]]:
    with session.store.read() as reader:
        ops = [op_of(row) for row in reader.connection.execute(select(tables.op))]
    return sorted((op.area, op.device, op.n, wire.line_of(op)) for op in ops)


def _hub_log(hub: Hub) -> list[tuple[str, str, int, bytes]]:
    with hub.engine.connect() as conn:
        rows = conn.execute(select(hub_tables.op)).all()
    return sorted((row.area, row.device, row.n, row.line.encode()) for row in rows)
