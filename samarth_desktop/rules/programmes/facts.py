"""What is known of somebody that rules of programmes ask for: plain values, quick to make for a whole district."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samarth_desktop.domain.places.place_name_key import key as place_key
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.holder import Holder

URBAN, RURAL = "urban", "rural"
_WARD = re.compile(r"\s*(?:वार्ड|मोहल्ला|मुहल्ला|नगर पालिका|नगर पंचायत|ward|mohalla|nagar pa)", re.IGNORECASE)
_CARD_DIGITS = 4  # of a ration card: what the program shows of a masked number
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was shown, and its last day where it has one."""

    key: str
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """One person or group. `enrolled` gives the stage by programme, `answers` a programme's own fields by
    ``PROGRAMME.key`` as they are stored; `same_household` the names of others of her household in the programme that
    is asked about."""

    kind: str
    state: str = ""
    district: str = ""
    settlement: str = ""
    active: bool = True
    gender: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    category: str = ""
    disability: str = ""
    disability_percent: int | None = None
    sector: str = ""
    craft: str = ""
    trade: str = ""
    odop_product: str = ""
    tax_status: str = ""
    mission: str = ""
    papers: tuple[Paper, ...] = ()
    enrolled: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    household: tuple[str, ...] = ()
    same_household: tuple[str, ...] = ()


_OWN = (
    "gender",
    "birth_date",
    "birth_year",
    "category",
    "disability",
    "disability_percent",
    "sector",
    "craft",
    "odop_product",
    "tax_status",
)
FACT_KEYS = {
    "artisan": (
        *_OWN,
        "vishwakarma_trade",
        "life",
        "household_head",
    ),
    "shg": ("mission",),
}
"""The fields of a record that rules ask for, beside those of its address."""
PLACE_KEYS = ("state", "district", "village", "village_code", "gram_panchayat")


@dataclass(frozen=True, slots=True)
class Needs:
    """Which facts beside the record's own the rules of a programme ask for."""

    papers: bool = True
    programmes: bool = True
    household: bool = True


EVERYTHING = Needs()


def facts_of(
    kind: str,
    held: Mapping[str, Any],
    papers: Iterable[tuple[str, str, date | None]] = (),
    enrolments: Iterable[tuple[str, str, Mapping[str, Any]]] = (),
    *,
    household: bool = True,
) -> Facts:
    """The facts of a record whose values are `held` (FACT_KEYS and PLACE_KEYS at least).

    `papers` are (kind, number, last day), `enrolments` (programme, stage, extra); deleted ones are left out by the
    caller. Without `household` its keys are not made: half of the time of a look over everybody.
    """
    values: dict[str, Any] = {"mission": held["mission"]} if kind != Artisan.KIND else _person(held)
    shown, card = [], ""
    for paper, number, until in papers:
        shown.append(Paper(paper, until))
        if paper == "ration_card":
            card = number
    stages: dict[str, str] = {}
    answers: dict[str, Any] = {}
    for programme, stage, extra in enrolments:
        stages[programme] = stage
        answers.update(extra)
    return Facts(
        kind,
        held["state"],
        held["district"],
        settlement_of(held["village"], held["village_code"], held["gram_panchayat"]),
        papers=tuple(shown),
        enrolled=stages,
        answers=answers,
        household=household_of(held["district"], held["village"], card, str(held.get("household_head") or ""))
        if household
        else (),
        **values,
    )


def _person(held: Mapping[str, Any]) -> dict[str, Any]:
    values = {key: held[key] for key in _OWN}
    return values | {"trade": held["vishwakarma_trade"], "active": held["life"] in ("", "active")}


def of_records(holder: Holder, documents: Iterable[Document], enrolments: Iterable[Enrolment]) -> Facts:
    """The facts of a registered person or group with her papers and programmes."""
    return facts_of(
        holder.KIND,
        vars(holder),
        ((one.document_kind, one.number, one.valid_until) for one in documents if not one.deleted),
        ((one.programme, one.stage, one.extra) for one in enrolments if not one.deleted),
    )


def settlement_of(village: str, village_code: str, gram_panchayat: str) -> str:
    """Town or village, by what was written of the address; "" where it does not say."""
    if gram_panchayat or village_code:
        return RURAL  # gram panchayats have wards, too
    return URBAN if _WARD.match(village) else ""


def household_of(district: str, village: str, ration_card: str, head: str) -> tuple[str, ...]:
    """The keys under which a household is found: the last digits of the ration card, the declared head; in one village
    each. Equal keys are a question, never an answer: four digits meet by chance."""
    where = f"{district}/{place_key(village)}"
    digits = "".join(_DIGIT.findall(ration_card))[-_CARD_DIGITS:]
    keys = [f"{where}/card/{digits}"] if len(digits) == _CARD_DIGITS else []
    if head_key := place_key(head):
        keys.append(f"{where}/head/{head_key}")
    return tuple(keys)
