"""The parts of Settings about the window, the people, backups and the laptop."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app import lock
from samarth_desktop.gui.app.bars import LanguageChoice
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button, with_reason
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card, line
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Avatar, Badge, Label
from samarth_desktop.gui.pages.settings.area_part import AreaCard
from samarth_desktop.gui.theme import preferences, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, say
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.device.backup import Backup
    from samarth_desktop.actions.device.device import DeviceInfo
    from samarth_desktop.actions.session import Session

CARD_WIDTH = 720
LATE_DAYS = 3  # a backup older than this is asked for


class Part(Scroll):
    """One part. `done` tells that something changed that others show too."""

    done = Signal()

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(gap=16)
        self.host, self.session = host, session
        self.column.setContentsMargins(24, 20, 24, 24)

    def card(self, title: LocalizedText, text: LocalizedText = "") -> Card:
        """A card with a title and a helper line, not wider than a line is easy to read."""
        made = Card(title)
        if text:
            made.body.addWidget(Label(text, 14, 400, "ink2", wrap=True))
        self.column.addWidget(made)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margin keeps cards narrow; a greatest width would give those with wrapped lines too little height."""
        super().resizeEvent(event)
        self.column.setContentsMargins(24, 20, max(24, self.viewport().width() - 24 - CARD_WIDTH), 24)

    def fill(self, found: "DeviceInfo") -> None:
        """Shows what is known of the laptop."""


