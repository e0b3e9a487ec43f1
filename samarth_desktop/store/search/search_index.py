"""What is looked up: the words of the index, the vocabulary for typing slips, the keys under which doubles meet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, text

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.names.person_names import skeleton_keys, tokens, word_keys
from samarth_desktop.domain.names.searching import wholes
from samarth_desktop.kinds.kind import Search
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.rules.duplicates import scoring
from samarth_desktop.rules.duplicates.blocking import blocking_keys
from samarth_desktop.rules.duplicates.scoring import Person
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.bulk import put_rows
from samarth_desktop.store.database.rows import chunks
from samarth_desktop.store.projections.summaries import RecordSummary

INDEX_VERSION = "3"
"""By which rules names become keys here. Raise it with every change of a fold or of the keys under which doubles meet:
a folder written by other rules gets its look-ups made anew when it is opened."""
BACKWARDS = "zr"
"""Before a phone number written backwards, by which its last digits are found."""
RUNNING = "zn"
"""Before the running number out of a registration number or serial."""
SHORTEST_WORD = 3
"""Folds below this are no vocabulary: every second one is a typing slip of another."""

# के in "मिट्टी के बर्तन" is the letter k to the rules of names. As a word it would stand in thousands of rows, which every
# look-up of a name with a possible initial would go through; a beginning still finds it with this behind it.
_NO_INITIAL, _LONGER = re.compile(r"(?<!\S)[a-z](?!\S)"), r"\g<0>0"
_NO_SIGN = re.compile(r"[\W_]+")
_FOUND = "INSERT INTO search_fts(rowid, name, fold, loose, other, other_fold) VALUES (?, ?, ?, ?, ?, ?)"
_LOST = text("DELETE FROM search_fts WHERE rowid = :rid")


class IndexTerms(NamedTuple):
    """By what a row is found, all but its own registration number: the columns of the index, its blocking keys."""

    name: str
    fold: str
    loose: str
    other: str
    other_fold: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A row to be found: its number, what it shows, and all of it."""

    rid: int
    summary: RecordSummary
    record: Record


def squeezed(number: str) -> str:
    """A registration number or serial as one word."""
    return _NO_SIGN.sub("", number.lower())


@dataclass(frozen=True, slots=True)
class NameForms:
    """A name or place in every form in which it is looked up. `whole` are keys of all of it, in any order of parts."""

    spelled: str = ""
    fold: str = ""
    loose: str = ""
    whole: tuple[str, ...] = ()


@lru_cache(1 << 14)
def name_forms(name: str) -> NameForms:
    """The forms of one name; villages and crafts repeat, so they are remembered."""
    parts = tokens(name)
    sounds = [_sounds(part) for part in parts]
    return NameForms(
        " ".join(parts),
        " ".join(fold for fold, _ in sounds),
        " ".join(loose for _, loose in sounds),
        whole_keys(parts),
    )


