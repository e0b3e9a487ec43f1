"""The seller account as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.kind import HOLDER, Guest, RecordKind, Words
from samarth_desktop.kinds.seller.record import Seller

SELLER = RecordKind(
    record=Seller,
    words=Words(N_("Seller account"), N_("Seller accounts")),
    parent=HOLDER,
    guest=Guest.NOTHING,
    needed=N_("A listing needs this. Fill it in."),
)
