"""The mission's list of village organisations and federations: read from a sheet, given to all by the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from samarth_desktop.actions.device import roles
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.worksheets import open_book
from samarth_desktop.domain.fields.aadhaar import mask
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LANGUAGES, N_, T, Text, Tn, catalog
from samarth_desktop.store.queries import federations
from samarth_desktop.store.queries.federations import Federation

HEADS = {"kind": N_("Kind"), "name": N_("Name"), "district": N_("District")}
_KINDS = {
    "vo": "vo", "alf": "vo", "gram sangathan": "vo", "ग्राम संगठन": "vo", "village organisation": "vo",
    "clf": "clf", "cluster": "clf", "city": "clf", "संकुल संघ": "clf", "cluster level federation": "clf",
}  # fmt: skip
_HEADS_WITHIN = 20
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Taken:
    """What a sheet brought: how many names, the rows that are no name of a known district, whether all laptops get
    it."""

    count: int
    wrong: tuple[int, ...]
    published: bool


def take(session: Session, path: Path) -> Taken:
    """Takes a list in, with the columns kind (VO, ALF, CLF), name, district. Where the office works here every laptop
    gets it, else it is this laptop's. KnownError for a sheet without these heads, or without a row."""
    for sheet in open_book(path):
        rows = [[mask(" ".join(cell.split())) for cell in cells] for cells in sheet.rows()]
        top, columns = _heads(rows)
        if not columns:
            continue
        lines = [(number, cells) for number, cells in enumerate(rows, 1) if number > top and any(cells)]
        read = {number: _federation(columns, cells) for number, cells in lines}
        found = list(dict.fromkeys(one for one in read.values() if one is not None))
        if not found:
            raise KnownError(T("No row of {file} names a federation of a known district.", file=path.name))
        wrong = tuple(number for number, one in read.items() if one is None)
        return Taken(len(found), wrong, _keep(session, found))
    raise KnownError(T("{file} has no columns for kind, name and district.", file=path.name))


def _keep(session: Session, found: Sequence[Federation]) -> bool:
    office = roles.is_office(session)
    with roles.writing(session, roles.Deed.RECORDS) as unit:
        if office:
            federations.publish(unit, found, session.today.isoformat(), session.author)
        else:
            federations.keep(unit, found)
        unit.commit()
    return office


def _heads(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    meant = {key: key for key in HEADS}
    for key, label in HEADS.items():
        meant |= {catalog(language).say(label).casefold(): key for language in LANGUAGES}
    for number, cells in enumerate(rows[:_HEADS_WITHIN], 1):
        columns = {meant[cell.casefold()]: at for at, cell in enumerate(cells) if cell.casefold() in meant}
        if len(columns) == len(HEADS):
            return number, columns
    return 0, {}


def _federation(columns: dict[str, int], cells: Sequence[str]) -> Federation | None:
    text = {key: cells[at] if at < len(cells) else "" for key, at in columns.items()}
    district, kind = place.district(text["district"]), _KINDS.get(text["kind"].casefold())
    if district is None or kind is None or not text["name"]:
        return None
    return Federation(kind, text["name"][:_LONGEST], district.code)


def words(taken: Taken) -> Text:
    """What a person is told of it."""
    said = (
        Tn("{count} name for all laptops.", "{count} names for all laptops.", taken.count)
        if taken.published
        else Tn(
            "{count} name for this laptop. Only the office gives it to all.",
            "{count} names for this laptop. Only the office gives them to all.",
            taken.count,
        )
    )
    if not taken.wrong:
        return said
    rows = ", ".join(map(str, taken.wrong[:5]))
    return T("{said} Rows without kind, name or known district: {rows}.", said=said, rows=rows)
