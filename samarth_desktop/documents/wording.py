"""The sentences of a certificate, put together from its data in one language or both."""

from samarth_desktop.domain.certificate import Address, CertificateData, Pair
from samarth_desktop.i18n import N_, Catalog, T, Text, catalog

TITLE = N_("Certificate")
CERTIFY = N_("This is to certify that")
REGISTRATION = N_("Registration No.")
ISSUED = N_("Issued")
SCAN = N_("Scan to verify")
DEMO = N_("Sample – not a valid certificate")
DATE_ASKED = N_("Date entered by hand")
SUBTITLES = {
    "onboarding": N_("Artisan Onboarding"),
    "shg": N_("Self-Help Group Registration"),
    "workshop": N_("Workshop Participation"),
}
HONORIFICS = {"smt": N_("Smt. {name}"), "shri": N_("Shri {name}"), "sushri": N_("Ms {name}")}
_FATHER = {"female": N_("daughter of {father}"), "male": N_("son of {father}")}
_MOTHER = {"female": N_("daughter of {mother}"), "male": N_("son of {mother}")}
_TITLED = ("श्री", "श्रीमती", "shri", "sri", "smt", "mr", "mrs", "late", "स्व", "md", "dr", "डॉ")


def languages(data: CertificateData) -> tuple[str, ...]:
    """The languages printed, in order."""
    return ("hi", "en") if data.languages == "both" else (data.languages,)


def said(data: CertificateData, message: str, joint: str = " · ") -> str:
    """A label in the languages of the certificate."""
    return joint.join(catalog(language).say(message) for language in languages(data))


def both(data: CertificateData, pair: Pair, joint: str = " · ") -> str:
    """A pair of words in the languages of the certificate, once where only one is known."""
    words = [pair.best(language) for language in languages(data)]
    return joint.join(dict.fromkeys(word for word in words if word))


def names(data: CertificateData) -> list[str]:
    """The holder's name as printed: one line, or the second language below where both are known."""
    lines = []
    for language in languages(data):
        name = data.name.strict(language)
        if name:
            lines.append(titled(catalog(language), data.honorific, name))
    if not lines:
        # Asked for in a language in which the name is not known: the other script is right, a guess is not.
        language = "en" if data.name.en else "hi"
        lines.append(titled(catalog(language), data.honorific, data.name.best(language)))
    return lines


def titled(words: Catalog, honorific: str, name: str) -> str:
    """The name with the honorific that the form says, never doubled."""
    if honorific not in HONORIFICS or _has_title(name):
        return name
    return words.say(T(HONORIFICS[honorific], name=name))


def _has_title(name: str) -> bool:
    first = name.split(maxsplit=1)[0].rstrip(".").lower() if name.strip() else ""
    return first in _TITLED


def relation(data: CertificateData, language: str) -> str:
    """``wife of Shri Mohammad Aslam``, or nothing where no relative is given."""
    name = data.relative.best(language)
    if not name:
        return ""
    words = catalog(language)
    if data.relation == "mother":
        message = _MOTHER.get(data.gender, N_("child of {mother}"))
        return words.say(T(message, mother=titled(words, "smt", name)))
    sir = titled(words, "shri", name)
    if data.relation == "husband":
        return words.say(T("wife of {husband}", husband=sir))
    if data.relation == "father":
        return words.say(T(_FATHER.get(data.gender, N_("child of {father}")), father=sir))
    return name


def address(place: Address, language: str) -> str:
    """Village, gram panchayat, block and district in one line."""
    parts: list[tuple[str, Pair]] = [
        (N_("ward {name}") if place.urban else N_("village {name}"), place.village),
        (N_("gram panchayat {name}"), place.gram_panchayat),
        (N_("block {name}"), place.block),
        (N_("district {name}"), place.district),
    ]
    words = catalog(language)
    said_parts = [words.say(T(message, name=pair.best(language))) for message, pair in parts if pair]
    if place.state:
        said_parts.append(place.state.best(language))
    return ", ".join(said_parts)


def person(data: CertificateData, language: str) -> str:
    """Relative and address in one line, with the comma that the English sentence goes on after."""
    text = ", ".join(part for part in (relation(data, language), address(data.address, language)) if part)
    return text + "," if text and language == "en" and data.lines(language) else text


def issued(data: CertificateData) -> str:
    """The date of issue: in words of the one language, in figures where both are printed."""
    if data.languages == "both":
        return f"{data.issued:%d/%m/%Y}"
    return catalog(data.languages).date(data.issued)


def footer(data: CertificateData, check: str) -> str:
    """The line at the foot: serial, signature, check code."""
    parts: list[Text] = [T("Serial {serial}", serial=data.serial)]
    if check:
        parts += [T("Digitally signed"), T("Check code {code}", code=check)]
    if data.date_asked:
        parts.append(T(DATE_ASKED))
    shown = languages(data)
    if len(shown) == 1:
        return "  ·  ".join(catalog(shown[0]).say(part) for part in parts)
    return "  ·  ".join(_bilingual(part) for part in parts)


def _bilingual(text: Text) -> str:
    """Both languages, what is filled in only once: ``क्रम संख्या Serial A-7KQ4MX-00042-H``."""
    filled = " ".join(str(value) for value in text.args.values())
    bare = [catalog(language).say(Text(text.id, dict.fromkeys(text.args, ""))).strip() for language in ("hi", "en")]
    return " ".join([*bare, filled]).strip()
