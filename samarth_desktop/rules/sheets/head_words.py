"""What the head of a column means: keys, labels in both languages, what people write (resources/sheet_heads.tsv), and
what form tools make of it: groups before the name, numbers, stars, whole questions, translations in brackets."""

import functools
import re
from collections.abc import Callable, Iterator, Mapping

from samarth_desktop.domain.fields.field import Field, Record, fields_of
from samarth_desktop.domain.fields.parsing import tidy
from samarth_desktop.domain.reference import table
from samarth_desktop.i18n import LANGUAGES, catalog
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.kinds.registry import KINDS

SHEETS: Mapping[str, RecordKind] = {kind.sheet.name: kind for kind in KINDS.values() if kind.sheet}
"""The kinds of record that have sheets, by the sheet's name."""

TABLES: Mapping[str, type[Record]] = {name: kind.record for name, kind in SHEETS.items()}
"""What a sheet can hold, and the record that each of its rows becomes."""

SPECIAL: Mapping[str, Mapping[str, str]] = {name: kind.sheet.special for name, kind in SHEETS.items() if kind.sheet}
"""Columns that are no field of the record, with their labels."""

KEPT = ("registration", "birth_year", "village_code", "block_code")
"""System fields that a sheet may hold all the same."""

OWN_FIELD = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*\.[a-z][a-z0-9_]*")
SERIAL = "-"
"""What the head of a serial number means, and that of the column which an error sheet adds: nobody misses them."""

_STOP_WORDS = """of the in no number nos num as per on a and or please enter mandatory required optional
    का की के में नं नंबर नम्बर सं या एवं व"""
_STOP = frozenset(_STOP_WORDS.split())
_QUESTION_WORDS = """what which is are your you do does did have whose who write select choose type
    full give tell mention practise practice practised practiced kindly
    आप आपका आपकी आपके अपना अपनी अपने कौन कौनसा सा सी से क्या है हैं हो करते करती कृपया लिखें लिखे भरें भरे
    दर्ज करें बताएं बताइए चुनें पूरा पूर्ण कितने कितनी हेतु द्वारा श्री श्रीमती"""
_ASKED = frozenset(_QUESTION_WORDS.replace("\u093c", "").replace("ँ", "ं").split())
_HALF_NASAL = re.compile(r"[ङञणनम]्(?=[क-ह])")
_NOT_WORD = re.compile(r"[^0-9a-z\u0900-\u0963\u0966-\u096f\u0971-\u097f#]+")
SHORTENED = re.compile(r"(?<=[\u0900-\u0963\u0971-\u097f])[०0॰.]")  # मो० नं०, मो0, क्र.सं.
_NUMBERED = re.compile(
    r"\s*[\[(]?(?:[Qq]\.?\s*)?[0-9०-९]{1,3}(?:\.[0-9]{1,2})*(?:[\])]|[.:\-)]|\s)+\s*(?=\D)|\s*[(]?[a-hक-ङ][.)]\s+"
)
_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
_IN_BRACKETS = re.compile(r"[(\[{](.*?)[)\]}]")
_IN_GROUP = re.compile(r"[A-Za-z_][A-Za-z0-9_]*_[A-Za-z0-9_]*/|[a-z][a-z0-9_]*/(?=\d)")
_MADE_UP = re.compile(r"_\d+_(?=[A-Za-z])")  # a question's own words as a name: _1_Name_of_artisan
_WEAKEST = 1000
_AND = re.compile(r"\s+(?:व|एवं|एवम|तथा|सहित|and|with)\s+|\s*[&+,]\s*|\s+(?=(?:[SWD]/[oO])\b)")
_RELATIVES = ("relative", "father", "husband", "mother")
_PATH = re.compile(r"[A-Za-z0-9_]+(?:[/.:\-][A-Za-z0-9_]+)+")
_DEVANAGARI = re.compile("[\u0904-\u0939]")
_RUNS = re.compile(r"[\u0900-\u097f][^A-Za-z]*|[A-Za-z][^\u0900-\u097f]*")
_OF_THE_ACCOUNT = re.compile(  # without the stop words it would be the name of the bank
    r"(?=.*(?:name|नाम)).*(?:(?:as (?:per|in|on)|according to)\s+(?:the\s+)?(?:bank|pass\s?book|account)"
    r"|(?:बैंक|खाते|पासबुक)\s*(?:खाते|पासबुक)?\s*(?:में|के अनुसार|मे)\s+(?!नंबर).*)",
    re.IGNORECASE,
)


def columns_of(kind: str) -> dict[str, Field | None]:
    """Every key that a column of this kind of sheet can have, fields first; None for the special ones."""
    described = fields_of(TABLES[kind])
    fields = {key: field for key, field in described.items() if not field.system or key in KEPT}
    return {**fields, **dict.fromkeys(SPECIAL[kind])}


def label_of(kind: str, key: str) -> str:
    """The message id by which a column is shown; the contract's keys stand above sheets of other programs."""
    field = columns_of(kind).get(key)
    return field.label if field else SPECIAL[kind].get(key, key)


def meaning_of(kind: str) -> Callable[[str], str]:
    """Gives the key that a head means, SERIAL for one that nobody misses, "" for none."""
    return functools.partial(_meaning, kind)


def is_own(key: str) -> bool:
    """Whether a key is that of a programme's own field, ``PROGRAMME.key``: which programmes there are is not known
    here, so a head is taken by its shape."""
    return OWN_FIELD.fullmatch(key) is not None


