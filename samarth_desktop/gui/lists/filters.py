"""What a list can be narrowed by, by the key that a ListSpec names: what is offered, and what it asks of the list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from samarth_desktop.domain.fields.field import Field, Kind, fields_of
from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.enrolment.record import STAGES
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.kinds.listing.record import STATES

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Choices, Counts, Filter
    from samarth_desktop.actions.session import Session

Options = list[tuple[object, LocalizedText]]
CERTIFICATES = (("given", T("Given")), ("ready", T("Ready to print")), ("none", T("Not yet")))
_OFFERS: tuple[tuple[str, LocalizedText], ...] = (
    ("none", T("Not offered")),
    *((one.code, Text(one.label)) for one in STATES),
)
_ENDING: tuple[tuple[int, Text], ...] = ((7, T("Within 7 days")), (30, T("Within 30 days")))
UNFINISHED = "unfinished"  # offered among the stages: what comes before them
DISTRICT = "district"  # marks a district among the places
_DAYS = 8


@dataclass(slots=True)
class Known:
    """What the filters of a list may offer: read from the store when the page comes to the front."""

    session: "Session"
    choices: "Choices | None" = None
    counts: "Counts | None" = None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One filter. `said` gives in words what is chosen, "" for nothing; `take` gives the filter with a value, None for
    without it; `offer` what can be chosen, None where it is a switch. `name` overrules what the chip is called."""

    said: "Callable[[Filter, Known], LocalizedText]"
    take: "Callable[[Filter, object], Filter]"
    offer: Callable[[Known], Options] | None = None
    icon: str = ""
    name: Callable[[Known, Text], LocalizedText] | None = None


# -- places -------------------------------------------------------------------------------------------------------


def _places(known: Known) -> Options:
    there: Options = []
    villages, districts = (known.choices.villages, known.choices.districts) if known.choices else ((), ())
    if len(districts) > 1:
        there += [((DISTRICT, code), _district(code)) for code in districts]
    return there + [(village, f"{village} ({lang.catalog.number(count)})") for village, count in villages]


def _district(code: str) -> str:
    found = place.district(code)
    return found.name(lang.code) if found else code


def _take_place(which: "Filter", value: object) -> "Filter":
    if isinstance(value, tuple):
        return replace(which, village="", district=str(value[1]))
    return replace(which, village=str(value or ""), district="")


# -- stages and certificates --------------------------------------------------------------------------------------


def _counted(name: Text, count: int) -> str:
    return f"{say(name)} ({lang.catalog.number(count)})" if count else say(name)


def _stages(known: Known) -> Options:
    unfinished = known.counts.unfinished if known.counts else 0
    return [
        (UNFINISHED, _counted(T("Unfinished"), unfinished)),
        *((stage.code, Text(stage.label)) for stage in STAGES),
    ]


def _take_stage(which: "Filter", value: object) -> "Filter":
    if value == UNFINISHED:
        return replace(which, complete=False)
    return replace(which, stage=str(value or ""), complete=None)


def _stage_said(which: "Filter", known: Known) -> LocalizedText:
    if which.complete is False:
        return T("Unfinished")
    return next((Text(stage.label) for stage in STAGES if stage.code == which.stage), "")


# -- groups -------------------------------------------------------------------------------------------------------


def _groups(known: Known) -> Options:
    groups = known.choices.groups if known.choices else ()
    return [(row, LocalizedName(hi, en).best(lang.code)) for row, hi, en in groups]


def _group_said(which: "Filter", known: Known) -> LocalizedText:
    return next((words for row, words in _groups(known) if row == which.group), which.group and T("SHG"))


NARROWINGS: Mapping[str, Narrowing] = {
    "village": Narrowing(
        lambda which, known: which.village or (_district(which.district) if which.district else ""),
        _take_place,
        _places,
    ),
    "women": Narrowing(
        lambda which, known: T("Women") if which.gender == "female" else "",
        lambda which, value: replace(which, gender="female" if value else ""),
    ),
    "programme": Narrowing(
        lambda which, known: which.programme,
        lambda which, value: replace(which, programme=str(value or "")),
        lambda known: [
            (one.code, f"{one.code} · {one.name.say(lang.code)}") for one in programmes(known.session.library)
        ],
    ),
    "stage": Narrowing(_stage_said, _take_stage, _stages),
    "certificate": Narrowing(
        lambda which, known: dict(CERTIFICATES).get(which.certificate, ""),
        lambda which, value: replace(which, certificate=str(value or "")),
        lambda known: list(CERTIFICATES),
    ),
    "offer": Narrowing(
        lambda which, known: dict(_OFFERS).get(which.offer, ""),
        lambda which, value: replace(which, offer=str(value or "")),
        lambda known: list(_OFFERS),
    ),
    "group": Narrowing(_group_said, lambda which, value: replace(which, group=str(value or "")), _groups),
    "unsent": Narrowing(
        lambda which, known: T("Not yet sent") if which.sent is False else "",
        lambda which, value: replace(which, sent=False if value else None),
        icon="unsent",
        name=lambda known, name: _counted(name, known.counts.unsent if known.counts else 0),
    ),
    "ending": Narrowing(
        lambda which, known: dict(_ENDING).get(which.ending, ""),
        lambda which, value: replace(which, ending=int(str(value or 0))),
        lambda known: list(_ENDING),
        icon="bell",
    ),
    "unprinted": Narrowing(
        lambda which, known: T("Not yet printed") if which.missing == "printed" else "",
        lambda which, value: replace(which, missing="printed" if value else ""),
        icon="print",
    ),
}
"""Filters that the window knows by name."""


def narrowing(kind: RecordKind, key: str) -> Narrowing:
    """The filter that a kind's list names: one of NARROWINGS, or a field of the record with its codes or days."""
    return NARROWINGS.get(key) or _by_field(key, fields_of(kind.record)[key])


def _by_field(key: str, field: Field) -> Narrowing:
    def said(which: "Filter", known: Known) -> LocalizedText:
        value = which.said(key)
        if not value:
            return ""
        if field.kind is Kind.DATE:
            return lang.catalog.date(date.fromisoformat(value), "d MMM y")
        return T("Yes") if field.kind is Kind.FLAG else Text(field.choice_label(value))

    def offer(known: Known) -> Options:
        if field.kind is Kind.DATE:
            return _days(known.session.today)
        return [(one.code, Text(one.label)) for one in field.choices]

    def take(which: "Filter", value: object) -> "Filter":
        return which.saying(key, ("1" if value is True else str(value)) if value else "")

    return Narrowing(said, take, None if field.kind is Kind.FLAG else offer)


def _days(today: date) -> Options:
    days = [today - timedelta(days=back) for back in range(_DAYS)]
    first: Sequence[LocalizedText] = (T("Today"), T("Yesterday"))
    return [
        (day.isoformat(), first[n] if n < len(first) else lang.catalog.date(day, "EEEE, d MMM"))
        for n, day in enumerate(days)
    ]
