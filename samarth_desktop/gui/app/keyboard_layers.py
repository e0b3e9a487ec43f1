"""What stands on the keys of the keyboard on the screen: layers as data, four rows each, plain and with Shift.

InScript is the government's order of keys (Devanagari, IS 16350); in the phonetic layer a letter stands where an
English keyboard has its sound.
"""

from dataclasses import dataclass

from samarth_desktop.i18n import T, Text

_Rows = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Layer:
    """Keys of a row are parted by spaces; `shifted` rows have as many. With `joins` a vowel sign that has no consonant
    before it is written as the letter."""

    key: str
    name: Text | str  # in its own letters, whatever the window speaks
    says: Text
    plain: _Rows
    shifted: _Rows
    joins: bool = False


LAYERS = (
    Layer(
        "phonetic",
        "हिन्दी",
        T("Hindi by sound"),
        ("अ आ इ ई उ ऊ ए ऐ ओ औ ऋ", "ट व े र त य ु ि ो प", "ा स द ड ग ह ज क ल", "़ ् च ं ब न म , । -"),
        ("1 2 3 4 5 6 7 8 9 0 ऑ", "ठ ॉ ै ृ थ ञ ू ी ौ फ", "ँ श ध ढ घ ः झ ख ळ", "ज्ञ ष छ ङ भ ण क्ष ॅ त्र श्र"),
        joins=True,
    ),
    Layer(
        "inscript",
        "इनस्क्रिप्ट",
        T("Hindi by InScript"),
        ("1 2 3 4 5 6 7 8 9 0 - ृ", "ौ ै ा ी ू ब ह ग द ज ड ़ ॉ", "ो े ् ि ु प र क त च ट", "ॆ ं म न व ल स , . य"),
        ("ऍ ॅ ्र र् ज्ञ त्र क्ष श्र ( ) ः ऋ", "औ ऐ आ ई ऊ भ ङ घ ध झ ढ ञ ऑ", "ओ ए अ इ उ फ ऱ ख थ छ ठ", "ऎ ँ ण ऩ ऴ ळ श ष । य़"),
    ),
    Layer(
        "latin",
        "ABC",
        T("English letters"),
        ("1 2 3 4 5 6 7 8 9 0", "q w e r t y u i o p", "a s d f g h j k l '", "z x c v b n m , . -"),
        ("! @ # % & * ( ) _ /", "Q W E R T Y U I O P", "A S D F G H J K L :", "Z X C V B N M ; ? +"),
    ),
    Layer(
        "figures",
        "123",
        T("Figures and signs"),
        ("1 2 3 / -", "4 5 6 , .", "7 8 9 ( )", "+ 0 : @ #"),
        ("% & * = _", "! ? ; ' \"", "< > [ ] \\", "₹ ॐ । ॰ |"),
    ),
)
BY_KEY = {layer.key: layer for layer in LAYERS}
_LETTER_OF = dict(zip("ािीुूेैोौृॉॅ", "आइईउऊएऐओऔऋऑऍ", strict=True))
_NUKTA = "\u093c"


def _bears_a_sign(letter: str) -> bool:
    """Whether a vowel sign may follow: a consonant, also with its dot."""
    return "\u0915" <= letter <= "\u0939" or "\u0958" <= letter <= "\u095f" or letter == _NUKTA


def written(layer: Layer, key: str, before: str) -> str:
    """What a key writes after the text `before` the cursor."""
    if layer.joins and key in _LETTER_OF and not (before and _bears_a_sign(before[-1])):
        return _LETTER_OF[key]
    return key
