"""Sub-commands around imports: a sheet brought in, the list of imports, one taken back."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samarth_desktop.cli.call import ANSWER_IS_NO, DONE, Call, add_date
from samarth_desktop.cli.records import LISTS, sheet_command
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, T

if TYPE_CHECKING:
    from samarth_desktop.actions.imports.ahead.helper import ParserProcess
    from samarth_desktop.actions.imports.import_report import Report

_HEAD = ("programme", "district", "village", "sector", "phone_owner", "consent", "consent_on", "evidence")


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    bring = sheet_command(add("import", _import, N_("registers everybody in a sheet")), LISTS)
    bring.add_argument("--strict", action="store_true")
    bring.add_argument("--errors", type=Path, metavar="FILE")
    bring.add_argument("--as-written", action="store_true")
    for key, shown in zip(_HEAD, ("CODE", "AREA", "TEXT", "SECTOR", "OWNER", "HOW", "DAY", "TEXT"), strict=True):
        bring.add_argument(f"--{key.replace('_', '-')}", default="", metavar=shown)
    bring.add_argument("--dates", choices=("dmy", "mdy"), default="")
    bring.add_argument("--sheet", default="", metavar="NAME")
    add_date(bring)
    done = add("imports", _list, N_("lists the imports of this laptop; undo takes one back"))
    done.add_argument("act", nargs="?", choices=("undo",))
    done.add_argument("id", nargs="?", default="")


def _import(this: Call, options: argparse.Namespace) -> int:
    if options.kind == "attendance":
        return _attendance(this, options)
    if options.errors and not options.errors.absolute().parent.is_dir():  # told before anybody is registered
        raise KnownError(T("There is no folder {folder} for the sheet of errors.", folder=str(options.errors.parent)))
    from samarth_desktop.actions.imports.ahead.helper import about_so_many, parser_process

    with parser_process(about_so_many(options.file)) as helper:  # it starts while all else is loaded
        report = _bring(this, options, helper)
    if report.legacy:
        heads = ", ".join(report.legacy)
        this.tell(T("Kruti Dev text was turned into Hindi in: {heads}. With --as-written it stays.", heads=heads))
    this.answer(report.as_json(this.words))
    return ANSWER_IS_NO if report.rolled_back else DONE


def _bring(this: Call, options: argparse.Namespace, helper: "ParserProcess | None") -> "Report":
    from samarth_desktop.actions.imports import import_head, importing

    texts = {key: getattr(options, key) for key in _HEAD}
    with this.dated_desk(options.date) as session:
        return importing.import_file(
            session,
            options.kind,
            options.file,
            strict=options.strict,
            errors=options.errors,
            as_written=options.as_written,
            head=import_head.read_head(session, texts, this.words.language),
            orders=options.dates,
            sheet=options.sheet,
            words=this.words,
            progress=this.progress,
            helper=helper,
        )


def _attendance(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.workshops import attendance_sheet

    with this.dated_desk(options.date) as session:
        report = attendance_sheet.bring(session, options.file)
    this.answer(report.as_json(this.words))
    return DONE


def _list(this: Call, options: argparse.Namespace) -> int:
    if options.act:
        return _undo(this, options)
    from samarth_desktop.actions.imports import undo_import

    with this.session() as session:
        found = undo_import.runs(session)
    this.answer(
        [
            {"id": one.id, "file": one.file, "when": one.begun, "author": one.author, "rows": one.rows}
            | ({"undone": one.undone} if one.undone else {})
            | ({} if one.finished else {"finished": False})
            for one in found
        ]
    )
    return DONE


def _undo(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.imports import undo_import

    if not options.id:
        raise KnownError(T("Say which import: samarth-desktop imports lists them."))
    with this.session() as session:
        done = undo_import.undo(session, options.id, this.progress)
    kept = [{"number": one.number, "reason": this.words.say(one.reason)} for one in done.kept]
    this.answer({"undone": done.undone, "kept": kept})
    return ANSWER_IS_NO if kept else DONE
