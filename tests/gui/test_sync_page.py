"""The Sync page: what waits is told, both values are shown, the chosen one is written."""

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QRadioButton

from samarth_desktop.actions.exchange import conflicts, sync
from samarth_desktop.actions.exchange.sync import Counts
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.gui.background.sync_scheduler import SyncScheduler
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.pages.sync.conflict_view import ConflictingValueButton, ConflictView
from samarth_desktop.gui.pages.sync.sync import SyncPage
from samarth_desktop.gui.theme import paint
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.sync import peer_sync
from tests.gui.fixtures_sync import MEENA, disputed_desk


def open_page(qtbot, folder: Path):
    session = disputed_desk(folder)
    window = MainWindow(lanes(inline=True))
    qtbot.addWidget(window)
    window.open(routes(session, print), "sync")
    window.show()
    return session, window, window.findChild(SyncPage)


def test_both_values_stand_side_by_side_and_the_chosen_one_is_written(qtbot, tmp_path):
    session, _window, page = open_page(qtbot, tmp_path / "data")
    view = page.findChild(ConflictView)
    words = {button.text() for button in view.findChildren(ConflictingValueButton)}
    assert {"••••••2218", "••••••1127", "मोहम्मद असलम", "मो. असलम अंसारी", "9", "6"} <= words
    for button in view.findChildren(ConflictingValueButton):
        if button.text() in ("••••••2218", "मोहम्मद असलम", "9"):
            button.click()
    (keep,) = [button for button in view.findChildren(Button) if button._kind == "primary"]
    keep.click()
    assert conflicts.open_conflicts(session) == ()
    with session.store.read() as reader:
        (shabnam,) = reader.every(Artisan)
    assert (shabnam.mobile, shabnam.relative_hi, shabnam.years_of_experience) == ("9839022218", "मोहम्मद असलम", 9)
    session.store.close()


def test_each_value_stands_under_who_wrote_it_whoever_was_later(qtbot, tmp_path):
    session, _window, page = open_page(qtbot, tmp_path / "data")
    with session.store.read() as reader:
        (row,) = {conflict.row for conflict in reader.conflicts()}
        first = reader.ops(row)[0].op
    late = first.hlc + (9 * 3600 * 1000 << 16)  # later than Meena's: on this field the other laptop's value shows
    hers = {"craft": {"raw": "चटाई?"}, "village": "देवा"}
    mine = {"craft": "टोकरी", "village": "हरख"}
    with session.store.unit_of_work() as unit:
        seen = dict.fromkeys(hers, (first.version,))
        unit.apply([replace(first, device=MEENA, author="मीना वर्मा", n=2, hlc=first.hlc + 1, f=hers, sup=seen)])
        unit.apply([replace(first, device="K7K7K7", author="राधा", n=1, hlc=late, f=mine, sup=seen)])
        unit.commit()
    page.shown()
    view = page.findChildren(ConflictView)[-1]
    columns = {}
    for button in view.findChildren(ConflictingValueButton):
        at = view._grid.indexOf(button)
        columns.setdefault(view._grid.getItemPosition(at)[1], []).append(button.text())
    heads = [side.author for side in view._dispute.sides()]
    found = {author: set(columns[1 + at]) for at, author in enumerate(heads)}
    assert found == {
        "सुनीता यादव": {"••••••2218", "मोहम्मद असलम", "9"},
        "राधा": {"टोकरी", "हरख"},
        "मीना वर्मा": {"••••••1127", "मो. असलम अंसारी", "6", "चटाई?", "देवा"},
    }
    words = {label.text() for label in view.findChildren(QLabel)}
    assert {"was ••••••2210", "was 8"} <= words
    session.store.close()


def test_the_values_to_choose_from_are_seen_whole_in_a_narrow_window(qtbot, tmp_path):
    session, window, page = open_page(qtbot, tmp_path / "data")
    window.resize(1093, 614)
    QApplication.processEvents()
    buttons = page.findChild(ConflictView).findChildren(ConflictingValueButton)
    assert buttons and all(QRadioButton.text(one) == one.text() for one in buttons)  # nothing is cut
    assert all(paint.width_of(one.text(), 16, 600) <= one.width() - 56 for one in buttons)
    session.store.close()


