"""One record as the side panel shows it, and the small changes that are made there."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from samarth_desktop.actions.certificates import certifying
from samarth_desktop.actions.certificates.certifying import Eligible, Ineligible
from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.registration import history, registering
from samarth_desktop.actions.registration.history import Event
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent, withdrawn
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.certificates.readiness import STOPPED
from samarth_desktop.store.log.exchange import Standing, standing


@dataclass(frozen=True, slots=True)
class Belongs:
    """A group that a person is in, by row id and name."""

    row: str
    name_hi: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Detail:
    """All of a person or group beside the list. `lack` says why no certificate can be printed yet, None when it can.

    `trial` is true where that is a sample, because the programme comes from a file of the data folder.
    `where` is where the record is: here only, on the hub, or refused by it and why. `gone` is the sentence for one that
    moved to another area and is only read here.
    """

    sheet: Registration
    age: int | None
    complete: bool
    where: Standing
    groups: tuple[Belongs, ...]
    certificate: Certificate | None
    ineligible: Ineligible | None
    history: tuple[Event, ...]
    photo: bytes | None
    trial: bool = False
    gone: Text | None = None

    @property
    def holder(self) -> Holder:
        """The person or group itself."""
        return self.sheet.holder

    @property
    def record(self) -> Holder:
        """The same, as every view of a record calls it."""
        return self.sheet.holder

    @property
    def name_hi(self) -> str:
        """Her name in Hindi, "" when it is not known."""
        return self.holder.name_hi

    @property
    def name_en(self) -> str:
        """Her name in English, "" when it is not known."""
        return self.holder.name_en

    @property
    def number(self) -> str:
        """The registration number."""
        return self.holder.registration

    @property
    def active(self) -> bool:
        """False for somebody who moved away, died or was deleted."""
        return self.holder.active

    @property
    def enrolment(self) -> Enrolment | None:
        """The first programme that is still on, else the first of all."""
        there = [one for one in self.sheet.enrolments if not one.deleted]
        return next((one for one in there if one.stage not in STOPPED), there[0] if there else None)


def detail(session: Session, row: str) -> Detail:
    """Reads it. KnownError when the record is not there any more."""
    sheet = registering.load(session, row)
    holder = sheet.holder
    found = certifying.examine(session, row)
    where = standing(session.store, row)
    with session.store.read() as reader:
        groups = []
        for member in reader.memberships(row):
            group = reader.get(Shg, member.shg) if member.active else None
            if group is not None:
                groups.append(Belongs(group.id, group.name_hi, group.name_en))
        given = [one for one in reader.children(Certificate, row) if one.certificate_kind != "workshop"]
        given.sort(key=lambda one: (one.state == "valid", one.issued_on or date.min))
        return Detail(
            sheet,
            holder.age_on(session.today),
            reader.is_complete(holder),
            where,
            tuple(groups),
            given[-1] if given else None,
            found if isinstance(found, Ineligible) else None,
            history.history(session, reader, row),
            photo(session, holder),
            isinstance(found, Eligible) and found.trial,
            reader.gone_to(holder),
        )


def photo(session: Session, holder: Holder) -> bytes | None:
    """The JPEG of a record's photo; None without one, or while it is on another laptop only."""
    photos = session.store.photos
    return photos.get(holder.photo) if holder.photo and photos.has(holder.photo) else None


def set_life(session: Session, row: str, life: str) -> None:
    """Marks a person as ``moved``, ``died`` or ``active`` again."""
    with writing(session, Deed.RECORDS) as unit:
        person = unit.get(Artisan, row)
        if person is None:
            raise KnownError(T("This record is not on this laptop any more."))
        unit.save(replace(person, life=life), session.author)
        unit.commit()


def withdraw_consent(session: Session, row: str, day: date) -> int:
    """Takes back every consent that holds, as of `day`; gives how many there were."""
    with writing(session, Deed.HALL) as unit:
        holding = [one for one in unit.children(Consent, row) if one.holds]
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        unit.save_all([withdrawn(one, day, moment) for one in holding], session.author)
        unit.commit()
    return len(holding)


def erase(session: Session, row: str) -> None:
    """Erases a person or group with all that belongs to it, here and with the next sync everywhere."""
    with writing(session, Deed.RECORDS) as unit:
        unit.erase(row, session.author)
        unit.commit()
