"""Cards: the narrow rows from which lists and search hits are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.fields import Record
from samarth_desktop.domain.group import Member, Shg
from samarth_desktop.domain.register import Certificate


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a person, a group or a certificate without reading its record."""

    id: str
    kind: str
    registration: str = ""
    name_hi: str = ""
    name_en: str = ""
    relative: str = ""
    village: str = ""
    district: str = ""
    programme: str = ""
    mobile: str = ""
    created: str = ""
    complete: bool = False
    active: bool = True

    @property
    def sort_hi(self) -> str:
        """By what a Hindi list is sorted: Devanagari's code points stand in the order of its alphabet."""
        return self.name_hi or self.name_en.casefold()

    @property
    def sort_en(self) -> str:
        """By what an English list is sorted."""
        return self.name_en.casefold() or self.name_hi


Holder = Callable[[str], Card | None]
"""Gives the card of another row: a member lives where her group meets."""


def card_of(record: Record, complete: bool, here: bool, holder: Holder) -> Card | None:
    """The card of a record; None for records that are never listed by themselves.

    `here` is False for a row that went to another area.
    """
    make = _MAKERS.get(record.KIND)
    card = make(record, holder) if make else None
    if card is None:
        return None
    active = card.active and here and not record.deleted
    return replace(card, id=record.id, created=record.created_at, complete=complete, active=active)


def _artisan(record: Artisan, holder: Holder) -> Card:
    return Card(
        id=record.id,
        kind=record.KIND,
        registration=record.registration,
        name_hi=record.name_hi,
        name_en=record.name_en,
        relative=record.relative_hi or record.relative_en,
        village=record.village,
        district=record.district,
        mobile=record.mobile,
        active=record.active,
    )


def _shg(record: Shg, holder: Holder) -> Card:
    return Card(
        id=record.id,
        kind=record.KIND,
        registration=record.registration,
        name_hi=record.name_hi,
        name_en=record.name_en,
        relative=record.shg_code,
        village=record.village,
        district=record.district,
    )


def _member(record: Member, holder: Holder) -> Card | None:
    """A member who is registered has a card already."""
    if record.person:
        return None
    group = holder(record.shg) or Card("", "shg")
    return Card(
        id=record.id,
        kind=record.KIND,
        registration=group.registration,
        name_hi=record.name_hi,
        name_en=record.name_en,
        relative=record.relative,
        village=group.village,
        district=group.district,
        mobile=record.mobile,
        active=record.active,
    )


def _certificate(record: Certificate, holder: Holder) -> Card:
    whose = holder(record.holder) or Card("", "artisan")
    return Card(
        id=record.id,
        kind=record.KIND,
        registration=record.serial,
        name_hi=whose.name_hi,
        name_en=whose.name_en,
        relative=whose.registration,
        village=whose.village,
        district=whose.district,
        programme=record.programme,
        active=record.state in ("", "valid"),
    )


_MAKERS: Mapping[str, Callable[[Any, Holder], Card | None]] = {
    Artisan.KIND: _artisan,
    Shg.KIND: _shg,
    Member.KIND: _member,
    Certificate.KIND: _certificate,
}

LISTED = frozenset(_MAKERS)
"""The kinds of record that have cards."""
LEANS_ON: Mapping[str, str] = {Member.KIND: "shg", Certificate.KIND: "holder"}
"""Kinds whose card shows something of another row, and the field that names it."""
