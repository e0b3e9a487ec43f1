"""Binds described fields to editors: a form is its raw texts by key, whatever the language of the window.

Texts stay as typed until :mod:`.form_values` reads them. Keys are those of the records, with a
part before them where a form holds several records (``consent.how``).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.fields.field import Field, Kind, Problem
from samarth_desktop.domain.fields.parsing import CAPITALS
from samarth_desktop.gui.kit.inputs.aadhaar import AadhaarBox
from samarth_desktop.gui.kit.inputs.choice import Chips, Segments
from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextArea, TextBox
from samarth_desktop.gui.kit.inputs.hindi import HindiBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.inputs.masked import MaskedBox
from samarth_desktop.gui.kit.inputs.suggest import ProposingBox
from samarth_desktop.gui.kit.inputs.word import WordBox
from samarth_desktop.gui.theme.language import LocalizedText, say
from samarth_desktop.i18n import T, Text

SEGMENTS_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Bound:
    """One key of a form: how its text is got and put, and where its messages show."""

    key: str
    editor: QWidget
    get: Callable[[], str]
    put: Callable[[str], None]
    place: LabelledEditor | None
    name: LocalizedText


class FormState(QObject):
    """The raw texts of an open form. `edited` and `left` carry the key that a person changed or left. The parts of the
    form begin in `place`: whatever changes its parent is dressed anew with all that stands in it."""

    edited = Signal(str)
    left = Signal(str)

    def __init__(self, parent: QWidget, place: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._bound: dict[str, Bound] = {}
        self._unbound: dict[str, str] = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # binding

    def bind(self, key: str, editor: QWidget, place: LabelledEditor | None = None, name: LocalizedText = "") -> None:
        """Ties an editor of a known kind to a key; `place` shows its messages, `name` names it in the footer."""
        if place is not None:
            place.keep_room()
        get, put = _accessors(editor, lambda: self.edited.emit(key))
        self._bound[key] = Bound(key, editor, get, put, place, name)
        if key in self._unbound:
            put(self._unbound.pop(key))

    def bind_switch(self, key: str, switch: QAbstractButton) -> None:
        """Ties a switch: "yes" when it is on."""
        switch.clicked.connect(lambda: self.edited.emit(key))

        def get() -> str:
            return "yes" if switch.isChecked() else ""

        self._bound[key] = Bound(key, switch, get, lambda text: switch.setChecked(bool(text)), None, "")

    def unbind(self, keys: Iterable[str]) -> None:
        """Forgets editors that go away; their texts stay."""
        for key in list(keys):
            if key in self._bound:
                text = self._bound.pop(key).get()
                if text:
                    self._unbound[key] = text

    def all_bound(self) -> tuple[Bound, ...]:
        """All bindings in the order in which they were made."""
        return tuple(self._bound.values())

    def bound(self, key: str) -> Bound | None:
        """The binding of a key."""
        return self._bound.get(key)

    # texts

    def text(self, key: str) -> str:
        """The raw text of a key."""
        bound = self._bound.get(key)
        return bound.get() if bound else self._unbound.get(key, "")

    def put(self, key: str, text: str) -> None:
        """Shows a text without telling of an edit."""
        if key in self._bound:
            editor = self._bound[key].editor
            if isinstance(editor, WordBox):
                editor.put_text(text)
            elif isinstance(editor, TextBox) and not isinstance(editor, AadhaarBox | MaskedBox):
                editor.replace_text(text)  # undone like what a person wrote
            else:
                self._bound[key].put(text)
        else:
            self._unbound[key] = text

    def texts(self) -> dict[str, str]:
        """All texts by key, empty ones of bound keys included: emptied is different from never shown."""
        return self._unbound | {key: bound.get() for key, bound in self._bound.items()}

    def show(self, texts: Mapping[str, str]) -> None:
        """Shows exactly these texts, the other fields empty."""
        self._unbound = {key: text for key, text in texts.items() if key not in self._bound}
        for key, bound in self._bound.items():
            bound.put(texts.get(key, ""))

    # focus and messages

    def key_of(self, widget: QObject | None) -> str:
        """The key whose editor is or holds this widget, or ""."""
        editors = {id(bound.editor): key for key, bound in self._bound.items()}
        while widget is not None:
            if id(widget) in editors:
                return editors[id(widget)]
            widget = widget.parent()
        return ""

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or new is None or not shiboken6.isValid(old):
            return  # another window came to the front
        key = self.key_of(old)
        if key and self.key_of(new) != key:
            self.left.emit(key)

    def settle(self) -> None:
        """Takes what is marked where somebody is (a spelling, a segment), before the form is read as a whole."""
        for bound in self.all_bound():
            if isinstance(bound.editor, Segments):
                bound.editor.settle()
            if isinstance(bound.editor, ProposingBox) and bound.editor.proposing:
                bound.editor.settle()
                self.left.emit(bound.key)

    def show_problems(self, problems: Sequence[Problem], skip: str = "") -> None:
        """Says the first problem of each place below its editor, nothing below the others.

        A place whose key is `skip` (being typed into) gets no new message.
        """
        by_place: dict[int, Problem] = {}
        for problem in problems:
            bound = self._bound.get(problem.key)
            if bound is not None and bound.place is not None:
                before = by_place.get(id(bound.place))
                if before is None or (problem.blocks and not before.blocks):
                    by_place[id(bound.place)] = problem
        for bound in self._bound.values():
            place = bound.place
            if place is None:
                continue
            found = by_place.get(id(place))
            if found is None:
                if place.state in ("error", "warning"):
                    place.clear_message()
            elif bound.key != skip or place.state in ("error", "warning"):
                place.show_message("error" if found.blocks else "warning", found.text)

    def name_of(self, key: str) -> LocalizedText:
        """What the footer calls a place."""
        bound = self._bound.get(key)
        return bound.name if bound else ""

    def focus(self, key: str) -> None:
        """Puts the cursor into a place."""
        bound = self._bound.get(key)
        if bound is not None:
            bound.editor.setFocus()
            if isinstance(bound.editor, TextBox):
                bound.editor.selectAll()


def _accessors(editor: QWidget, tell: Callable[[], None]) -> tuple[Callable[[], str], Callable[[str], None]]:
    """How the text of an editor is got and put; `tell` is called when a person changed it."""
    if isinstance(editor, AadhaarBox | MaskedBox):
        editor.changed.connect(tell)
        return editor.kept_text, editor.show_text
    if isinstance(editor, WordBox):
        editor.textEdited.connect(tell)
        editor.taken.connect(tell)
        return editor.kept_text, editor.show_text
    if isinstance(editor, TextBox):
        editor.textEdited.connect(tell)
        if isinstance(editor, DateBox):
            editor.picked.connect(tell)
        if isinstance(editor, HindiBox):
            editor.taken.connect(tell)
        return editor.text, editor.setText
    if isinstance(editor, ComboBox):
        editor.picked.connect(tell)
        return _code_accessors(editor)
    if isinstance(editor, Segments):
        editor.changed.connect(tell)
        return _code_accessors(editor)
    if isinstance(editor, Chips):
        editor.changed.connect(tell)
        chips = editor
        return lambda: ";".join(str(v) for v in chips.values()), lambda text: chips.set_values(text.split(";"))
    if isinstance(editor, TextArea):
        return _area_accessors(editor, tell)
    raise TypeError(type(editor).__name__)


def _code_accessors(editor: ComboBox | Segments) -> tuple[Callable[[], str], Callable[[str], None]]:
    strange = {"text": ""}  # a text that is none of the codes (from an import) is kept until another is chosen

    def get() -> str:
        value = editor.value()
        return strange["text"] if value is None else str(value)

    def put(text: str) -> None:
        editor.set_value(text)
        strange["text"] = text if editor.value() is None else ""

    def forget(value: object) -> None:
        strange["text"] = ""

    (editor.picked if isinstance(editor, ComboBox) else editor.changed).connect(forget)
    return get, put


def _area_accessors(editor: TextArea, tell: Callable[[], None]) -> tuple[Callable[[], str], Callable[[str], None]]:
    def put(text: str) -> None:
        editor.blockSignals(True)
        editor.setText(text)
        editor.blockSignals(False)

    editor.textChanged.connect(tell)
    return editor.text, put


def options(field: Field) -> list[tuple[object, LocalizedText]]:
    """A field's choices as widgets take them."""
    return [(choice.code, Text(choice.label)) for choice in field.choices]


