"""Why two records look like one person, in single words: what is the same, what is nearly, what is not."""

from collections.abc import Iterable
from dataclasses import dataclass

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import Artisan

NAME, RELATIVE, AGE, MOBILE, VILLAGE = T("Name"), T("Relative"), T("Age"), T("Mobile"), T("Village")
_LABELS = {key: Text(field.label) for key, field in fields_of(Artisan).items()}
_BORN = _LABELS["birth_date"]
_SAME = {
    "Same name": NAME,
    "Same name: {a}, {b}": NAME,
    "Same relative: {a}": RELATIVE,
    "Same date of birth: {date}": _BORN,
    "Same year of birth: {year}": AGE,
    "Same mobile number": MOBILE,
    "Same mobile number, which a family may share": MOBILE,
    "Same village": VILLAGE,
    "Same gram panchayat": T("Gram panchayat"),
    "Same last four digits of Aadhaar": _LABELS["aadhaar_last4"],
    "Same bank account": T("Bank account"),
    "Same voter ID": _LABELS["voter_id"],
    "Same PAN": _LABELS["pan"],
}
_NEAR = {
    "Name in another spelling: {a}, {b}": NAME,
    "One name has a part more: {a}, {b}": NAME,
    "The initial fits: {a}, {b}": NAME,
    "One letter differs: {a}, {b}": NAME,
    "Same given name, another surname: {a}, {b}": NAME,
    "Nearly the same date of birth": _BORN,
    "One digit of the mobile number differs": MOBILE,
    "The same gram panchayat, another village": VILLAGE,
}
_OTHER = {
    "Another name: {a}, {b}": NAME,
    "Another relative: {a}, {b}": RELATIVE,
    "The relatives cannot be compared: husband, father or mother": RELATIVE,
    "Another date of birth: {a}, {b}": _BORN,
    "{count} year apart in age": AGE,
    "Another mobile number": MOBILE,
    "Another village: {a}, {b}": VILLAGE,
    "Other last four digits of Aadhaar": _LABELS["aadhaar_last4"],
    "Another voter ID": _LABELS["voter_id"],
    "Another PAN": _LABELS["pan"],
    "Another gender": _LABELS["gender"],
    "Another social category": _LABELS["category"],
    "Another district": _LABELS["district"],
}
_SHORTER = {
    _LABELS[key].id: word
    for word, keys in (
        (NAME, ("name_hi", "name_en")),
        (RELATIVE, ("relative_hi", "relative_en")),
        (MOBILE, ("mobile",)),
        (VILLAGE, ("village",)),
    )
    for key in keys
}


@dataclass(frozen=True, slots=True)
class InShort:
    """The labels of what is the same, alike and different; `rest` are sentences that have no single word."""

    same: tuple[Text, ...]
    near: tuple[Text, ...]
    other: tuple[Text, ...]
    rest: tuple[Text, ...]


def in_short(reasons: Iterable[Text], differs: Iterable[Text] = ()) -> InShort:
    """Sentences of :mod:`scoring` as words, each once and always in one order, so that rows can be compared; `differs`
    are labels of fields that are different besides."""
    reasons = tuple(reasons)
    same, near = _words(reasons, _SAME), _words(reasons, _NEAR)
    told = {word.id for word in (*same, *near)}
    other = [*_words(reasons, _OTHER), *(_SHORTER.get(label.id, label) for label in differs)]
    return InShort(
        same,
        near,
        tuple({word.id: word for word in other if word.id not in told}.values()),
        tuple(one for one in reasons if not any(one.id in words for words in (_SAME, _NEAR, _OTHER))),
    )


def _words(reasons: tuple[Text, ...], words: dict[str, Text]) -> tuple[Text, ...]:
    said = {one.id for one in reasons}
    return tuple({word.id: word for sentence, word in words.items() if sentence in said}.values())
