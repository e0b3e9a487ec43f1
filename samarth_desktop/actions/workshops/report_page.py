"""The figures of a workshop or fair laid out as the blocks of its report."""

from datetime import datetime

from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import papers
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.actions.workshops.reporting import LEAST_PICTURES, Bar, Figures
from samarth_desktop.documents.workshops import report as paper
from samarth_desktop.documents.workshops.report import Block, Report, Shown
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.names.other_script import in_script_of
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, Catalog, T, Tn, catalog
from samarth_desktop.kinds.stall.record import Stall
from samarth_desktop.kinds.workshop.record import Workshop


def render(session: Session, found: Figures, language: str) -> bytes:
    """The report as a PDF in one language."""
    words = catalog(language)
    head = papers.head_of(Plan(found.workshop), words, session)
    signatures = (
        (in_script_of(language, session.author, person=True), words.say(paper.SIGNATURES[0])),
        (words.say(paper.SIGNATURES[1]), _district(found.workshop, words)),
        (words.say(N_("For the funder")), words.say(N_("name, date, seal"))),
    )
    return paper.render(
        Report(
            head=head,
            programme=head.programme,
            fair=found.workshop.is_fair,
            numbers=_numbers(found, words),
            rows=_rows(found, words),
            note=_note(found, words),
            pictures=tuple(_pictures(session, found, head.where, words)),
            quotes=tuple(words.say(T("{text} (slip without a name)", text=one)) for one in found.remarks),
            signatures=signatures,
            made=datetime.combine(session.today, datetime.now().time()),
        ),
        language,
    )


def _district(workshop: Workshop, words: Catalog) -> str:
    found = place.district(workshop.district)
    return found.name(words.language) if found else ""


def _numbers(found: Figures, words: Catalog) -> tuple[tuple[str, str], ...]:
    number = words.number
    if found.workshop.is_fair:
        days = {day.sold_on for line in found.stalls for day in line.days}
        orders = sum(day.orders or 0 for line in found.stalls for day in line.days)
        return (
            (number(len(found.stalls)), words.say(N_("stalls"))),
            (words.money(found.sale), words.say(N_("sale in all"))),
            (number(len(days)), words.say(N_("days with a sale"))),
            (number(orders), words.say(N_("orders taken"))),
            (words.money(found.cost), words.say(N_("costs"))),
        )
    share = round(100 * found.women / found.came) if found.came else 0
    each = words.money(round(found.cost / found.came / 100) * 100) if found.came and found.cost else "–"
    return (
        (number(found.came), words.say(N_("people came"))),
        (number(found.women), words.say(T("women ({share} %)", share=share))),
        (number(found.certificates), words.say(N_("certificates given"))),
        (f"{found.average:.1f}" if found.slips else "–", words.say(N_("feedback, of 5"))),
        (each, words.say(N_("cost per person"))),
    )


def _rows(found: Figures, words: Catalog) -> tuple[tuple[Block, ...], ...]:
    if found.workshop.is_fair:
        return ((_stalls(found, words), _costs(found, words)),)
    first = (
        _bars(words.say(N_("Gender")), found.genders, words),
        _bars(words.say(N_("Category")), found.categories, words),
        _bars(words.say(N_("Village")), found.villages, words),
    )
    second = (_sittings(found, words), _feedback(found, words), _costs(found, words))
    return (first, second, (_without(found, words), _result(found, words)))


def _bars(title: str, bars: tuple[Bar, ...], words: Catalog) -> Block:
    most = max((count for _, count in bars), default=0) or 1
    rows = tuple((papers.text_of(label, words), words.number(count), count / most) for label, count in bars)
    return Block(title, rows)


