"""Certificates for the window: who waits for one and what is lacking, single sheets as PDF, slips."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from samarth_desktop.actions.certificates import certifying, issuing
from samarth_desktop.actions.certificates.certifying import Eligible, Ineligible
from samarth_desktop.actions.certificates.issuing import Languages, PrintOptions
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.i18n import Text
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.store.queries import lists


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in a batch. `ineligible` says what is missing; None means that she can have a certificate,
    or a sample where she is in a `trial` programme only. `standing` is the serial of the certificate that she has;
    `replaces` whether a new one would take its place, because what it says has changed."""

    row: str
    kind: str
    registration: str
    name_hi: str
    name_en: str
    village: str
    ineligible: Text | None
    key: str = ""
    trial: bool = False
    standing: str = ""
    replaces: bool = False


def waiting(session: Session) -> list[str]:
    """The row ids of all who could have their first certificate, oldest first."""
    with session.store.read() as reader:
        return lists.to_print(reader)


def candidates(
    session: Session, rows: Sequence[str], progress: Callable[[int, int], object] = lambda done, total: None
) -> list[Candidate]:
    """Each of these people and groups with what is missing for a certificate."""
    found = []
    for done, row in enumerate(rows):
        progress(done, len(rows))
        looked = certifying.examine(session, row)
        ineligible = looked if isinstance(looked, Ineligible) else None
        holder = registering.load(session, row).holder if ineligible else looked.sheet.holder  # type: ignore[union-attr]  # Ready
        text = ineligible.reason if ineligible else None
        standing, replaces = issuing.standing(session, looked) if isinstance(looked, Eligible) else ("", False)
        found.append(
            Candidate(
                row, holder.KIND, holder.registration, holder.name_hi, holder.name_en, holder.village, text,
                ineligible.key if ineligible else "", isinstance(looked, Eligible) and looked.trial, standing, replaces,
            )
        )  # fmt: skip
    return found


def sheet(session: Session, entry: Certificate, look: PrintOptions) -> bytes:
    """The PDF of an issued certificate as it was issued. KnownError when it does not hold or its holder is gone."""
    if entry.certificate_kind != "workshop":
        return issuing.print_again(session, entry.serial, look)
    from samarth_desktop.actions.workshops import closing

    return issuing.print_again(session, entry.serial, look, closing.examiner_of(session, entry.subject))


def as_issued(entry: Certificate, plain: bool = False) -> PrintOptions:
    """How an entry was made; `plain` for a printer without colour, which is no part of what was issued."""
    known: dict[str, Languages] = {"hi": "hi", "en": "en"}
    return PrintOptions(known.get(entry.language, "both"), plain=plain)


def slip(session: Session, row: str, language: str) -> bytes:
    """The slip that a person takes home at once: name, number, day."""
    from samarth_desktop.documents.pdf import receipt

    loaded = registering.load(session, row)
    holder: Holder = loaded.holder
    made = datetime.fromisoformat(holder.created_at).astimezone() if holder.created_at else datetime.now().astimezone()
    enrolled = [one for one in loaded.enrolments if not one.deleted]
    found = programme(enrolled[0].programme, session.library) if enrolled else None
    slip_of = receipt.Receipt(
        name=Words(holder.name_hi, holder.name_en),
        registration=holder.registration,
        made=made.replace(tzinfo=None),
        laptop=session.store.device,
        programme=found.name if found else Words(),
        by=Words(session.author, ""),
    )
    return receipt.render(slip_of, language)
