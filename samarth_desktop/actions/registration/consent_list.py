"""The list that many sign, with the notice of what they consent to: who stands on it, and writing it as PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from samarth_desktop.actions.programmes import staging
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.registers import consent_list
from samarth_desktop.documents.registers.consent_list import ConsentList, Signer
from samarth_desktop.documents.spreadsheets.sheet_write import arriving
from samarth_desktop.domain.names.other_script import in_script_of
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.i18n import Catalog, T, Text
from samarth_desktop.kinds.consent.record import NOTICE_VERSION, PURPOSES, REGISTRATION, notice_for
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.registry import person
from samarth_desktop.store.search import lookups


@dataclass(frozen=True, slots=True)
class Asking:
    """What the list asks: a purpose, of which programme (a code), on which day, where the signed list will be."""

    purpose: str = REGISTRATION
    programme: str = ""
    day: date | None = None
    evidence: str = ""


def write(session: Session, asking: Asking, people: Sequence[Signer], path: Path, words: Catalog) -> int:
    """Writes the list as PDF, in the order of the people; gives how many stand on it."""
    chosen = programme(asking.programme, session.programmes) if asking.programme else None
    asks = chosen.name.say(words.language) if chosen else words.say(T("the programme"))
    purpose = next(Text(one.label) for one in PURPOSES if one.code == asking.purpose)
    content = ConsentList(
        asks=asks if asking.purpose == REGISTRATION else words.say(purpose),
        notice=tuple(words.say(text) for text in notice_for(asking.purpose, asks)),
        version=words.say(T("Notice {version}", version=NOTICE_VERSION)),
        day=words.date(asking.day) if asking.day else "",
        evidence=asking.evidence,
        people=tuple(people),
        made=datetime.now(),
    )
    with arriving(path) as part:
        part.write_bytes(consent_list.render(content, words))
    return len(people)


def signer(holder: Holder, today: date, words: Catalog, president: str = "") -> Signer:
    """The line of a person, or of a group: its president signs."""
    of = person(holder)
    name = in_script_of(words.language, holder.name_hi, holder.name_en, person=of is not None)
    village = in_script_of(words.language, holder.village, holder.village_other)
    if of is None:
        return Signer(name, president, village)
    age = of.age_on(today)
    relative = in_script_of(words.language, of.relative_hi, of.relative_en, person=True)
    return Signer(name, ", ".join(filter(None, (relative, words.number(age) if age else ""))), village)


def for_rows(session: Session, rows: Sequence[str], asking: Asking, path: Path, words: Catalog) -> int:
    """The list for these people or groups (row ids), in their order."""
    return write(session, asking, list(_signers(session, rows, words)), path, words)


def _signers(session: Session, rows: Sequence[str], words: Catalog) -> Iterator[Signer]:
    with session.store.read() as reader:
        for some in lookups.chunks(list(dict.fromkeys(rows))):
            found = {one.holder.id: one for one in staging.sheets(reader, some)}
            for row in some:
                if row in found:
                    sheet = found[row]
                    first = next((one for one in sheet.members if one.active and one.role == "president"), None)
                    names = in_script_of(words.language, first.name_hi, first.name_en, person=True) if first else ""
                    yield signer(sheet.holder, session.today, words, names)
