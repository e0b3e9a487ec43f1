"""Groups of fields that several records have in common, mixed into them."""

from dataclasses import dataclass

from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.fields.field import Choice, Kind, Record, declare, digits, line
from samarth_desktop.i18n import N_

YES_NO_UNSAID = (Choice("yes", N_("Yes")), Choice("no", N_("No")), Choice("unsaid", N_("Not said")))
RELATIONS = (Choice("father", N_("Father")), Choice("husband", N_("Husband")), Choice("mother", N_("Mother")))


@dataclass(frozen=True, kw_only=True)
class Address(Record):
    """Where somebody lives. Names as written; codes of the Local Government Directory where they are known."""

    house: str = line(N_("House, street"))
    village: str = line(N_("Village or ward"), required=True, names="place")
    village_other: str = line(N_("Village in the other script"), names="place")
    village_code: str = line(N_("Village code"), system=True)
    gram_panchayat: str = line(N_("Gram panchayat"), names="place")
    block: str = line(N_("Block"), names="place")
    block_code: str = line(N_("Block code"), system=True)
    district: str = declare(Kind.DISTRICT, N_("District"), required=True)
    state: str = declare(Kind.STATE, N_("State"), required=True)
    pin: str = digits(N_("PIN code"), check=validators.pin)


@dataclass(frozen=True, kw_only=True)
class Bank(Record):
    """A bank account as the passbook says."""

    bank_account: str = digits(N_("Bank account number"), check=validators.account, masked=True)
    bank_ifsc: str = line(N_("IFSC"), check=validators.ifsc)
    bank_holder: str = line(N_("Account holder"), names="name")
    bank_name: str = line(N_("Bank"))
    bank_branch: str = line(N_("Branch"))
