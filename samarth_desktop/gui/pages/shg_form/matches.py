"""Members who are registered already: found a moment after typing or pasting, joined by one key."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from samarth_desktop.actions.registration import memberships
from samarth_desktop.actions.registration.pasting import Row
from samarth_desktop.gui.forms.duplicate_warning import STRONG
from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.gui.forms.grid import RowsModel
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.hall_duplicates import LikelyDuplicate, Lookout
    from samarth_desktop.actions.session import Session

PAUSE_MS = 350
LINK = "person"
_PLACE = ("village", "village_code", "district", "state")
_VILLAGE_TAKEN = "village_other"  # what a form tells when a known village fills its address


class MemberMatches(Banner):
    """Says how many rows are surely registered people, and joins them all, which one undo takes back."""

    joined = Signal()

    def __init__(self, host: PageHost, session: "Session", state: FormState, model: RowsModel) -> None:
        super().__init__("", "info", "person")
        self._host, self._session, self._state, self._model = host, session, state, model
        self._lookout: Lookout | None = None
        self.found: dict[int, LikelyDuplicate] = {}
        self._asked = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self.join = Button("", icon="check", small=True, key="Ctrl+E")
        self.join.clicked.connect(self.join_all)
        self.row.addWidget(self.join)
        model.changed.connect(self._pause.start)
        model.modelReset.connect(self._pause.start)
        state.edited.connect(self._moved)
        self.hide()

    def _moved(self, key: str) -> None:
        """Another village makes other people likely."""
        if key in (*_PLACE, _VILLAGE_TAKEN) and self._model.rows:
            self._pause.start()

    def ask(self) -> None:
        """Looks now, in the store lane; an older answer that comes late is dropped."""
        self._asked += 1
        number = self._asked
        open_rows = {
            at: row | {memberships.ID: str(at)}
            for at, row in enumerate(self._model.rows)
            if row.get("name", "").strip() and not row.get(LINK) and not row.get("left")
        }
        common = {key: self._state.text(key) for key in _PLACE}
        taken = {row[LINK] for row in self._model.rows if row.get(LINK)}

        def find(task: object) -> "tuple[dict[str, LikelyDuplicate], bool]":
            from samarth_desktop.actions.registration.hall_duplicates import Lookout

            self._lookout = self._lookout or Lookout(self._session)
            return self._lookout.look(list(open_rows.values()), common)

        def show(answer: "tuple[dict[str, LikelyDuplicate], bool]") -> None:
            if number == self._asked:
                found, done = answer
                self._take({int(at): one for at, one in found.items()}, taken)
                if not done:
                    self.ask()

        if open_rows:
            self._host.lanes.store.run(find, show, owner=self)
        else:
            self._take({}, taken)

    def _take(self, found: "dict[int, LikelyDuplicate]", taken: set[str]) -> None:
        """Keeps who is surely meant: one row for each person."""
        self.found = {}
        for at, one in found.items():
            if not one.earlier and one.match.score >= STRONG and one.summary.id not in taken:
                taken.add(one.summary.id)
                self.found[at] = one
        count = len(self.found)
        text = Tn(
            "{count} member is registered already, by name and number.",
            "{count} members are registered already, by name and number.",
            count,
        )
        self.show_state(text, "info", "person")
        self.join.show_text(Tn("Join this {count}", "Join all {count}", count))
        self.setVisible(count > 0)
        self._model.show_again()

    def join_all(self) -> None:
        """Joins every row to its registered person; what was written in the row stays."""
        rows: list[Row] = [dict(row) for row in self._model.rows]
        for at, one in self.found.items():
            rows[at] |= {LINK: one.summary.id}
        self._model.rewrite(rows)
        self.joined.emit()

    def cell(self, row: Row) -> Cell | None:
        """What the last column says of a row that is surely somebody."""
        at = next((at for at, one in enumerate(self._model.rows) if one is row), -1)
        one = self.found.get(at)
        if one is None or row.get(LINK):
            return None
        return Cell(say(T("registered")), icon="info", tone="tint_ink")
