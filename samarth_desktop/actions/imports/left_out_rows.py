"""What stands in the rows of a sheet that stay out, so that a person sees that nothing is lost."""

from collections.abc import Sequence

from samarth_desktop.actions.imports.sheet_source import Source
from samarth_desktop.rules.sheets import row_parser

MOST = 8
"""So many rows are told; a note below a list or its heads has fewer."""


def told(sources: Sequence[Source], sheet: str, rows: Sequence[int]) -> list[tuple[int, str]]:
    """The first of these rows (by number) with their words, phone, bank and identity numbers by their last figures
    only."""
    source = next((one for one in sources if one.sheet.name == sheet), None)
    wanted = sorted(rows)[:MOST]
    if source is None or not wanted:
        return []
    found = []
    for number, cells in enumerate(source.sheet.rows(), 1):
        if number in wanted:
            shown = (row_parser.shown(source.plan, at, cell) for at, cell in enumerate(cells))
            found.append((number, " · ".join(text for text in shown if text)))
        if number >= wanted[-1]:
            break
    return found