class WindowPart(Part):
    """Language and colours."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host, session)
        card = self.card(T("Language"), T("Everything on screen changes at once; what is half-typed stays."))
        card.body.addLayout(_left(LanguageChoice()))
        card = self.card(T("Colours"), T("Dark colours are easier on the eyes in the evening."))
        words = (
            ("system", T("Like the computer")),
            ("light", T("Light")),
            ("dark", T("Dark")),
            ("contrast", T("High contrast")),
        )
        self.colours = Segments(words)
        bind_text(self.colours.setAccessibleName, T("Colours"))
        self.colours.setMaximumWidth(620)
        self.colours.set_value(theme.look.choice)
        self.colours.changed.connect(self._choose)
        card.body.addWidget(self.colours)
        text = T("For a laptop without working keys. It comes with the cursor, in Hindi and English letters.")
        card = self.card(T("Keyboard on the screen"), text)
        self.keys = Segments(((False, T("Off")), (True, T("On"))))
        bind_text(self.keys.setAccessibleName, T("Keyboard on the screen"))
        self.keys.setMaximumWidth(320)
        self.keys.set_value(preferences.load().screen_keys)
        self.keys.changed.connect(self._choose_keys)
        card.body.addWidget(self.keys)
        self._lock_card()
        self.column.addStretch(1)

    def _lock_card(self) -> None:
        text = T("A locked window opens with the passphrase. Keys, mouse, scanner and camera count as work.")
        card = self.card(T("Lock when nobody works"), text)
        never: tuple[object, LocalizedText] = (0, T("Never"))
        minutes = [(n, Tn("{count} minute", "{count} minutes", n)) if n else never for n in lock.CHOICES]
        self.lock = ComboBox(minutes)
        bind_text(self.lock.setAccessibleName, T("Lock when nobody works"))
        self.lock.setMaximumWidth(220)
        self.lock.set_value(preferences.load().lock_minutes)
        self.lock.picked.connect(self._choose_lock)
        card.body.addWidget(self.lock)
        now = Button(T("Lock now"), icon="lock", key="Ctrl+L", bind_key=False)
        now.clicked.connect(lambda: self._lock_of_window(lambda found: found.lock()))
        card.body.addLayout(_left(now))

    def _lock_of_window(self, use: Callable[[lock.Lock], object]) -> None:
        found = self.window().findChild(lock.Lock)
        if isinstance(found, lock.Lock):
            use(found)

    def _choose_lock(self, minutes: object) -> None:
        if isinstance(minutes, int):
            preferences.save(lock_minutes=minutes)
            self._lock_of_window(lambda found: found.heed())
        self.lock.set_value(preferences.load().lock_minutes)

    def _choose(self, choice: object) -> None:
        theme.look.choose(str(choice or "system"))
        self.colours.set_value(theme.look.choice)

    def _choose_keys(self, on: object) -> None:
        from samarth_desktop.gui.app import virtual_keyboard

        preferences.save(screen_keys=bool(on))
        self.keys.set_value(bool(on))
        virtual_keyboard.use(self.window(), bool(on))


class PeoplePart(Part):
    """Who works on this laptop."""

    def __init__(self, host: PageHost, session: "Session", changed: Callable[["Session"], object]) -> None:
        super().__init__(host, session)
        self._changed = changed
        text = T("A name stands beside what each person writes. Who has a passphrase of her own is asked for it.")
        card = self.card(T("People on this laptop"), text)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        card.body.addLayout(self._list)
        self.box = TextBox(limit=80)
        self.add = Button(T("Add and begin work"), "primary", "plus")
        self.name = LabelledEditor(T("Another person's name"), self.box)
        card.body.addWidget(self.name)
        self.refused = Banner("", "error", closable=True)
        self.refused.hide()
        card.body.insertWidget(card.body.indexOf(self._list), self.refused)
        card.body.addLayout(with_reason(self.add))
        self.column.addStretch(1)
        self.add.clicked.connect(self._add)
        self.box.returnPressed.connect(self._add)
        self.box.textChanged.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self.name.clear_message()
        self.add.enable(bool(self.box.text().strip()), T("Write a name to add it"))

    def fill(self, found: "DeviceInfo") -> None:
        empty(self._list)
        for name in found.people:
            self._list.addWidget(self._row(name, here=name == self.session.author))

    def _row(self, name: str, here: bool) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        row.addWidget(Avatar(name, 36, True))
        row.addWidget(Label(name, 15, 600))
        row.addStretch(1)
        if here:
            row.addWidget(Badge(T("working now"), "ok", "check"))
        else:
            sit, off = Button(T("Work as this person"), small=True), Button(T("Take off the list"), "link", small=True)
            bind_text(sit.setAccessibleName, T("Work as {name}", name=name))
            bind_text(off.setAccessibleName, T("Take {name} off the list", name=name))
            sit.clicked.connect(lambda: self._sit(name, self._refuse))
            off.clicked.connect(lambda: self._forget(name))
            row.addWidget(off)
            row.addWidget(sit)
        own = Button(T("Own passphrase"), small=True, icon="key")
        bind_text(own.setAccessibleName, T("Own passphrase for {name}", name=name))
        own.clicked.connect(lambda: self._own(name))
        row.addWidget(own)
        column.addLayout(row)
        column.addWidget(line())
        return holder

    def _add(self) -> None:
        if self.box.text().strip():
            self._sit(self.box.text(), lambda error: self.name.show_message("error", error.text))

    def _sit(self, name: str, refused: Callable[[KnownError], object]) -> None:
        from samarth_desktop.gui.forms.own_passphrase import sit_down

        sit_down(self, self.host.lanes, self.session, name, self._changed, refused)

    def _refuse(self, error: KnownError) -> None:
        self.refused.show_state(error.text, "error")
        self.refused.show()

    def _own(self, name: str) -> None:
        from samarth_desktop.gui.forms.own_passphrase import OwnPassphraseAsk

        self.dialog = OwnPassphraseAsk(self.window(), self.host.lanes, self.session, name, self.done.emit)
        self.dialog.open()

    def _forget(self, name: str) -> None:
        from samarth_desktop.actions.device import device

        self.host.lanes.store.run(
            lambda task: device.forget(self.session, name),
            then=lambda nothing: self.done.emit(),
            failed=self._refuse,
            owner=self,
        )


class BackupPart(Part):
    """A whole copy in one encrypted file."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host, session)
        text = T(
            "One locked file with all people, groups and photos. It opens with today's passphrase or recovery key."
        )
        card = self.card(T("Copy to a pen drive"), text)
        self.state = Banner("")
        card.body.addWidget(self.state)
        self.proved = Banner("", "ok")
        self.proved.hide()
        card.body.addWidget(self.proved)
        self.copy = Button(T("Copy now"), "primary", "backup")
        self.copy.clicked.connect(self._ask)
        card.body.addLayout(with_reason(self.copy))
        text = T(
            "Start the program and choose “Bring back a copy”, on a new laptop at once, here beside the passphrase."
        )
        self.card(T("Bring a copy back"), text)
        self.column.addStretch(1)

    def fill(self, found: "DeviceInfo") -> None:
        tone, words = backup_state(found.backed_up)
        self.state.show_state(words, tone)
        late = tone == "warning"
        self.host.fact("backup", words, "warn" if late else "", "warn" if late else "")

    def _ask(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = str(Path(folder) / f"samarth-{self.session.today.isoformat()}.samarth")
        file, _ = QFileDialog.getSaveFileName(self, say(T("Copy to a pen drive")), name)
        if file:
            self.copy_to(Path(file))

    def copy_to(self, file: Path) -> None:
        """Writes the backup, beside the window."""
        from samarth_desktop.actions.device import backup

        self.copy.enable(False, T("Copying goes on."))
        self.proved.hide()
        self.state.show_state(T("Copying. You can go on working."), "info")
        self.host.lanes.background.run(
            lambda task: backup.backup(self.session, file), then=self._copied, failed=self._failed, owner=self
        )

    def _copied(self, made: "Backup") -> None:
        self.copy.enable(True)
        words = T(
            "The copy was read back and opens: people {people}, groups {groups}. File: {file}",
            people=made.people,
            groups=made.groups,
            file=", ".join(file.name for file in made.files),
        )
        self.proved.show_state(words, "ok")
        self.proved.show()
        self.done.emit()

    def _failed(self, error: KnownError) -> None:
        self.copy.enable(True)
        self.state.show_state(error.text, "error")


class LaptopPart(Part):
    """Facts of this laptop, handing it over, and a look for damage."""

    def __init__(self, host: PageHost, session: "Session", changed: Callable[["Session"], object]) -> None:
        super().__init__(host, session)
        self._changed = changed
        card = self.card(T("About this laptop"))
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(20)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnStretch(1, 1)
        card.body.addLayout(self._facts)
        self._labels: dict[str, Label] = {}
        words = {
            "device": T("Device code, part of every number"),
            "folder": T("Data folder"),
            "version": T("Version of the program"),
        }
        for row, (key, text) in enumerate(words.items()):
            self._labels[key] = Label("", 15, 400, wrap=True)
            self._facts.addWidget(Label(text, 15, 400, "ink2"), row, 0)
            self._facts.addWidget(self._labels[key], row, 1)
        self.area = AreaCard(host, session)
        self.column.addWidget(self.area)
        text = T("When another person works on it from now on. She gets a passphrase that only she knows.")
        card = self.card(T("Hand over this laptop"), text)
        self.hand_over = Button(T("Hand over"), icon="person")
        self.hand_over.clicked.connect(self._hand_over)
        card.body.addLayout(_left(self.hand_over))
        card = self.card(T("Look for damage"), T("Reads everything once. Nothing is changed."))
        self.result = Banner("", "ok")
        self.result.hide()
        card.body.addWidget(self.result)
        self.check = Button(T("Look now"), icon="search")
        self.check.clicked.connect(self._check)
        card.body.addLayout(with_reason(self.check))
        self.column.addStretch(1)

    def fill(self, found: "DeviceInfo") -> None:
        self._labels["device"].show_text(found.device or T("given with the first record"))
        self.area.fill(found)
        self._labels["folder"].show_text(str(found.folder))
        self._labels["version"].show_text(_version())

    def _hand_over(self) -> None:
        from samarth_desktop.gui.forms.own_passphrase import HandOverAsk

        host = self.host  # this page goes with the session

        def handed(session: "Session") -> None:
            self._changed(session)
            host.go("settings", part="keys")  # where the new recovery key is made

        self.dialog = HandOverAsk(self.window(), self.host.lanes, self.session, handed)
        self.dialog.open()

    def _check(self) -> None:
        from samarth_desktop.actions.device import backup

        self.check.enable(False, T("Looking goes on."))
        self.host.lanes.store.run(lambda task: backup.check(self.session), then=self._checked, owner=self)

    def _checked(self, problems: list[Text]) -> None:
        self.check.enable(True)
        first = problems[0] if problems else T("Everything is in order.")
        self.result.show_state(first, "error" if problems else "ok")
        self.result.show()


def backup_state(moment: datetime | None) -> tuple[str, Text]:
    """Tone and sentence about the last backup; older than LATE_DAYS it is a warning."""
    if moment is None:
        return "warning", T("No copy on a pen drive yet. Make one today.")
    days = (datetime.now(moment.tzinfo) - moment).days
    if days == 0:
        return "ok", T("Copy on pen drive: today")
    words = Tn("Copy on pen drive: {count} day ago", "Copy on pen drive: {count} days ago", days)
    return ("warning" if days > LATE_DAYS else "ok"), words


def _left(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("samarth-desktop")
    except PackageNotFoundError:
        return say(T("from source"))
