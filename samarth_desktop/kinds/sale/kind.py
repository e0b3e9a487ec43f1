"""The sale entry as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.kind import HOLDER, Guest, RecordKind, Words
from samarth_desktop.kinds.sale.record import Sale

SALE = RecordKind(
    record=Sale,
    words=Words(N_("Sale"), N_("Sales")),
    parent=HOLDER,
    # For the programme's figures; who sold, and under which order, goes.
    kept=frozenset(
        {"marketplace", "ordered_on", "paid_on", "amount", "refund", "charges", "tax", "settled", "programme", "state"}
    ),
    guest=Guest.NOTHING,
)
