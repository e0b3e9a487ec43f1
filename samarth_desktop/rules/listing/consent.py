"""Whether a maker agrees to her products being sold: the one rule of pages, commands, price tags and take-downs."""

from collections.abc import Sequence

from samarth_desktop.i18n import T
from samarth_desktop.kinds.consent.record import LISTING, Consent, in_force
from samarth_desktop.rules.listing.objection import Objection


def objection(consents: Sequence[Consent], *, asks: bool) -> Objection | None:
    """What her consents say against something new being listed; None where she agreed to selling.

    A consent that was taken back always refuses. Where none was ever noted, `asks` says whether that refuses or is only
    warned of (DPDP Act 2023, s. 6: for each purpose by itself; registering says nothing about selling).
    """
    if withdrew(consents):
        return Objection("consent", T("The maker took back her consent. Nothing new is listed."))
    if in_force(consents, LISTING) is None:
        text = T("Her consent to selling on a marketplace is not noted. Open this line and ask her.")
        return Objection("consent", text, refuses=asks)
    return None


def withdrew(consents: Sequence[Consent]) -> bool:
    """Whether a consent for registration or listing was taken back and none given since."""
    return any(
        any(one.withdrawn_on is not None and not one.deleted for one in of) and in_force(of, purpose) is None
        for purpose in ("registration", "listing")
        if (of := [one for one in consents if (one.purpose or "registration") == purpose])
    )
