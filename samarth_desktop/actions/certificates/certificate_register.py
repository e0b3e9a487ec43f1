"""Certificates for the window: the register as a list, who can have one, single sheets as PDF."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from samarth_desktop.actions.certificates import certifying, issuing
from samarth_desktop.actions.certificates.certifying import Eligible, Ineligible
from samarth_desktop.actions.certificates.issuing import PrintOptions
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.i18n import Text
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.queries import certificate_register, lists
from samarth_desktop.store.queries.certificate_register import CertificateFilter, CertificateRow
from samarth_desktop.store.search import lookups

__all__ = ["Candidate", "CertificateFilter", "CertificateRow", "Register"]


@dataclass(frozen=True, slots=True)
class Register:
    """The register: row numbers in order, how many there are in all, how many people wait for a first one."""

    numbers: "array[int]"
    total: int
    ready: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in a batch. `lack` says what is missing; None means that she can have a certificate,
    or a sample where she is in a `trial` programme only."""

    row: str
    kind: str
    registration: str
    name_hi: str
    name_en: str
    village: str
    ineligible: Text | None
    key: str = ""
    trial: bool = False


def register(session: Session, which: CertificateFilter) -> Register:
    """The register as filtered, newest first."""
    with session.store.read() as reader:
        found = certificate_register.numbers(reader, which)
        total = len(found) if which == CertificateFilter() else len(certificate_register.numbers(reader))
        return Register(found, total, len(lists.to_print(reader)))


def page(session: Session, numbers: Sequence[int]) -> list[CertificateRow]:
    """The entries of at most a page of row numbers."""
    with session.store.read() as reader:
        return certificate_register.page(reader, numbers)


def find(session: Session, text: str) -> list[CertificateRow]:
    """The entries that fit a name, number or serial, best first."""
    from samarth_desktop.store.search import finder

    with session.store.read() as reader:
        hits = finder.find(reader, text, "certificates", 60)
        entries = certificate_register.entries(reader, [hit.summary.id for hit in hits])
        return [CertificateRow(entries[hit.summary.id], hit.summary) for hit in hits if hit.summary.id in entries]


def groups(session: Session) -> list[tuple[str, str, str]]:
    """Row id and both names of every group: to choose one from."""
    with session.store.read() as reader:
        return [(one.id, one.name_hi, one.name_en) for one in lookups.all_of(reader, Shg) if one.active]


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
        reason = ineligible.text.args.get("reason", ineligible.text) if ineligible else None
        text = reason if isinstance(reason, Text) or reason is None else Text(str(reason))
        found.append(
            Candidate(
                row, holder.KIND, holder.registration, holder.name_hi, holder.name_en, holder.village, text,
                ineligible.key if ineligible else "", isinstance(looked, Eligible) and looked.trial,
            )
        )  # fmt: skip
    return found


def sheet(session: Session, entry: Certificate, look: PrintOptions) -> bytes:
    """The PDF of an issued certificate as it was issued. KnownError when it does not hold or its holder is gone."""
    return issuing.print_again(session, entry.serial, look)


def as_issued(entry: Certificate) -> PrintOptions:
    """How an entry was made."""
    return PrintOptions(languages="hi" if entry.language == "hi" else "en" if entry.language == "en" else "both")


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
