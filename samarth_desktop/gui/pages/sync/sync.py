"""Sending and fetching: how far it is, joining an office, pen drives, and what two laptops changed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.duplicate_scan import DuplicateScan
from samarth_desktop.gui.background.sync_scheduler import SyncScheduler
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card, EmptyState, Progress, in_row, line
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.frame import PageHead, Scroll
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.pages.duplicates.duplicates_banner import DuplicatesBanner
from samarth_desktop.gui.pages.sync.hall_view import HallView
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, say
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.store.log.changed import DRAFT, SETTING

if TYPE_CHECKING:
    from samarth_desktop.actions.exchange.conflicts import RecordConflict
    from samarth_desktop.actions.exchange.sync import Counts
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.today import Overview
    from samarth_desktop.store.log.changed import Changed
    from samarth_desktop.store.log.reader import Conflict, ConflictingValue

PARCEL = "*.parcel"

_STRANGER = T("Join the office first. Then “Hall” and “Send now” work.")


class SyncPage(Page):
    """Says what is only here and what has arrived; nothing on it stops anybody's work."""

    def __init__(
        self, host: PageHost, session: "Session", sync_scheduler: SyncScheduler, doubles: DuplicateScan
    ) -> None:
        super().__init__(host)
        self._host, self._session, self._sync_scheduler, self._doubles = host, session, sync_scheduler, doubles
        sync_scheduler.began.connect(self._began)
        sync_scheduler.told.connect(self._tell)
        sync_scheduler.ended.connect(self._done)
        sync_scheduler.failed.connect(self._failed)
        self._disputes: tuple[RecordConflict, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = Scroll(margin=24, gap=12)
        outer.addWidget(scroll)
        column = scroll.column
        column.setContentsMargins(24, 16, 24, 20)
        self.strip, self.hall, self.twice = _Strip(), HallView(host, session), DuplicatesBanner(host, came=True)
        doubles.told.connect(self.twice.show_waiting)
        self.hall.busy.connect(self.strip.busy)
        self.hall.ended.connect(self._left_hall)
        self.head = self._head()
        column.addWidget(self.head)
        self.stranger = IconLabel("info", _STRANGER, "ink2", wrap=True)
        self.stranger.hide()
        column.addWidget(self.stranger)
        column.addWidget(self.strip)
        column.addWidget(self.twice)
        column.addWidget(self.hall)
        self.join = _Join(self._enrol)
        column.addWidget(self.join)
        column.addLayout(self._lower(), 1)
        self.join.hide()

    def _head(self) -> PageHead:
        head = PageHead(T("Sync"), T("Sending goes on in the background."))
        read = Button(T("Read a pen drive"), icon="receive")
        read.clicked.connect(self._read_parcel)
        write = Button(T("Send by pen drive"), icon="usb")
        write.clicked.connect(self._write_parcel)
        self.now = Button(T("Send now"), "primary", "sync", key="Ctrl+R")
        self.now.clicked.connect(self._sync_scheduler.now)
        for button in (self.hall.button, read, write, self.now):
            head.add_right(button)
        return head

    def fold(self, narrow: bool) -> None:
        """In a small window the sentence beside the title gives way to the buttons, and the list is narrower."""
        self.head.note.setHidden(narrow)
        self._left.setFixedWidth(200 if narrow else 236)

    def _lower(self) -> Columns:
        row = Columns(620)
        left = Card(T("You decide"), margin=0)
        left.head.setContentsMargins(14, 12, 14, 0)
        left.setFixedWidth(236)
        self._left = left
        self._note = Label("", 13, 400, "ink2", wrap=True)
        self._note.setContentsMargins(14, 0, 14, 6)
        left.body.addWidget(self._note)
        self.list = QListWidget()
        self.list.setProperty("surface", "rows")
        bind_text(self.list.setAccessibleName, T("You decide"))
        self.list.currentRowChanged.connect(self._choose)
        left.body.addWidget(self.list, 1)
        self.newest = Button(T("Take the newest everywhere"), "link", "clock", small=True)
        self.newest.clicked.connect(self._settle_all)
        left.body.addLayout(in_row(12, self.newest, 1))
        row.addWidget(left)
        self._place = QVBoxLayout()
        holder = QWidget()
        holder.setLayout(self._place)
        self._place.setContentsMargins(0, 0, 0, 0)
        row.addWidget(holder, 1)
        return row

    # what is known

    def shown(self, **args: object) -> None:
        self._refresh()

    def data_changed(self, changed: "Changed") -> None:
        """What waits is told anew; a decision that somebody is making stays as it is."""
        from samarth_desktop.actions import today

        if changed.kinds - {DRAFT, SETTING}:
            self._host.lanes.store.run(
                lambda task: today.overview(self._session), then=self.strip.show_unsent, owner=self
            )

    def _refresh(self) -> None:
        from samarth_desktop.actions import today
        from samarth_desktop.actions.exchange import conflicts, sync

        def look(task: object) -> "tuple[bool, Overview, tuple[RecordConflict, ...]]":
            return sync.enrolled(self._session), today.overview(self._session), conflicts.open_conflicts(self._session)

        self._host.lanes.store.run(look, then=self._show, owner=self)
        self._doubles.begin()

    def _show(self, found: "tuple[bool, Overview, tuple[RecordConflict, ...]]") -> None:
        enrolled, overview, self._disputes = found
        self.join.setVisible(not enrolled)
        self.stranger.setVisible(not enrolled)
        for button in (self.now, self.hall.button):
            button.enable(enrolled, _STRANGER)
        self.strip.show_unsent(overview)
        count = len(self._disputes)
        note = Tn("{count} record was changed on two laptops.", "{count} records were changed on two laptops.", count)
        self._note.show_text(note if count else T("Nothing was changed on two laptops."))
        self.newest.setVisible(count > 1)
        self.list.clear()
        for dispute in self._disputes:
            fields = Tn("{count} field", "{count} fields", len(dispute.conflicts))
            words = f"{dispute.name_hi or dispute.name_en or dispute.number}\n{say(Text(dispute.kind))} · {say(fields)}"
            QListWidgetItem(words, self.list)
        if self._disputes:
            self.list.setCurrentRow(0)
        else:
            self._put(
                EmptyState(
                    "checkc",
                    T("Nothing to decide"),
                    T("When two laptops change the same field, both values come here."),
                )
            )

    def _choose(self, index: int) -> None:
        from samarth_desktop.gui.pages.sync.conflict_view import ConflictView
        from samarth_desktop.gui.pages.today.today import FORMS

        if 0 <= index < len(self._disputes):
            dispute = self._disputes[index]
            form = FORMS.get(dispute.conflicts[0].kind)
            correct = (lambda: self._host.go(form, row=dispute.row)) if form else None
            self._put(ConflictView(dispute, self._settle, self._later, correct))

    def _put(self, widget: QWidget) -> None:
        empty(self._place)
        self._place.addWidget(widget)

    def _settle(self, chosen: "list[tuple[Conflict, ConflictingValue]]") -> None:
        from samarth_desktop.actions.exchange import conflicts

        def done(count: int) -> None:
            self._host.saved(Tn("{count} field settled", "{count} fields settled", count))
            self._refresh()

        self._host.lanes.store.run(lambda task: conflicts.decide(self._session, chosen), then=done, owner=self)

    def _settle_all(self) -> None:
        from samarth_desktop.actions.exchange import sync

        def done(count: int) -> None:
            self._host.saved(Tn("{count} field settled", "{count} fields settled", count))
            self._refresh()

        self._host.lanes.store.run(lambda task: sync.settle_all(self._session, "newest"), then=done, owner=self)

    def _later(self) -> None:
        following = self.list.currentRow() + 1
        self.list.setCurrentRow(following if following < self.list.count() else 0)

    # what a person starts

    def _enrol(self, url: str, code: str, plain: bool) -> None:
        from samarth_desktop.actions.exchange import sync

        def done(found: "dict[str, object]") -> None:
            self._host.notice("ok", T("This laptop has joined the office as {person}.", person=found["person"]))
            self._refresh()
            self._sync_scheduler.now()

        lane = self._host.lanes.network
        lane.run(
            lambda task: sync.enrol(self._session, url, code, plain_allowed=plain),
            then=done,
            failed=self.join.refuse,
            owner=self,
        )

    def _began(self) -> None:
        self.strip.busy(T("Sending and fetching"))
        self.now.enable(False, T("Sending goes on."))

    def _tell(self, pushed: int, pulled: int, photos: int) -> None:
        self.strip.tell(pushed, pulled, photos)

    def _done(self, counts: "Counts") -> None:
        self.now.enable(True)
        self.strip.finished(counts)
        for text in counts.said:
            self._host.notice("info", text)
        self._host.fact("sync", T("Sent and fetched just now"), "clock")
        self._refresh()

    def _failed(self, error: KnownError) -> None:
        self.now.enable(True)
        self.strip.idle(error.text)
        self._refresh()

    def _left_hall(self, text: LocalizedText) -> None:
        self.strip.idle(text)
        self._refresh()

    def _write_parcel(self) -> None:
        from samarth_desktop.actions.exchange import sync

        name, _ = QFileDialog.getSaveFileName(self, say(T("Send by pen drive")), "samarth.parcel", PARCEL)
        if name:
            self._carry(
                lambda: sync.parcel_write(self._session, Path(name)),
                T("The parcel is on the pen drive. Take it to the office."),
            )

    def _read_parcel(self) -> None:
        from samarth_desktop.actions.exchange import sync

        name, _ = QFileDialog.getOpenFileName(self, say(T("Read a pen drive")), "", PARCEL)
        if name:
            self._carry(lambda: sync.parcel_read(self._session, Path(name)), T("The parcel has been taken in."))

    def _carry(self, work: "Callable[[], Counts]", said: LocalizedText) -> None:
        def done(counts: "Counts") -> None:
            self._host.notice("ok", said)
            self.strip.finished(counts)
            self._refresh()

        self._host.lanes.network.run(lambda task: work(), then=done, owner=self)


class _Strip(Card):
    """Four facts side by side: what goes on, records, photos, what came from the office."""

    def __init__(self) -> None:
        super().__init__(margin=0)
        row = Columns(620, 0)
        self.body.addLayout(row)
        self._state = Label(T("Everything is safe on this laptop."), 15, 600, wrap=True)
        self._bar = Progress(words=False)
        self._bar.hide()
        self._here, self._arrived = Label("", 15), Label("", 13, 400, "ink2")
        self._photos, self._bytes = Label("", 15), Label("", 13, 400, "ink2")
        self._came, self._refused = Label(T("Nothing fetched yet"), 15), Label("", 13, 400, "ink2")
        cells: tuple[tuple[LocalizedText, tuple[QWidget, ...]], ...] = (
            ("", (self._state, self._bar)),
            (T("Records"), (self._here, self._arrived)),
            (T("Photos go after records"), (self._photos, self._bytes)),
            (T("From the office"), (self._came, self._refused)),
        )
        for number, (title, widgets) in enumerate(cells):
            if number:
                row.addWidget(line(upright=True))
            row.addLayout(_cell(title, widgets), 1)

    def show_unsent(self, overview: "Overview") -> None:
        """What is only on this laptop."""
        unsent = overview.unsent
        self._here.show_text(Tn("{count} only on this laptop", "{count} only on this laptop", unsent.records))
        self._photos.show_text(Tn("{count} waiting", "{count} waiting", unsent.photos))
        size = f"{unsent.photo_bytes / 1_000_000:.1f} MB" if unsent.photo_bytes else ""
        self._bytes.show_text(size)

    def busy(self, text: LocalizedText) -> None:
        """A round has begun."""
        self._state.show_text(text)
        self._bar.show()
        self._bar.show_progress(0, 0)

    def tell(self, pushed: int, pulled: int, photos: int) -> None:
        """How far the round is."""
        self._arrived.show_text(Tn("{count} reached the office", "{count} reached the office", pushed))
        self._came.show_text(Tn("{count} change received", "{count} changes received", pulled))
        self._bytes.show_text(Tn("{count} sent", "{count} sent", photos))

    def finished(self, counts: "Counts") -> None:
        """A round or parcel is done."""
        self._bar.hide()
        self._state.show_text(
            T("Something is left for the next time.") if counts.left else T("Everything has arrived.")
        )
        self.tell(counts.pushed, counts.pulled, counts.photos_sent)
        if counts.refused:
            self._refused.show_text(
                Tn("{count} refused; see its history", "{count} refused; see their history", counts.refused)
            )

    def idle(self, text: LocalizedText) -> None:
        """A round ended before its time; off-line is a fact, not an alarm."""
        self._bar.hide()
        self._state.show_text(text)


def _cell(title: LocalizedText, widgets: tuple[QWidget, ...]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(2)
    if title:
        column.addWidget(Label(title, 13, 400, "ink2"))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column


CODE_LENGTH = 12
"""Characters of a one-time code (CONTRACT, samarth-hub code)."""


class _Join(Card):
    """Joining an office: its address and the one-time code."""

    def __init__(self, join: Callable[[str, str, bool], object]) -> None:
        super().__init__()
        about = QVBoxLayout()
        about.addWidget(IconLabel("laptop", T("Join the office's hub"), "ink", 18, 600))
        about.addWidget(Label(T("The office gives you an address and a code."), 13, 400, "ink2", wrap=True))
        row = Columns(620, 12)
        self.url, self.code = TextBox("https://"), TextBox(limit=20)
        self._join, self._warned = join, ""
        self.button = Button(T("Join"), "secondary", "check")
        self.button.clicked.connect(self._go)
        self.code.returnPressed.connect(self._go)
        self.url.textChanged.connect(self._part)
        self._editor = LabelledEditor(T("Address of the hub"), self.url, required=True)
        row.addLayout(about, 2)
        row.addWidget(self._editor, 3)
        row.addWidget(LabelledEditor(T("Code"), self.code, required=True), 2)
        holder = QVBoxLayout()
        holder.addSpacing(24)
        holder.addWidget(self.button)
        holder.addStretch(1)
        row.addLayout(holder)
        self.body.addLayout(row)

    def _part(self, text: str) -> None:
        """What a scanner types from the office's window, or a person pastes, holds the address and the code."""
        address, _, code = text.strip().partition(" ")
        if "://" in address and len(squeezed := code.replace(" ", "")) == CODE_LENGTH:
            self.code.setText(squeezed)
            self.url.setText(address)

    def _go(self) -> None:
        self._editor.clear_message()
        if not self.url.text().strip() or not self.code.text().strip():
            self._editor.show_message("error", T("Write the address and the code."))
            return
        url = self.url.text().strip()
        plain = url.lower().startswith("http://")
        if plain and url != self._warned:
            self._warned = url
            warning = T(
                "Anybody near could listen to this address. Only in a hall or the office's own network: press “Join” "
                "once more."
            )
            self._editor.show_message("warning", warning)
            return
        self.button.enable(False, T("Asking the office."))
        self._join(url, self.code.text().strip(), plain)

    def refuse(self, error: KnownError) -> None:
        """The hub said no, or was not reached."""
        self.button.enable(True)
        self._editor.show_message("error", error.text)
