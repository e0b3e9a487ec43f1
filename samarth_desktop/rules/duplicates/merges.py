"""Which record stands for a person after her doubles were merged: the one that was kept."""

from collections.abc import Callable

MERGED_INTO = "merged_into"
"""Key among the extras of a merged-away record: the row id of the record that was kept."""


def kept_row(row: str, into: Callable[[str], str]) -> str:
    """The row that stands for `row`: itself, or the last of the chain of merges that begins with it.

    `into` gives the row into which a row was merged, "" for one that stands by itself. Where two laptops merged two
    records into each other, the smaller id stands for both, so that every laptop names the same one.
    """
    path = [row]
    while to := into(path[-1]):
        if to in path:
            return min(path[path.index(to) :])
        path.append(to)
    return path[-1]
