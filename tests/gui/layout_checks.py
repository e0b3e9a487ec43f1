"""What tests and the screenshot command use to look at widgets: clipped texts, words in the wrong language."""

import re
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QListView, QScrollArea, QWidget

from samarth_desktop.gui.kit.surfaces.column_room import ICON
from samarth_desktop.gui.kit.surfaces.tables import CELL, Cell, Table, inside, is_cut
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T

LATIN = re.compile(r"[A-Za-z]{3,}")
DEVANAGARI = re.compile(r"[ऀ-ॿ]")
# the same in every language: keys, codes, names of things
ALLOWED = re.compile(
    r"(?:^[/\u200b].*|https://|Ctrl|Alt|Shift|PgDown|Right|Left|InScript|Enter|Esc|Tab|Space|Welcome, work in English|English|WhatsApp|Excel|PDF|CSV|XLSX|IFSC|PAN|GSTIN|PIN|QR|SHG|MB|KB|URL|Flipkart|Amazon"
    r"|[A-Z]{2,}(?:-[A-Z0-9]+)*)"
)


def shown(widget: QWidget) -> list[QWidget]:
    """All widgets inside that a person can see or scroll to."""
    found = [widget]
    for parent in found:  # grows while it is walked; what is hidden is not entered
        found += [child for child in parent.children() if isinstance(child, QWidget) and not child.isHidden()]
    return found


def clipped_texts(widget: QWidget) -> list[str]:
    """Texts wider or higher than their place, and widgets that stick out of their parent."""
    found = []
    for child in shown(widget):
        if isinstance(child, QScrollArea) and _too_wide(child):
            found.append(f"{child.widget()} is wider than its place")
        words = _own_words(child)
        if not words or child.width() == 0:
            continue
        if isinstance(child, QLabel):
            need = child.minimumSizeHint() if not child.wordWrap() else child.sizeHint()
            room = child.contentsRect()
            flat = child.fontMetrics().boundingRect(
                QRect(0, 0, room.width() if child.wordWrap() else 10_000, 10_000),
                int(child.alignment()) | (0x1000 if child.wordWrap() else 0),
                words,
            )
            if flat.width() > room.width() + 1 or flat.height() > room.height() + 2:
                found.append(f"{words!r}: {flat.width()}x{flat.height()} in {room.width()}x{room.height()} {need}")
        elif isinstance(child, QAbstractButton):
            need = child.minimumSizeHint()
            if need.width() > child.width() or need.height() > child.height():
                found.append(f"{words!r}: needs {need.width()}x{need.height()}, has {child.width()}x{child.height()}")
        if _sticks_out(child):
            found.append(f"{words!r} sticks out of {child.parentWidget()}")
    return found


def _too_wide(area: QScrollArea) -> bool:
    return area.isVisible() and area.widget() is not None and area.widget().width() > area.viewport().width()


def _own_words(child: QWidget) -> str:
    if isinstance(child, (QLabel, QAbstractButton)):
        return child.text()
    return ""


def _sticks_out(child: QWidget) -> bool:
    parent = child.parentWidget()
    if parent is None or child.isWindow() or isinstance(parent.parentWidget(), QScrollArea):
        return False
    return not parent.rect().adjusted(-1, -1, 1, 1).contains(child.geometry())


def untranslated(widget: QWidget, allow: frozenset[str] = frozenset()) -> list[str]:
    """In a Hindi window: everything said in Latin letters that is no key, code or name in `allow`."""
    found = []
    for child in shown(widget):
        texts = [_own_words(child), child.toolTip(), child.accessibleName(), child.accessibleDescription()]
        if isinstance(child, QLineEdit):
            texts.append(child.placeholderText())
        for text in texts:
            rest = ALLOWED.sub("", text)
            if text not in allow and LATIN.search(rest) and not DEVANAGARI.search(text):
                found.append(text)
    return found


WHOLE_NUMBER = re.compile(r"(?<![\d.-])(?:[6-9]\d{9}|[A-Z]{5}\d{4}[A-Z]|[A-Z]{3}\d{7}|\d{11,18})(?![\d-])")
"""A mobile number, PAN, voter ID or account number in full."""

IN_PLACE_OF_A_NAME = "9000000001"
"""In the scenes of names to look at: what somebody wrote where a name belongs."""
_HERE = QModelIndex()


def whole_numbers(widget: QWidget) -> list[str]:
    """Numbers in full in labels, buttons and tables: they show in the boxes of an open form alone (DOMAIN, "Roles")."""
    found = []
    for child in shown(widget):
        texts = [_own_words(child), child.toolTip(), child.accessibleName(), child.accessibleDescription()]
        if isinstance(child, QAbstractItemView) and child.model() is not None:
            model = child.model()
            rows, columns = model.rowCount(_HERE), 1 if isinstance(child, QListView) else model.columnCount(_HERE)
            places = [(row, at) for row in range(min(rows, 40)) for at in range(columns)]
            texts += [str(model.index(*place).data(Qt.ItemDataRole.DisplayRole) or "") for place in places]
        found += [text for text in texts if WHOLE_NUMBER.search(text.replace(IN_PLACE_OF_A_NAME, ""))]
    return found


def nameless(widget: QWidget) -> list[str]:
    """Controls that can have the focus but tell assistive programs no name."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAccessible

    found = []
    for child in shown(widget):
        if child.focusPolicy() == Qt.FocusPolicy.NoFocus or child.focusProxy() is not None:
            continue
        face = QAccessible.queryAccessibleInterface(child)
        if face is not None and not face.text(QAccessible.Text.Name).strip():
            found.append(f"{type(child).__name__} in {type(child.parentWidget()).__name__}")
    return found


def cut_cells(widget: QWidget) -> list[str]:
    """Words of a table that are cut though they matter: all but the other spelling of a name, which may give way to
    the name, and the words behind a lone sign."""
    return [
        f"{cell.text!r} {cell.below!r}"
        for table in shown(widget)
        if isinstance(table, Table) and table.isVisible()
        for index, cell in _cells(table)
        if is_cut(cell, inside(QRectF(table.visualRect(index))))
    ]


def _cells(table: Table) -> Iterator[tuple[QModelIndex, Cell]]:
    model, last = table.model(), table.rowAt(table.viewport().height() - 1)
    for row in range(max(table.rowAt(0), 0), last + 1 if last >= 0 else model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            cell = index.data(CELL)
            if isinstance(cell, Cell) and table.columnWidth(column) > ICON and table.columnSpan(row, column) == 1:
                yield index, cell if any(map(str.isdigit, cell.below)) else replace(cell, below="")


OBVIOUS = (T("Nothing to undo"), T("This can be no name. Write it anew."), T("No better spelling is known. Write it."))
"""Reasons that need no words of their own: the name beside says what is wrong with it."""


def without_reason(widget: QWidget) -> list[str]:
    """Buttons that are off and do not say why, in words on the page and to assistive programs."""
    from samarth_desktop.gui.kit.surfaces.buttons import Button

    words = "\n".join(child.text() for child in shown(widget) if isinstance(child, QLabel))
    obvious = [say(text) for text in OBVIOUS]
    off = [
        one
        for one in shown(widget)
        if isinstance(one, Button) and one.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled)
    ]
    return [
        one.text()
        for one in off
        if not (one.toolTip() and one.accessibleDescription())
        or (one.toolTip() not in words and one.toolTip() not in obvious)
    ]
