"""What a stall of a fair sold on one day."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.field import Record, day, line, money, whole
from samarth_desktop.i18n import N_


@dataclass(frozen=True, kw_only=True)
class StallDay(Record):
    """The sale of one day. Its row id is derived from stall and day: typed twice, it is one."""

    KIND = "stall_day"

    stall: str = line("", system=True)  # row ids
    workshop: str = line("", system=True)
    sold_on: date | None = day(N_("Day"), required=True)
    amount: int | None = money(N_("Sale"), least=0, required=True)
    orders: int | None = whole(N_("Orders taken"), least=0, most=100_000)