@functools.lru_cache(1 << 12)
def _meaning(kind: str, head: str) -> str:
    own = head.partition("·")[0].strip()  # the question may stand behind it, as a draft's page shows the heads
    if "programme" in SPECIAL[kind] and is_own(own):
        return own
    known, loose, words, _ = _known(kind)
    if words.isdisjoint(_words(head)):  # most texts are no heads at all
        return ""
    if _OF_THE_ACCOUNT.match(head) and "bank_holder" in columns_of(kind):
        return "bank_holder"
    if name := _name_beside_a_relative(kind, head):
        return name
    for text in _readings(head):
        if found := known.get(bag(text)):
            return found
    for text in _readings(head):
        if found := loose.get(bag(text) - _ASKED):
            return found
    return _of_parts(known, loose, head)


def _name_beside_a_relative(kind: str, head: str) -> str:
    """The key of a name, where the head asks for the father's or husband's in the same cell; without "and" it would be
    that of the relative."""
    parts = _AND.split(head, maxsplit=1)
    if len(parts) < 2:
        return ""
    first, second = (_meaning(kind, part) for part in parts)
    return first if first.startswith("name") and second.partition("_")[0] in _RELATIVES else ""


def _readings(head: str) -> Iterator[str]:
    """The head as it stands, and without what may stand around it."""
    plain = _NUMBERED.sub("", head, count=1)
    yield head
    if _PATH.fullmatch(head.strip()):
        yield re.split(r"[/.:\-]", head.strip())[-1]
    for text in dict.fromkeys((plain, _BRACKETS.sub(" ", head), _BRACKETS.sub(" ", plain))):
        if text != head:
            yield text
    if in_group := _IN_GROUP.match(head):
        yield from _readings(head[in_group.end() :])
    if made := _MADE_UP.match(head):
        yield head[made.end() :].replace("_", " ")


def _of_parts(known: Mapping[frozenset[str], str], loose: Mapping[frozenset[str], str], head: str) -> str:
    """One meaning said twice: in two languages, with a stroke or brackets between them, or nothing."""
    ways = _parts(head)
    for parts in ways:
        if len(parts) < 2:
            continue
        meant = [known.get(bag(part)) or loose.get(bag(part) - _ASKED) or "" for part in parts]
        in_hindi = {bool(_DEVANAGARI.search(part)) for part in parts}
        sure = {key for key in meant if key}
        if len(sure) == 1 and (all(meant) or (len(in_hindi) == 2 and parts is not ways[-1])):
            return sure.pop()
        if len(sure) > 1:
            return ""
    return ""


def _parts(head: str) -> tuple[list[str], ...]:
    """The parts of a head: by the signs between them, these and what stands in brackets, by their script."""
    plain = _NUMBERED.sub("", head, count=1)
    bare = _BRACKETS.sub(" ", plain)
    outer = [part for part in re.split(r"[/|\n?]|\s[-–—]\s", bare) if part.strip()]
    inner = [found.strip() for found in _IN_BRACKETS.findall(plain) if found.strip()]
    return outer, [*outer, *inner], _RUNS.findall(bare)


def rank_of(kind: str, head: str, key: str) -> int:
    """How well a head says this key: 0 for the field's own name, then in the order in which the ways to say it are
    listed."""
    known, _, _, ranks = _known(kind)
    said = [ranks[words] for text in _readings(head) if known.get(words := bag(text)) == key]
    of_parts = (ranks[words] for parts in _parts(head) for text in parts if known.get(words := bag(text)) == key)
    return said[0] if said else min(of_parts, default=_WEAKEST)


@functools.cache
def _known(
    kind: str,
) -> tuple[Mapping[frozenset[str], str], Mapping[frozenset[str], str], frozenset[str], Mapping[frozenset[str], int]]:
    """The keys by the words of the heads, the same without what is asked, all words that stand in heads, and how far
    down in its list each way to say a key stands."""
    known: dict[frozenset[str], str] = {}
    ranks: dict[frozenset[str], int] = {}
    columns = columns_of(kind)
    for key, field in columns.items():
        for head in (key, *(field.heads if field else ())):
            known.setdefault(bag(head.replace("_", " ")), key)
    for key in columns:
        for language in LANGUAGES:
            known.setdefault(bag(catalog(language).say(label_of(kind, key))), key)
    rows = list(table.rows("sheet_heads.tsv"))
    for of in (kind, "*"):
        for sheet, key, heads in rows:
            if sheet == of and (key in columns or key == SERIAL):
                for at, head in enumerate(table.words(heads), 1):
                    known.setdefault(words := bag(head), key)
                    ranks.setdefault(words, at)
    known.pop(frozenset(), None)
    loose: dict[frozenset[str], str] = {}
    for words, key in known.items():
        loose.setdefault(words - _ASKED, key)
    loose.pop(frozenset(), None)
    return known, loose, frozenset().union(*known), {words: ranks.get(words, 0) for words in known}


def bag(head: str) -> frozenset[str]:
    """The words of a head that matter, in any order, spelling levelled."""
    words = _words(head)
    return frozenset(word for word in words if word not in _STOP) or frozenset(words)


def _words(head: str) -> list[str]:
    plain = tidy(head).casefold().replace("'s", "").replace("’s", "").replace("\u093c", "").replace("ँ", "ं")
    plain = plain.replace("\u095c", "ड").replace("aadhar", "aadhaar").replace("adhar ", "aadhaar ")
    return _NOT_WORD.sub(" ", _HALF_NASAL.sub("ं", SHORTENED.sub(" ", plain))).split()
