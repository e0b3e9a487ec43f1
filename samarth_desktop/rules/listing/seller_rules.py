"""Who may sell what where: a marketplace asks a GSTIN, or an enrolment number that ends at the border of its state.

Sources: Notifications 34/2023-Central Tax and 56/2018-Central Tax (MARKET.md 5). No advice.
"""

from collections.abc import Iterator

from samarth_desktop.domain.places import place
from samarth_desktop.i18n import LocalizedName, T
from samarth_desktop.kinds.registry import person
from samarth_desktop.kinds.seller.record import WHOLE_INDIA
from samarth_desktop.rules.listing.facts import ListingFacts
from samarth_desktop.rules.listing.objection import Objection

SELLER = "seller"


def objections(facts: ListingFacts) -> Iterator[Objection]:
    """What the seller account says against listing this product."""
    seller, owner = facts.seller, facts.seller_owner
    if seller is None:
        text = T("No seller account here sells this. Add one for the maker, the group or the office.")
        yield Objection(SELLER, text)
        return
    maker = person(owner)
    if seller.gstin or (maker and maker.gstin and maker.tax_status in ("", "gstin")):
        return
    enrolment = seller.gst_enrolment or (maker.gst_enrolment if maker else "")
    if enrolment:
        yield from _within_one_state(facts, enrolment)
        return
    status = maker.tax_status if maker else ""
    if status == "handicraft_exemption":
        text = T("The handicraft exemption opens fairs, not marketplaces. A GSTIN or an enrolment number is needed.")
        yield Objection(SELLER, text)
    elif status == "none_yet":
        yield Objection(SELLER, T("A marketplace asks a GSTIN or an enrolment number. The seller has none yet."))
    else:
        text = T("No GSTIN or enrolment number is written down for this seller account. Ask for it.")
        yield Objection(SELLER, text, refuses=False)


def _within_one_state(facts: ListingFacts, enrolment: str) -> Iterator[Objection]:
    seller, maker = facts.seller, facts.maker
    state = next((one for one in place.states() if one.gst == enrolment[:2]), None)
    name = LocalizedName(state.hi, state.en) if state else LocalizedName(enrolment[:2], enrolment[:2])
    if state and maker and maker.state and maker.state != state.code:
        text = T(
            "This seller may sell within {state} only (enrolment number); the maker is in another state.", state=name
        )
        yield Objection(SELLER, text)
    elif seller is not None and seller.sells == WHOLE_INDIA:
        text = T("This seller may sell within {state} only (enrolment number). Limit the account to it.", state=name)
        yield Objection(SELLER, text)
    else:
        text = T("With an enrolment number it may be sold within {state} only. Limit the listing to it.", state=name)
        yield Objection(SELLER, text, refuses=False)
