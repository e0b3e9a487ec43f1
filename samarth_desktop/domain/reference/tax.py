"""What a seller's tax status opens and what it does not: facts of published rules with their source, no advice."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import table
from samarth_desktop.domain.reference.sources import Source, named


@dataclass(frozen=True, slots=True)
class TaxFact:
    """What holds for a status, and where that was read."""

    words: Words
    sources: tuple[Source, ...]


def tax_fact(status: str) -> TaxFact | None:
    """What is known of a tax status by its code; None where nothing particular holds."""
    return _facts().get(status)


@functools.cache
def _facts() -> Mapping[str, TaxFact]:
    return {status: TaxFact(Words(hi, en), named(keys)) for status, hi, en, keys in table.rows("tax.tsv")}
