"""How the columns of a table share its width: what would be cut takes what others do not need."""

from collections.abc import Sequence

LEAST, FAIR = 120, 220
"""What a column that takes the rest keeps at least, in logical px, and up to where it is served before all others."""
ICON = 40
"""A column so narrow shows a sign; its words are for screen readers and the tooltip."""


def shared(widths: Sequence[int], needs: Sequence[int], room: int, known: bool) -> list[int]:
    """The widths of the columns in logical px, 0 for those that take what is left.

    `widths` are those asked for, `needs` what the words of each column take (0 where they wrap), `room` what there is
    in all. Columns only give way where it is `known` what stands in them. Where there is not enough for all, those
    that lack least are served first, so that as few as possible are cut.
    """
    rest = [at for at, width in enumerate(widths) if not width]
    whole = sum(max(needs[at], LEAST) for at in rest)
    first = sum(min(max(needs[at], LEAST), FAIR) for at in rest)
    pool = room - sum(widths) - first
    lacks = {at: needs[at] - width for at, width in enumerate(widths) if width > ICON and needs[at] > width}
    if rest:
        lacks[-1] = whole - first - min(pool, 0)
    pool = max(pool, 0)
    gives = {at: width - needs[at] for at, width in enumerate(widths) if known and width and 0 < needs[at] < width}
    given = min(max(sum(lacks.values()) - pool, 0), sum(gives.values()))
    found = list(widths)
    left = sum(gives.values())
    for at, much in gives.items():  # the last ones give what was rounded off before
        part = given * much // left
        given, left = given - part, left - much
        found[at] -= part
        pool += part
    for at, lack in sorted(lacks.items(), key=lambda one: one[1]):
        part = min(lack, pool)
        pool -= part
        if at >= 0:
            found[at] += part
    return found
