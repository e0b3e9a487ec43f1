"""The head of the door: which workshop and session it is, another session, sound on or off."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.frame import PageHead
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, in_devanagari

if TYPE_CHECKING:
    from samarth_desktop.actions.workshops.planning import Plan
    from samarth_desktop.kinds.session.record import Sitting
    from samarth_desktop.kinds.workshop.record import Workshop


class DoorHead(PageHead):
    """`turned` carries the number of the session that was chosen; `sound` whether sounds are wanted."""

    turned = Signal(object)
    sound = Signal(bool)

    def __init__(self) -> None:
        super().__init__(T("At the door"))
        self._plan: Plan | None = None
        self._on = True
        self.which = Button(T("Session"), small=True, end_icon="down")
        self.which.clicked.connect(self._offer_sessions)
        self.loud = Button(T("Sound on"), small=True)
        self.loud.clicked.connect(self._switch_sound)
        for button in (self.which, self.loud):
            self.add_right(button)

    def show_session(self, plan: "Plan", sitting: "Sitting") -> None:
        """Another workshop or session."""
        self._plan = plan
        self.note.show_text(lambda: _title(plan.workshop))
        number, starts = sitting.number or 0, sitting.starts
        self.which.show_text(T("Session {n} · {time}", n=number, time=starts) if starts else T("Session {n}", n=number))

    def _offer_sessions(self) -> None:
        menu, plan = QMenu(self.which), self._plan
        for one in plan.sittings if plan is not None else ():
            words = f"{say(T('Session {n}', n=one.number or 0))}  {one.starts} {one.topic}".strip()
            menu.addAction(words).triggered.connect(lambda checked=False, number=one.number: self.turned.emit(number))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.which.mapToGlobal(self.which.rect().bottomLeft()))

    def _switch_sound(self) -> None:
        self._on = not self._on
        self.loud.show_text(T("Sound on") if self._on else T("Sound off"))
        self.sound.emit(self._on)


def _title(workshop: "Workshop") -> str:
    first, second = workshop.title_hi, workshop.title_en
    return (first or second) if in_devanagari(lang.code) else (second or first)
