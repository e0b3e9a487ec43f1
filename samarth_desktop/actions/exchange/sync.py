"""Agreeing with others: enrolling at a hub, syncing, sticks, the hall, and settling what two people wrote."""

import base64
import hashlib
import json
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samarth_desktop import __version__
from samarth_desktop.actions.certificates import certifying, signing, verifying
from samarth_desktop.actions.device import people
from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.exchange import office_word, write_again
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import hall_clock, moving
from samarth_desktop.domain.oplog import exchange
from samarth_desktop.domain.oplog.exchange import HUB
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.kinds.registry import RECORDS
from samarth_desktop.logs import Redacted
from samarth_desktop.store.log import given_areas
from samarth_desktop.store.log.exchange import Standing, StoreLog, standing
from samarth_desktop.store.log.reader import Conflict, ConflictingValue, Reader

if TYPE_CHECKING:
    from samarth_desktop.documents.signing.keys import Keys

_log = logging.getLogger(__name__)
_CERTIFIED, _KNOWN = "sync.certified", "sync.known"
"""Settings: which of the hub's certificates of our keys was taken over; others' certificates heard of."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a round or a parcel did. `waiting` operations are still only here; `said` is for the person. `duplicates` of
    those who came are probably here already, where somebody looked (:mod:`.duplicate_scan`)."""

    pushed: int = 0
    pulled: int = 0
    refused: int = 0
    conflicts: int = 0
    photos_sent: int = 0
    photos_waiting: int = 0
    waiting: int = 0
    said: tuple[Text, ...] = ()
    duplicates: int = 0

    @property
    def left(self) -> bool:
        """Whether something is left to send."""
        return self.waiting > 0 or self.photos_waiting > 0

    def as_json(self) -> dict[str, int]:
        """The counts of the command line's contract."""
        keys = ("pushed", "pulled", "refused", "conflicts", "photos_sent", "photos_waiting", "waiting", "duplicates")
        return {key: getattr(self, key) for key in keys}


def log_of(session: Session) -> StoreLog:
    """The log of the session's data folder: always the same one, so that only one sync runs on it."""
    return StoreLog.of(session.store)


def enrol(session: Session, url: str, code: str, *, plain_allowed: bool = False) -> dict[str, Any]:
    """Joins this laptop to a hub with a one-time code; gives device, person, role and areas.

    `plain_allowed` lets plain HTTP reach a private network, after the person was warned. Raises KnownError.
    """
    from samarth_desktop.sync import identity
    from samarth_desktop.sync.client import UNREADABLE
    from samarth_desktop.sync.hub_client import TRIES_WAITED_FOR, HubClient, checked_url, open_http
    from samarth_desktop.sync.wire import BadWire

    with open_http() as http:
        hub_client = HubClient(checked_url(url, plain_allowed=plain_allowed), http, tries=TRIES_WAITED_FOR)
        try:
            me = identity.enrol(log_of(session), hub_client, code, _certify(session))
        except (BadWire, KeyError, TypeError) as odd:
            raise KnownError(UNREADABLE) from odd
    learn(session)
    return {"device": me.device, "person": me.person, "role": me.role, "areas": list(me.areas)}


def enrolled(session: Session) -> bool:
    """Whether this laptop has joined a hub."""
    from samarth_desktop.sync import identity

    return identity.load(log_of(session)) is not None


def sync_now(
    session: Session, tell: Callable[[int, int, int], object] = lambda pushed, pulled, photos: None,
    stop: threading.Event | None = None,
) -> Counts:  # fmt: skip
    """One round with the hub: push, pull, photos. `tell` hears how far it is; `stop` ends it between two requests.
    What was done stays done when it raises KnownError (no network, disk full); the next round goes on."""
    from samarth_desktop.sync.client import sync_with_hub

    again = write_again.masked(session)
    told, certify = lambda p: tell(p.pushed, p.pulled, p.photos), _certify(session)
    done = sync_with_hub(log_of(session), told, stop, certify, lambda: _asks(session))
    learn(session)
    left = _left_with_its_area(session)
    moving.join_badges(session)
    counts = Counts(
        done.pushed, done.pulled, done.refused, _conflict_count(session), done.photos_sent, done.photos_waiting,
        done.waiting, (*done.said, *_said_masked(again), *left, *_not_on_card(session)),
    )  # fmt: skip
    return _noted("round-with-hub", counts)


def _said_masked(count: int) -> tuple[Text, ...]:
    if not count:
        return ()
    return (
        Tn(
            "Twelve digits in {count} record looked like an Aadhaar number. They were masked and sent again.",
            "Twelve digits in {count} records looked like an Aadhaar number. They were masked and sent again.",
            count,
        ),
    )


def _not_on_card(session: Session) -> tuple[Text, ...]:
    """Where the office lists people on the card and not her, the hub takes nothing of what she writes: said here."""
    if people.may_write(session):
        return ()
    name = session.author
    return (
        T(
            "{name} is not on the list of this laptop: what she writes is not taken. Choose who works under Settings.",
            name=name,
        ),
    )


