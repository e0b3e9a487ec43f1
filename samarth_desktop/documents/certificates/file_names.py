"""Names of certificate files: the person, then the number, as somebody looks for them in a folder."""

import re
import unicodedata

from samarth_desktop.rules.certificates.certificate import CertificateData

_MOST = 60
_FORBIDDEN = re.compile(r'[\\/:*?"<>|.]')  # by one of the systems on which a folder may end


def certificate_file(data: CertificateData) -> str:
    """``Shabnam Bano A-7KQ4MX-00042-6.pdf``; a sample has the registration number."""
    return named(
        data.plain_name.en or data.plain_name.hi or data.name.en or data.name.hi, data.serial or data.registration
    )


def named(person: str, number: str) -> str:
    """A PDF's name of a person's name in either script and a number, without signs that a file name may not have."""
    plain = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", person))
    plain = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Cc", "Cs", "Co"))
    words = " ".join(plain.split())[:_MOST].strip()
    return f"{words} {number}.pdf" if words else f"{number}.pdf"
