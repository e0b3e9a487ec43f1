"""Finding anybody while typing: exact hits first, then what sounds the same, then what is nearly so.

Each rank asks the index for some more rows until there are enough; only these few are read and put in order.
FTS5's own ORDER BY rank would read every hit: 30 to 100 ms for a common name.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import bindparam, select

from samarth_desktop.domain.fields.digits import only_digits
from samarth_desktop.domain.ids import read_number
from samarth_desktop.domain.names.person_names import tokens, word_keys
from samarth_desktop.domain.names.searching import apart, closeness, likeness, query, respelled, together
from samarth_desktop.domain.places.place_name_key import one_slip
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, Text
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections import whereabouts
from samarth_desktop.store.projections.projector import summaries_at
from samarth_desktop.store.projections.summaries import RecordSummary, rids_of
from samarth_desktop.store.search.search_index import (
    BACKWARDS,
    RUNNING,
    SHORTEST_WORD,
    name_forms,
    pieces,
    squeezed,
    whole_keys,
)

_POOL = 50
"""Rows that a rank may bring; more are not read, since nobody looks at more."""
_ENOUGH = 30
_LONGEST = 100
_OTHER_WORDS = 12
_TAIL = 0.45
"""So much less than the best is nobody who was meant: with the name itself found, those of whom a part is alike."""

WHOLE = N_("Same name")
NUMBER = N_("Same number")
PART_OF_NUMBER = N_("Part of the number")
NAME = N_("Name")
SOUND = N_("Sounds the same")
AROUND = N_("Village, relative or craft")
NEARLY = N_("Nearly the same")
PART = N_("Part of the name")


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found: how sure, 0 to 1 (1 is exact), and why."""

    summary: RecordSummary
    score: float
    why: Text


def find(reader: Reader, typed: str, kind: str = "all", limit: int = 20) -> list[Hit]:
    """The rows that fit what was typed, best first. `kind` is the word by which
    kinds are looked for (:class:`Search`), or ``all``; `typed` may be an unfinished word."""
    typed = typed.replace("\0", " ")[:_LONGEST]
    seeker = _Seeker(reader, _range(kind), max(limit, _ENOUGH))
    ranks = seeker.numbers(typed) if any(ch.isdigit() for ch in typed) else seeker.names(typed)
    best: dict[int, tuple[float, str]] = {}
    for rids, weight, why in ranks:
        # What stands around has no order of nearness: more of it than is shown need not be read.
        for rid in rids if why != AROUND else rids[: seeker.enough - len(best)]:
            best.setdefault(rid, (weight, why))
        if len(best) >= seeker.enough:
            break
    return seeker.hits(typed, best, limit)


def _range(group: str) -> tuple[int, int]:
    """The row numbers of the kinds that are looked for together; no row's where this version has none."""
    ranges = [rids_of(kind.name) for kind in KINDS.values() if kind.search and group in ("all", kind.search.group)]
    return (min(first for first, _ in ranges), max(last for _, last in ranges)) if ranges else (0, 0)


