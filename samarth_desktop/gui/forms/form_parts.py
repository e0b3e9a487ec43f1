"""Pieces that the forms are laid out from: a part with two columns of fields, two boxes under one label."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from samarth_desktop.domain.fields.field import Field
from samarth_desktop.gui.forms.form import FormState, make_editor, set_keys
from samarth_desktop.gui.forms.section import ByHand, Place, Section
from samarth_desktop.gui.kit.inputs.aadhaar import AadhaarBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.i18n import Text

ONE_COLUMN = 620
"""Under so many logical px a form has one column."""


class TwoColumns(QGridLayout):
    """Places side by side in two columns, or all below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(20)
        self.setVerticalSpacing(2)
        self.setColumnStretch(0, 1)
        self._placed: list[tuple[QWidget, bool]] = []
        self._cell, self._one = 0, False
        self.setColumnStretch(1, 1)

    def put(self, widget: QWidget, wide: bool = False) -> None:
        """Puts a widget into the next cell, or over both columns."""
        self._placed.append((widget, wide))
        self._lay(widget, wide or self._one)

    def _lay(self, widget: QWidget, wide: bool) -> None:
        if wide:
            self._cell += self._cell % 2
            self.addWidget(widget, self._cell // 2, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
            self._cell += 2
        else:
            self.addWidget(widget, self._cell // 2, self._cell % 2, Qt.AlignmentFlag.AlignTop)
            self._cell += 1

    def clear(self) -> None:
        """Takes everything out and away."""
        for widget, _ in self._placed:
            self.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._placed, self._cell = [], 0

    def fold(self, one: bool) -> None:
        """One column, or two again."""
        if one == self._one:
            return
        self._one, self._cell = one, 0
        for widget, _ in self._placed:
            self.removeWidget(widget)
        for widget, wide in self._placed:
            self._lay(widget, wide or one)


class FormPart(Scroll):
    """One part of a form. ``keys`` are its places in the order in which Enter goes through them."""

    def __init__(self, state: FormState, described: Mapping[str, Field], prefix: str = "") -> None:
        super().__init__(gap=12, parent=state.place)
        self.state, self.described, self.prefix = state, described, prefix
        self.keys: list[str] = []
        self.placed: dict[str, LabelledEditor] = {}
        self.grids: list[TwoColumns] = []
        self.grid = self._new_grid()

    def _new_grid(self) -> "TwoColumns":
        grid = TwoColumns()
        self.grids.append(grid)
        self.column.addLayout(grid)
        return grid

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for grid in self.grids:
            grid.fold(self.viewport().width() < ONE_COLUMN)
        QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        """What is written into stays in view when the window changes its size."""
        here = self.focusWidget()
        if here is not None and self.isVisible():
            self.ensureWidgetVisible(here, 0, 40)

    def heading(self, text: LocalizedText) -> None:
        """A title over the fields that follow."""
        title = Label(text, 18, 600)
        self.column.addWidget(title)
        self.grid = self._new_grid()

    def lay_out(self, sections: Sequence[Section], by_hand: Mapping[str, Callable[[], object]] | None = None) -> None:
        """Puts sections into the part; `by_hand` makes the places that need it, by their names. Fields that are placed
        stand in ``placed``."""
        for section in sections:
            if section.title:
                self.heading(section.title)
            for place in section.places:
                match place:
                    case ByHand():
                        (by_hand or {})[place.name]()
                    case Place():
                        self.add(
                            place.key,
                            label=place.label,
                            hint=place.hint,
                            editor=place.editor() if place.editor is not None else None,
                            required=place.required,
                            wide=place.wide,
                        )
                    case str():
                        self.add(place)

    def end(self) -> None:
        """Nothing more follows."""
        self.column.addStretch(1)

    def place(self, widget: QWidget, wide: bool = False) -> None:
        """Puts a widget into the next cell, or over both columns."""
        self.grid.put(widget, wide)

    def add(
        self,
        key: str,
        *,
        label: LocalizedText = "",
        hint: LocalizedText = "",
        editor: QWidget | None = None,
        required: bool | None = None,
        wide: bool = False,
    ) -> LabelledEditor:
        """An editor for a described field in the next cell."""
        field = self.described[key]
        editor = editor or make_editor(field)
        set_keys(editor, field)
        name = label or Text(field.label)
        needed = field.required if required is None else required
        words = hint or (Text(field.hint) if field.hint else "")
        placed = LabelledEditor(name, editor, needed, words, parent=self.widget())
        self.tie(key, editor, placed, name)
        self.place(placed, wide)
        self.placed[key] = placed
        return placed

    def tie(self, key: str, editor: QWidget, placed: LabelledEditor | None, name: LocalizedText) -> None:
        """Binds an editor under this part's prefix."""
        full = self.prefix + key
        self.keys.append(full)
        self.state.bind(full, editor, placed, name)
        if isinstance(editor, AadhaarBox) and placed is not None:
            editor.judged.connect(lambda state, text: _judge(placed, state, text))


def _judge(placed: LabelledEditor, state: str, text: Text) -> None:
    if state:
        placed.show_message(state, text)
    else:
        placed.clear_message()


class SideBySide(QWidget):
    """Two editors under one label; the first one is narrow, or both share the width."""

    def __init__(self, first: QWidget, second: QWidget, first_width: int = 0, words: LocalizedText = "") -> None:
        super().__init__()
        self.first, self.second = first, second
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if first_width:
            first.setFixedWidth(first_width)
        row.addWidget(first, 0 if first_width else 1)
        if words:
            row.addWidget(Label(words, 15, 400, "ink2"))
        row.addWidget(second, 1)
        self.setFocusProxy(first)

    def set_state(self, state: str) -> None:
        """Colours both."""
        for editor in (self.first, self.second):
            change: Callable[[str], None] | None = getattr(editor, "set_state", None)
            if change is not None:
                change(state)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self.first.setAccessibleDescription(description)
        self.second.setAccessibleDescription(description)


def name_parts(editors: Sequence[tuple[QWidget, LocalizedText]]) -> None:
    """Gives each box under a common label a name of its own."""
    for editor, name in editors:
        bind_text(editor.setAccessibleName, name)
