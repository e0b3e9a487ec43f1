"""Laptops of one office for journeys: each with a data folder and a configuration folder of its own."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from samarth_desktop.actions.certificates import certifying, issuing, verifying
from samarth_desktop.actions.certificates.both_scripts import BothScripts
from samarth_desktop.actions.certificates.certifying import Ineligible
from samarth_desktop.actions.certificates.issuing import Issued
from samarth_desktop.actions.exchange import sync
from samarth_desktop.actions.registration import record_detail, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.signing.verify import Verdict
from samarth_desktop.hub.context import Hub
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.store.store import Store
from tests import postgres_fixture
from tests.store.people import KEYS, artisan

DAY = date(2026, 11, 22)
OLD, NEW = "9/164", "9/165"


@dataclass
class Laptop:
    """`session` is the person at it; `config` is where the check without a passphrase keeps what it knows."""

    session: Session
    config: Path
    monkeypatch: pytest.MonkeyPatch

    def here(self) -> Session:
        """The session, with everything that follows happening on this laptop."""
        self.monkeypatch.setenv("SAMARTH_CONFIG", str(self.config))
        return self.session

    def on(self, day: date) -> "Laptop":
        """The same laptop on another day."""
        return Laptop(Session(self.session.store, self.session.author, lambda: day), self.config, self.monkeypatch)

    def sync(self) -> sync.Counts:
        return sync.sync_now(self.here())

    def register(self, **values: Any) -> str:
        """A person who can have a certificate; her row id."""
        consent = Consent(purpose="registration", how="signature", given_on=DAY)
        enrolment = Enrolment(programme="UP-ODOP", stage="registered", registered_on=DAY)
        return registering.save(self.here(), Registration(artisan(**values), (enrolment,), (consent,))).holder.id

    def number(self, row: str) -> str:
        return registering.load(self.session, row).holder.registration

    def correct(self, row: str, **texts: str) -> None:
        registering.correct(self.here(), self.number(row), texts)

    def print(self, row: str) -> Issued:
        """A certificate for this person; what is missing is an error of the test."""
        folder = self.session.store.folder / "out"
        (made,) = issuing.issue(self.here(), [row], folder).papers
        return made

    def enter(self, row: str) -> str:
        """The same without drawing it: all that others hear of it. Gives the serial."""
        ((_, entry),), ineligible, _ = issuing._enter(
            self.here(), [row], issuing.PrintOptions(), BothScripts(), certifying.examine_in
        )
        assert not ineligible
        return entry.serial

    def lacks(self, row: str) -> str:
        """Why this person cannot have a certificate, "" where she can."""
        found = certifying.examine(self.here(), row)
        return found.text.id + str(found.text.args) if isinstance(found, Ineligible) else ""

    def withdraw(self, row: str, day: date) -> None:
        record_detail.withdraw_consent(self.here(), row, day)

    def states(self) -> dict[str, str]:
        """Every certificate of the register by serial."""
        return {entry.serial: entry.state for entry in certifying.register(self.session)}

    def entry(self, serial: str) -> Certificate:
        return next(one for one in certifying.register(self.session) if one.serial == serial)

    def void(self, serial: str) -> bool:
        """Whether the check without a passphrase says on this laptop that a certificate does not hold."""
        self.here()
        known = verifying._register()
        return serial in known.revoked or serial in known.replaced

    def verify(self, paper: Issued) -> Verdict:
        self.here()
        return verifying.verify_file(paper.file)


def settle(*laptops: Laptop) -> None:
    """Two rounds each: everybody has sent and heard everything, and nothing is left behind. A second round of somebody
    who heard nothing, and to whom nobody has anything to say, is left out."""
    heard: set[str] = set()
    for at, laptop in enumerate(laptops * 2):
        name = laptop.session.author
        if at >= len(laptops) and name in heard:
            continue
        counts = laptop.sync()
        assert not counts.refused and not counts.waiting, name
        if counts.pushed or counts.photos_sent:
            heard.clear()
        if not counts.pulled:
            heard.add(name)


class Office:
    """A hub on a real PostgreSQL, listening on a socket, and the laptops that joined it."""

    def __init__(self, hub: Hub, url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, stack: ExitStack) -> None:
        self.hub, self.url, self._folder, self._monkeypatch, self._stack = hub, url, folder, monkeypatch, stack

    def laptop(self, name: str, *areas: str, day: date = DAY) -> Laptop:
        data = self._folder / name
        data.mkdir()
        store = self._stack.enter_context(Store.create(data, KEYS, home_area=areas[0]))
        made = Laptop(Session(store, name, lambda: day), self._folder / f"{name}-config", self._monkeypatch)
        sync.enrol(made.here(), self.url, postgres_fixture.code(self.hub, *areas, person=name))
        return made

    def says(self, serial: str) -> str:
        """What the public page answers."""
        answer = httpx.post(f"{self.url}/v/serial", content=json.dumps({"serial": serial}))
        return str(answer.json()["state"])


@contextmanager
def office(hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    with ExitStack() as stack, postgres_fixture.listening(hub) as url:
        yield Office(hub, url, folder, monkeypatch, stack)
