"""Paper from the window: the recovery sheet, with day and laptop, through the print dialog. It is never a file."""

import platform
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.media import pdf
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import in_devanagari


def recovery_sheet(groups: Sequence[str], author: str, device: str = "") -> bytes:
    """The sheet as a PDF in both languages, the window's first: owner, laptop (its code, else its name), day, key."""
    from samarth_desktop.documents.pdf import recovery_sheet as documents

    laptop = " · ".join(word for word in (device, platform.node()) if word)
    other = "en" if in_devanagari(lang.code) else "hi"
    sheet = documents.RecoverySheet(groups, laptop, author, datetime.now())
    return documents.render(sheet, (lang.code, other))


def print_recovery_sheet(parent: QWidget, groups: Sequence[str], author: str, device: str = "") -> bool:
    """Asks for a printer and prints the sheet; False when the person turned back or there is no printer."""
    if not pdf.has_printer(parent):
        return False
    pages = pdf.Pages(recovery_sheet(groups, author, device))
    try:
        printer = pdf.ask_printer(parent, "recovery", pages)
        return printer is not None and pdf.draw(printer, pages, range(pages.count))
    finally:
        pages.close()
