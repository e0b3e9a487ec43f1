"""Reads the shipped tables of facts: UTF-8, tab-separated, ``#`` lines above one line of heads."""

from collections.abc import Iterator

from samarth_desktop import paths


def rows(name: str) -> Iterator[list[str]]:
    """The cells of each row below the heads of ``resources/<name>``, e.g. ``rows("banks.tsv")``.

    Every row has as many cells as the head line; a shipped file that does not is a bug and raises ValueError.
    """
    width = 0
    for line in paths.resource(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        cells = line.split("\t")
        if not width:
            width = len(cells)
            continue
        if len(cells) != width:
            raise ValueError(f"{name}: {line!r} has {len(cells)} cells, not {width}")
        yield cells


def words(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by ``;``."""
    return tuple(cell.split(";")) if cell else ()
