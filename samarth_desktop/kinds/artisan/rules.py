"""What holds between the fields of an artisan."""

from collections.abc import Iterator
from datetime import date

from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.domain.places import place
from samarth_desktop.domain.reference import bank
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import ADULT, OLDEST, YOUNGEST, Artisan


def rules(artisan: Artisan, today: date) -> Iterator[Problem]:
    """What holds between the fields of an artisan (DOMAIN: "Numbers and checks")."""
    if not (artisan.name_hi or artisan.name_en):
        yield Problem("name_hi", T("Write the name in Hindi or in English."))
    if not (artisan.relative_hi or artisan.relative_en) and artisan.relation:
        yield Problem("relative_hi", T("Write the name of the father, husband or mother."))
    yield from _age_rules(artisan, today)
    if artisan.phone_owner in ("own", "family") and not artisan.mobile and "mobile" not in artisan.unread:
        yield Problem("mobile", T("Write the mobile number, or choose “No phone”."))
    if artisan.name_on_aadhaar and artisan.name_en and _unlike(artisan.name_on_aadhaar, artisan.name_en):
        text = T("Differs from the name above. Leave it so if the card says it.")
        yield Problem("name_on_aadhaar", text, blocks=False)
    if artisan.disability not in ("", "none") and artisan.disability_percent is None:
        text = T("Write the percent if the certificate says it.")
        yield Problem("disability_percent", text, blocks=False)
    yield from _tax_rules(artisan)
    for key, text in bank.doubts(artisan.bank_account, artisan.bank_ifsc, artisan.bank_name):
        yield Problem(key, text, blocks=False)


def _unlike(a: str, b: str) -> bool:
    return " ".join(a.casefold().split()) != " ".join(b.casefold().split())


def _age_rules(artisan: Artisan, today: date) -> Iterator[Problem]:
    age = artisan.age_on(today)
    if age is None:
        if "birth_date" not in artisan.unread and "birth_year" not in artisan.unread:
            yield Problem("birth_date", T("Write the date of birth or the age in years."))
        return
    if not YOUNGEST <= age <= OLDEST:
        yield Problem(
            "birth_date",
            T("The age must be {least} to {most} years; here it is {n}.", least=YOUNGEST, most=OLDEST, n=age),
        )
    elif age < ADULT:
        # Digital Personal Data Protection Act 2023, s. 9: verifiable consent of the parent or guardian.
        for key in ("guardian_name", "guardian_relation"):
            if not getattr(artisan, key):
                yield Problem(key, T("Under 18 years the guardian's name and relation are needed."))
        if artisan.guardian_consent != "yes":
            yield Problem("guardian_consent", T("Under 18 years the guardian must agree. Ask, then choose “Yes”."))


def _tax_rules(artisan: Artisan) -> Iterator[Problem]:
    needed = {"gstin": ("gstin",), "enrolment": ("gst_enrolment", "pan"), "handicraft_exemption": ("pan",)}
    for key in needed.get(artisan.tax_status, ()):
        if not getattr(artisan, key) and key not in artisan.unread:
            yield Problem(key, T("This tax status needs the number. Write it, or choose “None yet”."))
    if len(artisan.gstin) == 15:
        if artisan.pan and artisan.gstin[2:12] != artisan.pan:
            yield Problem("gstin", T("This GSTIN belongs to another PAN. Compare both with the papers."))
        state = place.state(artisan.state)
        if state and state.gst != artisan.gstin[: validators.GST_STATE_DIGITS]:
            yield Problem("gstin", T("This GSTIN belongs to another state than the address."))
