"""Cells that say "as above": a ditto mark stands for what the row above says in the same column."""

from collections.abc import Collection, Sequence

_ONE_PERSONS = frozenset(
    {"name", "name_hi", "name_en", "name_on_aadhaar", "registration", "aadhaar_last4", "pan", "voter_id", "person"}
)
_SIGNS = ["〃", '"', "''", "″", "”", "“", "„", ",,", "ʺ", "//", "तदैव", "यथोपरि", "उपरोक्तानुसार"]
_WORDS = ("do", "ditto", "same", "as above", "same as above", "ऊपर जैसा", "उपर जैसा", "ऊपर की तरह", "उपरोक्त")
_AROUND = (("", ""), ("", "."), ("-", "-"), ("--", "--"), ("- ", " -"), ("–", "–"), ("—", "—"), ("(", ")"))

MARKS = frozenset(
    f"{space}{before}{mark}{after}{behind}"
    for word in (*_SIGNS, *_WORDS)
    for mark in (word, word.capitalize(), word.upper())
    for before, after in _AROUND
    for space in ("", " ")
    for behind in ("", " ")
)
"""Every way to write one, as the cell stands: so a row without any is told at once."""


def repeatable(keys: Sequence[str]) -> frozenset[int]:
    """The columns in which a mark can stand for the row above: not for somebody's own name or number."""
    return frozenset(at for at, key in enumerate(keys) if key and key not in _ONE_PERSONS)


def of_above(cells: Sequence[str], columns: Collection[int]) -> Collection[int]:
    """Those of the columns in which the row says "as above"."""
    if MARKS.isdisjoint(cells):
        return ()
    return [at for at in columns if at < len(cells) and cells[at] in MARKS]


def filled(cells: list[str], above: Sequence[str], columns: Collection[int]) -> list[str]:
    """The cells with what the row above says where they say so; nothing where that says nothing."""
    if not (marked := of_above(cells, columns)):
        return cells
    made = list(cells)
    for at in marked:
        made[at] = above[at] if at < len(above) else ""
    return made


def says(cells: Sequence[str], columns: Collection[int]) -> bool:
    """Whether a row says anything in these columns: one with a note beside the table is not what is above."""
    return any(at < len(cells) and cells[at] and not cells[at].isspace() for at in columns)
