"""The register of a group as PDF, in the order in which missions keep it (MARKET.md 9)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from samarth_desktop.actions.programmes.finding import group_of
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.registers.flowing import Section, render
from samarth_desktop.domain.fields.choices import habits_of
from samarth_desktop.domain.fields.digits import masked
from samarth_desktop.domain.fields.field import Record, fields_of
from samarth_desktop.domain.names.other_script import in_script_of
from samarth_desktop.domain.places import place
from samarth_desktop.i18n import N_, Catalog, LocalizedName, T, Text, catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.fund.record import Fund
from samarth_desktop.kinds.grading.record import Grading
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.resolution.record import Resolution
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.log.reader import Reader

OFFICES = ("president", "secretary", "treasurer")


@dataclass(frozen=True, slots=True)
class Life:
    """A group with all that its register holds. `people` are the registered members, by row id."""

    group: Shg
    members: tuple[Member, ...]
    people: dict[str, Artisan]
    resolutions: tuple[Resolution, ...]
    gradings: tuple[Grading, ...]
    funds: tuple[Fund, ...]


def life(reader: Reader, group: Shg) -> Life:
    """All of a group in one state of the data."""
    members = reader.children(Member, group.id)
    people = reader.get_many(Artisan, [one.person for one in members if one.person])
    return Life(
        group,
        tuple(sorted(members, key=lambda one: (not one.active, one.joined or date.max))),
        {one.id: one for one in people},
        tuple(sorted(reader.children(Resolution, group.id), key=lambda one: one.resolved_on or date.min)),
        tuple(sorted(reader.children(Grading, group.id), key=lambda one: one.graded_on or date.min)),
        tuple(sorted(reader.children(Fund, group.id), key=lambda one: one.received_on or date.min)),
    )


def write(session: Session, number: str, path: Path, language: str) -> None:
    """Writes the register of the group with this number. KnownError where there is none."""
    with session.store.read() as reader:
        whole = life(reader, group_of(reader, number))
    path.write_bytes(pdf(session, whole, language))


def pdf(session: Session, whole: Life, language: str) -> bytes:
    """The register as a PDF in one language."""
    words = catalog(language)
    say = words.say
    name = in_script_of(language, whole.group.name_hi, whole.group.name_en)
    under = say(T("{number} · {day}", number=whole.group.registration, day=words.date(session.today)))
    title = say(T("Group register: {name}", name=name))
    made = datetime.combine(session.today, datetime.now().time())
    return render(title, under, list(_sections(session, whole, words)), language, made)


def _sections(session: Session, whole: Life, words: Catalog) -> Iterator[Section]:
    say = words.say
    heads: tuple[str, ...]
    yield Section(say(T("The group")), _group_pairs(whole.group, words))
    yield Section(say(T("Account and savings")), _account_pairs(whole.group, words))
    heads = (N_("Name"), N_("Role"), N_("Relation"), N_("Age"), N_("Social category"), N_("Joined on"), N_("Left on"))
    rows = [_member_row(session, whole, one, words) for one in whole.members]
    yield Section(say(T("Members")), (), [say(head) for head in heads], rows, (30, 15, 22, 8, 16, 14, 14))
    heads = (N_("Date"), N_("Number"), *(dict(_offices())[key] for key in OFFICES), N_("What was decided"))
    rows = [_resolution_row(whole, one, words) for one in reversed(whole.resolutions)]
    yield Section(say(T("Resolutions and office-bearers")), (), [say(h) for h in heads], rows, (13, 11, 20, 20, 20, 30))
    habits = habits_of(whole.group.mission)
    heads = (N_("Quarter"), N_("Graded on"), *(habit.label for habit in habits), N_("Grade"), N_("Graded by"))
    rows = [_grading_row(one, [habit.code for habit in habits], words) for one in reversed(whole.gradings)]
    yield Section(say(T("Panchsutra by quarter")), (), [say(h) for h in heads], rows, (26, 15, *[15] * 5, 9, 15))
    heads = (
        N_("Received on"),
        N_("Kind of money"),
        N_("Amount"),
        N_("Dose"),
        N_("From whom"),
        N_("What for"),
        N_("Repaid so far"),
    )
    rows = [_fund_row(one, words) for one in whole.funds]
    yield Section(say(T("Funds and loans")), (), [say(head) for head in heads], rows, (14, 24, 16, 8, 20, 24, 16))
    yield Section(say(T("Federation")), _federation_pairs(whole.group, words))


def _offices() -> Iterator[tuple[str, str]]:
    return ((key, fields_of(Resolution)[key].label) for key in OFFICES)


def _pair(group: Shg, key: str, words: Catalog, value: str | None = None) -> tuple[str, str]:
    return words.say(Text(fields_of(Shg)[key].label)), value if value is not None else _shown(group, key, words)


def _shown(record: Record, key: str, words: Catalog) -> str:
    value, described = getattr(record, key), fields_of(type(record))[key]
    if isinstance(value, date):
        return words.date(value)
    if described.choices:
        return words.say(Text(described.choice_label(value))) if value else ""
    return "" if value is None else str(value)


def _group_pairs(group: Shg, words: Catalog) -> list[tuple[str, str]]:
    district, state = place.district(group.district, group.state), place.state(group.state)
    named = (
        (group.village, group.village_other),
        (group.gram_panchayat, group.gram_panchayat_other),
        (group.block, group.block_other),
    )
    parts = (in_script_of(words.language, *one) for one in named)
    where = [*filter(None, parts), *(one.name(words.language) for one in (district, state) if one)]
    return [
        _pair(group, "shg_code", words),
        _pair(group, "mission", words),
        _pair(group, "name_hi", words),
        _pair(group, "name_en", words),
        (words.say(T("Place")), ", ".join(where)),
        _pair(group, "formation_date", words),
        _pair(group, "promoted_by", words),
        (words.say(T("Registration no.")), group.registration),
    ]


def _account_pairs(group: Shg, words: Catalog) -> list[tuple[str, str]]:
    meets = (_shown(group, "meeting_day", words), _shown(group, "meeting_frequency", words))
    return [
        _pair(group, "bank_account", words, masked(group.bank_account)),
        _pair(group, "bank_ifsc", words, " · ".join(filter(None, (group.bank_ifsc, group.bank_name)))),
        _pair(group, "bank_opened", words),
        _pair(group, "meeting_day", words, " · ".join(filter(None, meets))),
        _pair(group, "savings", words, rupees(group.savings, words)),
    ]


def rupees(paise: int | None, words: Catalog) -> str:
    """An amount as people write it, "" for none."""
    if paise is None:
        return ""
    whole, part = divmod(paise, 100)
    return f"₹{words.number(whole)}" + (f".{part:02d}" if part else "")


def name_of(whole: Life, member: Member, language: str) -> str:
    """The name of a member in the script of a language, by its sound where nobody wrote it so."""
    one = whole.people.get(member.person) or member
    return in_script_of(language, one.name_hi, one.name_en, person=True)


def _member_row(session: Session, whole: Life, one: Member, words: Catalog) -> Sequence[str]:
    known = whole.people.get(one.person)
    relation, forms = one.relation, LocalizedName(one.relative)
    if known is not None:
        relation, forms = known.relation, LocalizedName(known.relative_hi, known.relative_en)
    relative = in_script_of(words.language, *forms, person=True)
    label = words.say(Text(fields_of(Member)["relation"].choice_label(relation))) if relation else ""
    age = known.age_on(session.today) if known else (session.today.year - one.birth_year if one.birth_year else None)
    named = known or one
    typed = LocalizedName(named.name_hi, named.name_en).best(words.language)
    name = name_of(whole, one, words.language)
    return (
        f"{name} ({typed})" if typed and typed != name else name,  # what is proposed, and what it is of
        _shown(one, "role", words),
        " ".join(filter(None, (label, relative))),
        "" if age is None else str(age),
        _shown(known, "category", words) if known else "",
        _shown(one, "joined", words),
        _shown(one, "left", words),
    )


def _resolution_row(whole: Life, one: Resolution, words: Catalog) -> Sequence[str]:
    by_row = {member.id: member for member in whole.members}
    names = [
        name_of(whole, by_row[row], words.language) if (row := getattr(one, key)) in by_row else "" for key in OFFICES
    ]
    about = one.words or _shown(one, "subject", words)
    return (_shown(one, "resolved_on", words), one.number, *names, about)


def _grading_row(one: Grading, habits: Sequence[str], words: Catalog) -> Sequence[str]:
    yes, no = words.say(T("Yes")), words.say(T("No"))
    kept = [yes if habit in one.habits else no for habit in habits]
    by = in_script_of(words.language, one.graded_by, person=True)
    return (words.say(quarter(one.graded_on)), _shown(one, "graded_on", words), *kept, _shown(one, "grade", words), by)


def quarter(day: date | None) -> Text:
    """The quarter of a financial year (April to March) in which a day lies: ``2026-27 Q3``."""
    if day is None:
        return Text("")
    first = day.year - (day.month < 4)
    return T("{year} Q{n}", year=f"{first}-{(first + 1) % 100:02d}", n=(day.month - 4) % 12 // 3 + 1)


def _fund_row(one: Fund, words: Catalog) -> Sequence[str]:
    repaid = words.say(T("in full")) if one.repaid_on else rupees(one.repaid, words)
    return (
        _shown(one, "received_on", words),
        _shown(one, "fund_kind", words),
        rupees(one.amount, words),
        _shown(one, "dose", words),
        one.lender,
        one.purpose,
        repaid,
    )


def _federation_pairs(group: Shg, words: Catalog) -> list[tuple[str, str]]:
    return [_pair(group, "village_organisation", words), _pair(group, "federation", words)]
