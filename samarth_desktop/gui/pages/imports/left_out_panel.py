"""What of a sheet stays out, row by row and column by column, with a way to have it all the same."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.cards import line, surface
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.side_panel import SidePanel
from samarth_desktop.gui.kit.surfaces.small import TextLink
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang, say
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.imports.import_report import Fault, LeftOut, Report

_MOST = 60  # lines; a sheet of four hundred strange columns names the first
_ROWS_TOLD = 4
_ERRORS_TOLD = 2


class LeftOutPanel(SidePanel):
    """`columns` asks for the step of the columns, `sheet` for another sheet by name, `words` for what stands in the
    rows of a :class:`LeftOut`, to be said by a label."""

    columns = Signal()
    sheet = Signal(str)
    words = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(T("Left out"), "doc", width=300, key="Ctrl+M")
        self._tables: frozenset[str] = frozenset()
        self._sum = Label("", 13, 400, "ink2", wrap=True)
        self.body.addWidget(self._sum)
        self._frame = surface("card")
        self._list = QVBoxLayout(self._frame)
        self._list.setContentsMargins(12, 8, 12, 8)
        self._list.setSpacing(6)
        self.body.addWidget(self._frame)
        self._wrong = IconLabel("err", "", "err", wrap=True)
        self.body.addWidget(self._wrong)

    def show_report(self, report: "Report", tables: frozenset[str]) -> None:
        """What a look at a file left out; `tables` are the names of the sheets that are read."""
        self._tables = tables
        empty(self._list)
        rows = report.left_rows
        columns = sum(len(one.columns) for one in report.left_out)
        self._sum.show_text(_sum(rows, columns))
        entries = [(one, column) for one in report.left_out[:_MOST] for column in one.columns[:_MOST] or ("",)]
        for at, (one, column) in enumerate(entries):
            if at:
                self._list.addWidget(line())
            self._list.addWidget(self._entry(one, column))
        self._frame.setVisible(bool(entries))
        self._wrong.setVisible(bool(report.errors))
        self._wrong.label.show_text(lambda: _told(report.errors, several=len(tables) > 1))
        self.show_count(rows + columns, T("Left out: {n}", n=lang.catalog.number(rows + columns)))

    def _entry(self, one: "LeftOut", column: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self._where(one, column), 14, 600, wrap=True))
        words.addWidget(Label(one.reason, 13, 400, "ink2", wrap=True))
        row.addLayout(words, 1)
        if column:
            link = TextLink(T("Choose"), 14)
            link.clicked.connect(lambda: self.columns.emit())
            row.addWidget(link)
        elif one.rows and one.sheet in self._tables:
            row.addWidget(self._look(one, words))
        elif one.sheet:
            link = TextLink(T("Open"), 14)
            link.clicked.connect(lambda: self.sheet.emit(one.sheet))
            row.addWidget(link)
        return box

    def _where(self, one: "LeftOut", column: str) -> LocalizedText:
        place = _where(one, column)
        return T("{sheet}: {place}", sheet=one.sheet, place=place) if column and len(self._tables) > 1 else place

    def _look(self, one: "LeftOut", words: QVBoxLayout) -> TextLink:
        """The link that shows what stands in these rows, and hides it again."""
        link, told = TextLink(T("Look"), 14), Label("", 13, 400, wrap=True)
        bind_text(link.setAccessibleName, T("{name}: {what}", name=_where(one, ""), what=T("Look")))
        told.hide()
        words.addWidget(told)

        def turn() -> None:
            told.setVisible(told.isHidden())
            link.show_text(T("Look") if told.isHidden() else T("Hide"))
            if not told.text():
                self.words.emit(one, told)

        link.clicked.connect(turn)
        return link


_NOTHING = T("Nothing is left out.")


def _sum(rows: int, columns: int) -> Text:
    if rows and columns:
        return T("{rows}, {columns}.", rows=_rows(rows), columns=_columns(columns))
    return _rows(rows) if rows else _columns(columns) if columns else _NOTHING


def _told(errors: "Sequence[Fault]", *, several: bool) -> str:
    """The first rows that cannot be taken, each with why, and where they go. Of `several` sheets each is named."""
    told = [say(_fault(one, several=several)) for one in errors[:_ERRORS_TOLD]]
    if len(errors) > _ERRORS_TOLD:
        told.append(say(Tn("And {count} more.", "And {count} more.", len(errors) - _ERRORS_TOLD)))
    return " ".join((*told, say(T("They go into the sheet to be mended."))))


def _fault(one: "Fault", *, several: bool) -> Text:
    if several:
        return T("{sheet}, row {row}: {words}", sheet=one.sheet, row=one.row, words=one.reason)
    return T("Row {row}: {words}", row=one.row, words=one.reason)


def _rows(count: int) -> Text:
    return Tn("{count} row", "{count} rows", count)


def _columns(count: int) -> Text:
    return Tn("{count} column", "{count} columns", count)


def _where(one: "LeftOut", column: str) -> LocalizedText:
    place: LocalizedText = one.sheet
    if column:
        place = T("Column “{head}”", head=column[:40])
    elif one.rows:
        told = _ranges(one.rows)
        place = T("Row {rows}", rows=told) if len(one.rows) == 1 else T("Rows {rows}", rows=told)
        return T("{sheet}: {place}", sheet=one.sheet, place=place) if one.sheet else place
    return T("Sheet “{sheet}”", sheet=one.sheet) if not column and not one.rows else place


def _ranges(rows: tuple[int, ...]) -> str:
    """Numbers as people write them: 1-3, 7, 9 …"""
    found: list[list[int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in found[:_ROWS_TOLD]]
    return ", ".join(shown) + (" …" if len(found) > _ROWS_TOLD else "")
