"""An age as people write it: figures of both scripts, with or without "years", or a number in words.

Words are read in Hindi, in Hindi by Latin letters as they sound, and in English, where they have one reading.
"""

import functools
import re
import unicodedata

from samarth_desktop.domain.fields.digits import western
from samarth_desktop.domain.names.phonetic_key import phonetic_key

OLDEST = 130
_HINDI = """
एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाईस तेईस चौबीस
पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस
बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन
उनसठ साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर
अठहत्तर उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे
पंचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे सौ
"""
_OTHER_HINDI = {
    "पांच": 5, "छः": 6, "छ": 6, "पन्द्रह": 15, "सतरह": 17, "अट्ठारह": 18, "इक्कीश": 21, "बाइस": 22, "तेइस": 23, "पचीस": 25,
    "सत्ताइस": 27, "अठाईस": 28, "अट्ठाइस": 28, "अठाइस": 28, "उन्तीस": 29, "उनत्तीस": 29, "इकत्तीस": 31, "तेंतीस": 33,
    "तेतीस": 33, "चौतीस": 34, "पैतीस": 35, "सैतीस": 37, "अड़तिस": 38, "उन्तालीस": 39, "इकतालिस": 41, "बयालिस": 42,
    "तैतालीस": 43, "तिरालीस": 43, "चवालीस": 44, "पैतालीस": 45, "छयालीस": 46, "सैतालीस": 47, "उन्चास": 49, "इकावन": 51,
    "तिरेपन": 53, "चव्वन": 54, "सतावन": 57, "अठावन": 58, "उनसाठ": 59, "चौसठ": 64, "पैसठ": 65, "सरसठ": 67, "अरसठ": 68,
}  # fmt: skip
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_BESIDE_WORDS = """
years year yrs yr y o yo old age about approx वर्ष वर्षीय साल बरस आयु उम्र लगभग करीब क़रीब की का के है
"""
_BESIDE = frozenset(_BESIDE_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+(?:[\u093c-\u094d\u0900-\u0903]+[^\W\d_]*)*|\d+")
_WHOLE = re.compile(r"(\d)\.0+\b")
_MONTHS = re.compile(r"(?<=[^\W\d_])[\s,]*(?:1[01]|\d)\s*(?:months?|mths?|माह|महीने|महीना|मास)\.?\s*$")
_TOGETHER = re.compile(r"\d[^\w\s]+\d|^\s*[-−–]\s*\d+\s*$")  # 34-36, 34/2, 1,200; -5


def years(text: str) -> int | None:
    """The age that a text says, from 1 to 130; None where it says none or could be read in two ways."""
    said = _WHOLE.sub(r"\1", western(unicodedata.normalize("NFC", text)).casefold())
    said = _MONTHS.sub("", said)  # 45 years 3 months
    if _TOGETHER.search(said):
        return None
    words = [word for word in _WORD.findall(said) if word not in _BESIDE]
    if len(words) == 1 and words[0][0].isdigit():
        number = int(words[0])
        return number if 0 < number <= OLDEST else None
    return _in_words(words) if words and not any(word[0].isdigit() for word in words) else None


def as_figures(text: str) -> str:
    """The age in figures where it can be read, else the text as it is."""
    found = years(text)
    return text if found is None else str(found)


def _in_words(words: list[str]) -> int | None:
    if len(words) == 1:
        return _numbers().get(words[0]) or _by_sound().get(phonetic_key(words[0]))
    tens = _TENS.split()
    if len(words) == 2 and words[0] in tens and words[1] in _ONES.split()[:9]:
        return _numbers()[words[0]] + _numbers()[words[1]]
    return None


@functools.cache
def _numbers() -> dict[str, int]:
    english = {word: at for at, word in enumerate(_ONES.split(), 1)}
    english |= {word: 10 * at for at, word in enumerate(_TENS.split(), 2)} | {"hundred": 100}
    hindi = {word: at for at, word in enumerate(_HINDI.split(), 1)} | _OTHER_HINDI
    return {unicodedata.normalize("NFC", word): number for word, number in hindi.items()} | english


@functools.cache
def _by_sound() -> dict[str, int]:
    """Numbers of two syllables or more by how they sound; what sounds like two of them is left out."""
    found: dict[str, set[int]] = {}
    for word, number in _numbers().items():
        if number >= 11 and not word.isascii():
            found.setdefault(phonetic_key(word), set()).add(number)
    return {key: next(iter(numbers)) for key, numbers in found.items() if len(numbers) == 1 and len(key) > 2}
