"""The listing as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.kind import Guest, RecordKind, Words
from samarth_desktop.kinds.listing.record import STATES, Listing


def _told(new: Mapping[str, object], first: bool) -> Text | None:
    label = next((one.label for one in STATES if one.code == new.get("state")), "")
    return T("Listing: {state}", state=Text(label)) if label else None


LISTING = RecordKind(
    record=Listing,
    words=Words(N_("Listing"), N_("Listings")),
    parent="product",
    # Of a listing that stands at the marketplace its number stays: somebody must take it down there.
    kept=frozenset({"marketplace", "listing_id", "state"}),
    guest=Guest.NOTHING,
    told=_told,
)
