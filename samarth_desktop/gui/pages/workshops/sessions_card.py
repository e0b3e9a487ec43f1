"""The sessions of a workshop as rows of its plan: day, times, topic, whether it must be attended."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.hindi import HindiBox
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T
from samarth_desktop.kinds.session.record import Sitting


class SessionRow(QWidget):
    """One session: number, times, topic, whether it must be attended."""

    def __init__(self, sitting: Sitting, number: int) -> None:
        super().__init__()
        self.kept = sitting
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        number_label = Label(str(number), 15, 600)
        number_label.setFixedWidth(20)
        self.starts, self.ends = TextBox(placeholder="10:00", limit=5), TextBox(placeholder="11:45", limit=5)
        self.topic = HindiBox()
        self.day = TextBox(limit=10)
        self.must = QCheckBox()
        for box, width, name in (
            (self.day, 108, T("Day of session {n}", n=number)), (self.starts, 70, T("Session {n} begins at", n=number)),
            (self.ends, 70, T("Session {n} ends at", n=number)),
        ):  # fmt: skip
            box.setFixedWidth(width)
            bind_text(box.setAccessibleName, name)
        bind_text(self.topic.setAccessibleName, T("Topic of session {n}", n=number))
        bind_text(self.must.setText, T("must attend"))
        self.starts.setText(sitting.starts)
        self.ends.setText(sitting.ends)
        self.topic.setText(sitting.topic)
        self.day.setText(f"{sitting.held_on:%d/%m/%Y}" if sitting.held_on else "")
        self.must.setChecked(sitting.must_attend)
        for widget in (number_label, self.day, self.starts, self.ends):
            row.addWidget(widget)
        row.addWidget(self.topic, 1)
        row.addWidget(self.must)

    def boxes(self) -> tuple[QWidget, ...]:
        """All that can be typed or ticked."""
        return self.day, self.starts, self.ends, self.topic, self.must

    def typed(self) -> list[str]:
        """The raw texts, in the order of the boxes."""
        texts = [box.text() for box in (self.day, self.starts, self.ends, self.topic)]
        return [*texts, "1" if self.must.isChecked() else ""]

    def put(self, texts: Sequence[str]) -> None:
        """Raw texts of before, as :meth:`typed` gave them."""
        for box, text in zip((self.day, self.starts, self.ends, self.topic), texts, strict=False):
            box.setText(text)
        self.must.setChecked(texts[-1:] == ["1"])

    def sitting(self) -> Sitting:
        """The session as it stands here. KnownError where the day or a time cannot be read."""
        got = read(fields_of(Sitting)["held_on"], self.day.text())
        if got.wrong is not None:
            raise KnownError(got.wrong)
        times = [_clock(box.text()) for box in (self.starts, self.ends)]
        return replace(
            self.kept, held_on=got.value, starts=times[0], ends=times[1], topic=self.topic.text().strip(),
            must_attend=self.must.isChecked(),
        )  # fmt: skip


def _clock(text: str) -> str:
    """A time of day as HH:MM. KnownError where it is none."""
    text = text.strip().replace(".", ":")
    if not text:
        return ""
    try:
        return datetime.strptime(text if ":" in text else f"{text}:00", "%H:%M").strftime("%H:%M")
    except ValueError:
        raise KnownError(T("{text} is no time. Write it as 10:42.", text=text)) from None


class SessionsCard(Card):
    """The rows with a button for one more and one less. `changed` is asked after each new set of rows."""

    def __init__(self, changed: Callable[[Sequence[QWidget]], object]) -> None:
        super().__init__(T("Sessions"))
        self.rows: list[SessionRow] = []
        self._changed = changed
        more = Button(T("One session more"), icon="plus", small=True)
        less = Button(T("One less"), icon="minus", small=True)
        more.clicked.connect(lambda: self._other([*self._sittings(), Sitting()]))
        less.clicked.connect(lambda: self._other(self._sittings()[:-1]))
        self.head.addWidget(less)
        self.head.addWidget(more)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.body.addLayout(self._list)

    def show_sittings(self, sittings: Sequence[Sitting]) -> None:
        """Other sessions."""
        empty(self._list)
        self.rows = [SessionRow(one, number) for number, one in enumerate(sittings, 1)]
        for row in self.rows:
            self._list.addWidget(row)
        self._changed([box for row in self.rows for box in row.boxes()])

    def sittings(self) -> tuple[Sitting, ...]:
        """The sessions as they stand here. KnownError where a day or time cannot be read."""
        return tuple(row.sitting() for row in self.rows)

    def typed(self) -> str:
        """The raw texts of all rows, as one text."""
        return json.dumps([row.typed() for row in self.rows], ensure_ascii=False)

    def put(self, text: str, sittings: Sequence[Sitting]) -> None:
        """Raw texts of before over the sessions that are there."""
        rows = [list(map(str, one)) for one in json.loads(text or "[]")]
        self.show_sittings([sittings[at] if at < len(sittings) else Sitting() for at in range(len(rows))])
        for row, texts in zip(self.rows, rows, strict=True):
            row.put(texts)

    def _other(self, sittings: Sequence[Sitting]) -> None:
        texts = [row.typed() for row in self.rows]
        self.show_sittings(sittings)
        for row, typed in zip(self.rows, texts, strict=False):
            row.put(typed)

    def _sittings(self) -> list[Sitting]:
        return [row.kept for row in self.rows]
