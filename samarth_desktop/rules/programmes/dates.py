"""Which dates follow from a programme and its papers: end of the waiver, of incubation, training due, last days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.document.record import KINDS, Document
from samarth_desktop.kinds.enrolment.record import Enrolment, add_months
from samarth_desktop.rules.certificates.readiness import STOPPED

SOON = timedelta(days=30)
"""So long before a date it is told."""
WAIVER, INCUBATION, TRAINING, PAPER = "waiver_until", "incubation_until", "training_until", "paper_until"
_WORDS = {
    WAIVER: N_("No commission until"),
    INCUBATION: N_("Incubation until"),
    TRAINING: N_("Training due until"),
}


@dataclass(frozen=True, slots=True)
class Ends:
    """A day on which something ends. `what` says what, `key` is one of this module's; `of` names programme or paper."""

    key: str
    of: str
    day: date

    @property
    def what(self) -> Text:
        """What ends, in words."""
        if self.key == PAPER:
            label = next((one.label for one in KINDS if one.code == self.of), self.of)
            return T("{paper} valid until", paper=Text(label))
        return Text(_WORDS[self.key])


def of_enrolment(programme: Programme | None, enrolment: Enrolment) -> Iterator[Ends]:
    """The dates that follow from an enrolment that goes on. Months count from the listing, for training from the
    registration."""
    if programme is None or enrolment.stage in STOPPED or enrolment.deleted:
        return
    if enrolment.listed_on and programme.waiver_months:
        yield Ends(WAIVER, programme.code, add_months(enrolment.listed_on, programme.waiver_months))
    if enrolment.listed_on and programme.incubation_months:
        yield Ends(INCUBATION, programme.code, add_months(enrolment.listed_on, programme.incubation_months))
    if enrolment.registered_on and programme.training_months and enrolment.trained_on is None:
        yield Ends(TRAINING, programme.code, add_months(enrolment.registered_on, programme.training_months))


def of_papers(papers: Iterable[Document]) -> Iterator[Ends]:
    """The last days of papers."""
    for paper in papers:
        if paper.valid_until and not paper.deleted:
            yield Ends(PAPER, paper.document_kind, paper.valid_until)


def near(ends: Iterable[Ends], today: date) -> list[Ends]:
    """Those that end within SOON, the nearest first; what ended is told for as long."""
    found = [one for one in ends if today - SOON <= one.day <= today + SOON]
    return sorted(found, key=lambda one: one.day)
