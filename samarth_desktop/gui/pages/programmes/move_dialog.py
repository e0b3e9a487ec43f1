"""Before many are moved: who stays and why, how many move, the day and a note. Nothing happens before the button."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button, with_reason
from samarth_desktop.gui.kit.surfaces.cards import in_row, line, surface
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Icon, IconLabel, Label
from samarth_desktop.gui.theme.language import bind_text, lang
from samarth_desktop.i18n import LocalizedName, T, Tn
from samarth_desktop.rules.certificates.readiness import STOPPED

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.staging import Plan, Stays

WIDE, SHOWN = 840, 50


class MoveDialog(QDialog):
    """A preview of a move. `opened` is set to a row where somebody wants to see a person who stays."""

    def __init__(self, parent: QWidget, plan: "Plan", programme: str, stage: object, today: date) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(min(WIDE, parent.width() - 40))
        self.plan, self._today, self.opened = plan, today, ""
        self._stops = plan.target in STOPPED
        title = T("Move to: {stage}", stage=stage)
        bind_text(self.setWindowTitle, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        chosen = len(plan.moves) + len(plan.stays)
        head = T("{programme} · {n} chosen", programme=programme, n=chosen)
        column.addLayout(in_row(Label(title, 18, 600), Label(head, 15, 400, "ink2"), 1, gap=12))
        column.addLayout(self._numbers())
        if plan.stays:
            column.addWidget(self._stays(), 1)
        self.day, self.note = DateBox(), TextBox(limit=200)
        self.day.set_value(today)
        self.day.setFixedWidth(190)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(LabelledEditor(T("On"), self.day))
        row.addWidget(LabelledEditor(T("Reason") if self._stops else T("Note"), self.note, required=self._stops), 1)
        column.addLayout(row)
        self.wrong = IconLabel("err", "", "err", 13)
        self.wrong.hide()
        column.addWidget(self.wrong)
        column.addWidget(line())
        self.leave = Button(T("Cancel"))
        moves = len(plan.moves)
        do = Tn("Move {count}", "Move {count}", moves)
        self.do = Button(do, "primary", "check", key="Ctrl+Return")
        self.do.enable(moves > 0, T("Nobody of these can move. See why above."))
        self.leave.clicked.connect(self.reject)
        self.do.clicked.connect(self._try)
        back = IconLabel("undo", T("You can take it back with Ctrl+Z."), "ink2", 13)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(back, 1)
        foot.addWidget(self.leave)
        foot.addLayout(with_reason(self.do)) if not moves else foot.addWidget(self.do)
        column.addLayout(foot)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.reject)

    def _numbers(self) -> QHBoxLayout:
        moves, stays = len(self.plan.moves), len(self.plan.stays)
        row = QHBoxLayout()
        row.setSpacing(12)
        for count, tone, icon, text in (
            (moves, "ok", "checkc", Tn("will move", "will move", moves)),
            (stays, "warn", "pause", Tn("stays where she is", "stay where they are", stays)),
        ):
            box = surface(tone)
            inside = QHBoxLayout(box)
            inside.setContentsMargins(16, 8, 16, 8)
            inside.addWidget(Icon(icon, tone, 22))
            inside.addWidget(Label(lang.catalog.number(count), 24, 700, tone))
            inside.addWidget(Label(text, 15, 600), 1)
            row.addWidget(box, 1)
        return row

    def _stays(self) -> QFrame:
        card = surface("card")
        outer = QVBoxLayout(card)
        outer.setContentsMargins(1, 1, 1, 1)
        scroll = Scroll(margin=12, gap=4)
        outer.addWidget(scroll)
        for one in self.plan.stays[:SHOWN]:
            scroll.column.addLayout(self._stay(one))
            scroll.column.addWidget(line())
        left = len(self.plan.stays) - SHOWN
        if left > 0:
            scroll.column.addWidget(Label(T("and {n} more", n=left), 13, 400, "ink2"))
        scroll.column.addStretch(1)
        card.setMinimumHeight(min(220, 60 * len(self.plan.stays) + 24))
        return card

    def _stay(self, one: "Stays") -> QHBoxLayout:
        name, other = LocalizedName(one.holder.name_hi, one.holder.name_en).ordered(lang.code)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(Label(name or one.holder.registration, 15, 600))
        who.addWidget(Label(" · ".join(filter(None, (other, one.holder.village))), 13, 400, "ink2"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(who, 2)
        reasons = QVBoxLayout()
        reasons.setSpacing(0)
        for missing in one.missing[:2]:
            reasons.addWidget(IconLabel("warn", missing.text, "warn", 14, wrap=True))
        if len(one.missing) > 2:
            reasons.addWidget(Label(T("and {n} more", n=len(one.missing) - 2), 13, 400, "ink2"))
        row.addLayout(reasons, 4)
        look = Button(T("Open"), "link")
        bind_text(look.setAccessibleName, T("Open: {name}", name=name))
        look.clicked.connect(lambda: self._open(one.holder.id))
        row.addWidget(look)
        return row

    def _open(self, row: str) -> None:
        self.opened = row
        self.reject()

    def _try(self) -> None:
        day = self.day.value()
        wrong = None
        if day is None:
            wrong = T("Write the date.")
        elif day > self._today:
            wrong = T("This date is in the future.")
        elif self._stops and not self.note.text().strip():
            wrong = T("Write the reason.")
        if wrong is not None:
            self.wrong.show_state("err", wrong, "err")
            self.wrong.show()
        else:
            self.accept()

    def answer(self) -> tuple[date, str]:
        """The day and the note."""
        return self.day.value() or self._today, self.note.text().strip()
