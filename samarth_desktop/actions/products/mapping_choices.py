"""Which field of ours, or which fixed word, fills a marketplace's column: shipped, then published, then chosen here."""

import json
from collections.abc import Mapping
from dataclasses import replace

from samarth_desktop.actions.device import roles
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.templates import mapping
from samarth_desktop.documents.templates.mapping import KNOWN_KEYS, ColumnMapping
from samarth_desktop.documents.templates.model import fold
from samarth_desktop.i18n import T
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import mappings
from samarth_desktop.store.queries.mappings import Published

FIXED = "="
"""Before a text that goes into every row as it is."""
LONGEST = 500


def chosen(session: Session, marketplace: str) -> dict[str, str]:
    """By heading what was chosen on this laptop: one of our keys, a text behind FIXED, or "" for nothing."""
    with session.store.read() as reader:
        return _said(reader, _setting(marketplace))


def choose(session: Session, marketplace: str, heading: str, value: str) -> None:
    """Keeps a choice on this laptop until it is published; "" leaves the column empty."""
    every = chosen(session, marketplace)
    every.pop(heading, None)
    if value in ("", *KNOWN_KEYS) or value.removeprefix(FIXED).strip():
        every[heading] = value[:LONGEST]
    session.store.put(**{_setting(marketplace): json.dumps(every, ensure_ascii=False)})


def translate(session: Session, marketplace: str, heading: str, ours: str, theirs: str) -> None:
    """Keeps on this laptop which of their words stands for one of ours in a column; "" takes ours as it is."""
    with session.store.read() as reader:
        every = _said(reader, _values_setting(marketplace))
    every[f"{fold(heading)}\t{fold(ours)}"] = theirs.strip()[:LONGEST]
    session.store.put(**{_values_setting(marketplace): json.dumps(every, ensure_ascii=False)})


def with_choices(session: Session, marketplace: str) -> ColumnMapping:
    """The mapping of a marketplace that holds here."""
    with session.store.read() as reader:
        return with_choices_of(reader, marketplace)


def with_choices_of(reader: Reader, marketplace: str) -> ColumnMapping:
    """The same in one state of the data."""
    made = mapping.shipped(marketplace)
    if (last := published(reader, marketplace)) is not None:
        made = _over(made, last.choices, last.values)
    return _over(made, _said(reader, _setting(marketplace)), _said(reader, _values_setting(marketplace)))


def _over(made: ColumnMapping, choices: Mapping[str, str], values: Mapping[str, str]) -> ColumnMapping:
    """A mapping with choices over it; a column that is to stay empty is in none of its tables."""
    columns = {heading: value for heading, value in choices.items() if value in KNOWN_KEYS}
    fixed = {at: value.removeprefix(FIXED) for at, value in choices.items() if value.startswith(FIXED)}
    own = {fold(heading) for heading in choices}
    words = {heading: dict(table) for heading, table in made.values.items()}
    for key, theirs in values.items():
        heading, _, ours = key.partition("\t")
        table = words.setdefault(heading, {})
        table.pop(ours, None)
        if theirs:
            table[ours] = theirs
    return replace(
        made,
        columns={**_without(made.columns, own), **columns},
        values=words,
        fixed={**_without(made.fixed, own), **fixed},
    )


def _without(table: Mapping[str, str], own: set[str]) -> dict[str, str]:
    return {heading: value for heading, value in table.items() if fold(heading) not in own}


def published(reader: Reader, marketplace: str) -> Published | None:
    """The newest mapping of a marketplace that the office published."""
    return max(mappings.every(reader, marketplace), key=lambda one: one.version, default=None)


def is_changed(session: Session, marketplace: str) -> bool:
    """Whether something was chosen on this laptop that is not published."""
    with session.store.read() as reader:
        return any(_said(reader, name) for name in (_setting(marketplace), _values_setting(marketplace)))


def publish(session: Session, marketplace: str) -> int:
    """Gives what was chosen here to every laptop, as the next version; gives its number. KnownError: no office."""
    roles.demand(session, roles.Deed.OFFICE, T("Only the office publishes what feeds which column."))
    with roles.writing(session, roles.Deed.OFFICE) as unit:
        last = published(unit, marketplace)
        choices, values = (dict(last.choices), dict(last.values)) if last else ({}, {})
        own = _said(unit, _setting(marketplace))
        folded = {fold(heading) for heading in own}
        choices = {**_without(choices, folded), **own}
        values |= _said(unit, _values_setting(marketplace))
        version = last.version + 1 if last else 1
        mappings.publish(
            unit, Published(marketplace, version, session.today.isoformat(), choices, values), session.author
        )
        unit.put_settings({_setting(marketplace): "", _values_setting(marketplace): ""})
        unit.commit()
    return version


def _said(reader: Reader, name: str) -> dict[str, str]:
    said = reader.setting(name)
    found: dict[str, str] = json.loads(said) if said else {}
    return found


def _setting(marketplace: str) -> str:
    return f"mapping {marketplace}"


def _values_setting(marketplace: str) -> str:
    return f"mapping values {marketplace}"
