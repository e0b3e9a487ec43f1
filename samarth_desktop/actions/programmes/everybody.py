"""The rules of one programme asked of everybody: who may join and is in no programme yet; and taking them in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.programmes import enrolling, staging
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.rules.programmes.eligibility import answer, label_of, look, needs
from samarth_desktop.store.queries import board, fact_rows, lists
from samarth_desktop.store.search import lookups

SHOWN = 5000
"""So many candidates are listed; the counts are of all."""
_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may join. `missing` is what is to be asked first, in words; empty where the answer is yes."""

    row: str
    registration: str
    name: LocalizedName
    village: str
    missing: tuple[Text | LocalizedName, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """The candidates, those with a plain yes first, and how many of each answer there are."""

    candidates: tuple[Candidate, ...]
    yes: int
    unknown: int
    no: int


def counts(session: Session, code: str, kind: str) -> Counter[Answer]:
    """How many people or groups of this laptop may join, may not, or are not known."""
    known = _known(session, code)
    with session.store.read() as reader:
        return Counter(
            answer(known, row.facts, session.today) for row in fact_rows.facts(reader, kind, None, needs(known))
        )


def in_no_programme(session: Session, code: str, kind: str) -> Look:
    """Who is in no programme that goes on, and what this one says of her, her household included."""
    known = _known(session, code)
    found: Counter[Answer] = Counter()
    rows: dict[Answer, list[str]] = {Answer.YES: [], Answer.UNKNOWN: []}
    with session.store.read() as reader:
        free = board.enrolled_nowhere(reader, kind)
        kin = enrolling.Kin(reader, everywhere=True)
        said = {
            row.row: kin.beside(row.facts, row.row, "", known)
            for row in fact_rows.facts(reader, kind, free, needs(known))
        }
        for row in free:
            if row in said:
                says = answer(known, said[row], session.today)
                found[says] += 1
                if says in rows:
                    rows[says].append(row)
        shown = [*rows[Answer.YES], *rows[Answer.UNKNOWN]][:SHOWN]
        summaries = lists.summaries(reader, shown)
    candidates = []
    for row in shown:
        one, verdict = summaries[row], look(known, said[row], session.today)
        asks = [reason.text for reason in verdict.reasons if reason.ask]
        missing = (*asks, *(label_of(key, known) for key in verdict.missing))
        name = LocalizedName(one.name_hi, one.name_en)
        candidates.append(Candidate(row, one.registration, name, one.village, missing))
    return Look(tuple(candidates), found[Answer.YES], found[Answer.UNKNOWN], found[Answer.NO])


def take_in(session: Session, code: str, rows: Sequence[str]) -> int:
    """Takes these people or groups into a programme, those whom it takes; gives how many."""
    known, taken = _known(session, code), 0
    for part in lookups.chunks(rows, _AT_ONCE):
        with writing(session, Deed.RECORDS) as unit:
            made = []
            for sheet in staging.sheets(unit, part):
                there = any(one.programme == known.code and one.stage != "withdrawn" for one in sheet.enrolments)
                if there or unit.gone_to(sheet.holder):
                    continue
                found = enrolling.verdict(unit, session, known, sheet.holder, sheet.documents, sheet.enrolments)
                if found.eligible is not Answer.NO:
                    first = Enrolment(holder=sheet.holder.id, programme=known.code, stage="registered")
                    made.append(enrolling.entered(session, found, first))
            unit.save_all(made, session.author)
            unit.commit()
        taken += len(made)
    return taken


def _known(session: Session, code: str) -> Programme:
    known = programme(code, session.library)
    if known is None:
        raise KnownError(T("No programme is called “{text}”.", text=code[:40]))
    return known
