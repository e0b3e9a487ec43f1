"""Consents as they are noted: one person's today, or those of many who signed one list on a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from samarth_desktop.actions.many.planning import Change, Subject
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.ids import new_id
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import ADULT
from samarth_desktop.kinds.consent.record import (
    CONTACT,
    HOW,
    LISTING,
    NOTICE_VERSION,
    OF_GROWN_UPS,
    PICTURES,
    PURPOSES,
    Consent,
    in_force,
)
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.rules.validation import FUTURE
from samarth_desktop.store.log.reader import Reader

ON_A_LIST = (LISTING, CONTACT, PICTURES)
"""Purposes for which many sign one list here. Registering has the list of the import; a card is read one by one."""


def noted(
    session: Session, holder: Holder, purpose: str, how: str, day: date, *, witness: str = "", evidence: str = ""
) -> Consent:
    """A consent as it is to be written. KnownError: a minor's for selling, a day to come, spoken and nobody heard it,
    unknown words."""
    if purpose not in {one.code for one in PURPOSES} or how not in {one.code for one in HOW}:
        raise KnownError(T("Choose a purpose, and how consent was given."))
    if how == "spoken" and not (witness.strip() or evidence.strip()):
        raise KnownError(T("Write who heard the consent."))
    if day > session.today and session.day == "sure":
        raise KnownError(FUTURE)
    age = holder.age_on(session.today)
    if purpose in OF_GROWN_UPS and age is not None and age < ADULT:
        raise KnownError(T("Nothing is sold in the name of somebody under 18."))
    return Consent(
        id=new_id(),
        holder=holder.id,
        purpose=purpose,
        notice_version=NOTICE_VERSION,
        notice_language=getattr(holder, "language", "") or "hi",
        how=how,
        witness=witness.strip(),
        given_on=day,
        evidence=evidence.strip(),
    )


def on_a_list(purpose: str, how: str, day: date, evidence: str) -> Change:
    """The consent of all who signed one list; `evidence` says where that is. Who agreed already stays as she is."""

    def change(reader: Reader, session: Session, subject: Subject) -> Sequence[Record]:
        if subject.sheet is None:
            raise KnownError(T("Only people and groups give consent."))
        if not evidence.strip():
            raise KnownError(T("Write the number of the signed list and who keeps it."))
        holder, consents = subject.sheet.holder, subject.sheet.consents
        if in_force(consents, purpose) is not None:
            return ()
        new = noted(session, holder, purpose, how, day, evidence=evidence)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if in_force((*consents, replace(new, created_at=now)), purpose) is None:
            raise KnownError(T("It was taken back since. What was signed before that does not count."))
        return (new,)

    return change
