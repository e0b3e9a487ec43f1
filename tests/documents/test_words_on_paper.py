"""Whatever a name holds, it is printed letter for letter, sealed, and found again by whoever checks the paper."""

from datetime import UTC, datetime, time
from typing import Any

import pymupdf
import pytest

from samarth_desktop.documents.certificates import issue
from samarth_desktop.documents.certificates.issue import Signer
from samarth_desktop.documents.pdf import listing, receipt
from samarth_desktop.documents.signing import keys, trust, verify
from samarth_desktop.documents.signing.trust import Trust
from samarth_desktop.documents.signing.verify import Reason
from samarth_desktop.domain.ids import certificate_serial, registration_number
from samarth_desktop.domain.names.other_script import in_both, is_devanagari
from samarth_desktop.domain.paper.paper_text import as_printed
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.certificates.certificate import (
    CertificateData,
    Languages,
    PrintSettings,
    Signatory,
    for_artisan,
)

from . import reading
from .samples import DAY

MADE = datetime.combine(DAY, time(), UTC)
ROOT = keys.generate("", "Programme root", DAY, "root")
LAPTOP = keys.generate("7KQ4MX", "Sunita Yadav", DAY)
SIGNER = Signer(LAPTOP.certified(trust.certify(LAPTOP.claims, ROOT.seal_key)))
TRUST = Trust([ROOT.certificates[0]])

HOSTILE = [
    "<b>राम</b>", "Ram &amp; Sons", "**राम** लाल", "राम ** लाल", "*** Ram", "</para><para>Ram", "Ram {name} {relation_line}",
    "Ram %s %(name)s %d", "{", "}} {0}", "राम \x07 लाल", "Ram\n\tLal", "O’Neil “Babu” D‑Souza", "Rāṭhī Ṛta", "José ā é",
    "राम। लाल॥", "वार्ड १२", "मो० असलम", "रा\u200dम\u200bलाल", "~Ram~", "Ram › Lal – १", "अाशा", "क़ादिर", "क\u093cादिर",
]  # fmt: skip


def person(text: str, **values: Any) -> CertificateData:
    """Somebody of whom everything that is printed reads `text`, on a page in its script."""
    language: Languages = "hi" if is_devanagari(text) else "en"
    own: dict[str, Any] = {f"name_{language}": text, f"relative_{language}": text}
    holder = Artisan(
        registration=registration_number("UP", "7KQ4MX", 214), relation="father", gender="male", honorific="shri",
        **{**own, "craft": text, "village": text, "block": text, "gram_panchayat": text, **values},
        district="129", state="9",
    )  # fmt: skip
    found = programme("UP-ODOP")
    assert found is not None
    paper = PrintSettings(issued=DAY, issuer=Signatory(in_both(text)), languages=language)
    return for_artisan(holder, found, certificate_serial("onboarding", "7KQ4MX", 198), paper)


def letters(text: str) -> str:
    """The drawn letters of a text, in order, without spaces: as they must come out of the page."""
    return "".join(as_printed(text).split())


def test_every_name_is_printed_letter_for_letter_and_verified() -> None:
    everybody = [person(text) for text in HOSTILE]
    pdf = issue.render_together([(data, None) for data in everybody], SIGNER)
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        pages = [letters(page.get_text()) for page in document]
    for data, page in zip(everybody, pages, strict=True):
        plain = data.plain_name.hi or data.plain_name.en
        assert page.count(letters(plain)) >= 5, plain  # holder, relative, village, block, coordinator
    assert verify.verify(pdf, TRUST).reason is Reason.VALID


def test_a_sheet_of_cards_is_verified_whoever_is_on_it() -> None:
    pdf = issue.render_cards([(person(text), None) for text in HOSTILE], SIGNER)
    assert verify.verify(pdf, TRUST).reason is Reason.VALID


def test_another_name_on_the_page_is_still_found_out() -> None:
    sealed = issue.seal_for(person("José Rāṭhī"), SIGNER)
    for name in ("Jose Rathore", "José", "राम"):
        assert verify.verify(issue.render(person(name), SIGNER, sealed), TRUST).reason is Reason.CHANGED


def test_bold_is_where_the_programme_says_and_nowhere_else() -> None:
    data = person("**राम**", craft="**a** b")
    assert data.lines_hi[1].count("**") == 4
    assert "**राम**" in reading.READERS["pdfium"](issue.render(data, SIGNER))


def test_a_list_prints_what_certificates_print() -> None:
    pdf = listing.render("List", ["Name"], [[text] for text in HOSTILE], "en", MADE)
    words = letters(reading.READERS["pdfium"](pdf))
    assert all(letters(text) in words for text in HOSTILE)


@pytest.mark.parametrize("language", ["hi", "en"])
def test_a_slip_prints_the_name_that_can_be_drawn(language: str) -> None:
    slip = receipt.Receipt(Words("شبنم", "Shabnam “Rāṭhī”"), "UP-7KQ4MX-00214-X", MADE, "7KQ4MX", by=Words("ਗੁਰਮੀਤ"))
    words = letters(reading.READERS["pdfium"](receipt.render(slip, language)))
    assert words.count(letters("Shabnam “Rāthī”")) == 1 and "ش" not in words