def test_an_office_that_is_not_reached_is_a_sentence(qtbot, tmp_path):
    session, _window, page = open_page(qtbot, tmp_path / "data")
    assert page.join.isVisible() and not page.now.isEnabled()
    url, code = page.join.findChildren(QLineEdit)
    url.setText("https://127.0.0.1:9 ABCD EFGH JKMN")  # as a scanner types what the office's window shows
    assert (url.text(), code.text()) == ("https://127.0.0.1:9", "ABCDEFGHJKMN")
    page.join.button.click()
    assert page.join._editor.state == "error"
    assert page.join.button.isEnabled()
    session.store.close()


def test_an_address_without_protection_is_warned_of_first(qtbot, tmp_path):
    session, _window, page = open_page(qtbot, tmp_path / "data")
    url, code = page.join.findChildren(QLineEdit)
    url.setText("http://127.0.0.1:9")
    code.setText("ABCDEFGHJKMN")
    page.join.button.click()
    assert page.join._editor.state == "warning"
    page.join.button.click()
    assert page.join._editor.state == "error"
    session.store.close()


class Network(QObject):
    changed = Signal(str)


def test_a_round_begins_soon_after_a_network_appears(qtbot, tmp_path):
    session, window, _page = open_page(qtbot, tmp_path / "data")
    sync_scheduler, network = SyncScheduler(window.lanes.network, session, window), Network()
    sync_scheduler.heed(network.changed, "online")
    network.changed.emit("offline")
    assert not sync_scheduler._timer.isActive()
    network.changed.emit("online")
    assert sync_scheduler._timer.isActive() and sync_scheduler._timer.interval() <= 10_000
    sync_scheduler.stop()
    network.changed.emit("online")
    assert not sync_scheduler._timer.isActive()
    session.store.close()


def test_a_laptop_serves_the_hall_until_it_is_told_to_stop(qtbot, tmp_path, monkeypatch):
    session, _window, page = open_page(qtbot, tmp_path / "data")
    going = []

    @contextmanager
    def serve(session, tell):
        going.append("open")
        tell(peer_sync.OLDER_CALLED)
        yield "http://192.168.1.7:4711"
        going.append("closed")

    monkeypatch.setattr(sync, "serve_hall", serve)
    view = page.hall
    noticed = []
    view._host.notice = lambda tone, text: noticed.append(text)
    view.serve()
    qtbot.waitUntil(lambda: view.hall.url != "")
    assert noticed == [peer_sync.OLDER_CALLED]
    assert view.served.isVisible() and "http://192.168.1.7:4711" in view.served.label.text()
    view.offer([("ME", view.hall.url)])
    assert view._choices == []  # it does not offer itself
    view.stop.click()
    qtbot.waitUntil(view.served.isHidden)
    assert not view.hall.serving
    view.serve()
    qtbot.waitUntil(lambda: view.hall.url != "")
    view.hall.close()
    assert going == ["open", "closed"] * 2
    session.store.close()


def test_a_laptop_that_has_not_joined_says_so_instead_of_serving(qtbot, tmp_path):
    session, window, page = open_page(qtbot, tmp_path / "data")
    assert not page.hall.button.isEnabled()
    said = []
    window.notice = lambda tone, text: said.append(tone)
    page.hall.serve()
    qtbot.waitUntil(lambda: said == ["warning"])
    assert not page.hall.hall.serving and page.hall.served.isHidden()
    page.hall.hall.close()
    session.store.close()


def test_a_laptop_without_a_network_is_told_so_in_a_sentence(qtbot, tmp_path, monkeypatch):
    session, window, page = open_page(qtbot, tmp_path / "data")

    def unreachable():
        raise OSError(101, "Network is unreachable")

    said = []
    monkeypatch.setattr(peer_sync, "neighbours", unreachable)
    monkeypatch.setattr(window, "notice", lambda tone, text: said.append(tone))
    page.hall.look()
    assert said == ["warning"] and "unreachable" in page.strip._state.text()
    session.store.close()


def test_what_came_in_the_hall_is_told(qtbot, tmp_path, monkeypatch):
    session, _window, page = open_page(qtbot, tmp_path / "data")
    visited = []
    monkeypatch.setattr(sync, "hall_neighbours", lambda: [("R7KQ2M", "http://192.168.1.9:5000")])
    monkeypatch.setattr(sync, "visit_hall", lambda session, url: visited.append(url) or Counts(pushed=31, pulled=17))
    page.hall.look()
    (choice,) = page.hall._choices
    choice.click()
    assert visited == ["http://192.168.1.9:5000"]
    assert "31" in page.strip._state.text() and "17" in page.strip._state.text()
    session.store.close()
