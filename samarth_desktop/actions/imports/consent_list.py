"""The list to be signed by those who are about to be taken in from a sheet."""

from collections.abc import Iterator
from pathlib import Path

from samarth_desktop.actions.imports import table_survey
from samarth_desktop.actions.imports.importing import Job
from samarth_desktop.actions.registration import consent_list
from samarth_desktop.actions.registration.consent_list import Asking
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.registers.consent_list import Signer
from samarth_desktop.i18n import Catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.sheets.row_parser import RowParser


def write(session: Session, job: Job, path: Path, words: Catalog) -> int:
    """Writes the list as PDF, in the order of the sheet; gives how many people stand on it."""
    head = job.head
    asking = Asking(programme=head.programme, day=head.given_on, evidence=head.evidence)
    return consent_list.write(session, asking, list(_people(session, job, words)), path, words)


def _people(session: Session, job: Job, words: Catalog) -> Iterator[Signer]:
    settled, _ = table_survey.settled(job)
    for table in settled.tables:
        if table.plan.kind != "artisans":
            continue
        parser = RowParser(table.plan, session.today, job.head.values, session.state)
        for _, cells in table.rows():
            taken = parser.take(cells)
            if taken.named and not taken.wrong and not taken.example:
                yield consent_list.signer(taken.as_record(Artisan), session.today, words)
