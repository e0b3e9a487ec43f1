"""How the certificates of a batch are to look, with the sheet of the person who is chosen."""

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.fields import ComboBox, NumberBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.media.preview import PdfPreview
from samarth_desktop.gui.kit.media.preview_dialog import PreviewDialog
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.theme import preferences
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.certificates.issuing import Files, PrintOptions

LANGUAGES = (("hi", T("Hindi")), ("en", T("English")), ("both", T("Both")))
ORIENTATIONS = (("landscape", T("Landscape")), ("portrait", T("Portrait")))
BORDERS = ((False, T("Woven")), (True, T("Black only")))
FILES = (("one", T("One file")), ("single", T("A file each")), ("cards", T("Identity cards, 8 to a page")))
WIDTH = 328


class BatchLook(QFrame):
    """Preview and choices. `changed` tells of another look."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "detail")
        self.setFixedWidth(WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        scroll = Scroll(margin=16, gap=12)
        outer.addWidget(scroll)
        column = scroll.column
        column.setContentsMargins(16, 16, 14, 12)
        self.preview = PdfPreview()
        self.preview.setFixedWidth(WIDTH - 46)
        self.preview.enlarge.connect(self._enlarge)
        column.addWidget(self.preview)
        self.language, self.orientation, self.files = Segments(LANGUAGES), Segments(ORIENTATIONS), ComboBox(FILES)
        self.border = Segments(BORDERS)
        self.border.set_value(preferences.load().plain_paper)
        self.border.changed.connect(lambda value: preferences.save(plain_paper=bool(value)))
        self.language.set_value("both")
        self.orientation.set_value("landscape")
        self.files.set_value("one")
        self.first = NumberBox()
        self.first.set_value(1)
        self.first.setMaximumWidth(90)
        for editor in (
            LabelledEditor(T("Language"), self.language),
            LabelledEditor(T("Orientation"), self.orientation),
            LabelledEditor(T("Border"), self.border, hint=T("black: for printers without colour")),
            LabelledEditor(T("Files"), self.files),
            LabelledEditor(T("Print from number"), self.first, hint=T("after a paper jam")),
        ):
            column.addWidget(editor)
        column.addStretch(1)
        for choice in (self.language, self.orientation, self.border):
            choice.changed.connect(lambda value: self.changed.emit())
        self.files.picked.connect(lambda value: self.changed.emit())

    def options(self) -> "PrintOptions":
        """What was chosen."""
        from samarth_desktop.actions.certificates.issuing import PrintOptions

        languages: dict[object, Literal["hi", "en", "both"]] = {"hi": "hi", "en": "en"}
        upright = self.orientation.value() == "portrait"
        return PrintOptions(
            languages.get(self.language.value(), "both"),
            "portrait" if upright else "landscape",
            plain=bool(self.border.value()),
        )

    def as_files(self) -> "Files":
        """In which files."""
        known: dict[object, Files] = {"single": "single", "cards": "cards"}
        return known.get(self.files.value(), "one")

    def enable(self, on: bool) -> None:
        """Off while certificates are being made."""
        for widget in (self.language, self.orientation, self.border, self.files):
            widget.setEnabled(on)

    def _enlarge(self) -> None:
        if self.preview.content:
            PreviewDialog(self.window(), T("Certificate"), self.preview.content).open()