def whole_keys(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of `blocking_key` under which a whole name stands, out of its parts."""
    return tuple(["n" + folds for folds in wholes(parts)])


@lru_cache(1 << 15)
def _sounds(part: str) -> tuple[str, str]:
    """All folds of one part of a name, and its loose forms."""
    return " ".join(word_keys(part)), " ".join(skeleton_keys(part))


@lru_cache(1 << 14)
def _around(text: str) -> tuple[str, str]:
    """The spelling and the folds of a word that stands around a name: villages and crafts repeat."""
    one = name_forms(text)
    return _NO_INITIAL.sub(_LONGER, one.spelled), _NO_INITIAL.sub(_LONGER, one.fold)


def terms_of(summary: RecordSummary, record: Record) -> IndexTerms:
    """By what a row is found. Looks at no other row."""
    search, held = _search(record.KIND), vars(record)
    names = [
        name_forms(name) for name in (summary.name_hi, summary.name_en, *(held[key] for key in search.names)) if name
    ]
    around = [_around(place) for place in (summary.relative, summary.village) if place]
    around += [_around(place) for key in search.around if (place := held[key])]
    other = [spelled for spelled, _ in around]
    if summary.mobile:
        other += [summary.mobile, BACKWARDS + summary.mobile[::-1]]
    return IndexTerms(
        " ".join([one.spelled for one in names]),
        " ".join([one.fold for one in names]),
        " ".join([one.loose for one in names]),
        " ".join(other),
        " ".join([fold for _, fold in around]),
        tuple(block_keys(summary, record)),
    )


def _running(number: str) -> str:
    """The running number in a number as we print it; another laptop's may be anything, and then it is all of it."""
    parts = number.split("-")
    return (parts[-2] if len(parts) > 1 else number).lstrip("0")


def _row(rid: int, number: str, words: IndexTerms) -> tuple[int | str, ...]:
    """The row of the index: the words, and the number in the two forms in which it is asked for."""
    other = words.other
    if number:
        other = f"{other} {squeezed(number)} {RUNNING}{_running(number)}"
    return rid, words.name, words.fold, words.loose, other, words.other_fold


class Index:
    """Keeps the look-ups in step with the summaries, in the same transaction."""

    def __init__(self, connection: Connection, known_words: set[str]) -> None:
        self._connection = connection
        self._known = known_words
        self._forgotten: set[str] = set()

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """Makes these rows findable; none of them may be so already."""
        self.enter(
            [(entry.rid, entry.summary.registration, terms_of(entry.summary, entry.record)) for entry in entries]
        )

    def enter(self, rows: Sequence[tuple[int, str, IndexTerms]]) -> None:
        """As :meth:`add`, of rows given by number, registration number and words."""
        if not rows:
            return
        self._connection.exec_driver_sql(_FOUND, [_row(*row) for row in rows])
        folds = {fold for _, _, words in rows for fold in words.fold.split()}
        self._learn({fold for fold in folds if len(fold) >= SHORTEST_WORD})
        # In order of the key, so that an import touches each page of a large index once.
        put_rows(
            self._connection, tables.blocking_key, sorted([(key, rid) for rid, _, words in rows for key in words.keys])
        )

    def known(self, rids: Sequence[int]) -> set[int]:
        """Which of these rows can be found now."""
        wanted = text("SELECT rowid FROM search_fts WHERE rowid = :rid")
        return {rid for rid in rids if self._connection.scalar(wanted, {"rid": rid}) is not None}

    def remove(self, entries: Sequence[IndexEntry]) -> None:
        """Takes rows out, given as they were when they were added."""
        if not entries:
            return
        self._connection.execute(_LOST, [{"rid": entry.rid} for entry in entries])
        blocks = [{"k": key, "r": entry.rid} for entry in entries for key in block_keys(entry.summary, entry.record)]
        if blocks:
            block = tables.blocking_key.c
            statement = delete(tables.blocking_key).where(block.key == bindparam("k"), block.rid == bindparam("r"))
            self._connection.execute(statement, blocks)

    def forget(self, entry: IndexEntry) -> None:
        """Takes an erased row out; its words go with :meth:`purge`."""
        self.remove([entry])
        self._forgotten.update(terms_of(entry.summary, entry.record).fold.split())

    def purge(self) -> None:
        """Takes the words of erased rows out of the vocabulary where nobody else has them, and merges the index, which
        keeps deleted words in its older parts until then: seconds on a full laptop."""
        for word in sorted(self._forgotten):  # only now: her name stood on her certificates, too
            used = text("SELECT 1 FROM search_fts WHERE search_fts MATCH :match LIMIT 1")
            if self._connection.scalar(used, {"match": f'{{fold}} : "{word}"'}) is None:
                self._connection.execute(delete(tables.vocabulary).where(tables.vocabulary.c.fold == word))
                self._connection.execute(delete(tables.deletion_variant).where(tables.deletion_variant.c.fold == word))
                self._known.discard(word)
        self._forgotten.clear()
        self._connection.execute(text("INSERT INTO search_fts(search_fts) VALUES ('optimize')"))

    def unlearn(self) -> None:
        """Asks the database anew which words are in the vocabulary."""
        self._known.clear()

    def _learn(self, words: set[str]) -> None:
        new = sorted(words - self._known)
        for part in chunks(new):
            here = set(
                self._connection.scalars(select(tables.vocabulary.c.fold).where(tables.vocabulary.c.fold.in_(part)))
            )
            unknown = [word for word in part if word not in here]
            put_rows(self._connection, tables.vocabulary, [(word,) for word in unknown])
            put_rows(
                self._connection, tables.deletion_variant, [(piece, word) for word in unknown for piece in pieces(word)]
            )
        self._known |= words


def pieces(word: str) -> set[str]:
    """The word itself and every way to leave one letter out: two words that are one slip apart share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def person_of(record: Any, summary: RecordSummary | None = None) -> Person:
    """What is compared of a person: an Artisan or Member, or the columns of one.

    Of a member, her group's village and district come from her summary.
    """
    if not hasattr(record, "relative"):
        return scoring.person_of(record.id, record)
    return Person(
        record.id,
        tuple(filter(None, (record.name_hi, record.name_en))),
        record.relation,
        (record.relative,) if record.relative else (),
        birth_year=record.birth_year,
        estimated=True,
        village=summary.village if summary else "",
        district=summary.district if summary else "",
        mobile=record.mobile,
    )


def block_keys(summary: RecordSummary, record: Record) -> set[str]:
    """The keys under which the same person or group would stand again, and that of the whole name for the search."""
    found = {key for name in (summary.name_hi, summary.name_en) if name for key in name_forms(name).whole}
    search = _search(record.KIND)
    if search.people:
        found.update(blocking_keys(person_of(record, summary)))
    found.update(letter + code for key, letter in search.codes.items() if (code := getattr(record, key)))
    return found


def _search(kind: str) -> Search:
    """What is looked up of a kind; of one that is listed and not searched for, its names."""
    return KINDS[kind].search or _BY_NAME


_BY_NAME = Search("")
