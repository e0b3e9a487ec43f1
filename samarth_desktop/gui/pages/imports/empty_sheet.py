"""An empty sheet with explained heads, to be filled in somewhere else."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.gui.pages.imports.import_page import ImportPage


def write(page: "ImportPage", kind: str, target: str = "") -> None:
    """Asks where, unless there is a target, writes it and tells."""
    from samarth_desktop.actions.imports import templates

    words, title = lang.catalog, say(T("Get an empty sheet"))
    name = target or QFileDialog.getSaveFileName(page, title, f"{kind}.xlsx", "Excel (*.xlsx)")[0]
    if name:
        page.host.lanes.store.run(
            lambda task: templates.write(kind, Path(name), words),
            lambda done: page.host.saved_file(T("Saved: {file}", file=Path(name).name), Path(name)),
            page.tell_failed,
            owner=page,
        )