def _left_with_its_area(session: Session) -> tuple[Text, ...]:
    """Takes out of the lists what was of an area that the office took away, as far as it is all sent, and says so."""
    with writing(session, Deed.HALL) as unit:
        left = given_areas.leave(unit)
        unit.commit()
    gone = Tn(
        "{count} record of the area that this laptop no longer has left its lists. Whoever has the area has it.",
        "{count} records of the area that this laptop no longer has left its lists. Whoever has the area has them.",
        left.gone,
    )
    stay = Tn(
        "{count} record of that area stays until all of it is at the office.",
        "{count} records of that area stay until all of theirs is at the office.",
        left.waiting,
    )
    return tuple(text for text, count in ((gone, left.gone), (stay, left.waiting)) if count)


def _noted(what: str, counts: Counts) -> Counts:
    parts = ", ".join(f"{name} {number}" for name, number in counts.as_json().items())
    _log.info("%s: %s", what, Redacted(parts))
    return counts


def _certify(session: Session) -> Callable[[str], dict[str, str]]:
    """Shows the hub the keys with which this laptop signs certificates; they are made now if there are none."""
    from samarth_desktop.documents.signing import x509

    def shown(device: str) -> dict[str, str]:
        keys = signing.signer(session).keys
        return {"claims": _base64(_self_made(keys)), "request": _base64(x509.request(keys.paper_key))}

    return shown


def _asks(session: Session) -> dict[str, Any]:
    """What asks for a newer program, and anew for the certificate by which PDF readers know this laptop where ours does
    not hold."""
    from samarth_desktop.documents.signing import release, x509

    asked: dict[str, Any] = {"program": {"version": __version__, "system": release.this_system()}}
    if not log_of(session).get(signing.KEYS):
        return asked
    keys = signing.signer(session).keys
    if x509.is_due(keys.x509, keys.claims):
        asked["request"] = _base64(x509.request(keys.paper_key))
    return asked


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _self_made(keys: "Keys") -> bytes:
    """The certificate that the laptop signed itself: it proves that it holds the key."""
    from samarth_desktop.documents.signing import trust

    return next(one for one in keys.certificates if trust.read(one).self_made)


def learn(session: Session) -> None:
    """Takes over what an enrolment or a round brought for certificates: our own keys' certificates, the office's
    root, other laptops' certificates, and which serials no longer hold."""
    from samarth_desktop.sync import identity

    log = log_of(session)
    me = identity.enrolled(log)
    ours = json.loads(me.card[0])["certificates"]
    if not verifying.knows_any():  # the settings of this account were lost, or the data stand on another laptop
        log.put({_CERTIFIED: "", _KNOWN: ""})
        if log.get(signing.KEYS):
            signing.know_own(me.device, signing.signer(session).keys)
    mark = _mark(ours, me.x509) if ours else ""
    if ours and log.get(_CERTIFIED) != mark:
        signer = signing.signer(session)
        raw = {name: base64.b64decode(ours[name]) for name in ("device", "office", "root")}
        verifying.trust_root(f"hub-{me.hub['sign']}", raw["root"])
        verifying.know(f"office-{me.hub['sign']}", raw["office"])
        verifying.know(f"device-{me.device}", raw["device"])
        own = _self_made(signer.keys)
        certified = signer.keys.certified(raw["device"], raw["office"], own, chain=base64.b64decode(me.x509))
        log.put({signing.KEYS: certified.to_bytes().hex(), signing.HOST: me.host, _CERTIFIED: mark})
    _learn_others(session)
    people.follow_card(session)
    _take_areas(session, me.areas)
    certifying.note_states(session)
    office_word.learn(session, me.host)


def _take_areas(session: Session, areas: Sequence[str]) -> None:
    """Keeps which areas the office gave. New records begin in the first district of them from now on, where the area in
    which they began until now was taken away."""
    home = session.store.home_area
    with writing(session, Deed.HALL) as unit:
        before = unit.held_areas()
        given_areas.take(unit, areas)
        unit.commit()
    lost = bool(before.now) and before.has(home) and not exchange.covers(areas, home)
    district = next((area for area in areas if "/" in area), "")
    if lost and district:
        session.store.put(home_area=district)


def _mark(certificates: Mapping[str, str], x509: str = "") -> str:
    """What tells one certificate of a key from the next: it is renewed, and given anew for another device code."""
    return hashlib.sha256((certificates["device"] + x509).encode()).hexdigest()[:16]


def _learn_others(session: Session) -> None:
    from samarth_desktop.sync import identity

    log = log_of(session)
    known = set(log.get(_KNOWN).split())
    for said in log.settings(identity.CARD).values():
        card = json.loads(json.loads(said)[0])
        held = card.get("certificates")  # an heir has none yet
        if held and _mark(held) not in known:
            verifying.know(f"device-{card['device']}", base64.b64decode(held["device"]))
            known.add(_mark(held))
    if known != set(log.get(_KNOWN).split()):
        log.put({_KNOWN: " ".join(sorted(known))})


def waiting(session: Session) -> int:
    """How many operations the hub is not known to hold, whoever on this laptop or beside it wrote them."""
    return exchange.waiting(log_of(session))


