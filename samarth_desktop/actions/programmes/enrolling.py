"""Taking somebody into a programme: the rules are asked, and what decided is kept with the enrolment.

Who is told *no* is not entered, but for somebody whom the office lets in by hand with a reason. Not known never keeps
anybody out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from samarth_desktop.actions.device import roles
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.rules.programmes.eligibility import Reason, Verdict, decided, groups_of, look
from samarth_desktop.rules.programmes.facts import Facts, of_records
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import households


def facts_with_household(reader: Reader, facts: Facts, holder: Holder, asked: Programme) -> Facts:
    """The facts, with the names of those of the same household who are in the programme where it asks for that."""
    if not facts.household or not any(rule.test == "household" for group in groups_of(asked) for rule in group.rules):
        return facts
    there = households.of_programme(reader, asked.code, holder.village)
    found = households.hits(there, holder.id, facts.household)
    return replace(facts, same_household=tuple(one.name_hi or one.name_en for one in found))


def verdict(
    reader: Reader,
    session: Session,
    asked: Programme,
    holder: Holder,
    documents: Iterable[Document] = (),
    enrolments: Iterable[Enrolment] = (),
) -> Verdict:
    """What the rules of a programme say of a person or group today."""
    facts = facts_with_household(reader, of_records(holder, documents, enrolments), holder, asked)
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
        if not roles.is_office(session):
            raise KnownError(T("Only the office may let somebody in against the rules. Ask the office."))
        enrolment = replace(enrolment, admitted_by=session.author, admitted_reason=by_hand.strip())
    return unit.save(enrolment, session.author)


def name_of(asked: Programme) -> LocalizedName:
    """A programme's name in both languages."""
    return LocalizedName(asked.name.hi, asked.name.en)
