"""Consent of the person (DPDP Act 2023, ss. 5-6): in her language, for a purpose, withdrawable."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from samarth_desktop.domain.fields.field import Choice, Record, day, line, one_of
from samarth_desktop.i18n import N_, T, Text

REGISTRATION = "registration"
LISTING, CONTACT, PICTURES, IDENTITY_CODE = "listing", "contact", "photo", "identity_code"
PURPOSES = (
    Choice(REGISTRATION, N_("Registration and onboarding")),
    Choice(LISTING, N_("Selling her products on a marketplace")),
    Choice(CONTACT, N_("Her address and phone on labels")),
    Choice(PICTURES, N_("Her photo in reports")),
    Choice(IDENTITY_CODE, N_("Reading the code on an identity card")),
)
"""What consent is given for, one by one (DPDP Act 2023, s. 6: specific). A purpose without consent is refused."""
OF_GROWN_UPS = (LISTING,)
"""Purposes for which nobody under 18 can consent: no listing in a minor's name."""
HOW = (
    Choice("signature", N_("Signature")),
    Choice("thumb", N_("Thumb impression")),
    Choice("spoken", N_("Spoken, with a witness")),
)
NOTICE_VERSION = "2026-1"
COMPLAINTS = N_("Complaints go to the office that registered you, then to the Data Protection Board of India.")
_FREE = N_("It is your free choice. If you agree, sign, give your thumb impression or say yes to a witness.")
_OTHERS = {
    LISTING: (
        N_("Your products are put up for sale on marketplaces such as Flipkart and Amazon, with photos and prices."),
        N_("The law wants the maker's name and address beside a product. The phone there is the group's or office's."),
        N_("What was sold and what was paid to you is kept with your record. Of the buyers nothing is kept."),
        N_("You may take this back at any time: nothing new is put up, and what is on sale is taken down."),
    ),
    CONTACT: (
        N_("Your own address and phone number stand on labels and product pages, where every buyer can read them."),
        N_("If you do not agree, the contact of your group or of the office stands there."),
        N_("You may take this back at any time: new labels then carry the other contact."),
    ),
    PICTURES: (
        N_("Photos on which you can be seen may stand in reports of the programme, and nowhere else."),
        N_("You may take this back at any time: no new report then shows you."),
    ),
}


def notice_for(purpose: str, programme: str) -> tuple[Text, ...]:
    """What is read out before consent to one of the PURPOSES, see :func:`notice`."""
    if purpose not in _OTHERS:
        return notice(programme)
    return tuple(Text(sentence) for sentence in (*_OTHERS[purpose], COMPLAINTS, _FREE))


def notice(programme: str) -> tuple[Text, ...]:
    """What is read out before consent to registration, sentence by sentence (DPDP Act 2023, s. 5: what, what for, which
    rights).

    `programme` is the programme's name in the language in which the notice is read.
    """
    return (
        T("We write down your name, address, mobile number, craft, bank details and photo."),
        T(
            "They serve to register you with {programme}, to give you a certificate and to bring your work on line.",
            programme=programme,
        ),
        T("Only the programme's offices and its marketplace partners see them. Nobody else gets them."),
        T("Of your Aadhaar number only the last four digits are kept."),
        T("You may see what is written, have it corrected or erased, and take back this consent at any time."),
        T("Registering is your free choice. If you agree, sign, give your thumb impression or say yes to a witness."),
    )


@dataclass(frozen=True, kw_only=True)
class Consent(Record):
    """One act of consent of a person or, for a group, of its president."""

    KIND = "consent"

    holder: str = line("", system=True)  # row id of the person or group
    purpose: str = one_of(N_("Purpose"), PURPOSES)
    notice_version: str = line(N_("Version of the notice"), system=True)
    notice_language: str = line(N_("Language of the notice"), system=True)
    how: str = one_of(N_("How was consent given?"), HOW, required=True)
    witness: str = line(N_("Witness"))
    given_on: date | None = day(N_("Date of consent"), required=True)
    withdrawn_on: date | None = day(N_("Withdrawn on"))

    withdrawn_at: str = line("", system=True)  # moment of writing the withdrawal, UTC, as `created_at`
    evidence: str = line(N_("Evidence of consent"))
    """Where the signed sheet is, when many gave consent on one list: its number, who keeps it."""

    @property
    def holds(self) -> bool:
        """True while it was given and not taken back. Whether it counts, :func:`in_force` says."""
        return bool(self.how and self.given_on) and self.withdrawn_on is None and not self.deleted


def in_force(consents: Iterable[Consent], purpose: str = REGISTRATION) -> Consent | None:
    """The one consent of a person that counts for a purpose: the newest that was given after the newest withdrawal.

    A withdrawal ends every consent given before it (DPDP Act 2023, s. 6), also one that another laptop noted and that
    arrives later. On the day of the withdrawal itself only one that was written down after it counts.
    """
    same = [one for one in consents if (one.purpose or REGISTRATION) == purpose and not one.deleted]
    ends = [_end(one) for one in same if one.withdrawn_on is not None]
    last = max(ends, default=(date.min, ""))
    standing = [one for one in same if one.holds and _given(one) >= last]
    return max(standing, key=lambda one: (*_given(one), one.id), default=None)


def withdrawn(consent: Consent, day: date, moment: str) -> Consent:
    """The consent taken back as of `day`, noted at `moment` (UTC, ISO 8601 to the second)."""
    return replace(consent, withdrawn_on=day, withdrawn_at=moment)


UNTOLD = "~"
"""Sorts after every moment: a withdrawal of which only the day is known ends the consents of that whole day."""


def _end(consent: Consent) -> tuple[date, str]:
    return (consent.withdrawn_on or date.min, consent.withdrawn_at or UNTOLD)


def _given(consent: Consent) -> tuple[date, str]:
    return (consent.given_on or date.min, consent.created_at)
