"""Which column of a sheet goes into which field: guessed from its heads, which may stand in two or three rows."""

import functools
import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from samarth_desktop.domain.fields.days import DayReading
from samarth_desktop.domain.fields.parsing import tidy
from samarth_desktop.rules.sheets.head_words import (
    KEPT,
    SERIAL,
    SHORTENED,
    SPECIAL,
    TABLES,
    bag,
    columns_of,
    label_of,
    meaning_of,
    rank_of,
)

__all__ = [
    "KEPT",
    "MEMBERS_SHEET",
    "SERIAL",
    "SPECIAL",
    "TABLES",
    "ColumnMapping",
    "columns_of",
    "label_of",
    "meaning_of",
]

MEMBERS_SHEET = ("members", "member", "सदस्य", "सदस्यों")
_SEARCHED_ROWS = 30
_A_TABLE = 3  # known heads, and filled cells of a row, that make a table
_LANGUAGES = {
    "hindi": "hi",
    "हिंदी": "hi",
    "हिन्दी": "hi",
    "देवनागरी": "hi",
    "english": "en",
    "अंग्रेजी": "en",
    "अंग्रेज़ी": "en",
}
_GROUPS = ("house", "bank_name", "name", "remarks")  # what may stand over several columns of its own
_RELATIVES = ("relative", "husband", "father", "mother")
_NAMES = frozenset({"name", "name_hi", "name_en"})


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a sheet is read: its kind (a key of TABLES), its heads, and the key of each column ("" is left out).

    `top` is the (last) row of the heads, 1 for the first; `block` are the cells of the rows in which they stand.
    `legacy` names the columns whose text is in a Kruti Dev font, `doubted` those meant for Hindi whose text is in no
    Hindi letters: they stay unread until somebody says what it is. `days` says how the dates of a column are written,
    None that only a person can tell; `told` what somebody said of it.
    """

    kind: str
    top: int
    heads: tuple[str, ...]
    keys: tuple[str, ...]
    legacy: frozenset[int] = frozenset()
    doubted: frozenset[int] = frozenset()
    block: tuple[tuple[str, ...], ...] = ()
    days: tuple[tuple[int, DayReading | None], ...] = ()
    told: tuple[tuple[int, str], ...] = ()

    @property
    def first(self) -> int:
        """The first row of the heads."""
        return self.top - max(len(self.block), 1) + 1

    @property
    def signature(self) -> str:
        """The same for every sheet with these heads: under it a corrected mapping is remembered.

        Columns without meaning, such as the one that an error sheet adds, make no difference.
        """
        meaning = meaning_of(self.kind)
        meant = (tidy(head) for head in self.heads if head and meaning(head) != SERIAL)
        return hashlib.sha256("\t".join((self.kind, *meant)).encode()).hexdigest()[:24]

    def with_keys(self, keys: Sequence[str]) -> "ColumnMapping":
        """The plan with the mapping that a person chose."""
        return replace(self, keys=tuple(keys))


def guess(kind: str, heads: Sequence[str], top: int = 1) -> ColumnMapping:
    """The mapping that the heads suggest."""
    meaning = meaning_of(kind)
    return _claimed(kind, heads, [meaning(head) for head in heads], top, (tuple(heads),))


def _claimed(
    kind: str, heads: Sequence[str], meant: Sequence[str], top: int, block: tuple[tuple[str, ...], ...]
) -> ColumnMapping:
    """A key is given to the column whose head says it best, else to the first; what stands behind an empty head, or
    behind a name said once more, may be another table."""
    keys = ["" if key == SERIAL else key for key in meant]
    names = [at for at, key in enumerate(keys) if key in _NAMES]
    again = (at for at in names if keys[at] in keys[:at])
    edge = min((*again, *(at for at, head in enumerate(heads) if at and not head.strip())), default=len(keys))
    for key in {key for key in keys if key and keys.count(key) > 1}:
        claims = [at for at, one in enumerate(keys) if one == key]
        near = [at for at in claims if at < edge] or claims[:1]
        best = min(near, key=lambda at: (rank_of(kind, heads[at], key), at))
        keys = [one if one != key or at == best else "" for at, one in enumerate(keys)]
    return ColumnMapping(kind, top, tuple(heads), tuple(keys), block=block)


def filled(plan: ColumnMapping, samples: Sequence[Sequence[str]]) -> ColumnMapping:
    """The plan with the keys of columns in which nothing stands given to others that mean the same and hold something:
    form tools keep columns of questions that nobody was asked."""
    meant, other, keys = _meant(plan), second_table(plan), list(plan.keys)
    for at, key in enumerate(plan.keys):
        if not key or samples[at]:
            continue
        for instead in range(len(keys)):
            if not keys[instead] and meant[instead] == key and samples[instead] and instead not in other:
                keys[at], keys[instead] = "", key
                break
    return plan.with_keys(keys)


def with_order(plan: ColumnMapping, at: int, order: str) -> ColumnMapping:
    """The plan with the order of day and month that somebody said for a column."""
    return replace(plan, told=tuple(sorted((dict(plan.told) | {at: order}).items())))


def strange(plan: ColumnMapping) -> tuple[tuple[int, str], ...]:
    """The columns that have a head but no field, by their place; a serial number and the like is not missed."""
    meaning = meaning_of(plan.kind)
    pairs = enumerate(zip(plan.heads, plan.keys, strict=True))
    return tuple((at, tidy(head)) for at, (head, key) in pairs if not key and tidy(head) and meaning(head) != SERIAL)


def second_table(plan: ColumnMapping) -> frozenset[int]:
    """The columns of a second table beside the first. It begins with a name once more, or the number or the empty
    column before it, and says more that stood before; what it says is of other people."""
    meant, width = _meant(plan), len(plan.heads)
    first = next((at for at, key in enumerate(meant) if key in _NAMES), width)
    again = next((at for at in range(first + 1, width) if meant[at] in _NAMES and meant[at] in meant[:at]), width)
    between = range(first + 1, again if again < width else 0)
    counted = [at for at in between if meant[at] == SERIAL]
    empty = [at + 1 for at in between if not plan.heads[at].strip()]
    start = next(iter(counted or empty[-1:]), again)
    before, known = {key for key in meant[:start] if key}, [key for key in meant[start:] if key]
    apart = len(known) > 1 and start > first + 1 and not plan.heads[start - 1].strip()
    return frozenset(range(start, width)) if apart or sum(key in before for key in known) > 1 else frozenset()


def _meant(plan: ColumnMapping) -> list[str]:
    """What each head means, also where another column has the field already."""
    meaning, lowest = meaning_of(plan.kind), plan.block[-1] if plan.block else ()
    under = itertools.chain(lowest, itertools.repeat(""))
    return [key or meaning(head) or meaning(low) for key, head, low in zip(plan.keys, plan.heads, under, strict=False)]


def _first_table(plan: ColumnMapping) -> ColumnMapping:
    other = second_table(plan)
    return plan.with_keys(tuple("" if at in other else key for at, key in enumerate(plan.keys))) if other else plan


def find(kind: str, rows: Sequence[Sequence[str]]) -> ColumnMapping | None:
    """The plan by the row, or the two or three rows, that look most like heads among the first rows; None where
    nothing does.

    Titles, dates and addresses of an office often stand above the heads. Of two tables below one another the upper one
    is meant, even where the lower one has more heads that are known.
    """
    best: ColumnMapping | None = None
    plans = [guess(kind, cells, number) for number, cells in enumerate(rows[:_SEARCHED_ROWS], 1)]
    for plan in plans:
        if _weight(plan) > (_weight(best) if best else 0):
            best = plan
    for at, (upper, lower) in enumerate(itertools.pairwise(plans)):
        both = _joined(upper, lower)
        best = _better(both, best)
        third = plans[at + 2] if at + 2 < len(plans) else None
        over = both or _together(upper, lower) or _of_two_rows(upper, lower)
        whole = _joined(over, third) if over and third else None
        if whole and third and _says_one_thing(upper):  # a title, unless more is known with it
            without = _joined(lower, third) or max(lower, third, key=_weight)
            whole = whole if _weight(whole) > _weight(without) else None
        best = _better(whole, best)
    if best and any(_has_people(plan, rows[plan.top : best.first - 1]) for plan in plans[: best.first - 1]):
        return find(kind, rows[: best.first - 1])
    return best and _first_table(best)


def _says_one_thing(plan: ColumnMapping) -> bool:
    """Whether a row holds one text, in however many cells it was merged over."""
    return len({tidy(head) for head in plan.heads if tidy(head)}) < 2


def _joined(upper: ColumnMapping, lower: ColumnMapping) -> ColumnMapping | None:
    """The plan of both where it knows more columns than either, or knows others by what the lower row says."""
    both = _together(upper, lower)
    if both is None or _weight(both) < (most := max(_weight(upper), _weight(lower))):
        return None
    told_apart = _weight(upper) > 1 and any(lower.keys) and set(both.keys) != set(upper.keys)
    return both if _weight(both) > most or told_apart else None


def _of_two_rows(upper: ColumnMapping, lower: ColumnMapping) -> ColumnMapping | None:
    """The upper row alone where the lower one repeats it, as merged cells do."""
    if not any(upper.heads) or any(tidy(below) not in ("", tidy(above)) for above, below in _pairs(upper, lower)):
        return None
    return replace(upper, top=lower.top, block=(*upper.block, lower.heads))


def _pairs(upper: ColumnMapping, lower: ColumnMapping) -> Iterator[tuple[str, str]]:
    return itertools.zip_longest(upper.heads, lower.heads, fillvalue="")


def _has_people(plan: ColumnMapping, below: Sequence[Sequence[str]]) -> bool:
    """Whether a table of its own stands between these heads and others further down: heads with a name, and two rows
    at least of which most columns are filled."""
    known = [at for at, key in enumerate(plan.keys) if key]
    if len(known) < _A_TABLE or not _NAMES.intersection(plan.keys):
        return False
    full = (sum(1 for at in known if at < len(cells) and cells[at].strip()) for cells in below)
    return sum(1 for filled in full if filled * 2 > len(known) and filled >= _A_TABLE) > 1


def _better(plan: ColumnMapping | None, best: ColumnMapping | None) -> ColumnMapping | None:
    """The one that knows more columns. Of equals the one with more rows of heads, else the one higher up: heads are
    said once more below, never above. Of two that share a row the lower one: a title stands above that row."""
    if plan is None or best is None:
        return plan or best
    inside = plan.first <= best.first and best.top <= plan.top
    shared = best.first < best.top == plan.first < plan.top
    more = (_weight(plan), inside or shared or plan.top < best.top) > (_weight(best), False)
    return plan if more else best


def _weight(plan: ColumnMapping) -> int:
    """How much a row looks like heads: recognised columns; one alone must be a name."""
    known = [key for key in plan.keys if key]
    return len(known) if len(known) > 1 or known[:1] in (["name"], ["name_hi"], ["name_en"]) else 0


def _together(upper: ColumnMapping, lower: ColumnMapping) -> ColumnMapping | None:
    """The plan of heads that stand in two rows, the upper ones over one column or several; None where the lower row
    does not look like heads."""
    width = max(len(upper.heads), len(lower.heads))
    above = [tidy(head) for head in upper.heads] + [""] * (width - len(upper.heads))
    below = [tidy(head) for head in lower.heads] + [""] * (width - len(lower.heads))
    over = list(above)
    for at in range(1, width):
        if not over[at] and below[at]:
            over[at] = over[at - 1]
    subs = [at for at in range(width) if below[at] and below[at] != above[at]]
    if not subs or not any(above):
        return None
    meant = [_of_two(upper.kind, over[at], below[at], alone=over.count(over[at]) == 1) for at in range(width)]
    fitting = [at for at in subs if meant[at] or _language(below[at])]
    of_groups = all(over[at] and not meaning_of(upper.kind)(over[at]) for at in subs)
    few = len(fitting) * 3 < len(subs) or (len(fitting) * 2 < len(subs) and len(fitting) < 2)
    if few and not (fitting and of_groups):
        return None
    if any(ch.isdigit() for at in subs for ch in SHORTENED.sub("", below[at])):
        return None
    under_known = [below[at] for at in subs if over[at] and meaning_of(upper.kind)(over[at])]
    if sum(not _says_a_head(upper.kind, sub) for sub in under_known) * 2 > len(under_known):
        return None  # somebody's row: what stands below heads that are known says nothing of columns
    heads = [text if not sub or sub == text else f"{text} {sub}".strip() for text, sub in zip(over, below, strict=True)]
    return _claimed(upper.kind, heads, meant, lower.top, (*upper.block, lower.heads))


def _says_a_head(kind: str, sub: str) -> bool:
    """Whether the lower of two heads says something of its column by itself; a remark in brackets does."""
    return bool(meaning_of(kind)(sub) or _language(sub)) or sub.startswith(("(", "["))


def _of_two(kind: str, over: str, sub: str, *, alone: bool) -> str:
    """What an upper and a lower head mean together."""
    meaning = meaning_of(kind)
    if not sub or sub == over:
        return meaning(over) if over else ""
    if not over:
        return meaning(sub)
    whole = meaning(f"{over} {sub}")
    if whole:
        return whole
    of_group = meaning(over)
    if language := _language(sub):
        if of_group in _RELATIVES[1:] and language == "hi":
            return of_group
        stem = "relative" if of_group in _RELATIVES else of_group
        key = f"{stem}_{language}"
        return key if key in columns_of(kind) else ""
    own = meaning(sub)
    if not of_group or of_group in _GROUPS:
        return own
    return of_group if alone and own in ("", of_group) else ""  # a word of a title above a head that says another thing


def _language(head: str) -> str:
    return _languages().get(bag(head), "")


@functools.cache
def _languages() -> Mapping[frozenset[str], str]:
    return {bag(word): code for word, code in _LANGUAGES.items()}
