"""The maker's label: name, address, contact and numbers that stand on every packet and in every sheet."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.fields.field import Record, day, digits, line
from samarth_desktop.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Label(Record):
    """What is said of a maker or group on packets (Legal Metrology (Packaged Commodities) Rules 2011). One a holder.

    A person without one uses that of her group. The contact is by default the group's or the programme's, never hers.
    """

    KIND = "label"

    holder: str = line("", system=True)
    maker_name: str = line(N_("Maker's name on the label"), names="name")
    maker_address: str = line(N_("Full address"))
    maker_pin: str = digits(N_("PIN code"), check=validators.pin)
    packer_name: str = line(N_("Packer, if another"), names="name")
    packer_address: str = line(N_("Packer's address and PIN"))
    care_name: str = line(N_("Consumer care: name"), names="name")
    care_address: str = line(N_("Consumer care: address"))
    care_phone: str = digits(N_("Consumer care: phone"), check=validators.care_phone)
    care_email: str = line(N_("Consumer care: e-mail"), check=validators.email)
    brand: str = line(N_("Brand"))
    fssai: str = digits(N_("FSSAI number"), check=validators.fssai)
    fssai_until: date | None = day(N_("FSSAI valid until"), ahead=True)
    khadi_mark: str = line(N_("Khadi Mark number"))
    khadi_until: date | None = day(N_("Khadi Mark valid until"), ahead=True)
    gi_user: str = line(N_("GI authorised user number"))
