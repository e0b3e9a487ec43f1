"""Which Latin letters may stand for which Devanagari sounds: the rules of transliteration.

A rule is a Latin unit and its sounds (see ``phones``), the likelier first. Sounds that end in a consonant mean: the
vowel comes from the next unit, or the next consonant joins (शर्मा); the same with अ at the end means that no vowel
is written in Latin (रामदेव, Ramdev) and needs a consonant or the end behind it.
"""

from functools import cache

from samarth_desktop.domain.names.phonemes import CONSONANTS

_Z, _R, _RH, _F = "\u095b", "\u095c", "\u095d", "\u095e"  # ज़ ड़ ढ़ फ़
_CONSONANT_UNITS = {
    "k": "क ख", "kh": "ख", "kk": "कक क", "kkh": "कख", "q": "क", "qu": "क कउ", "ck": "क कक", "c": "क स च", "cc": "कक कस",
    "g": "ग क घ ज", "gh": "घ ग", "gg": "गग", "ngh": "ंह",
    "ch": "च छ क चच", "chh": "छ चछ", "cch": "चच चछ छ", "cchh": "चछ", "chch": "चच", "chchh": "चछ", "tch": "च",
    "j": f"ज {_Z} झ य", "jj": "जज", "jh": "झ", "z": f"ज {_Z}", "zz": f"जज {_Z}{_Z}", "zh": "झ ष ल", "dg": "ज",
    "t": "त ट थ ठ तत टट", "tt": "टट तत त ट ठठ", "th": "थ ठ त तथ टठ ठठ द ध", "tth": "तथ टठ ठठ", "tthh": "टठ",
    "d": f"द ड {_R} ध ढ ट त थ", "dd": f"दद डड ड {_R} दध डढ", "dh": f"ध ढ द {_RH} दध थ", "ddh": f"दध डढ {_RH}",
    "n": "न ण ं ँ ञ नन ंह ङ", "nn": "नन णण न ण ंन", "ng": "ं", "nm": "ंम", "m": "म ं मम", "mm": "मम म",
    "p": "प", "pp": "पप प", "ph": f"फ {_F}", "f": f"फ {_F}", "ff": f"फफ फ {_F}{_F}", "b": "ब व भ प", "bb": "बब ब",
    "bh": "भ", "y": "य", "yy": "यय", "r": f"र {_R} ड", "rr": "रर", "rh": f"{_RH}", "l": "ल ळ लल", "ll": "लल ल",
    "v": "व ब भ", "w": "व ब", "vv": "वव", "wh": "व", "s": "स श ष च छ ज", "ss": "सस स शश", "sh": "श ष स शय",
    "shh": "श", "ssh": "शश", "sch": "श", "h": "ह", "hh": "ह", "x": "कस कष", "ksh": "कष", "tsh": "श",
    "gy": "जञ", "jn": "जञ", "gn": "जञ", "dny": "जञ", "jny": "जञ",
}  # fmt: skip
_VOWEL_UNITS = {
    "a": "अ आ ऐ ए ऑ ऍ - ओ", "aa": "आ अ आअ", "an": "अं आं", "ah": "आ आह अह अः", "aah": "आह",
    "i": "इ ई - ए अ", "in": "ईं", "ee": "ई इ", "ii": "ई",
    "qui": "कई", "que": "कई", "ie": "ई इए इय इये", "u": "उ ऊ अ यू ओ", "oo": "ऊ उ ओ", "uu": "ऊ",
    "e": "ए अ इ ऐ ई - एअ आ", "ea": "ई ए इया", "o": "ओ औ ऑ अ ऊ उ आ", "on": "ओं",
    "oa": "ओआ ओवा ओ", "ou": "औ ऊ ओ उ आउ", "oh": "ओ ओह",
    "ow": "औ ओ", "au": "औ आउ आऊ अउ अऊ ऑ अयउ", "ai": "ऐ आई अई अयअ आयअ आय ए आइ अयई अइ", "ay": "ऐ ए", "ae": "ए आए अए",
    "aee": "अई आई", "aye": "आए आयए अए आयअ", "aiah": "ऐयआ", "ei": "ए ऐ अई एई", "ey": "ए एय ऐ", "y": "ई इ य इय ऐ आइ आयअ",
    "ia": "इया ईया इआ इयअ", "oe": "ओयअ ओए", "aon": "आंवअ आँवअ", "iya": "इया", "io": "इओ इयो इयअ", "iu": "इउ इयू",
    "ua": "उआ उवा ऊआ", "ui": "उई उइ", "uy": "उय", "ue": "उए यू", "ao": "आव आओ आवअ", "aoo": "आऊ",
    "eo": "एव एओ एवअ इओ", "oi": "ओइ ओई ऐ", "oy": "ओय ऑय ओयअ ऑयअ आयअ", "oye": "ओए", "ri": "ऋ", "ru": "ऋ",
    "hri": "हऋ", "re": "ऋ", "ree": "ऋ", "li": "लऋ", "ew": "यू", "uh": "उह",
}  # fmt: skip


@cache
def rules() -> dict[str, tuple[str, ...]]:
    """Latin unit -> its sounds, the likelier first."""
    table = {unit: _consonants(said.split()) for unit, said in _CONSONANT_UNITS.items()}
    for unit, said in _VOWEL_UNITS.items():
        spoken = tuple("" if part == "-" else _vowels(part) for part in said.split())
        table[unit] = tuple(dict.fromkeys(table.get(unit, ()) + spoken))
    table["h"] += ("",)
    return table


def _vowels(part: str) -> str:
    return part.replace("या", "यआ").replace("यू", "यऊ").replace("ये", "यए").replace("यो", "यओ").replace("वा", "वआ")


def _consonants(said: list[str]) -> tuple[str, ...]:
    """Every sound with and without a following अ that Latin does not write."""
    both = [(part, part + "अ") if part[-1] in CONSONANTS else (part,) for part in said]
    return tuple(sound for pair in both for sound in pair)
