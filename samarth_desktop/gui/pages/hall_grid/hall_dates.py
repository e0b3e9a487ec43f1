"""Above the grid of a hall: which comes first in the dates of a pasted list, day or month. Asked once for lists with
the same heads."""

from PySide6.QtCore import Signal

from samarth_desktop.actions.registration import pasted_days
from samarth_desktop.actions.registration.pasted_days import PastedDays
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.i18n import T
from samarth_desktop.rules.sheets.day_columns import DAY_FIRST, MONTH_FIRST


class HallDates(Banner):
    """`answered` carries the column and the order of its dates, as somebody says it now or said it before."""

    answered = Signal(object, str)

    def __init__(self, host: PageHost, session: Session) -> None:
        super().__init__("", "info", "help")
        self._host, self._session = host, session
        self._asked: PastedDays | None = None
        for order, words in ((DAY_FIRST, T("Day first")), (MONTH_FIRST, T("Month first"))):
            button = Button(words, small=True)
            button.clicked.connect(lambda on=False, order=order: self._answer(order))
            self.row.addWidget(button)
        self.hide()

    def look(self, text: str) -> None:
        """Looks at a list that was pasted."""
        self._asked = days = pasted_days.of_text(text)
        self.hide()
        if days is not None:
            self._host.lanes.store.run(
                lambda task: pasted_days.remembered(self._session, days),
                lambda order: self._go_on(days, order),
                self._failed,
                owner=self,
            )

    def _go_on(self, days: PastedDays, order: str) -> None:
        if days is not self._asked:
            return  # another list was pasted meanwhile
        reading, said = days.reading(order)
        if order:
            self.answered.emit(days, order)
        if said is not None and reading is not None:
            self._host.notice("info", T("{column}: {reason}", column=days.head, reason=said))
        elif said is not None:
            self.show_state(T("{column}: {reason}", column=days.head, reason=said), "info", "help")
            self.show()

    def _answer(self, order: str) -> None:
        self.hide()
        if (days := self._asked) is None:
            return
        self.answered.emit(days, order)
        self._host.lanes.store.run(
            lambda task: pasted_days.remember(self._session, days, order), failed=self._failed, owner=self
        )

    def _failed(self, error: KnownError) -> None:
        self._host.notice("error", error.text)
