"""Which field of ours, or which fixed word, fills a column that the shipped mapping does not know: chosen once."""

import json
from collections.abc import Mapping
from dataclasses import replace

from samarth_desktop.actions.session import Session
from samarth_desktop.documents.templates import mapping
from samarth_desktop.documents.templates.mapping import KNOWN_KEYS, ColumnMapping

FIXED = "="
"""Before a text that goes into every row as it is."""


def chosen(session: Session, marketplace: str) -> dict[str, str]:
    """By heading what was chosen: one of our keys, or a text behind FIXED."""
    with session.store.read() as reader:
        said = reader.setting(_setting(marketplace))
    found: dict[str, str] = json.loads(said) if said else {}
    return found


def choose(session: Session, marketplace: str, heading: str, value: str) -> None:
    """Keeps a choice, or forgets it ("")."""
    every = chosen(session, marketplace)
    every.pop(heading, None)
    if value in KNOWN_KEYS or (value.startswith(FIXED) and value.removeprefix(FIXED).strip()):
        every[heading] = value
    session.store.put(**{_setting(marketplace): json.dumps(every, ensure_ascii=False)})


def with_choices(session: Session, marketplace: str) -> ColumnMapping:
    """The shipped mapping of a marketplace with what was chosen here over it."""
    shipped, own = mapping.shipped(marketplace), chosen(session, marketplace)
    columns = {heading: value for heading, value in own.items() if not value.startswith(FIXED)}
    fixed = {heading: value.removeprefix(FIXED) for heading, value in own.items() if value.startswith(FIXED)}
    return replace(
        shipped,
        columns={**_without(shipped.columns, own), **columns},
        fixed={**_without(shipped.fixed, own), **fixed},
    )


def _without(table: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    return {heading: value for heading, value in table.items() if heading not in own}


def _setting(marketplace: str) -> str:
    return f"mapping {marketplace}"
