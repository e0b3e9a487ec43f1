"""Taking somebody into a programme: the rules are asked, and what decided is kept with the enrolment.

Who is told *no* is not entered, but for somebody whom the office lets in by hand with a reason. Not known never keeps
anybody out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from samarth_desktop.actions.device import roles
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.programme_model import ExtraField, Programme
from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.registry import HOLDERS
from samarth_desktop.rules.programmes.answers import from_sheet, objection
from samarth_desktop.rules.programmes.eligibility import Reason, Verdict, decided, groups_of, look
from samarth_desktop.rules.programmes.facts import Facts, of_records
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import households
from samarth_desktop.store.queries.households import Relative


class Kin:
    """Who else of a household is in a programme, looked up where the programme asks for that: at entry, at each stage
    and wherever its rules are shown. Of many at once a village is read once; `everywhere` reads the whole programme."""

    def __init__(self, reader: Reader, *, everywhere: bool = False) -> None:
        self.reader, self._everywhere = reader, everywhere
        self._there: dict[tuple[str, str], dict[str, list[Relative]]] = {}

    def beside(self, facts: Facts, row: str, village: str, asked: Programme) -> Facts:
        """The facts of a holder (row id, village as written), with the names of the others."""
        if not facts.household or not _asks(asked):
            return facts
        there = self._of(asked.code, "" if self._everywhere else village)
        found = {one.row: one for key in facts.household for one in there.get(key, ()) if one.row != row}
        return replace(facts, same_household=tuple(one.name_hi or one.name_en for one in found.values()))

    def _of(self, programme: str, village: str) -> dict[str, list[Relative]]:
        if (programme, village) not in self._there:
            made = self._there.setdefault((programme, village), {})
            for one in households.of_programme(self.reader, programme, village or None):
                for key in one.keys:
                    made.setdefault(key, []).append(one)
        return self._there[programme, village]


def _asks(asked: Programme) -> bool:
    return any(rule.test == "household" for group in groups_of(asked) for rule in group.rules)


def verdict(
    reader: Reader,
    session: Session,
    asked: Programme,
    holder: Holder,
    documents: Iterable[Document] = (),
    enrolments: Iterable[Enrolment] = (),
) -> Verdict:
    """What the rules of a programme say of a person or group today."""
    facts = Kin(reader).beside(of_records(holder, documents, enrolments), holder.id, holder.village, asked)
    return look(asked, facts, session.today)


def entered(session: Session, verdict: Verdict, enrolment: Enrolment) -> Enrolment:
    """A first enrolment with what decided, the date and the version of the programme."""
    return replace(
        enrolment,
        decided=decided(verdict),
        decided_on=session.today,
        decided_version=verdict.version,
        registered_on=enrolment.registered_on or session.today,
    )


def refusal(verdict: Verdict) -> Text:
    """Why somebody is not entered."""
    against = said(verdict.against)
    return T("{programme} does not take this registration. {reasons}", programme=verdict.programme, reasons=against)


def said(reasons: Sequence[Reason]) -> Text:
    """Several reasons as one text."""
    text = reasons[0].text if reasons else Text("")
    for reason in reasons[1:]:
        text = T("{first}; {second}", first=text, second=reason.text)
    return text


def enrol(unit: UnitOfWork, session: Session, holder: Holder, code: str, by_hand: str = "") -> Enrolment:
    """Takes somebody into a programme as a part of a unit of work; gives the enrolment that is there already.

    `by_hand` is the reason for which the office lets in whom the rules refuse. KnownError says why not.
    """
    chosen = programme(code, session.library)
    if chosen is None:
        raise KnownError(T("No programme is called “{text}”.", text=code[:40]))
    there = unit.children(Enrolment, holder.id)
    same = next((one for one in there if one.programme == chosen.code and one.stage != "withdrawn"), None)
    if same is not None:
        return same
    found = verdict(unit, session, chosen, holder, unit.children(Document, holder.id), there)
    enrolment = entered(session, found, Enrolment(holder=holder.id, programme=chosen.code, stage="registered"))
    if found.eligible is Answer.NO:
        if not by_hand.strip():
            raise KnownError(refusal(found))
        only_office = T("Only the office may let somebody in against the rules. Ask the office.")
        roles.demand(session, roles.Deed.OFFICE, only_office)
        enrolment = replace(enrolment, admitted_by=session.author, admitted_reason=by_hand.strip())
    return unit.save(enrolment, session.author)


def find(enrolments: Sequence[Enrolment], holder: Holder, code: str) -> Enrolment:
    """Somebody's enrolment in a programme, one that goes on before others. KnownError where there is none."""
    there = [one for one in enrolments if one.programme == code.strip().upper() and not one.deleted]
    if not there:
        raise KnownError(T("{number} is not in the programme {programme}.", number=holder.registration, programme=code))
    return next((one for one in there if one.stage != "withdrawn"), there[-1])


def answer(unit: UnitOfWork, session: Session, holder: Holder, own: str, text: str) -> Enrolment:
    """Keeps an answer in its enrolment. See :func:`answered`."""
    return unit.save(answered(session, unit.children(Enrolment, holder.id), holder, own, text), session.author)


def answered(session: Session, there: Sequence[Enrolment], holder: Holder, own: str, text: str) -> Enrolment:
    """The enrolment, of those of a holder, with an answer to its programme's own question, ``PROGRAMME.key`` as sheets
    name it. Choices are read as a sheet's: a code, or the words in either language. KnownError where it cannot be
    kept."""
    known, asked = question(session, own, (holder.KIND,))
    kept = find(there, holder, known.code)
    if wrong := objection(asked, text):
        raise KnownError(wrong)
    return replace(kept, extra={**kept.extra, f"{known.code}.{asked.key}": from_sheet(asked, text)})


def question(session: Session, own: str, kinds: Iterable[str] = HOLDERS) -> tuple[Programme, ExtraField]:
    """A programme and the field of its own that ``PROGRAMME.key`` names; it is asked of holders of `kinds`. KnownError
    where there is none."""
    code, _, key = own.strip().rpartition(".")
    known = programme(code, session.library)
    fields = [one for kind in kinds for one in known.fields_for(kind) if one.key == key] if known else []
    if known is None or not fields:
        raise KnownError(T("There is no field called {key} to correct.", key=own[:60]))
    return known, fields[0]


def name_of(asked: Programme) -> LocalizedName:
    """A programme's name in both languages."""
    return LocalizedName(asked.name.hi, asked.name.en)
