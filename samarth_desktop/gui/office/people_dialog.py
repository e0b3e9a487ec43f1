"""Who works on a laptop, at the office's window: putting somebody on its list, taking somebody off after a question."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button, with_reason
from samarth_desktop.gui.kit.surfaces.cards import Banner, in_row, line
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.office.hub_process import HubProcess
from samarth_desktop.gui.office.invite_card import ROLES
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.i18n import T

_NOBODY = T(
    "Nobody is listed yet: whoever sits at this laptop may write. From the first name on, only those listed may."
)
_LEAVES = T("What she wrote until the laptop hears of this is taken, nothing after.")


def _when(one: dict[str, Any], by: str, at: str) -> dict[str, Any]:
    """Who made a change and when."""
    return {"who": one[by], "moment": datetime.fromtimestamp(one[at] / 1000, UTC).astimezone()}


class PeopleDialog(QDialog):
    """The list of one laptop, as ``samarth-hub people`` gives it; every change is done by that command."""

    def __init__(self, hub: HubProcess, lanes: Lanes, laptop: dict[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._lanes, self._code = hub, lanes, str(laptop["code"])
        bind_text(self.setWindowTitle, T("Who works on this laptop"))
        self.setMinimumSize(520, 360)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(T("Who works on this laptop"), 18, 600, wrap=True))
        column.addWidget(Label(f"{laptop['person']} · {self._code}", 14, 400, "ink2"))
        self.trouble = Banner("", "error", closable=True)
        self.trouble.hide()
        column.addWidget(self.trouble)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        scroll = Scroll()
        scroll.column.setContentsMargins(0, 0, 0, 0)
        scroll.column.addLayout(self._list)
        scroll.column.addStretch(1)
        column.addWidget(scroll, 1)
        self.name, self.role = TextBox(limit=80), Segments(ROLES)
        self.role.set_value("coordinator")
        self.add, self.close_button = Button(T("Put on the list"), "primary", "plus"), Button(T("Close"))
        column.addWidget(LabelledEditor(T("Another person's name"), self.name))
        column.addWidget(LabelledEditor(T("Role"), self.role))
        foot = in_row(self.close_button, gap=12)
        foot.addLayout(with_reason(self.add, at_the_end=True), 1)
        column.addLayout(foot)
        self.name.textChanged.connect(self._offer)
        self.name.returnPressed.connect(self._put)
        self.add.clicked.connect(self._put)
        self.close_button.clicked.connect(self.accept)
        self._offer()

    def refresh(self) -> None:
        """Asks the hub who is listed."""
        self._change()

    def show_people(self, found: Sequence[dict[str, Any]]) -> None:
        """Who is there now; who left stands no more."""
        there, gone = ([one for one in found if bool(one["left"]) is left] for left in (False, True))
        empty(self._list)
        for one in there:
            self._list.addWidget(self._row(one, alone=len(there) == 1))
        if not there:
            self._list.addWidget(Label(_NOBODY, 14, 400, "ink2", wrap=True))
        for one in gone:
            if one.get("off_by"):
                said = T("{name} was taken off by {who}, {moment}", name=one["name"], **_when(one, "off_by", "until"))
                self._list.addWidget(Label(said, 13, 400, "ink2", wrap=True))

    def _row(self, one: dict[str, Any], alone: bool) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 0)
        name = str(one["name"])
        off = Button(T("Take off"), "link", small=True)
        off.enable(not alone, T("Put somebody else on the list first."))
        bind_text(off.setAccessibleName, T("Take {name} off the list", name=name))
        off.clicked.connect(partial(self._ask, str(one["id"]), name))
        role: LocalizedText = dict(ROLES).get(str(one["role"]), str(one["role"]))
        column.addLayout(in_row(Label(name, 15, 600), Label(role, 14, 400, "ink2"), 1, off, gap=12))
        if one.get("put_by"):
            said = T("Put on the list by {who}, {moment}", **_when(one, "put_by", "since"))
            column.addWidget(Label(said, 13, 400, "ink2", wrap=True))
        column.addWidget(line())
        return holder

    def _offer(self) -> None:
        self.add.enable(bool(self.name.text().strip()), T("Write a name to add it"))

    def _put(self) -> None:
        if self.name.text().strip():
            self._change("add", self.name.text().strip(), "--role", str(self.role.value()), then=self.name.clear)

    def _ask(self, person: str, name: str) -> None:
        title = T("Take {name} off the list of this laptop?", name=name)
        ask = Ask(self, title, _LEAVES, T("Take off now"), danger=True)
        ask.accepted.connect(lambda: self._change("leave", person))
        ask.open()

    def _change(self, *words: str, then: Callable[[], object] = lambda: None) -> None:
        def done(found: list[dict[str, Any]]) -> None:
            self.trouble.hide()
            self.show_people(found)
            then()

        self._lanes.store.run(
            lambda task: self._hub.ask("people", self._code, *words), then=done, failed=self._refuse, owner=self
        )

    def _refuse(self, error: KnownError) -> None:
        self.trouble.show_state(error.text, "error")
        self.trouble.show()
