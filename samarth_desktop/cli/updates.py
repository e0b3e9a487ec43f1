"""The sub-command for a newer version of the program: what is offered, taking it, starting its installer."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samarth_desktop.cli.call import ANSWER_IS_NO, DONE, Call
from samarth_desktop.i18n import N_, T

if TYPE_CHECKING:
    from samarth_desktop.actions.device.updates import Update


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    update = add("update", _update, N_("lays a newer version ready: the office's, or FILE from a stick"))
    update.add_argument("file", nargs="?", type=Path)
    update.add_argument("--look", action="store_true", help="only say what is offered")
    update.add_argument("--start", action="store_true", help="and start its installer")


def _update(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import updates

    with this.session() as session:
        found = updates.take(options.file, session) if options.file else updates.offered(session)
        if found is None:
            this.tell(T("No newer version is offered. This is decided when the laptop syncs."))
            return ANSWER_IS_NO
        if not options.look and found.ready is None:
            found = updates.fetch(session, found, this.progress)
        started = options.start and found.ready is not None and updates.start(found, session)
    this.answer(_said(found))
    if found.ready is not None and not started:
        this.tell(T("To install it: {line}", line=updates.line(found.ready)))
    return DONE


def _said(found: "Update") -> dict[str, Any]:
    one = found.release
    return {"version": one.version, "name": one.name, "size": one.size, "file": str(found.ready or "")}
