"""What the keys of the attendance grid write: present, late, absent, leaving, and each of them taken back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.pages.workshops.attendance_rows import name_of
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.grid import Before, Line
    from samarth_desktop.kinds.session.record import Sitting

_WORDS = {"present": T("present"), "late": T("late"), "absent": T("absent"), "left": T("left")}


class Marks(QObject):
    """Of one session at a time. `written` carries what was done, to be said; the page reads again then."""

    written = Signal(object)

    def __init__(self, owner: QWidget, host: PageHost, session: "Session") -> None:
        super().__init__(owner)
        self._host, self._session = host, session
        self.sitting: Sitting | None = None
        self._undo: list[Before] = []

    def turn_to(self, sitting: "Sitting | None") -> None:
        """Another session; what was done in the one before is no more taken back."""
        if sitting is None or self.sitting is None or sitting.id != self.sitting.id:
            self._undo = []
        self.sitting = sitting

    @property
    def can_undo(self) -> bool:
        """Whether something may be taken back."""
        return bool(self._undo)

    def mark(self, some: "list[Line]", presence: str) -> None:
        """Says of these that they are `present`, `late` or `absent`."""
        from samarth_desktop.actions.workshops import grid

        sitting = self.sitting
        if sitting is not None and some:
            said = _said(some, presence)
            self._host.lanes.store.run(
                lambda task: grid.mark(self._session, sitting, some, presence),
                lambda before: self._done(before, said), owner=self,
            )  # fmt: skip

    def leave(self, some: "list[Line]") -> None:
        """Writes that these leave now."""
        from samarth_desktop.actions.workshops import grid

        sitting = self.sitting
        if sitting is not None:
            said = _said(some, "left")
            self._host.lanes.store.run(
                lambda task: grid.leave(self._session, sitting, some),
                lambda before: self._done(before, said),
                owner=self,
            )

    def take_back(self) -> None:
        """Takes the last marking back."""
        from samarth_desktop.actions.workshops import grid

        sitting = self.sitting
        if sitting is not None and self._undo:
            before = self._undo.pop()
            self._host.lanes.store.run(
                lambda task: grid.undo(self._session, sitting, before),
                lambda none: self.written.emit(T("Taken back")), owner=self,
            )  # fmt: skip

    def _done(self, before: "Before", said: Text) -> None:
        self._undo.append(before)
        self.written.emit(said)


def _said(some: "list[Line]", presence: str) -> Text:
    if len(some) == 1:
        return T("{name}: {what}", name=name_of(some[0]), what=_WORDS[presence])
    return T("{n} people: {what}", n=len(some), what=_WORDS[presence])
