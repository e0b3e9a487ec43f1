"""The seller account: under whose name products stand at a marketplace."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.fields.field import Choice, Kind, Record, code, day, declare, line, note, one_of, whole
from samarth_desktop.i18n import N_

FULFILMENT = (Choice("seller", N_("The maker sends it")), Choice("marketplace", N_("From the marketplace's store")))
WHOLE_INDIA, OWN_STATE = "india", "state"
SELLS = (Choice(WHOLE_INDIA, N_("To all of India")), Choice(OWN_STATE, N_("Within its own state only")))


@dataclass(frozen=True, kw_only=True)
class Seller(Record):
    """One account. `holder` is the maker or group that owns it, "" for the office's own, under which a corporation or
    federation sells for many. `gst_enrolment` is a number of Notification 34/2023: goods within `state` only."""

    KIND = "seller"

    holder: str = line("", system=True)
    marketplace: str = line(N_("Marketplace"), required=True)
    seller_id: str = code(N_("Seller id"), required=True)
    name: str = line(N_("Name of the account"))
    gstin: str = line(N_("GSTIN"), check=validators.gstin)
    gst_enrolment: str = line(N_("GST enrolment number"), check=validators.gst_enrolment)
    state: str = declare(Kind.STATE, N_("State"))
    sells: str = one_of(N_("Where it sells"), SELLS)
    brands: str = note(N_("Approved brands, one a line"))
    pickup: str = line(N_("Pickup address"))
    fulfilment: str = one_of(N_("Who sends the goods"), FULFILMENT)
    opened_on: date | None = day(N_("Opened on"))
    waiver_until: date | None = day(N_("Without commission until"), ahead=True)
    catalogue_limit: int | None = whole(N_("Most products in the catalogue"), least=1)
