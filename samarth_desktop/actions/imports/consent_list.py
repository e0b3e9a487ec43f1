"""The list to be signed by those who are about to be taken in: their names, and the notice of what they consent to."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from samarth_desktop.actions.imports import table_survey
from samarth_desktop.actions.imports.importing import Job
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.registers import consent_list
from samarth_desktop.documents.registers.consent_list import ConsentList, Signer
from samarth_desktop.documents.spreadsheets.sheet_write import arriving
from samarth_desktop.domain.names.other_script import in_script_of
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.i18n import Catalog, T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import NOTICE_VERSION, notice
from samarth_desktop.rules.sheets.row_parser import RowParser


def write(session: Session, job: Job, path: Path, words: Catalog) -> int:
    """Writes the list as PDF, in the order of the sheet; gives how many people stand on it."""
    people = tuple(_people(session, job, words))
    chosen = programme(job.head.programme, session.programmes) if job.head.programme else None
    asks = chosen.name.say(words.language) if chosen else words.say(T("the programme"))
    content = ConsentList(
        asks=asks,
        notice=tuple(words.say(text) for text in notice(asks)),
        version=words.say(T("Notice {version}", version=NOTICE_VERSION)),
        day=words.date(job.head.given_on) if job.head.given_on else "",
        evidence=job.head.evidence,
        people=people,
        made=datetime.now(),
    )
    with arriving(path) as part:
        part.write_bytes(consent_list.render(content, words))
    return len(people)


def _people(session: Session, job: Job, words: Catalog) -> Iterator[Signer]:
    settled, _ = table_survey.settled(job)
    for table in settled.tables:
        if table.plan.kind != "artisans":
            continue
        parser = RowParser(table.plan, session.today, job.head.values)
        for _, cells in table.rows():
            taken = parser.take(cells)
            if taken.named and not taken.wrong and not taken.example:
                person = taken.as_record(Artisan)
                age = person.age_on(session.today)
                name = in_script_of(words.language, person.name_hi, person.name_en, person=True)
                relative = in_script_of(words.language, person.relative_hi, person.relative_en, person=True)
                village = in_script_of(words.language, person.village, person.village_other)
                yield Signer(name, ", ".join(filter(None, (relative, words.number(age) if age else ""))), village)
