"""How a name sounds: one word in, keys out in which both scripts and common spellings meet.

Contract (search columns, look-ups and duplicate checks are built from these):

* :func:`clean` makes text comparable: NFC, no joiners, digits 0-9, single spaces.
* :func:`fold_word` is the *fold*: lower-case ``a-z0-9`` only, e.g. रमेश, Ramesh, rameshh -> ``rmes``. Equal
  folds are meant to be the same name. Inner *a* is gone (Latin does not tell schwa from आ), the first sound
  and a final *a* stay, so a typed beginning is nearly always the beginning of the fold.
* :func:`fold_keys` is the fold first, then what else the same written word may be heard as (ड़ as d or r,
  ज्ञ inside a word as gy or jn, कर्ण with or without its last a). Both sides of a look-up use all keys.
* :func:`loose_word` is a consonant skeleton for the second rank: more hits, less sure.

Every function is pure; words are remembered, so that a repeated name costs a dictionary look-up.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Script = Literal["deva", "latin", "mixed", "none"]

_CACHE = 1 << 16
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_JOINERS = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))
_DIGITS = {0x0966 + n: str(n) for n in range(10)}
_CLEAN = {**_JOINERS, **_DIGITS}
_VIRAMA, _NUKTA = "\u094d", "\u093c"

# Devanagari to the sounds of the fold: one letter a sound, aspirates and sibilants merged.
_CONSONANTS = dict(zip("कखगघचछजझटठडढतथदधपफबभमयरलवशषसहनणङञळ", "kkggccjjttddttddpfbbmyrlbssshnnnnl", strict=True))
_CONSONANTS |= {
    "\u0929": "n",
    "\u0931": "r",
    "\u0934": "l",
    "ॹ": "j",
    "ॺ": "y",
    "ॻ": "g",
    "ॼ": "j",
    "ॾ": "d",
    "ॿ": "b",
}
_VOWELS = dict(zip("अआइईउऊएऐओऔऑऍऎऒॲऋॠ", "aaiiuueeoooeeoerr", strict=True)) | {
    "ऋ": "ri",
    "ॠ": "ri",
    "ऐ": "ai",
    "औ": "au",
}
_SIGNS = dict(zip("ािीुूेोॉॅॆॊ", "aiiuueooeeo", strict=True)) | {"ै": "ai", "ौ": "au", "ृ": "ri", "ॄ": "ri"}
_NASALS = "\u0901\u0902"
_AON = re.compile("ा[ँं]व$")  # गाँव = Gaon
_LABIAL = frozenset("पफबभम")
_SONORANT = frozenset("यरलवनणम")

# Latin spellings to the same sounds, longest first.
_LATIN_SOUNDS = {
    "chh": "c", "cch": "c", "chr": "kr", "ch": "c", "ck": "k",
    "ksh": "ks", "ksch": "ks", "x": "ks", "sh": "s",
    "dny": "gn", "jny": "gn", "gny": "gn", "gy": "gn",
    "kh": "k", "gh": "g", "jh": "j", "zh": "j", "th": "t", "dh": "d", "ph": "f", "bh": "b",
    "vh": "b", "wh": "b", "rh": "r",
    "qu": "ku", "q": "k", "z": "j", "v": "b", "w": "b",
    "ce": "se", "ci": "si", "cy": "si", "c": "k",
    "aa": "a", "ee": "i", "ii": "i", "oo": "u", "uu": "u", "ou": "au",
}  # fmt: skip
_LATIN_SPELLING = re.compile("|".join(sorted(_LATIN_SOUNDS, key=len, reverse=True)))
_LATIN_START = (("jn", "gn"), ("ts", "s"), ("mc", "mk"), ("pt", "t"))

_DOUBLED = re.compile(r"(.)\1+")
_C = "[kgcjtdnpfbmyrlsh]"
_Rules = tuple[tuple[str, re.Pattern[str], str], ...]


def _rules(*rules: tuple[str, str, str]) -> _Rules:
    """Rules as (what must stand somewhere, pattern, replacement): a look for the first costs a tenth of the second."""
    return tuple((trigger, re.compile(pattern), to) for trigger, pattern, to in rules)


_LATIN_RULES = _rules(
    ("ie", r"ie$", "i"),
    ("qu", r"qui$", "ki"),  # Siddiqui
    ("qu", r"que$", "k"),  # Rafique
    ("ow", r"ow(?=[^aeiouy]|$)", "au"),  # Chowdhury = Chaudhary
    ("awr", r"awr", "or"),  # Lawrence
    ("ce", r"(?<=..)ce$", "s"),
)
# Endings of which Hindi spelling may have less: Bose बोस, Yadava यादव, Shabnum शबनम, Yousuf यूसुफ.
_LATIN_ENDINGS = _rules(
    ("e", r"(?<=[dhlnrst])e$", ""),
    ("a", r"(?<=[vyrm])a$|(?<=nt|rt|at|as|un)a$|(?<=rth|nkh)a$", ""),
    ("um", r"um$", "am"),
    ("ou", r"ou", "u"),
    ("zh", r"zh", "zah"),  # Azhar अज़हर beside Kozhikode
    ("zh", r"zh(?!ar)", "l"),  # Azhagan अलगन
    ("u", r"(?<=^[^aeiou])u(?=(?:nn|nt|ck|mm)[iy]$)", "a"),  # Sunny सनी, Bunty बंटी
    ("rh", r"rh(?=[aeiou])", "rah"),  # Farhat फरहत beside Garhwal
)
# Rules on sounds while every *a* still stands, in this order.
_BEFORE = _rules(
    ("imh", r"imh(?=[aeiou]|$)", "ing"),  # Narasimhan = नरसिंहन = नरसिम्हन
    ("inga", r"(?<=.ing)a$", ""),
    ("iy", r"([aei])iy(?=[aeiou])", r"\1y"),  # कन्हैया: aiya = aya
    ("iy", r"^iy[ae]", "e"),  # Iyer = अय्यर
    ("i", rf"(?<={_C})iy?(?=[aeou])", "y"),  # Mian = Miyan, Sonia = सोनिया
    ("y", rf"(?<={_C})y(?={_C}|$)", "i"),  # Reddy, Swamy
    ("y", rf"(?<=[aeo])y[ae]i?(?={_C})", "i"),  # Nayar = Nair, Narayan = Narain
    ("yi", r"(?<=[ae])yi", "i"),
    ("y", rf"(?<=[aeo])y(?={_C}|$)", "i"),  # Vijay = Vijai
    ("i", r"ai|ei|oi$", "e"),
    ("ae", r"ae", "e"),
    ("au", r"au", "o"),
    ("o", r"([ae])o", r"\1b"),  # Rao = राव, Deo = देव
    ("a", r"([uo])a", r"\1ba"),  # Mahua = Mahuwa
    ("eh", r"eh", "ah"),  # Rehman = रहमान
    ("h", rf"(?<=[aeiou{_C[1:-2]}])h$", ""),  # Abdullah = अब्दुल्ला
)
# Rules on what is left when inner *a* is gone, so that they hold whatever the schwa does.
_AFTER = _rules(
    ("er", rf"(?<=.)er(?={_C})|(?<=..)er$", "r"),  # Mukherjee = मुखर्जी, Akhter = Akhtar
    ("ed", r"(?<=.)ed$", "d"),  # Ahmed = Ahmad
    ("n", r"(?<=.)n(?=[pfb])", "m"),
    ("ms", r"(?<=.)m(?=s)", "n"),  # Samskriti = Sanskriti
    ("sbm", r"sbm", "sm"),  # कन्दसामी = Kandaswamy
    ("ndra", r"ndra$", "ndr"),  # Surender = सुरेन्द्र
    ("on", r"(?<=..[ts])on$", "n"),  # Milton मिल्टन, Johnson, Sonaton
    ("cyu", r"(?<=.)cyu", "cu"),  # Achuthan = अच्युतन
    ("subr", r"subr(?:h?m|mh)n[iy]*[mn]?$", "subrmni"),  # Subramanian, Subramanyam, सुब्रह्मण्यम
    ("indr", r"(?<=.)indr$", "endr"),  # Surinder
    ("din", r"(?<=..)[aou]?din$", "udin"),  # Nizamuddin, Nizamoddin
    ("m", r"^m[ou]?hm[u]?d$|^m[ou]?hd$|^md$|^muhmd$", "mhmd"),  # Mohammad in its many spellings
    ("gum", r"^b[ei]gum$", "begm"),
)
# Whole words that no rule reaches: fold -> fold.
_ALIASES = {
    "syd": "sd", "skh": "sek", "ckrborti": "ckrbrti", "ckrburti": "ckrbrti", "coduri": "codri", "codari": "codri",
    "mondl": "mndl", "updyya": "updye", "btcrji": "btcrya", "sidik": "sidiki", "omr": "umr", "feroj": "firoj",
    "ftma": "ftima", "hidr": "hedr", "hidrbd": "hedrbd", "but": "bt", "dut": "dt", "duta": "dta", "mosumi": "mosmi",
    "tgor": "tegor", "tgore": "tegor", "delhi": "dili", "lukno": "lkno", "gebrge": "jorj", "jmes": "jens",
    "micel": "mekl", "mikel": "mekl", "rose": "roj", "rosi": "roji", "stefen": "stifn", "stefn": "stifn",
    "stifen": "stifn", "dbid": "debid", "mri": "meri", "john": "jon", "johnsn": "jonsn", "jksn": "jeksn",
    "angelo": "anjelo", "frnk": "frenk", "biktor": "biktr", "antoni": "entni", "sebstyn": "sebestyn", "josf": "josef",
    "smuel": "semubl", "semuel": "semubl", "andrsn": "endrsn", "dnyel": "denyl", "frnndes": "frnndis",
    "emnuel": "imenuel", "perera": "prera", "jkob": "jekb", "solomon": "solomn", "disoja": "disuja", "dsoja": "disuja",
    "dsuja": "disuja", "dsilba": "disilba", "dkosta": "dikosta",
}  # fmt: skip
_LOOSE_DROP = re.compile(r"(?<=.)[aeiouhy]")
_LOOSE_START = str.maketrans({"e": "a", "i": "a", "o": "u", "y": "j"})


def script(text: str) -> Script:
    """Which script the letters of `text` are in; ``none`` when it has no letter of either."""
    deva, latin = _DEVANAGARI.search(text) is not None, _LATIN.search(text) is not None
    if deva:
        return "mixed" if latin else "deva"
    return "latin" if latin else "none"


def clean(text: str) -> str:
    """`text` in NFC without joiners, Devanagari digits as 0-9, single spaces, none outside."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_CLEAN).split())


