"""The papers of a workshop made from what is stored: attendance sheet, badges, registration forms, the report."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import planning
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.documents.spreadsheets.sheet_write import arriving
from samarth_desktop.documents.workshops.table import Head, Person
from samarth_desktop.domain.names.other_script import in_both, in_script_of
from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.i18n import Catalog, T, Text, catalog
from samarth_desktop.kinds.consent.record import NOTICE_VERSION, notice
from samarth_desktop.kinds.invitation.record import Invitation
from samarth_desktop.kinds.people import Participant
from samarth_desktop.kinds.workshop.record import Workshop
from samarth_desktop.rules.workshops.fulfilment import presences
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import workshops as store

RELATIONS = {"father": T("Father"), "husband": T("Husband"), "mother": T("Mother")}


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF, and how many people are on it."""

    content: bytes
    people: int


def keep(content: bytes, path: Path) -> None:
    """Writes a file whole or not at all."""
    with arriving(path) as part:
        part.write_bytes(content)


def everybody(reader: Reader, workshop: str) -> list[Participant]:
    """All who are invited and all who came, by name; the reserve after them, the team last."""
    found: dict[str, Participant] = {
        one.participant: one for one in reader.children(Invitation, workshop) if not one.cancelled
    }
    for one in presences(store.attendance(reader, workshop)):
        if one.came:
            found.setdefault(one.participant, one.last)
    return sorted(
        found.values(), key=lambda one: (bool(getattr(one, "staff", False)), getattr(one, "reserve", False), one.name)
    )


def sheet(session: Session, workshop: str) -> Paper:
    """The attendance sheet: everybody invited and who came."""
    from samarth_desktop.documents.workshops import attendance_sheet as paper

    with session.store.read() as reader:
        plan = planning.of(reader, workshop)
        people = [one for one in everybody(reader, workshop) if not getattr(one, "staff", False)]
    words = catalog("hi")
    columns = tuple(paper.Column(one.number or 0, one.starts, one.must_attend) for one in plan.sittings)
    content = paper.render(
        paper.Sheet(
            head_of(plan, words, session),
            columns,
            tuple(_person(one, words) for one in people),
            notices(plan.workshop, session),
            NOTICE_VERSION,
            datetime.now(),
        )
    )
    return Paper(content, len(people))


def badges(session: Session, workshop: str, start: int = 1, *, only: str = "", label: bool = False) -> Paper:
    """Badges of everybody invited and who came, from place `start` of a part-used sheet; of one participant with
    `only`; each on a page of its size for a label printer with `label`."""
    from samarth_desktop.documents.workshops import badges as paper

    with session.store.read() as reader:
        plan = planning.of(reader, workshop)
        people = [one for one in everybody(reader, workshop) if not only or one.participant == only]
    words, day = catalog("hi"), plan.workshop.since
    short = in_script_of("hi", plan.workshop.title_hi, plan.workshop.title_en)
    code = plan.workshop.programme
    head = f"{code} · {_programme(plan.workshop, session).hi}"
    shown = tuple(_person(one, words) for one in people)
    content = paper.render(
        paper.Badges(plan.workshop.number, head, f"{day:%d/%m/%Y}" if day else "", short, shown, datetime.now(), label),
        start,
    )
    return Paper(content, len(people))


def forms(session: Session, workshop: str, count: int) -> Paper:
    """Registration forms with numbers that nobody else gets: whoever comes with one keeps the number on it."""
    from samarth_desktop.documents.workshops import registration_form as paper

    with writing(session, Deed.HALL) as unit:
        plan = planning.of(unit, workshop)
        numbers = [unit.next_registration(plan.workshop.state) for _ in range(count)]
        unit.commit()
    name = _programme(plan.workshop, session)
    made = paper.Forms(numbers, (name.hi, name.en), notices(plan.workshop, session), datetime.now())
    return Paper(paper.render(made), count)


def notices(workshop: Workshop, session: Session) -> tuple[str, str]:
    """The notice of consent in both languages, with its version."""
    name = _programme(workshop, session)
    said = []
    for language in ("hi", "en"):
        words = catalog(language)
        head = words.say(T("Notice ({version}):", version=NOTICE_VERSION))
        said.append(" ".join([head, *(words.say(one) for one in notice(name.say(language)))]))
    return said[0], said[1]


def head_of(plan: Plan, words: Catalog, session: Session) -> Head:
    """The head of a paper in one language."""
    one = plan.workshop
    district = place.district(one.district)
    there = (in_script_of(words.language, text) for text in (one.venue, one.village))
    where = [*there, district.name(words.language) if district else ""]
    named = in_script_of(words.language, one.trainers, person=True)
    trainers = words.say(T("Trainer: {names}", names=named)) if named else ""
    name = _programme(one, session)
    return Head(
        one.number, *_title(one), f"{one.programme} {name.say(words.language)}".strip(),
        when(one, words), ", ".join(dict.fromkeys(part for part in where if part)), trainers,
    )  # fmt: skip


def _title(workshop: Workshop) -> tuple[str, str]:
    titled = in_both(workshop.title_hi, workshop.title_en)
    return titled.hi, titled.en


def when(workshop: Workshop, words: Catalog) -> str:
    """The days of a workshop in words."""
    if workshop.since is None:
        return ""
    if workshop.until is None or workshop.until == workshop.since:
        return words.date(workshop.since, "EEEE, d MMMM y")
    return words.say(T("{since} to {until}", since=workshop.since, until=workshop.until))


def _programme(workshop: Workshop, session: Session) -> Words:
    found = programme(workshop.programme, session.library)
    return found.name if found else Words(workshop.programme, workshop.programme)


def _person(one: Participant, words: Catalog) -> Person:
    relation = RELATIONS.get(one.relation)
    of = in_script_of(words.language, one.relative, person=True)
    relative = f"{words.say(relation)}: {of}" if relation and of else of
    named = in_both(one.name_hi, one.name_en, person=True)
    staff = bool(getattr(one, "staff", False))
    village = in_script_of(words.language, one.village)
    where = " · ".join(catalog(language).say(T("Trainer")) for language in ("hi", "en")) if staff else village
    return Person(one.registration, named.hi, named.en, relative, where, staff)


def text_of(label: str | Text, words: Catalog) -> str:
    """A label that is a name, in the script of the language, or a message."""
    return in_script_of(words.language, label) if isinstance(label, str) else words.say(label)
