"""The papers that were shown: a chip for each, its number, and a photo or PDF of it where one may be kept."""

from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.actions.registration import drafts
from samarth_desktop.actions.registration.form_keys import PAPER, SCAN
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.tasks import Lane
from samarth_desktop.gui.forms.form import make_editor, set_keys
from samarth_desktop.gui.forms.form_parts import FormPart, SideBySide
from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.inputs.masked import MaskedBox
from samarth_desktop.gui.kit.media.scan import ScanEditor, packed, see
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.document.record import KINDS, NO_SCAN, Document

_NO_NUMBER = ("aadhaar", "shg_resolution")
OWN_FIELD = {"pan": "pan", "voter_id": "voter_id"}
"""Papers whose number is a field of the person."""


class IdentityDocuments(QWidget):
    """Chips for the papers; a chosen one asks for its number and offers to keep a photo or PDF.

    `seen` carries the key of a scan that somebody looked at: the audit trail notes that.
    """

    seen = Signal(str)

    def __init__(self, part: FormPart, kinds: list[str], session: Session, lane: Lane) -> None:
        super().__init__()
        self.state, self._session, self._lane = part.state, session, lane
        self._forms = 0  # a file that was chosen in the form before does not come into this one
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        chips = QWidget()
        flow = FlowLayout(chips)
        column.addWidget(LabelledEditor(T("Papers shown"), chips, False, T("no copy of an Aadhaar card is taken")))
        self._labels = {choice.code: Text(choice.label) for choice in KINDS}
        self.scans: dict[str, ScanEditor] = {}
        self._places: dict[str, LabelledEditor] = {}
        for kind in kinds:
            chip = Chip(self._labels[kind], parent=chips)
            flow.addWidget(chip)
            key = PAPER + kind
            part.keys.append(key)
            part.state.bind_switch(key, chip)
            self._places[kind] = self._make_row(part, kind)
            self._places[kind].hide()
            column.addWidget(self._places[kind])
        column.addStretch(1)

    def _make_row(self, part: FormPart, kind: str) -> LabelledEditor:
        label = self._labels[kind]
        if kind in NO_SCAN:
            why = Label(T("Only the last four digits are kept, never a photo of the card."), 14, 400, "ink2", wrap=True)
            return LabelledEditor(label, why)
        scan = self._make_scan(kind)
        if kind in _NO_NUMBER:
            return LabelledEditor(label, scan)
        own = OWN_FIELD.get(kind, "")
        box = make_editor(part.described[own]) if own else MaskedBox()
        if own:
            set_keys(box, part.described[own])
        placed = LabelledEditor(label, SideBySide(box, scan), False, Text(fields_of(Document)["number"].label))
        key = own or f"{PAPER}{kind}.number"
        part.keys.append(key)
        part.state.bind(key, box, placed, label)
        return placed

    def _make_scan(self, kind: str) -> ScanEditor:
        made = self.scans[kind] = ScanEditor(self._labels[kind])
        made.chosen.connect(lambda path: self.take(kind, path))
        made.wanted.connect(lambda: self._see(kind))
        made.removed.connect(lambda: self._remove(kind))
        return made

    def new_form(self) -> None:
        """Another form was opened."""
        self._forms += 1
        for placed in self._places.values():
            placed.clear_message()

    def follow(self, needed: Collection[str] = ()) -> None:
        """Shows a row for each chosen paper, for each number that is there or `needed`, and which scans are kept."""
        for kind, placed in self._places.items():
            own = OWN_FIELD.get(kind, "")
            placed.setVisible(bool(self.state.text(PAPER + kind) or (own and self.state.text(own)) or own in needed))
            placed.set_required(own in needed)
        for kind, scan in self.scans.items():
            scan.show_kept(bool(self.state.text(_key(kind))))

    # -- scans --------------------------------------------------------------------------------------------------------

    def take(self, kind: str, path: Path | QImage) -> None:
        """Makes a file or picture small and keeps it encrypted, in the store lane; the one before goes."""
        form, before = self._forms, self.state.text(_key(kind))

        def kept(name: str) -> None:
            if form != self._forms:
                self._let_go(name)
                return
            self._places[kind].clear_message()
            self._put(kind, name)
            if before and before != name:
                self._let_go(before)

        self._lane.run(
            lambda task: drafts.keep_photo(self._session, packed(path)), kept, partial(self._failed, kind), owner=self
        )

    def _failed(self, kind: str, error: KnownError) -> None:
        self._places[kind].show_message("error", error.text)

    def _see(self, kind: str) -> None:
        def show(content: bytes | None) -> None:
            if content is None:
                self._failed(kind, KnownError(T("This scan is not on this laptop yet. It comes with the next sync.")))
                return
            see(self, self._labels[kind], content, lambda image: self._turned(kind, name, image))
            self.seen.emit(_key(kind))

        name = self.state.text(_key(kind))
        self._lane.run(lambda task: drafts.photo(self._session, name), show, partial(self._failed, kind), owner=self)

    def _turned(self, kind: str, name: str, image: QImage) -> None:
        if self.state.text(_key(kind)) == name:  # else another person's form is open by now
            self.take(kind, image)

    def _remove(self, kind: str) -> None:
        name = self.state.text(_key(kind))
        self._put(kind, "")
        self._let_go(name)

    def _put(self, kind: str, name: str) -> None:
        self.state.put(_key(kind), name)
        self.state.edited.emit(_key(kind))

    def _let_go(self, name: str) -> None:
        self._lane.run(lambda task: drafts.drop_file(self._session, name), owner=self)


def _key(kind: str) -> str:
    return f"{PAPER}{kind}{SCAN}"
