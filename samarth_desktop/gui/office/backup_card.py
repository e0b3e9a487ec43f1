"""A backup of the hub to a pen drive, read back before it counts."""

import json
import zipfile
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.surfaces.buttons import Button, with_reason
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.office.hub_process import LITTLE_ROOM, HubProcess
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Text

_KEPT = "last-backup.json"
_LATE_DAYS = 7


class BackupCard(Card):
    """Says when the last backup was made and makes the next. `failed` carries a KnownError."""

    failed = Signal(object)

    def __init__(self, hub: HubProcess, lanes: Lanes) -> None:
        super().__init__(T("Backup to a pen drive"), "backup")
        self._hub, self._lanes, self._address = hub, lanes, ""
        text = T(
            "The file holds everybody's data and the hub's private keys. Keep it locked away, not in this computer."
        )
        self.body.addWidget(Label(text, 13, 400, "ink2", wrap=True))
        self.state = Banner("")
        self.body.addWidget(self.state)
        self.room = Label("", 13, 400, "ink2", wrap=True)
        self.room.hide()
        self.body.addWidget(self.room)
        self.write = Button(T("Make a backup"), icon="usb")
        self.write.clicked.connect(self._ask)
        self.body.addLayout(with_reason(self.write))
        self._say_last()

    def offer(self, address: str) -> None:
        """A hub serves at this address, or "" none does."""
        self._address = address
        self.write.enable(bool(address), T("Start the hub first."))

    def show_room(self, free: int) -> None:
        """How many bytes the hub's disk has free."""
        said = lang.catalog.number
        self.room.show_text(lambda: T("Free on the hub's disk: {n} GB", n=said(round(free / LITTLE_ROOM, 1))))
        self.room.show()

    def _ask(self) -> None:
        name = str(Path.home() / f"samarth-hub-{date.today().isoformat()}.zip")
        file, _ = QFileDialog.getSaveFileName(self, say(T("Backup to a pen drive")), name, "ZIP (*.zip)")
        if file:
            self.write_to(Path(file))

    def write_to(self, file: Path) -> None:
        """Writes the backup, reads it back and remembers its day; the hub goes on meanwhile."""
        self.write.enable(False, T("Writing the backup goes on."))
        self.state.show_state(T("Writing the backup. Laptops can go on sending."), "info")
        self._lanes.background.run(
            lambda task: self._work(file), then=self._written, failed=self._not_written, owner=self
        )

    def _work(self, file: Path) -> Path:
        self._hub.tell("backup", str(file))
        try:
            with zipfile.ZipFile(file) as box:
                damaged = box.testzip()
        except (OSError, zipfile.BadZipFile):
            damaged = file.name
        if damaged:
            raise KnownError(T("The backup cannot be read back from there. Take another pen drive."))
        (self._hub.folder / _KEPT).write_text(json.dumps({"at": datetime.now().isoformat("T", "minutes")}), "utf-8")
        return file

    def _written(self, file: Path) -> None:
        self.write.enable(bool(self._address))
        self.state.show_saved(T("The backup was written and read back."), file)

    def _not_written(self, error: KnownError) -> None:
        self.write.enable(bool(self._address))
        self._say_last()
        self.failed.emit(error)

    def _say_last(self) -> None:
        last = self._last()
        late = last is None or (datetime.now() - last).days >= _LATE_DAYS
        self.state.show_state(lambda: _when(last), "warning" if late else "ok")

    def _last(self) -> datetime | None:
        try:
            return datetime.fromisoformat(json.loads((self._hub.folder / _KEPT).read_text("utf-8"))["at"])
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _when(last: datetime | None) -> Text:
    if last is None:
        return T("No backup was made from this window yet.")
    return T("Last backup: {when}", when=lang.catalog.moment(last))
