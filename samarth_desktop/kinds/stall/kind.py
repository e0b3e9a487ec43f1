"""The stall of a fair as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.kind import HOLDER, Guest, RecordKind, Words
from samarth_desktop.kinds.stall.record import Stall

STALL = RecordKind(
    record=Stall,
    words=Words(N_("Stall"), N_("Stalls")),
    parent="workshop",
    erased_with=(HOLDER,),
    guest=Guest.NOTHING,
)
