"""The labels of a certificate, in one language or both."""

from samarth_desktop.domain.paper.paper_text import as_printed, undrawable
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.i18n import N_, T, Text, catalog
from samarth_desktop.rules.certificates.certificate import CertificateData, best

REGISTRATION = N_("Registration No.")
ISSUED = N_("Issued")
SCAN = N_("Scan to verify")
DEMO = N_("Sample – not a valid certificate")
SAMPLE = N_("Sample")
_JOINT = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}·  "  # a line may end with the dot, never begin with it


def languages(data: CertificateData) -> tuple[str, ...]:
    """The languages printed, in order."""
    chosen = data.paper.languages
    return ("hi", "en") if chosen == "both" else (chosen,)


def said(data: CertificateData, message: str, joint: str = " · ") -> str:
    """A label in the languages of the certificate."""
    return joint.join(catalog(language).say(message) for language in languages(data))


def both(data: CertificateData, words: Words, joint: str = " · ") -> str:
    """Words in the languages of the certificate, once where only one is known."""
    found = [as_printed(best(words, language)) for language in languages(data)]
    return joint.join(dict.fromkeys(word for word in found if word))


def each(data: CertificateData, words: Words) -> list[str]:
    """Words one language a line; where the language asked for is not known, the other."""
    found = [words.say(language) for language in languages(data)]
    shown = [word for word in found if word and not undrawable(word)] or [best(words, languages(data)[0])]
    return [as_printed(word) for word in shown if word]


def photo_words(data: CertificateData) -> str:
    """What a screen reader says of the photo, in the certificate's first language."""
    language = languages(data)[0]
    return catalog(language).say(T("Photo of {name}", name=best(data.plain_name, language)))


def code_words(data: CertificateData) -> str:
    """What a screen reader says of the QR code, in the certificate's first language."""
    return catalog(languages(data)[0]).say(T("QR code by which this certificate is checked"))


def issued(data: CertificateData) -> str:
    """The date of issue: in words of the one language, in figures where both are printed."""
    if data.paper.languages == "both":
        return f"{data.paper.issued:%d/%m/%Y}"
    return catalog(data.paper.languages).date(data.paper.issued)


def footer(data: CertificateData, check: str, demo: bool = False) -> str:
    """The line at the foot: a sample's mark, serial, signature, check code."""
    parts: list[Text] = [T("Serial {serial}", serial=data.serial)] if data.serial else []  # none in a preview
    if demo:
        parts.insert(0, Text(DEMO))
    if check:
        parts += [T("Digitally signed"), T("Check code {code}", code=check)]
    if data.paper.date_asked:
        parts.append(T("Date entered by hand"))
    shown = languages(data)
    if len(shown) == 1:
        return _JOINT.join(catalog(shown[0]).say(part) for part in parts)
    return _JOINT.join(_bilingual(part) for part in parts)


def _bilingual(text: Text) -> str:
    """Both languages, what is filled in only once: ``क्रम संख्या Serial A-7KQ4MX-00042-H``."""
    filled = " ".join(str(value) for value in text.args.values())
    bare = [catalog(language).say(Text(text.id, dict.fromkeys(text.args, ""))).strip() for language in ("hi", "en")]
    return " ".join([*dict.fromkeys(bare), filled]).strip()
