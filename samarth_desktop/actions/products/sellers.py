"""Seller accounts: the office's, a group's or a maker's own."""

from dataclasses import replace

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.products.gathering import holder_by_number
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.registry import person
from samarth_desktop.kinds.seller.record import Seller
from samarth_desktop.store.queries import market

OFFICE = "office"
"""In place of a number: the account is the office's own."""


def add(
    session: Session, marketplace: str, seller_id: str, owner: str, gstin: str = "", name: str = "", enrolment: str = ""
) -> Seller:
    """Adds a seller account, or changes the one of this id. `owner` is a registration number, or OFFICE.

    KnownError: nobody has that number, or a tax number is none.
    """
    marketplace, seller_id = marketplace.strip().casefold(), seller_id.strip()
    if not marketplace or not seller_id:
        raise KnownError(T("Say which marketplace, and the seller's id there."))
    gstin, enrolment = (text.strip().upper().replace(" ", "") for text in (gstin, enrolment))
    for number, check in ((gstin, validators.gstin), (enrolment, validators.gst_enrolment)):
        if number and (wrong := check(number)):
            raise KnownError(wrong)
    with writing(session, Deed.MARKET) as unit:
        holder = None if owner.strip().casefold() == OFFICE else holder_by_number(unit, owner)
        there = next((one for one in market.sellers(unit, marketplace) if one.seller_id == seller_id), None)
        tax = gstin or enrolment or _own(holder)[0] or _own(holder)[1]
        known = place.state_of_gst(tax[:2]) if tax else None
        values = {
            "holder": holder.id if holder else "",
            "marketplace": marketplace,
            "seller_id": seller_id,
            "name": name or (there.name if there else "") or _called(holder),
            "gstin": gstin or _own(holder)[0],
            "gst_enrolment": enrolment or _own(holder)[1],
            "state": known.code if known else holder.state if holder else "",
        }
        account = there or Seller(opened_on=session.today)
        saved = unit.save(replace(account, **values), session.author)  # type: ignore[arg-type]
        unit.commit()
    return saved


def _own(holder: Holder | None) -> tuple[str, str]:
    """The GSTIN and the enrolment number of a maker who sells in her own name."""
    maker = person(holder)
    if maker is None:
        return "", ""
    return maker.gstin, "" if maker.gstin else maker.gst_enrolment


def _called(holder: Holder | None) -> str:
    return (holder.name_en or holder.name_hi) if holder else ""


def every(session: Session) -> list[tuple[Seller, Holder | None]]:
    """All seller accounts with their owners, None for the office's."""
    with session.store.read() as reader:
        return [(one, reader.holder(one.holder) if one.holder else None) for one in market.sellers(reader)]
