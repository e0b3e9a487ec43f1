"""Which sheet of a file holds what, and how its columns are read: guessed, or as somebody chose for the same heads."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from samarth_desktop.actions.imports.import_report import Question
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.worksheets import Worksheet, open_book
from samarth_desktop.domain.names import krutidev
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.rules.sheets import column_mapping, old_fonts
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping

_LOOKED_AT = 60
_OF_PEOPLE = re.compile("name|relative|father|husband|mother")
_NAMES = frozenset({"name", "name_hi", "name_en", "title_hi", "title_en", "registration"})


@dataclass(frozen=True, slots=True)
class Source:
    """One table of a file with its plan. `samples` are the first cells of each column, for a page that shows them.

    `legacy` are the columns that look like Kruti Dev text; they are only converted when the plan says so.
    """

    sheet: Worksheet
    plan: ColumnMapping
    samples: tuple[tuple[str, ...], ...]
    legacy: frozenset[int]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The heads of the columns that mean nothing here, serial numbers and the like not counted."""
        return column_mapping.strange(self.plan)

    @property
    def total(self) -> int:
        """Rows below the heads, blank ones among them."""
        return max(0, self.sheet.count - self.plan.top)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Row number as the spreadsheet shows it, and cells, of each row that is not blank."""
        for number, cells in enumerate(self.sheet.rows(), 1):
            if number > self.plan.top and any(cell and not cell.isspace() for cell in cells):
                yield number, cells

    def planned(self, plan: ColumnMapping) -> "Source":
        """The same table read by another plan."""
        return replace(self, plan=plan)


def sources(session: Session, kind: str, path: Path) -> tuple[Source, ...]:
    """The tables of a file to be imported as `kind` (artisans or shgs), groups before their members.

    Raises KnownError when the file cannot be read or no row in it looks like heads.
    """
    starts = [(sheet, list(islice(sheet.rows(), _LOOKED_AT))) for sheet in open_book(path)]
    kinds = ("shgs", "members") if kind == "shgs" else (kind,)
    best: dict[str, Source] = {}
    every = [found for found in (_of_sheet(kinds, sheet, rows) for sheet, rows in starts) if found]
    for found in every:
        if found.plan.kind not in best or _fit(found) > _fit(best[found.plan.kind]):
            best[found.plan.kind] = found
    if kind == "shgs" and any(_of_people(rows, best) for _, rows in starts):
        raise KnownError(T("{file} looks like a list of people. Import it as artisans.", file=path.name))
    if not best:
        raise KnownError(
            T("No row of {file} looks like heads. Write above the columns what they hold.", file=path.name)
        )
    # A sheet for each village, all with the same heads, is one list.
    same = [one for of in kinds if of in best for one in every if one.plan.signature == best[of].plan.signature]
    with session.store.read() as reader:
        chosen = tuple(_remembered(one, reader.setting(_key(one.plan))) for one in same)
    if not any(_NAMES.intersection(source.plan.keys) for source in chosen):
        raise KnownError(T("No column of {file} holds names. Choose which one does.", file=path.name))
    return chosen


def _of_people(rows: list[list[str]], best: Mapping[str, Source]) -> bool:
    """Whether many more of the heads make sense for people: a wrong choice would make a group of each person."""
    people = column_mapping.find("artisans", rows)
    known = len([key for key in people.keys if key]) if people else 0
    return bool(best) and known >= 4 + max(_fit(source) for source in best.values())


def _fit(source: Source) -> int:
    return sum(1 for key in source.plan.keys if key)


def _of_sheet(kinds: Sequence[str], sheet: Worksheet, rows: list[list[str]]) -> Source | None:
    plans = [plan for plan in (column_mapping.find(kind, rows) for kind in kinds) if plan]
    if "members" in kinds:
        members = [plan for plan in plans if plan.kind == "members" and "shg" in plan.keys and len(set(plan.keys)) > 2]
        if members and sheet.name.strip().casefold() in column_mapping.MEMBERS_SHEET:
            plans = members
        elif not members:
            plans = [plan for plan in plans if plan.kind != "members"]
    if not plans:
        return None
    plan = max(plans, key=lambda one: sum(1 for key in one.keys if key))
    below = [cells for cells in rows[plan.top :] if any(cells)]
    samples = tuple(
        tuple(cells[at] for cells in below if at < len(cells) and cells[at]) for at in range(len(plan.heads))
    )
    legacy = _legacy(plan, samples)
    doubted = frozenset(at for at in old_fonts.doubted(plan, samples) if at not in legacy)
    return Source(sheet, replace(plan, doubted=doubted), samples, legacy)


def questions(source: Source) -> list[Question]:
    """What only a person knows of the columns of a table."""
    plan = source.plan
    return [
        Question(source.sheet.name, plan.heads[at], old_fonts.QUESTION, old_fonts.ANSWERS)
        for at in sorted(plan.doubted - plan.legacy)
    ]


def _legacy(plan: ColumnMapping, samples: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns in Kruti Dev. Where no name is, a remark that looks so is English after all."""
    found = frozenset(at for at, texts in enumerate(samples) if plan.keys[at] and krutidev.looks_like(texts))
    return found if any(_OF_PEOPLE.match(plan.keys[at]) for at in found) else frozenset()


def _key(plan: ColumnMapping) -> str:
    return f"columns {plan.signature}"


def _remembered(source: Source, setting: str) -> Source:
    if not setting:
        return source
    said = json.loads(setting)
    known = column_mapping.columns_of(source.plan.kind)
    pairs = list(zip(source.plan.heads, source.plan.keys, strict=True))
    keys = (said["keys"].get(head, key) for head, key in pairs)
    return source.planned(
        replace(
            source.plan,
            keys=tuple(key if key in known else "" for key in keys),
            legacy=frozenset(at for at, (head, _) in enumerate(pairs) if head in said["legacy"]),
        )
    )


def remember(session: Session, plan: ColumnMapping) -> None:
    """Keeps a mapping that somebody corrected, for the next sheet with the same heads."""
    keys = dict(zip(plan.heads, plan.keys, strict=True))
    legacy = [plan.heads[at] for at in sorted(plan.legacy)]
    session.store.put(**{_key(plan): json.dumps({"keys": keys, "legacy": legacy}, ensure_ascii=False)})