def _sittings(found: Figures, words: Catalog) -> Block:
    rows = []
    for one in found.sittings:
        sitting = one.sitting
        times = "–".join(part for part in (sitting.starts, sitting.ends) if part)
        topic = in_script_of(words.language, sitting.topic) or words.say(N_("Session"))
        label = f"{sitting.number}  {topic}" + (f"  {times}" if times else "")
        rows.append((label + (" *" if sitting.must_attend else ""), words.number(one.here), None))
    needed, sessions, must = found.rule
    rule = words.say(T("Rule: {needed} of {sessions} sessions.", needed=needed, sessions=sessions))
    if must:
        numbers = ", ".join(map(str, must))
        rule += " " + words.say(T("Must attend: session {numbers} (*).", numbers=numbers))
    return Block(words.say(N_("Sessions")), tuple(rows), rule)


def _feedback(found: Figures, words: Catalog) -> Block:
    title = words.say(Tn("Feedback ({count} slip)", "Feedback ({count} slips)", found.slips))
    rows = tuple((words.say(label), f"{value:.1f}", value / 5) for label, value in found.feedback)
    return Block(title, rows or ((words.say(N_("No feedback")), "–", None),))


def _costs(found: Figures, words: Catalog) -> Block:
    described = fields_of(Workshop)
    rows = tuple((words.say(described[key].label), words.money(amount), None) for key, amount in found.costs)
    total = (words.say(N_("Total")), words.money(found.cost))
    return Block(words.say(N_("Costs")), rows or ((words.say(N_("No costs")), "–", None),), total=total)


def _without(found: Figures, words: Catalog) -> Block:
    total = sum(count for _, count in found.without)
    rows = tuple((words.say(label), words.number(count), None) for label, count in found.without)
    return Block(words.say(T("Who got no certificate: {n}", n=total)), rows)


def _result(found: Figures, words: Catalog) -> Block:
    rows = [
        (words.say(N_("Fulfilled the rule: trained")), words.number(found.trained), None),
        (words.say(N_("Invited")), words.number(found.invited), None),
        (words.say(N_("Told of it")), words.number(found.told), None),
    ]
    note = ""
    if found.next is not None and found.next.since is not None:
        title = in_script_of(words.language, found.next.title_hi, found.next.title_en)
        note = words.say(T("Next workshop: {day}, {title}", day=found.next.since, title=title))
    return Block(words.say(N_("Result and what follows")), tuple(rows), note)


def _stalls(found: Figures, words: Catalog) -> Block:
    most = max((line.amount for line in found.stalls), default=0) or 1
    rows = tuple(
        (
            f"{line.stall.number}  {_who(line.stall, words)}",
            words.money(line.amount),
            line.amount / most,
        )
        for line in found.stalls
    )
    total = (words.say(N_("Total")), words.money(found.sale))
    return Block(words.say(N_("Stalls and sales")), rows or ((words.say(N_("No stalls")), "–", None),), total=total)


def _who(stall: Stall, words: Catalog) -> str:
    """Whose stall it is, and who stands there."""
    name = in_script_of(words.language, stall.name_hi, stall.name_en)
    stands = in_script_of(words.language, stall.stands, person=True)
    return " · ".join(filter(None, (name, stands)))


def _note(found: Figures, words: Catalog) -> str:
    if found.workshop.is_fair:
        return ""
    parts = (
        T("People with disability {n}", n=found.disabled),
        T("minority {n}", n=found.minority),
        T("under 18: {n}", n=found.minors),
        T("walk-ins {n}", n=found.walk_ins),
        T("{n} of the team not counted", n=found.staff),
    )
    return " · ".join(words.say(one) for one in parts)


def _pictures(session: Session, found: Figures, where: str, words: Catalog) -> list[Shown]:
    shown = []
    for one in found.pictures:
        try:
            content = session.store.photos.get(one.name)
        except KnownError:  # another laptop's, which has not come yet
            content = None
        shown.append(Shown(content, paper.picture_note(one.at, where, words)))
    missing = LEAST_PICTURES - len(shown)
    return shown + [Shown(None, "") for _ in range(max(missing, 0))]
