"""Attendance as a sheet: out for a marketplace or funder, in from Excel with one line a person and session."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from samarth_desktop.actions.device import roles
from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import checking_in, moving, participants, planning
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet
from samarth_desktop.documents.spreadsheets.worksheets import open_book
from samarth_desktop.domain.fields.aadhaar import mask
from samarth_desktop.domain.fields.digits import masked
from samarth_desktop.domain.ids import derived_id
from samarth_desktop.domain.names.searching import closeness
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, Catalog, T, Text
from samarth_desktop.kinds.attendance.record import Attendance
from samarth_desktop.kinds.invitation.record import Invitation
from samarth_desktop.kinds.session.record import Sitting
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import audit
from samarth_desktop.store.queries import workshops as store

HEADS = ("workshop", "number", "name", "mobile", "session", "in")
LABELS = {
    "workshop": N_("Workshop no."),
    "number": N_("Registration no."),
    "name": N_("Name"),
    "mobile": N_("Mobile number"),
    "session": N_("Session"),
    "in": N_("Came in at"),
}
TITLE = N_("Attendance")
_ALIKE = 0.9
_HEADS_WITHIN = 20
_PART = 200


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that was not taken in, with the head that says why."""

    row: int
    head: str
    reason: Text


@dataclass(slots=True)
class Report:
    """What came of a sheet: as :class:`imports.Report` says it, of attendance."""

    read: int = 0
    imported: int = 0
    updated: int = 0
    skipped: int = 0
    errors: list[RowError] = field(default_factory=list)

    def as_json(self, words: Catalog) -> dict[str, Any]:
        """The counts of the command line's contract."""
        return {
            "read": self.read,
            "imported": self.imported,
            "updated": self.updated,
            "skipped": self.skipped,
            "duplicates": 0,
            "errors": [{"row": one.row, "field": one.head, "reason": words.say(one.reason)} for one in self.errors],
        }


def export(session: Session, path: Path, words: Catalog, *, unmasked: bool = False, workshop: str = "") -> int:
    """Writes who was in which session into CSV, XLSX or PDF, of one workshop (row id) or all; gives the number of rows.
    Raises KnownError."""
    if unmasked and not exporting.may_unmask(session):
        raise roles.NotAllowed(roles.Deed.UNMASKED)
    ending = exporting.ending_of(path)
    with session.store.read() as reader:
        plans = [planning.of(reader, row) for row in _wanted(reader, workshop)]
        rows = [row for plan in plans for row in _rows(reader, plan, unmasked)]
    if ending == ".pdf":
        sheet = OutputSheet(TITLE, [words.say(LABELS[key]) for key in HEADS], iter(rows))
        return exporting.write_pdf(path, sheet, words, session.today, lambda done, total: None)
    count = exporting.write_table(path, [OutputSheet("attendance", list(HEADS), iter(rows))])
    if unmasked:
        with roles.writing(session, roles.Deed.UNMASKED) as unit:
            audit.note(unit, session.author, "export", detail=f"attendance {count}")
            unit.commit()
    return count


def _wanted(reader: Any, workshop: str) -> list[str]:
    return [workshop] if workshop else [one.id for one in reversed(store.every(reader))]


def _rows(reader: Any, plan: Plan, unmasked: bool) -> Iterator[list[str]]:
    numbers = {one.id: str(one.number or "") for one in plan.sittings}
    for row in store.attendance(reader, plan.workshop.id):
        if row.here:
            mobile = row.mobile if unmasked or not row.mobile else masked(row.mobile)
            yield [
                plan.workshop.number, row.registration, row.name, mobile, numbers.get(row.session, ""), row.in_at[:16],
            ]  # fmt: skip


def bring(session: Session, path: Path, workshop: str = "") -> Report:
    """Takes in a sheet of attendance: by number, else by name and mobile among those on the list, else as a name only.
    A row that is there already is skipped. KnownError when the file has no heads of ours. `workshop` (row id) is meant
    where the sheet names none."""
    report = Report()
    for sheet in open_book(path):
        rows = [[mask(cell.strip()) for cell in cells] for cells in sheet.rows()]
        top, columns = _heads(rows)
        if columns:
            lines = [(number, cells) for number, cells in enumerate(rows, 1) if number > top and any(cells)]
            for start in range(0, len(lines), _PART):
                with roles.writing(session, roles.Deed.HALL) as unit:
                    for number, cells in lines[start : start + _PART]:
                        _take(unit, session, report, number, _values(columns, cells), workshop)
                    unit.commit()
            return report
    raise KnownError(
        T("No row of {file} has the heads of attendance: {heads}.", file=path.name, heads=", ".join(HEADS))
    )