def status(session: Session, row: str) -> Standing:
    """Where a record is: only here, on the hub, or refused with the reason."""
    return standing(session.store, row)


# Sticks and halls


def parcel_write(session: Session, file: Path, whom: str = HUB) -> Counts:
    """Writes all that `whom` ("hub" or a device code) is not known to hold into a sealed file."""
    from samarth_desktop.sync import bundle

    write_again.masked(session)
    carried = bundle.write_parcel(log_of(session), file, whom)
    counts = Counts(pushed=carried.operations, photos_sent=carried.photos, waiting=waiting(session))
    return _noted("parcel-written", counts)


def parcel_read(session: Session, file: Path) -> Counts:
    """Takes in a parcel for this laptop; one for the hub is carried there unopened when there is a network."""
    from samarth_desktop.sync import bundle, client, clock

    log = log_of(session)
    try:
        carried = bundle.read_parcel(log, file, clock.trusted_ms(log))
    except bundle.ForAnother as other:
        if other.whom != HUB:
            raise
        taken = client.carry_parcel(log, file)
        counts = Counts(taken["taken"], 0, taken["refused"], 0, taken["photos"], waiting=waiting(session))
        return _noted("parcel-carried", counts)
    certifying.note_states(session)
    moving.join_badges(session)
    hall_clock.decide_doors(session)
    counts = Counts(
        pulled=carried.operations,
        refused=carried.refused,
        conflicts=_conflict_count(session),
        photos_sent=carried.photos,
        waiting=waiting(session),
    )
    return _noted("parcel-read", counts)


@contextmanager
def _network() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise KnownError(T("The network of this laptop cannot be used: {why}", why=why)) from error


@contextmanager
def serve_hall(session: Session, tell: Callable[[Text], object] = lambda text: None) -> Iterator[str]:
    """Answers the neighbours in a hall until the block ends; gives the address to show. Raises KnownError.

    `tell` hears, in another thread, what the person should know meanwhile.
    """
    from samarth_desktop.sync import peer_sync

    with _network(), peer_sync.serving(log_of(session), tell=tell) as url:
        yield url


def hall_neighbours() -> list[tuple[str, str]]:
    """(device code, address) of the laptops that serve in this hall. Raises KnownError."""
    from samarth_desktop.sync import peer_sync

    with _network():
        return [(one.device, one.url) for one in peer_sync.neighbours()]


def visit_hall(session: Session, url: str) -> Counts:
    """Exchanges everything with a laptop that serves the hall."""
    from samarth_desktop.sync import peer_sync

    carried = peer_sync.visit(log_of(session), url)
    certifying.note_states(session)
    moving.join_badges(session)
    told = hall_clock.take_over(session, carried.ahead_ms)
    counts = Counts(
        pushed=carried.operations,
        pulled=carried.came,
        refused=carried.refused,
        conflicts=_conflict_count(session),
        waiting=waiting(session),
        said=told,
    )
    return _noted("hall-visited", counts)


def fetch_photo(session: Session, area: str, sha256: str) -> bytes | None:
    """Another laptop's photo from the hub, kept here from now on; None when the hub does not have it yet."""
    from samarth_desktop.sync import client

    return client.fetch_photo(log_of(session), area, sha256)


# Conflicts


def open_conflicts(session: Session) -> list[tuple[Conflict, str]]:
    """What two people wrote without seeing each other, with the registration number (or row id) it belongs to."""
    with session.store.read() as reader:
        return [(conflict, _number(reader, conflict)) for conflict in reader.conflicts()]


def _number(reader: Reader, conflict: Conflict) -> str:
    record = reader.get(RECORDS[conflict.kind], conflict.row)
    return str(getattr(record, "registration", "") or getattr(record, "serial", "") or conflict.row)


def _conflict_count(session: Session) -> int:
    with session.store.read() as reader:
        return len(reader.conflicts())


def settle(session: Session, conflict: Conflict, conflicting: ConflictingValue) -> None:
    """Writes one of the values as the person's decision; with the next sync it is settled everywhere."""
    with writing(session, Deed.HALL) as unit:
        try:
            unit.decide(RECORDS[conflict.kind], conflict.row, conflict.key, conflicting.value, session.author)
        except LookupError as gone:
            raise KnownError(T("This record is not on this laptop any more.")) from gone
        unit.commit()


def settle_all(session: Session, rule: str, chosen: Sequence[Conflict] | None = None) -> int:
    """Settles conflicts by rule: ``newest`` takes what shows now, ``filled`` the newest that is not empty. Gives how
    many were settled."""
    pick: Callable[[Conflict], ConflictingValue] = {"newest": lambda c: c.conflicting_values[0], "filled": _filled}[
        rule
    ]
    done = 0
    for conflict, _ in open_conflicts(session):
        if chosen is None or conflict in chosen:
            settle(session, conflict, pick(conflict))
            done += 1
    return done


def _filled(conflict: Conflict) -> ConflictingValue:
    return next(
        (conflicting for conflicting in conflict.conflicting_values if conflicting.value not in ("", None, [], False)),
        conflict.conflicting_values[0],
    )
