"""What a spelling says beyond its fold, in one alphabet for both scripts: for the order among names that sound alike.

नीलेश and Neelesh are nearer to each other than निलेश is, though all three have the fold ``niles``. Never shown,
never stored.
"""

import re
from functools import lru_cache

from samarth_desktop.domain.names.phonemes import phonemes

_LETTERS = """
क k ख kh ग g घ gh ङ n च ch छ ch ज j झ jh ञ n ट t ठ th ड d ढ dh ण n त t थ th द d ध dh न n प p फ f ब b भ bh म m
य y र r ल l ळ l व v श sh ष sh स s ह h \u095b j \u095c r \u095d rh \u095e f
अ a आ a इ i ई ii उ u ऊ uu ऋ ri ए e ऐ ai ओ o औ au ऑ o ऍ e ं n ँ n ः h
"""
_SAID = str.maketrans(dict(zip(_LETTERS.split()[::2], _LETTERS.split()[1::2], strict=True)))
_LATIN = {
    "chh": "ch", "cch": "ch", "ch": "ch", "ph": "f", "ck": "k", "c": "k", "q": "k", "x": "ksh", "z": "j", "w": "v",
    "aa": "a", "ee": "ii", "oo": "uu", "ou": "au",
}  # fmt: skip
_SPELLED = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)))
_NASAL = re.compile("n(?=[pbmf])")


@lru_cache(1 << 15)
def romanized_key(word: str) -> str:
    """One word in either script as ``a-z``, vowel lengths and breath kept; ``""`` for a word of another script."""
    if word.isascii():
        return _NASAL.sub("m", _SPELLED.sub(lambda hit: _LATIN[hit[0]], word.lower()))
    said = phonemes(word).replace("ंह", "ंघ")
    if said.endswith("अ") and len(said) > 1:
        said = said[:-1]
    return _NASAL.sub("m", said.translate(_SAID).removesuffix("ii")) + "i" * said.endswith("ई")
