"""Inviting a laptop: whose it is, what she may do and where; then the code, as text and to scan."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from samarth_desktop.documents.pdf import qr
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.inputs.area import AreaChooser, area_words
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card, in_row
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.office import hub_process
from samarth_desktop.gui.office.hub_process import HubProcess
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T

ROLES = (("coordinator", T("Coordinator")), ("trainer", T("Trainer")), ("office", T("Office")))
_SIDE = 5
"""Pixels of a module of the code: a phone or camera reads it at an arm's length."""


class InviteCard(Card):
    """Fills in a code's terms and shows the code. `failed` carries a KnownError."""

    failed = Signal(object)

    def __init__(self, hub: HubProcess, lanes: Lanes) -> None:
        super().__init__(T("Invite a laptop"), "laptop")
        self._hub, self._lanes, self._address = hub, lanes, ""
        self.person = TextBox(limit=80)
        self.role = Segments(ROLES)
        self.role.set_value("coordinator")
        self.area = AreaChooser()
        self.make = Button(T("Make a code"), "primary", "key")
        self.make.clicked.connect(self._ask)
        self._person = LabelledEditor(T("Who works on it"), self.person, required=True)
        self.body.addWidget(self._person)
        self.body.addWidget(LabelledEditor(T("Role"), self.role))
        self.body.addWidget(self.area)
        self.body.addLayout(in_row(1, self.make))
        self.body.addStretch(1)
        self.person.textChanged.connect(lambda _text: self._person.clear_message())

    def offer(self, address: str) -> None:
        """A hub serves at this address, or "" none does."""
        self._address = hub_process.for_laptops(address) if address else ""
        self.make.enable(bool(address), T("Start the hub first."))

    def _ask(self) -> None:
        name, role, area = self.person.text().strip(), str(self.role.value() or "coordinator"), self.area.area()
        if not name or not area:
            self._person.show_message("error", T("Write the name and choose the district."))
            (self.area.search if name else self.person).setFocus()
            return
        self.make.enable(False, T("The hub makes the code."))
        words = ("code", "--name", name, "--role", role, "--area", area)
        self._lanes.store.run(
            lambda task: self._hub.ask(*words)["code"],
            then=lambda code: self._made(str(code), name, area),
            failed=self._not_made,
            owner=self,
        )

    def _made(self, code: str, name: str, area: str) -> None:
        self.make.enable(True)
        self.person.clear()
        CodeDialog(self._address, code, name, area, self.window()).open()

    def _not_made(self, error: KnownError) -> None:
        self.make.enable(True)
        self.failed.emit(error)


class CodeDialog(QDialog):
    """Address and code, to read out, to type or to scan. The hub keeps no code that could be shown again."""

    def __init__(self, address: str, code: str, name: str, area: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, T("Invite a laptop"))
        self.code = code
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(Label(T("Code for {name}", name=name), 18, 600, wrap=True))
        column.addWidget(Label(lambda: area_words(area), 14, 400, "ink2"))
        row = in_row(_picture(f"{address} {code}"), gap=20)
        facts = QVBoxLayout()
        facts.setSpacing(4)
        for words, value, size in (
            (T("Address of the hub"), address, 16),
            (T("Code"), " ".join(code[at : at + 4] for at in range(0, len(code), 4)), 24),
        ):
            facts.addWidget(Label(words, 13, 400, "ink2"))
            shown = Label(value, size, 700)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            facts.addWidget(shown)
        facts.addStretch(1)
        row.addLayout(facts, 1)
        column.addLayout(row)
        text = T("On the laptop: Sync, Join the office's hub. The code serves once, within 72 hours.")
        column.addWidget(Label(text, 14, 400, wrap=True))
        self.done_button = Button(T("Done"), "primary")
        self.done_button.clicked.connect(self.accept)
        column.addLayout(in_row(1, self.done_button))
        self.done_button.setFocus()


def _picture(text: str) -> QLabel:
    """The code on white with its quiet zone, in every theme."""
    rows = qr.modules(text)
    side = len(rows) + 2 * qr.QUIET
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(255)
    for y, row in enumerate(rows, qr.QUIET):
        for x, value in enumerate(row, qr.QUIET):
            if not value:
                image.setPixel(x, y, 0xFF000000)
    label = QLabel()
    label.setPixmap(QPixmap.fromImage(image.scaled(side * _SIDE, side * _SIDE)))
    bind_text(label.setAccessibleName, T("Address and code, to scan with the laptop's camera or a phone"))
    return label
