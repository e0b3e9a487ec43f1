"""What the first page shows: what is open, what was not yet sent, what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from samarth_desktop.actions.device.device import BACKED_UP
from samarth_desktop.actions.registration import drafts
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Problem, Record, empty, fields_of
from samarth_desktop.domain.fields.mixins import Address, Bank
from samarth_desktop.i18n import LANGUAGES, T, Text, catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent, in_force
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.kinds.workshop.record import Workshop
from samarth_desktop.rules.group import together
from samarth_desktop.rules.validation import validate_stored
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import overview as store
from samarth_desktop.store.queries import waiting
from samarth_desktop.store.queries.overview import Done
from samarth_desktop.store.queries.waiting import Unsent

SHOWN = 4
_VILLAGE = "village_today"
_ADDRESS, _BANK = ({*fields_of(mixin)} - {*fields_of(Record)} for mixin in (Address, Bank))
_WORK = {"sector", "craft", "technique", "raw_material", "years_of_experience", "learned_from", "obstacles"}


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A record that is not complete: how many of its parts are, and the first thing to do.

    `kind` is that of a record; `created` is in UTC; `members` counts a group's. `draft` is the key of a half-typed form
    and `page` where it is gone on with; of those the parts are not counted (`total` is 0).
    """

    kind: str
    row: str
    name_hi: str
    name_en: str
    todo: Text
    done: int
    total: int
    created: datetime | None
    members: int = 0
    draft: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """All of the first page."""

    author: str
    village: str
    home_area: str
    device: str
    unfinished: tuple[Unfinished, ...]
    unsent: Unsent
    done: Done
    backed_up: datetime | None = None


def overview(session: Session) -> Overview:
    """Reads it in one state of the data."""
    device = session.store.device
    midnight = datetime.combine(session.today, time()).astimezone()
    day, month = (
        moment.astimezone(UTC).isoformat(timespec="seconds") for moment in (midnight, midnight.replace(day=1))
    )
    half_typed = [_half_typed(draft) for draft in drafts.kept(session)]
    rows = {one.row for one in half_typed}
    with session.store.read() as reader:
        found = [one for one in store.unfinished(reader, SHOWN + len(rows)) if one[1] not in rows]
        whole = [_unfinished(reader, session, *one) for one in found[: max(SHOWN - len(half_typed), 0)]]
        return Overview(
            author=session.author,
            village=reader.setting(_VILLAGE),
            home_area=session.store.home_area,
            device=device,
            unfinished=(*half_typed[:SHOWN], *whole),
            unsent=waiting.unsent(reader),
            done=store.done(reader, device, day, month),
            backed_up=_moment(reader.setting(BACKED_UP)),
        )


def unsent(session: Session) -> Unsent:
    """What is not at the office yet, counted now."""
    with session.store.read() as reader:
        return waiting.unsent(reader)


def village(session: Session) -> str:
    """The village where today's work is; forms begin with it."""
    with session.store.read() as reader:
        return reader.setting(_VILLAGE)


def set_village(session: Session, name: str) -> None:
    """Another village for today."""
    session.store.put(**{_VILLAGE: " ".join(name.split())})


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _half_typed(draft: drafts.Draft) -> Unfinished:
    texts = draft.texts
    names = {language: texts.get(f"name_{language}") or texts.get(f"title_{language}", "") for language in LANGUAGES}
    if draft.page == "bulk":
        names = {language: catalog(language).say(T("A whole hall")) for language in LANGUAGES}
    return Unfinished(
        kind=_KIND_OF.get(draft.page, Artisan.KIND),
        row=draft.row,
        name_hi=names["hi"],
        name_en=names["en"],
        todo=T("Half-typed and not saved yet"),
        done=0,
        total=0,
        created=_moment(draft.updated),
        draft=draft.key,
        page=draft.page,
    )


_KIND_OF = {
    "shg-form": Shg.KIND, "product-form": Product.KIND, "workshop-form": Workshop.KIND, "workshop": Workshop.KIND,
}  # fmt: skip
"""Of which kind a half-typed form is, by its page; others are of a person."""


def _unfinished(reader: Reader, session: Session, kind: str, row: str) -> Unfinished:
    holder = reader.holder(row)
    if holder is None:  # a card without a record cannot be; an erased row has neither
        raise LookupError(row)
    problems = [problem for problem in validate_stored(holder, session.today) if problem.blocks]
    parts = [{"village", *_ADDRESS}, _BANK]
    named = {*_ADDRESS, *_BANK, *_WORK}
    identity = {*fields_of(type(holder))} - {*fields_of(Record)} - named
    complete = [not _touches(problems, identity), _fits(holder, problems, parts[0]), _fits(holder, problems, parts[1])]
    members: Sequence[Member] = ()
    if kind == KINDS[Member.KIND].parent:
        members = reader.children(Member, row)
        wrong = [problem for problem in together(holder, members) if problem.blocks]
        problems += wrong
        complete.append(bool(members) and not wrong)
    else:
        complete.append(_fits(holder, problems, _WORK))
    consents = reader.children(Consent, row)
    agreed = in_force(consents) is not None
    complete.append(agreed)
    return Unfinished(
        kind=kind,
        row=row,
        name_hi=holder.name_hi,
        name_en=holder.name_en,
        todo=_todo(holder, problems, agreed),
        done=sum(complete),
        total=len(complete),
        created=_moment(holder.created_at),
        members=len(members),
    )


def _touches(problems: Sequence[Problem], keys: set[str]) -> bool:
    return any(problem.key in keys for problem in problems)


def _fits(holder: Record, problems: Sequence[Problem], keys: set[str]) -> bool:
    described = fields_of(type(holder))
    filled = any(getattr(holder, key) != empty(described[key].kind) for key in keys if key in described)
    return filled and not _touches(problems, keys)


def _todo(holder: Record, problems: Sequence[Problem], agreed: bool) -> Text:
    """The first thing to do, in a few words."""
    if not problems:
        return T("Look through it and save") if agreed else T("Consent is missing")
    first = problems[0]
    field = fields_of(type(holder)).get(first.key)
    if field is None:
        return first.text
    value = getattr(holder, first.key)
    if value == empty(field.kind) and first.key not in holder.unread:
        return T("Still missing: {field}", field=Text(field.label))
    return first.text
