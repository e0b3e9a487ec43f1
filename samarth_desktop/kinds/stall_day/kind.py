"""A stall's sale of a day as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.kind import Guest, RecordKind, Words
from samarth_desktop.kinds.stall_day.record import StallDay

STALL_DAY = RecordKind(
    record=StallDay,
    words=Words(N_("Sale of a day"), N_("Sales of a day")),
    parent="stall",
    erased_with=("workshop",),
    kept=frozenset({"workshop", "sold_on", "amount", "orders"}),  # of what was sold, not who (DOMAIN)
    guest=Guest.NOTHING,
)
