"""What people and groups have in common: a number, a name in two scripts, an address, an account, a photo."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from samarth_desktop.domain.fields.field import MergeRule, line, some_of
from samarth_desktop.domain.fields.mixins import Address, Bank
from samarth_desktop.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Holder(Address, Bank):
    """Somebody who is registered: has programmes, consents, papers and certificates. `registration` is given at the
    first save and never changes."""

    registration: str = line(N_("Registration no."), system=True)
    name_hi: str = line(N_("Name in Hindi"), script="hi")
    name_en: str = line(N_("Name in English"), script="en")

    gram_panchayat_other: str = line(N_("Gram panchayat in the other script"), names="place", system=True)
    block_other: str = line(N_("Block in the other script"), names="place", system=True)
    proposed: tuple[str, ...] = some_of("", (), system=True, merge=MergeRule.LAST)
    """Keys of spellings that the program proposed and a paper used, and nobody has confirmed yet."""

    if TYPE_CHECKING:  # every kind of holder has one, at its own place among its fields

        @property
        def photo(self) -> str: ...

    def age_on(self, today: date) -> int | None:
        """Completed years of a person; a group has no age."""
        return None

    @property
    def left(self) -> str:
        """Why somebody does not count any more: ``moved`` or ``died``; a group has no life of its own."""
        return ""

    @property
    def active(self) -> bool:
        """False once the record is deleted."""
        return not self.deleted