def make_editor(field: Field) -> QWidget:
    """An editor for a described field: the shape follows from its kind, choices and script."""
    match field.kind:
        case Kind.CHOICE if len(field.choices) <= SEGMENTS_AT_MOST:
            return Segments(options(field))
        case Kind.CHOICE:
            return ComboBox(options(field), T("Choose"))
        case Kind.CHOICES:
            return Chips(options(field))
        case Kind.FLAG:
            return Segments([("yes", T("Yes")), ("no", T("No"))])
        case Kind.NOTE:
            return TextArea(2)
        case Kind.DATE:
            return DateBox()
        case Kind.AADHAAR:
            return AadhaarBox()
        case Kind.MONEY:
            return TextBox(prefix="₹")
        case Kind.WHOLE | Kind.DECIMAL:
            return TextBox(unit=Text(field.unit) if field.unit else "")
        case _ if field.masked:
            return MaskedBox()
        case _ if field.script == "hi":
            return HindiBox()
        case _:
            return TextBox()


def set_keys(editor: QWidget, field: Field) -> None:
    """Tells a keyboard on the screen which keys a field needs: figures, Latin letters, those of an e-mail."""
    hint = Qt.InputMethodHint
    if field.kind in (Kind.DIGITS, Kind.WHOLE, Kind.AADHAAR):
        editor.setInputMethodHints(hint.ImhDigitsOnly)
    elif field.kind in (Kind.MONEY, Kind.DECIMAL):
        editor.setInputMethodHints(hint.ImhFormattedNumbersOnly)
    elif field.check is validators.email:
        editor.setInputMethodHints(hint.ImhEmailCharactersOnly)
    elif field.check in CAPITALS:
        editor.setInputMethodHints(hint.ImhLatinOnly | hint.ImhUppercaseOnly)
    elif field.script == "en":
        editor.setInputMethodHints(hint.ImhLatinOnly)


def join_names(names: Sequence[LocalizedText]) -> str:
    """Names of places in one line, in the language of the window."""
    return ", ".join(say(name() if callable(name) else name) for name in names)
