"""Hindi typed for the font Kruti Dev 010, which draws Latin letters as Devanagari: recognised, and made real Hindi.

In such text the short i (ि) stands before its syllable and the r above it (reph) behind, as on a typewriter; both are
put where Unicode has them. The table says which key draws what (the Remington layout of that font).
"""

import functools
import re
from collections.abc import Iterable, Mapping

from samarth_desktop.domain.names import translit

_I, _REPH = "\ue000", "\ue001"  # stand for ि and the reph until all letters are known

_KEYS = """
d क|D क्|[k ख|[ ख्|x ग|X ग्|?k घ|Ä घ|? घ्|³ ङ|p च|P च्|N छ|t ज|T ज्|> झ|÷ झ्|Ö झ्|¥ ञ|V ट|B ठ|M ड|< ढ|.k ण|. ण्|r त|R त्|Fk थ|F थ्
n द|/k ध|/ ध्|è ध्|Ë ध्|u न|U न्|i प|I प्
Q फ|¶ फ्|c ब|C ब्|Hk भ|H भ्|Ò भ्|e म|E म्|; य|¸ य्|j र|y ल|Y ल्|G ळ|o व|O व्|'k श|' श्|Ük श|Ü श्
"k ष|" ष्|l स|L स्|g ह|º ह्|{k क्ष|{ क्ष्|=kk त्रा|= त्र|« त्र्|f=k ि^त्र|K ज्ञ|J श्र|ô क्क|ê ट्ट|Í ट्ट|ë ट्ठ|Î ट्ठ|ì ड्ड|Ï ड्ड|ï ड्ढ|Ô ड्ढ
Ùk त्त|Ù त्त्|é न्न|™ न्न्|à ह्न|á ह्य|â हृ|ã ह्म|í द्द|Ì द्द|) द्ध|} द्व|æ द्र|Ø क्र|Ý फ्र|ç प्र|Á प्र|# रु|: रू|– दृ|— कृ|Ñ कृ
î ्य|Ó ्य|ª ्र|z ्र|v अ|vk आ|vks ओ|vkS औ|v‚ ऑ|b इ|bZ ई|Ã ई|m उ|Å ऊ|, ए|,s ऐ|_ ऋ|k ा|h ी|È ीं|q ु|w ू|` ृ|s े|S ै|ks ो|kS ौ|‚ ॉ|W ॅ
a ं|¡ ँ|% ः|~ ्|+ ़|f ि^|Z र^|± र^ं|• ऽ|A ।|å ०|ƒ १|„ २|… ३|† ४|‡ ५|ˆ ६|‰ ७|Š ८|‹ ९|0 ०|1 १|2 २|3 ३|4 ४|5 ५|6 ६|7 ७|8 ८|9 ९
& -|- .|] ,|@ /|¼ (|½ )|( ;|^ ‘|* ’|Þ “|ß ”|ñ ॰|Œ ॰
"""
_CONSONANT = "[\u0915-\u0939\u0958-\u095f]\u093c?"
_CLUSTER = f"(?:{_CONSONANT}\u094d)*{_CONSONANT}"
_MATRA = "[\u093e-\u094c\u0949]"
_SHORT_I = re.compile(f"{_I}({_CLUSTER})")
_WITH_REPH = re.compile(f"({_CLUSTER}{_MATRA}*[\u0901-\u0903]*){_REPH}")
# What a word of real Hindi looks like: no sign without its letter, none doubled, अ only in front.
_WORD = re.compile(
    f"(?:[\u0905-\u0914][\u0901-\u0903]?)?(?:{_CLUSTER}\u094d?{_MATRA}?[\u0901-\u0903]?|[\u0906-\u0914][\u0901-\u0903]?)*"
)
# What English words do not have: a stroke that completes a half letter, signs inside a word, capitals after small ones.
_SIGNS = re.compile(r"['\"\[/?.{]k|[A-Za-z][;+}|{<>~]|[;}|{<>~][A-Za-z]|[a-z][A-Z]|[\u00a1-\u00ff\u2018-\u2022]")
_FEWEST = 4
_TRIED = 200


def to_unicode(text: str) -> str:
    """The text as Devanagari. What is Devanagari already stays; digits become 0-9."""
    if re.search("[\u0900-\u097f]", text):
        return text
    pattern, table = _table()
    drawn = pattern.sub(lambda found: table[found[0]], text)
    drawn = _SHORT_I.sub("\\1\u093f", drawn)
    drawn = _WITH_REPH.sub("र्\\1", drawn)
    return drawn.replace(_I, "\u093f").replace(_REPH, "र्").translate(_WESTERN)


def name_in(text: str) -> str:
    """The Hindi name that a text says in Kruti Dev; "" for one that says none. One cell is little to tell by: all of
    its words must be known ones, and a name in English begins with a capital."""
    if not text.isascii() or text.istitle() or text.isupper():
        return ""
    hindi = to_unicode(text)
    words = [word for word in hindi.split() if len(word) > 2]
    said = bool(words) and all(map(translit.is_known_word, words))
    return hindi if said and not all(map(translit.is_known_word, text.split())) else ""


def looks_like(texts: Iterable[str]) -> bool:
    """Whether these cells of one column are in Kruti Dev: read so they are Hindi words, and English they are not.

    Fewer than four words are too few to tell.
    """
    words = [word for text, _ in zip(texts, range(_TRIED), strict=False) for word in text.split()]
    words = [word for word in words if len(word) > 2 and not re.search("[\u0900-\u097f]", word)]
    letters = [word for word in words if re.search("[A-Za-z]{2}|[A-Za-z][;'\"\\[]", word)]
    if len(letters) < _FEWEST:
        return False
    good = sum(1 for word in letters if _WORD.fullmatch(to_unicode(word)))
    signs = sum(1 for word in letters if _SIGNS.search(word))
    return good >= 0.85 * len(letters) and signs >= 0.1 * len(letters)


_WESTERN = str.maketrans("०१२३४५६७८९", "0123456789")


@functools.cache
def _table() -> tuple[re.Pattern[str], Mapping[str, str]]:
    table: dict[str, str] = {}
    for line in _KEYS.strip().splitlines():
        for entry in re.findall(r"(\S+) (\S+?)(?:\||$)", line):
            key, drawn = entry
            table[key] = drawn.replace("ि^", _I).replace("र^", _REPH)
    table["|"] = "द्य"
    for key, drawn in tuple(table.items()):
        if drawn.endswith("\u094d"):
            table[f"{key}k"] = drawn[:-1]  # the upright stroke makes a half letter whole
    longest = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), table
