"""Certificates for the window: the register as a list, who can have one, single sheets as PDF."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from samarth_desktop.actions import certifying, issuing, registering
from samarth_desktop.actions.certifying import Lack, Ready
from samarth_desktop.actions.desk import Desk
from samarth_desktop.actions.issuing import Look
from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.certificate_record import Certificate
from samarth_desktop.domain.programme import programme
from samarth_desktop.domain.shg import Shg
from samarth_desktop.domain.wording import Words
from samarth_desktop.i18n import Text
from samarth_desktop.store import certificate_register, lists, lookups
from samarth_desktop.store.certificate_register import CertificateFilter, CertificateRow

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
    lack: Text | None
    key: str = ""
    trial: bool = False


def register(desk: Desk, which: CertificateFilter) -> Register:
    """The register as filtered, newest first."""
    with desk.store.read() as reader:
        found = certificate_register.numbers(reader, which)
        total = len(found) if which == CertificateFilter() else len(certificate_register.numbers(reader))
        return Register(found, total, len(lists.to_print(reader)))


def page(desk: Desk, numbers: Sequence[int]) -> list[CertificateRow]:
    """The entries of at most a page of row numbers."""
    with desk.store.read() as reader:
        return certificate_register.page(reader, numbers)


def find(desk: Desk, text: str) -> list[CertificateRow]:
    """The entries that fit a name, number or serial, best first."""
    from samarth_desktop.store import search

    with desk.store.read() as reader:
        hits = search.find(reader, text, "certificates", 60)
        entries = certificate_register.entries(reader, [hit.summary.id for hit in hits])
        return [CertificateRow(entries[hit.summary.id], hit.summary) for hit in hits if hit.summary.id in entries]


def groups(desk: Desk) -> list[tuple[str, str, str]]:
    """Row id and both names of every group: to choose one from."""
    with desk.store.read() as reader:
        return [(one.id, one.name_hi, one.name_en) for one in lookups.all_of(reader, Shg) if one.active]


def waiting(desk: Desk) -> list[str]:
    """The row ids of all who could have their first certificate, oldest first."""
    with desk.store.read() as reader:
        return lists.to_print(reader)


def candidates(
    desk: Desk, rows: Sequence[str], progress: Callable[[int, int], object] = lambda done, total: None
) -> list[Candidate]:
    """Each of these people and groups with what is missing for a certificate."""
    found = []
    for done, row in enumerate(rows):
        progress(done, len(rows))
        looked = certifying.examine(desk, row)
        lacking = looked if isinstance(looked, Lack) else None
        holder = registering.load(desk, row).holder if lacking else looked.sheet.holder  # type: ignore[union-attr]  # Ready
        reason = lacking.text.args.get("reason", lacking.text) if lacking else None
        text = reason if isinstance(reason, Text) or reason is None else Text(str(reason))
        found.append(
            Candidate(
                row, holder.KIND, holder.registration, holder.name_hi, holder.name_en, holder.village, text,
                lacking.key if lacking else "", isinstance(looked, Ready) and looked.trial,
            )
        )  # fmt: skip
    return found


def sheet(desk: Desk, entry: Certificate, look: Look) -> bytes:
    """The PDF of an issued certificate as it was issued. KnownError when it does not hold or its holder is gone."""
    return issuing.print_again(desk, entry.serial, look)


def as_issued(entry: Certificate) -> Look:
    """How an entry was made."""
    return Look(languages="hi" if entry.language == "hi" else "en" if entry.language == "en" else "both")


def slip(desk: Desk, row: str, language: str) -> bytes:
    """The slip that a person takes home at once: name, number, day."""
    from samarth_desktop.documents import receipt

    loaded = registering.load(desk, row)
    holder: Artisan | Shg = loaded.holder
    made = datetime.fromisoformat(holder.created_at).astimezone() if holder.created_at else datetime.now().astimezone()
    enrolled = [one for one in loaded.enrolments if not one.deleted]
    found = programme(enrolled[0].programme, desk.programmes) if enrolled else None
    slip_of = receipt.Receipt(
        name=Words(holder.name_hi, holder.name_en),
        registration=holder.registration,
        made=made.replace(tzinfo=None),
        laptop=desk.store.device,
        programme=found.name if found else Words(),
        by=Words(desk.author, ""),
    )
    return receipt.render(slip_of, language)
