"""The listing: a product under a seller account at a marketplace, and what became of it there."""

import uuid
from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.field import Choice, MergeRule, Record, code, day, line, note, one_of
from samarth_desktop.i18n import N_

DRAFT, CHECKED, SUBMITTED, LISTED, REJECTED, PAUSED, TAKEN_DOWN = (
    "draft",
    "checked",
    "submitted",
    "listed",
    "rejected",
    "paused",
    "taken_down",
)
STATES = (
    Choice(DRAFT, N_("Being prepared")),
    Choice(CHECKED, N_("Looked through")),
    Choice(SUBMITTED, N_("Handed in")),
    Choice(LISTED, N_("On sale")),
    Choice(REJECTED, N_("Sent back")),
    Choice(PAUSED, N_("Paused")),
    Choice(TAKEN_DOWN, N_("Taken down")),
)
STANDING = frozenset((SUBMITTED, LISTED, PAUSED))
"""What the marketplace has: it must be taken down there when the maker goes."""
_SPACE = uuid.UUID("5a0b6a1e-6d2c-5f6c-9a4e-1c1f1f0f6b10")


@dataclass(frozen=True, kw_only=True)
class Listing(Record):
    """One product of one account. `state` is what was last heard; `answer` the reasons, ``column<tab>text`` a line, and
    `answer_row` the row of the marketplace's sheet."""

    KIND = "listing"

    product: str = line("", system=True)
    seller: str = line("", system=True)
    marketplace: str = line(N_("Marketplace"), merge=MergeRule.LAST)
    sku: str = line(N_("SKU"), merge=MergeRule.LAST)
    state: str = one_of(N_("Status"), STATES, merge=MergeRule.LAST)
    listing_id: str = code(N_("Number at the marketplace"), merge=MergeRule.LAST)
    submitted_on: date | None = day(N_("Handed in on"), merge=MergeRule.LAST)
    listed_on: date | None = day(N_("On sale since"), merge=MergeRule.FIRST)
    answered_on: date | None = day(N_("Answered on"), merge=MergeRule.LAST)
    answer_row: str = line(N_("Row of the sheet"), system=True, merge=MergeRule.LAST)
    answer: str = note(N_("Answer of the marketplace"), system=True, merge=MergeRule.LAST)

    @property
    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Why it was sent back: the column where one was named, and the marketplace's words."""
        return tuple((column, text) for column, _, text in (row.partition("\t") for row in self.answer.splitlines()))


def listing_id(product: str, seller: str) -> str:
    """The row of a product under an account: two laptops that list it mean the same."""
    return str(uuid.uuid5(_SPACE, f"{product} {seller}"))
