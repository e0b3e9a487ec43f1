"""A record of any kind, filled from its fields' descriptions, with the row that it belongs to."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from samarth_desktop.domain import ids
from samarth_desktop.domain.fields.field import Field, Kind, Record, fields_of
from samarth_desktop.kinds.kind import HOLDER, Area, RecordKind
from samarth_desktop.kinds.registry import HOLDERS, KINDS
from samarth_desktop.store.store import Store
from tests.store.people import keep

STATE, DISTRICT, OTHER_DISTRICT = "9", "164", "187"
_SYLLABLES = "चौखठढढटथझघ"
_CONSONANTS = "bdgkmprtvz"


@dataclass(frozen=True)
class Family:
    """A saved record, and those to which it belongs, the nearest first. `files` are the photos that it names."""

    record: Any
    above: tuple[Any, ...] = ()
    files: tuple[str, ...] = field(default=())


def word(seed: str, *, hindi: bool = False) -> str:
    """A word that stands nowhere else, the same for the same seed."""
    figures = [byte % 10 for byte in hashlib.sha256(seed.encode()).digest()[:5]]
    if hindi:
        return "".join(_SYLLABLES[figure] + "ाी"[figure % 2] for figure in figures)
    return "".join(_CONSONANTS[figure] + "aiuoe"[figure % 5] for figure in figures).capitalize()


def value_of(kind: RecordKind, key: str, described: Field) -> Any:
    """A value that fits a field; nothing where only its check could say what fits."""
    match described.kind:
        case Kind.DATE:
            return date(2026, 1, 2)
        case Kind.WHOLE:
            return described.least or 1
        case Kind.MONEY:
            return 12300
        case Kind.CHOICE:
            return described.choices[0].code
        case Kind.CHOICES:
            return (described.choices[0].code,)
        case Kind.STATE:
            return STATE
        case Kind.DISTRICT:
            return DISTRICT
        case Kind.LINE | Kind.NOTE if described.check is None:
            return word(f"{kind.name} {key}", hindi=described.script == "hi")
        case Kind.DIGITS if key == "mobile":
            return f"98{int.from_bytes(hashlib.sha256(kind.name.encode()).digest()[:4], 'big') % 10**8:08d}"
    return None


def sample(kind: RecordKind, **values: Any) -> Any:
    """A record of this kind with something in every field that people type."""
    given = {
        key: value
        for key, described in fields_of(kind.record).items()
        if not described.system and (value := value_of(kind, key, described)) is not None
    }
    if kind.number and not kind.registration:
        given[kind.number] = ids.certificate_serial("onboarding", "7KQ4MX", 77)
    if kind.summary and kind.summary.unless:
        given.pop(kind.summary.unless, None)
    return kind.record(**{**given, **values})


def saved(store: Store, kind: RecordKind, **values: Any) -> Family:
    """A record of this kind in the store, after those that it belongs to."""
    above: tuple[Any, ...] = ()
    if kind.parent:
        parent = saved(store, KINDS[HOLDERS[0] if kind.parent == HOLDER else kind.parent])
        above = (parent.record, *parent.above)
        values = {kind.parent: parent.record.id, **values}
    files = tuple(store.photos.keep(f"{kind.name} {key}".encode()) for key in kind.files)
    values = {**dict(zip(kind.files, files, strict=True)), **values}
    return Family(keep(store, sample(kind, **values)), above, files)


def children_of(store: Store, family: Family) -> list[Family]:
    """One saved record of each kind, by each field, that does not outlive this one."""
    name, found = family.record.KIND, []
    for kind in KINDS.values():
        for key in kind.belongs_by:
            if key == name or (key == HOLDER and name in HOLDERS) or (key == "person" and name == "artisan"):
                files = {one: store.photos.keep(f"{name}'s {kind.name} {one}".encode()) for one in kind.files}
                record = keep(store, sample(kind, **{key: family.record.id}, **files))
                found.append(Family(record, (family.record,), tuple(files.values())))
    return found


def moved(store: Store, family: Family) -> None:
    """Takes the record, or whoever it belongs to, to another district."""
    first = next(one for one in (family.record, *family.above) if KINDS[one.KIND].area is Area.ADDRESS)
    keep(store, replace(first, district=OTHER_DISTRICT))


def texts_of(record: Record, leaving: frozenset[str] = frozenset()) -> set[str]:
    """The texts in a record that stand nowhere else, but for those of some keys."""
    described = fields_of(type(record))
    typed = {key for key, one in described.items() if one.kind in (Kind.LINE, Kind.NOTE, Kind.DIGITS)}
    named = {*KINDS[record.KIND].belongs_by, *fields_of(Record)}
    values = {str(getattr(record, key)) for key in typed - leaving - named}
    return {value for value in values if len(value) > 4}