class _Seeker:
    def __init__(self, reader: Reader, rids: tuple[int, int], enough: int) -> None:
        self._ask = reader.connection
        self._range = rids
        self.enough = enough

    def numbers(self, typed: str) -> Iterator[tuple[list[int], float, str]]:
        """By registration number, serial or phone, whole or in part; then as a name with figures in it."""
        try:
            whole = read_number(typed)
            yield self._in_range(self._numbered(whole)), 1.0, NUMBER
        except KnownError:
            pass
        plain, figures = squeezed(typed), only_digits(typed)
        if figures and len(figures) >= len(plain) - 1:
            yield self._match(f'{{other}} : ("{figures}" OR "{RUNNING}{figures.lstrip("0")}")'), 0.99, NUMBER
            yield self._match(f'{{other}} : ("{figures}"* OR "{BACKWARDS}{figures[::-1]}"*)'), 0.9, PART_OF_NUMBER
        elif plain.isascii():
            yield self._match(f'{{other}} : "{plain}"*'), 0.9, PART_OF_NUMBER
        yield from self.names(typed)

    def _numbered(self, number: str) -> list[int]:
        """The rows with this number that are here; where one was merged away, the one that was kept."""
        summary = tables.summary.c
        there = self._ask.scalars(select(summary.id).where(summary.registration == number)).all()
        here = {whereabouts.kept(self._ask, row) for row in there if not whereabouts.moved_to(self._ask, row)}
        return list(self._ask.scalars(select(summary.rid).where(summary.id.in_(here))))

    def names(self, typed: str) -> Iterator[tuple[list[int], float, str]]:
        """By name, the same letters first; then by what stands around it; then by what is nearly so."""
        parts = tokens(typed)
        if not parts:
            return
        yield self._by_keys([*name_forms(typed).whole, *_wholes(together(parts))]), 1.0, WHOLE
        whole = [f'"{_quoted(part)}"' for part in parts]
        yield self._match("{name} : (" + " AND ".join(whole) + ")"), 1.0, NAME
        yield self._match("{name} : (" + " AND ".join(whole) + " *)"), 0.99, NAME
        look = query(typed)
        if look.fold:
            yield self._match("{fold} : (" + look.fold + ")"), 0.97, SOUND
            yield self._by_keys(_wholes(apart(parts))), 0.97, SOUND
            mixed = self._match("{fold other_fold} : (" + look.fold + ")") if len(parts) > 1 else []
            if len(parts) == 1 or len(mixed) == _POOL:  # else the mixed ones hold all that stand around
                yield self._match("{other_fold} : (" + look.fold + ")"), 0.9, AROUND
            yield mixed, 0.9, AROUND
            yield self._match(self._slips(parts)), 0.85, NEARLY
        if look.loose:
            yield self._match("{loose} : (" + look.loose + ")"), 0.85, NEARLY
        if look.relaxed:
            yield self._match("{fold} : (" + look.relaxed + ")"), 0.8, PART

    def _by_keys(self, wanted: Collection[str]) -> list[int]:
        if not wanted:
            return []
        marks = ", ".join("?" * len(wanted))
        return self._rids(_BY_KEYS.replace("?", marks, 1), *sorted(wanted))

    def _in_range(self, rids: Iterable[int]) -> list[int]:
        return [rid for rid in rids if self._range[0] <= rid <= self._range[1]]

    def _match(self, match: str) -> list[int]:
        if not match:
            return []
        return self._rids(_MATCH, match)

    def _rids(self, statement: str, *wanted: str) -> list[int]:
        # Straight to the driver: SQLAlchemy's own way costs more than most of these answers.
        return list(self._ask.exec_driver_sql(statement, (*wanted, *self._range, _POOL)).scalars().all())

    def _slips(self, parts: Sequence[str]) -> str:
        """The match for words of the vocabulary that are one slip away from what was typed."""
        clauses, slipped = [], False
        for part in parts:
            key = word_keys(part)[0]
            others = self._one_slip_away(part, key) if len(key) >= SHORTEST_WORD else []
            slipped = slipped or bool(others)
            clauses.append("(" + " OR ".join(f'"{word}"' for word in [*others, key] if word) + ")")
        return "{fold} : (" + " AND ".join(clauses) + ")" if slipped else ""

    def _one_slip_away(self, part: str, key: str) -> list[str]:
        """By the sounds of what was typed, and by its letters: these may be many sounds, or hide some."""
        meant = respelled(part)
        known = self._ask.scalars(_NEAR_WORDS, {"parts": sorted(pieces(key) | meant)}).all()
        found = [word for word in known if word != key and (word in meant or one_slip(key, word))]
        return sorted(found, key=lambda word: (-likeness(key, word), word))[:_OTHER_WORDS]

    def hits(self, typed: str, best: dict[int, tuple[float, str]], limit: int) -> list[Hit]:
        """The summaries of these rows with their scores, best first."""
        scored = []
        for rid, summary in summaries_at(self._ask, best).items() if best else ():
            weight, why = best[rid]
            score = weight if why in (NUMBER, PART_OF_NUMBER) else weight * _closeness(typed, summary, why)
            people_first = -rids_of(summary.kind)[0]  # before the papers that name them
            scored.append((round(score, 4), summary.active, summary.complete, people_first, rid, summary, why))
        scored.sort(key=_ORDER, reverse=True)
        return [Hit(row[5], row[0], Text(row[6])) for row in scored[:limit] if row[0] >= scored[0][0] - _TAIL]


_ORDER = itemgetter(slice(0, 5))
_MATCH = "SELECT rowid FROM search_fts WHERE search_fts MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
_BY_KEYS = "SELECT DISTINCT rid FROM blocking_key WHERE key IN (?) AND rid BETWEEN ? AND ? LIMIT ?"
_NEAR_WORDS = (
    select(tables.deletion_variant.c.fold)
    .where(tables.deletion_variant.c.part.in_(bindparam("parts", expanding=True)))
    .distinct()
)


def _wholes(spacings: Iterable[tuple[str, ...]]) -> set[str]:
    return {key for parts in spacings for key in whole_keys(parts)}


def _quoted(word: str) -> str:
    return word.replace('"', '""')


def _closeness(typed: str, summary: RecordSummary, why: str) -> float:
    first, second = (summary.name_en, summary.name_hi) if typed.isascii() else (summary.name_hi, summary.name_en)
    if why in (WHOLE, NAME):
        exact = tokens(typed) in (tokens(summary.name_hi), tokens(summary.name_en))
        return 1.0 if exact else 0.99 * closeness(typed, first or second)
    near = closeness(typed, first or second)
    return max(near, 0.8 if why == AROUND else 0.5)  # the index has found it, whatever the letters say