def _heads(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    from samarth_desktop.i18n import LANGUAGES, catalog

    known = {key: key for key in HEADS}
    for key, label in LABELS.items():
        known |= {catalog(language).say(label).casefold(): key for language in LANGUAGES}
    for number, cells in enumerate(rows[:_HEADS_WITHIN], 1):
        columns = {known[cell.casefold()]: at for at, cell in enumerate(cells) if cell.casefold() in known}
        if "number" in columns or "name" in columns:
            return number, columns
    return 0, {}


def _values(columns: dict[str, int], cells: Sequence[str]) -> dict[str, str]:
    return {key: cells[at] if at < len(cells) else "" for key, at in columns.items()}


def _take(
    unit: UnitOfWork, session: Session, report: Report, number: int, values: dict[str, str], workshop: str
) -> None:
    report.read += 1
    try:
        typed = values.get("workshop", "")
        plan = planning.of(unit, planning.find(unit, typed).id if typed or not workshop else workshop)
        said = values.get("session", "")
        sitting = planning.sitting_of(plan, int(said) if said.isdecimal() else None)
        at = _moment(values.get("in", ""), sitting, session)
        outcome = _one(unit, session, plan, sitting, values, at)
    except _WrongCell as wrong:
        report.errors.append(RowError(number, wrong.head, wrong.text))
    except KnownError as wrong:
        report.errors.append(RowError(number, "workshop", wrong.text))
    else:
        report.imported += outcome == "new"
        report.updated += outcome == "changed"
        report.skipped += outcome == "same"


class _WrongCell(KnownError):
    def __init__(self, head: str, text: Text) -> None:
        super().__init__(text)
        self.head = head


def _moment(typed: str, sitting: Sitting, session: Session) -> datetime | None:
    if not typed:
        return None
    try:
        shown = typed.replace(" ", "T", 1) if typed[:4].isdecimal() and "T" not in typed else typed
        return checking_in.moment_of(shown[-5:] if len(shown) == 8 and shown[2] == ":" else shown, sitting, session)
    except KnownError as wrong:
        raise _WrongCell("in", wrong.text) from wrong


def _one(
    unit: UnitOfWork, session: Session, plan: Plan, sitting: Sitting, values: dict[str, str], at: datetime | None
) -> str:
    typed, name = values.get("number", ""), values.get("name", "")
    if typed:
        moving.join_badges_of(unit, session, plan.workshop.id)
        found = participants.by_number(unit, typed)
        if not found:
            text = T("Nobody on this laptop has the registration number {number}.", number=typed[:40])
            raise _WrongCell("number", text)
        done = checking_in.check_in(unit, session, sitting, found[0], "sheet", at)
        return "new" if done.new else "same"
    if not name:
        raise _WrongCell("name", T("Neither a number nor a name. Write one of them."))
    listed = _on_list(unit, plan, name, values.get("mobile", ""))
    if listed:
        done = checking_in.check_in(unit, session, sitting, listed[0], "sheet", at)
        return "new" if done.new else "same"
    return _name_only(unit, session, sitting, values, at)


def _on_list(unit: UnitOfWork, plan: Plan, name: str, mobile: str) -> list[participants.Known]:
    """The one on the list whom a name means: alike in either script, with the same phone where both have one."""
    alike = [
        one
        for one in unit.children(Invitation, plan.workshop.id)
        if not one.cancelled
        and max(closeness(name, text) for text in (one.name_hi, one.name_en)) >= _ALIKE
        and (not mobile or not one.mobile or one.mobile.endswith(mobile[-4:]))
    ]
    return participants.by_rows(unit, [alike[0].participant]) if len(alike) == 1 else []


def _name_only(
    unit: UnitOfWork, session: Session, sitting: Sitting, values: dict[str, str], at: datetime | None
) -> str:
    name, mobile = values["name"], values.get("mobile", "")
    there = [
        one
        for one in store.attendance(unit, sitting.workshop, sitting.id)
        if not one.person and name in (one.name_hi, one.name_en) and (not mobile or one.mobile == mobile)
    ]
    if there:
        return "same"
    participant = derived_id("name", sitting.workshop, name, mobile)
    hindi = any("\u0900" <= letter <= "\u097f" for letter in name)
    entry = Attendance(
        id=checking_in.row_of(sitting.workshop, sitting.id, participant),
        workshop=sitting.workshop,
        session=sitting.id,
        participant=participant,
        presence="present",
        how="sheet",
        laptop=unit.device,
        mobile=mobile if mobile.isdecimal() else "",
        name_hi=name if hindi else "",
        name_en="" if hindi else name,
        **checking_in.in_at(unit, session, at),
    )
    unit.save(entry, session.author)
    return "new"