@lru_cache(_CACHE)
def phonetic_keys(word: str) -> tuple[str, ...]:
    """Every key of one word (no spaces), its fold first; ``("",)`` for a word without letters or digits."""
    if word.isascii() and word.isdigit():  # figures have no sound: their one key is themselves
        return (_DOUBLED.sub(r"\1", word),)
    word = clean(word).lower()
    sounds = _devanagari_sounds(word) if _DEVANAGARI.search(word) else _latin_sounds(word)
    return tuple(dict.fromkeys(_settle(sound) for sound in sounds))


def phonetic_key(word: str) -> str:
    """The fold of one word (no spaces); ``""`` for a word without letters or digits."""
    return phonetic_keys(word)[0]


@lru_cache(_CACHE)
def skeleton_of(fold: str) -> str:
    """The loose key of a fold made by this module."""
    if not fold:
        return ""
    rest = _LOOSE_DROP.sub("", fold.replace("sb", "s"))
    return rest[0].translate(_LOOSE_START) + rest[1:].replace("gn", "g")


def _latin_sounds(word: str) -> tuple[str, ...]:
    """The word in the letters of the fold; further readings (silent last vowel) follow the first."""
    plain = word
    if not (word.isascii() and word.isalnum()):
        plain = "".join(c for c in unicodedata.normalize("NFKD", word) if c.isascii() and c.isalnum())
    if plain.startswith("x"):
        return (*_latin_sounds("j" + plain[1:]), *_latin_sounds(plain.replace("x", "kh")))  # Xavier; Xalxo खलखो
    for start, sound in _LATIN_START:
        if plain.startswith(start):
            plain = sound + plain[len(start) :]
    for trigger, pattern, to in _LATIN_RULES:
        if trigger in plain:
            plain = pattern.sub(to, plain)
    readings = [plain]
    if len(plain) > 3:
        readings += [
            end.sub(to, plain) for trigger, end, to in _LATIN_ENDINGS if trigger in plain and end.search(plain)
        ]
    return tuple(_LATIN_SPELLING.sub(lambda hit: _LATIN_SOUNDS[hit[0]], reading) for reading in readings)


