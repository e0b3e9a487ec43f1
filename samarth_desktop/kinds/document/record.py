"""Identity and other papers that were shown. No scan is taken of an Aadhaar card."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.field import Choice, Record, day, line, one_of
from samarth_desktop.i18n import N_

KINDS = (
    Choice("aadhaar", N_("Aadhaar (last four digits only)")),
    Choice("pan", N_("PAN")),
    Choice("voter_id", N_("Voter ID")),
    Choice("ration_card", N_("Ration card")),
    Choice("bank_passbook", N_("Bank passbook")),
    Choice("artisan_card", N_("Artisan card (Pehchan)")),
    Choice("caste_certificate", N_("Caste certificate")),
    Choice("disability_certificate", N_("Disability certificate")),
    Choice("khadi_certificate", N_("Khadi certificate")),
    Choice("shg_resolution", N_("Resolution of the group")),
    Choice("other", N_("Other")),
)

NO_SCAN = ("aadhaar",)
"""Papers of which no photo or PDF is ever kept."""


@dataclass(frozen=True, kw_only=True)
class Document(Record):
    """One paper of a person or group. `scan` is the hash of a photo or PDF kept beside the database."""

    KIND = "document"

    holder: str = line("", system=True)
    document_kind: str = one_of(N_("Paper"), KINDS, required=True)
    number: str = line(N_("Number on the paper"), masked=True)
    scan: str = line(N_("Photo or PDF"), system=True)
    seen_by: str = line(N_("Seen by"))
    seen_on: date | None = day(N_("Seen on"))
    valid_until: date | None = day(N_("Valid until"), ahead=True)
