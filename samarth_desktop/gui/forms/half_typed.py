"""Half-typed work: the strip that offers what was left, and a keeper for forms that are no `FormPage`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLineEdit, QWidget

from samarth_desktop.actions.registration import drafts
from samarth_desktop.actions.registration.drafts import Draft
from samarth_desktop.actions.session import Session
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.suggest import ProposingBox
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.i18n import T

PAUSE_MS = 800  # after the last key; then the half-typed form is kept
LATEST_MS = 2000  # so long after the first key, also while somebody types on


class DraftOffer(QFrame):
    """The strip that offers a half-typed form of before: `taken` and `thrown` carry its key."""

    taken = Signal(str)
    thrown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 0)
        self._strip = Banner("", "warning", "edit")
        go_on, away = Button(T("Go on with it"), small=True), Button(T("Throw away"), "link", small=True)
        go_on.clicked.connect(lambda: self.taken.emit(self.key))
        away.clicked.connect(lambda: self.thrown.emit(self.key))
        self._strip.row.addWidget(away)
        self._strip.row.addWidget(go_on)
        row.addWidget(self._strip)
        self.hide()

    def show_draft(self, found: Draft | None) -> None:
        """Offers this one; None hides the strip."""
        self.setVisible(found is not None)
        if found is not None:
            self.key = found.key
            name = next((found.texts[key] for key in _NAMES if found.texts.get(key)), T("without a name"))
            when = datetime.fromisoformat(found.updated).astimezone()
            self._strip.show_state(T("Half-typed: {name}, {when}", name=name, when=when), "warning", "edit")


_NAMES = ("name_hi", "name_en", "title_hi", "title_en")


class HalfTyped(QObject):
    """Keeps what stands in the boxes of a form at every pause. `texts` gives it; `page` is the key of the page that
    goes on with it. Who saves hands :attr:`key` on, with which the half-typed form ends in the same transaction."""

    def __init__(
        self, owner: QWidget, host: PageHost, session: Session, page: str, texts: Callable[[], Mapping[str, str]]
    ) -> None:
        super().__init__(owner)
        self._host, self._session, self._page, self._texts = host, session, page, texts
        self.key = self._row = ""
        self._beside: Mapping[str, str] = {}
        self._start: Mapping[str, str] = {}
        self._kept = False
        self._pause, self._latest = self._timer(PAUSE_MS), self._timer(LATEST_MS)

    def _timer(self, wait: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(self.keep)
        return timer

    def begin(self, key: str, row: str = "", beside: Mapping[str, str] | None = None) -> None:
        """The form was opened under this key, for the record in `row` where there is one: what stands in it is nobody's
        work yet. `beside` is kept with the texts, to find the place again."""
        self.key, self._row, self._beside, self._kept = key, row, beside or {}, False
        self.settle()

    def settle(self) -> None:
        """What stands in the form now is no work: it was opened, or saved."""
        self.pause()
        self._start = dict(self._texts())

    def gone_on(self) -> None:
        """What was kept under the key stands in the form again."""
        self.pause()
        self._kept = True

    def take_up(self, put: Callable[[Mapping[str, str]], object]) -> None:
        """Gives what was kept under the key to `put`, which writes it into the boxes; nothing where somebody has begun
        anew meanwhile."""
        key = self.key

        def show(kept: Sequence[Draft]) -> None:
            found = next((one for one in kept if one.key == key), None)
            if found is not None and key == self.key and not self.changed:
                put(found.texts)
                self.gone_on()

        self._host.lanes.store.run(lambda task: drafts.kept(self._session), show, owner=self)

    def pause(self) -> None:
        """Keeps nothing until the next key: it is being saved."""
        self._pause.stop()
        self._latest.stop()

    @property
    def changed(self) -> bool:
        """Whether anything was typed since the form was opened."""
        return dict(self._texts()) != self._start

    def watch(self, *editors: QWidget) -> None:
        """Listens to boxes, lists, segments and ticks."""
        for one in editors:
            if isinstance(one, QLineEdit):
                one.textChanged.connect(self._edited)
                if isinstance(one, ProposingBox):  # a proposal that is taken is no typing, but work
                    one.taken.connect(self._edited)
            elif isinstance(one, QComboBox):
                one.currentIndexChanged.connect(self._edited)
            elif isinstance(one, QCheckBox):
                one.toggled.connect(self._edited)
            elif isinstance(one, Segments):
                one.changed.connect(self._edited)

    def _edited(self, *_: object) -> None:
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def keep(self) -> None:
        """Keeps it now, in the store lane; what is as it was opened is kept no more."""
        waits = self._pause.isActive() or self._latest.isActive()
        self.pause()
        if not self.key or not (waits or self.changed):
            return
        key, run, session = self.key, self._host.lanes.store.run, self._session
        if self.changed:
            self._kept = True
            texts = {name: text for name, text in self._texts().items() if text}
            draft = Draft(key, self._page, {**texts, **self._beside}, self._row)
            run(lambda task: drafts.keep(session, draft), lambda none: self._host.saved(T("Draft kept")), owner=self)
        elif self._kept:
            self._kept = False
            run(lambda task: drafts.drop(session, key), owner=self)