def _devanagari_sounds(word: str) -> tuple[str, ...]:
    """The word in the letters of the fold, inherent *a* written out; further readings follow the first."""
    plain = _AON.sub("ाओन", word.replace("ज्ञ", "ग्न"))
    first = _read(plain)
    readings = [first]
    if _NUKTA in word and ("ड" + _NUKTA in word or "ढ" + _NUKTA in word):
        readings.append(_read(plain.replace("ड" + _NUKTA, "र").replace("ढ" + _NUKTA, "र")))
    if word[0] in "एऐ" and len(word) > 2:
        readings.append("a" + first[1 + first.startswith("ai") :])  # एलन = Alan, ऐल्फ्रेड
    if "ज्ञ" in word[1:]:
        readings.append(_read(word[0] + word[1:].replace("ज्ञ", "ज्न")))
    if first.endswith("a") and word[-1] in _SONORANT:
        readings.append(first[:-1])
    return tuple(readings)


def _read(word: str) -> str:
    out: list[str] = []
    inherent = False
    size = len(word)
    for at, letter in enumerate(word):
        sound = _CONSONANTS.get(letter)
        if sound is not None:
            if inherent:
                out.append("a")
            inherent = True
            if letter == "ह" and out and at > 1 and word[at - 1] == _VIRAMA and out[-1] in "kgcjtdpb":
                continue  # व्ह, ब्ह: an aspirate written as two
            out.append(sound)
        elif letter in _SIGNS or letter == _VIRAMA:
            if letter != _VIRAMA:
                out.append(_SIGNS[letter])
            inherent = False
        elif letter in _NASALS:
            if inherent:
                out.append("a")
            inherent = False
            out.append(_nasal(word, at, out[-1] if out else ""))
        elif letter != _NUKTA:
            if inherent:
                out.append("a")
            inherent = False
            out.append(_VOWELS.get(letter, letter if letter.isascii() and letter.isalnum() else ""))
    if inherent and size > 2 and word[-2] == _VIRAMA and word[-1] in _SONORANT and word[-3] != word[-1]:
        out.append("a")  # कृष्ण, चन्द्र: a last schwa after such a cluster is heard
    sounds = "".join(out).replace("gy", "gn").replace("ngh", "ng")
    return sounds[1:] if sounds.startswith("ts") else sounds


def _nasal(word: str, at: int, before: str) -> str:
    following = word[at + 1 : at + 2]
    if not following:
        return "n" if before in ("a", "o") else ""
    if following == "ह":
        return "ng"  # सिंह = Singh
    if following in _LABIAL:
        return "m"
    return "n" if following in _CONSONANTS else ""


def _settle(sounds: str) -> str:
    """The fold of a word spelled in sounds: the rules that both scripts share."""
    sounds = _DOUBLED.sub(r"\1", sounds)
    for trigger, pattern, to in _BEFORE:
        if trigger in sounds:
            sounds = pattern.sub(to, sounds)
    if len(sounds) > 2:
        sounds = sounds[0] + sounds[1:-1].replace("a", "") + sounds[-1]
    for trigger, pattern, to in _AFTER:
        if trigger in sounds:
            sounds = pattern.sub(to, sounds)
    return _ALIASES.get(sounds, sounds)
