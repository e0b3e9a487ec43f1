"""Whatever changes the data, what is on screen follows: no page guesses, no figure is a copy of another."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import merging, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.oplog.exchange import HUB
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import open_work
from samarth_desktop.gui.background.changes import Changes
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.log.changed import DRAFT, SENT, Changed
from samarth_desktop.store.log.exchange import StoreLog

_PERSON = Artisan(name_en="Shabnam", state="9", district="129", village="Zaidpur", mobile="9839022218")


@pytest.fixture
def working(window: MainWindow, session: Session, qtbot) -> Iterator[MainWindow]:
    registering.save(session, Registration(_PERSON))
    window.resize(1366, 768)
    window.show()
    open_work(window, session, lambda session: None)
    yield window
    for one in window.findChildren(Changes):
        one.stop()


def _elsewhere(work: Callable[[], object]) -> None:
    """Does work as a sync round does: on another thread."""
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def _arrive(session: Session, tmp_path, monkeypatch, name: str) -> None:
    """A person comes from another laptop."""
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config-b"))
    other, _ = opening.set_up(tmp_path / "b", "neem ki chhaon mein", author="गीता", area="9/129")
    registering.save(other, Registration(replace(_PERSON, name_en=name, mobile="")))
    ops = StoreLog.of(other.store).own("9/129", 0, 99)
    other.store.close()

    def take_in() -> None:
        with session.store.unit_of_work() as unit:
            unit.apply(ops)
            unit.commit()

    _elsewhere(take_in)


def test_a_list_in_front_shows_what_a_round_brought(working, session, qtbot, tmp_path, monkeypatch) -> None:
    """And the person whom somebody looks at stays the chosen one, though another came before her."""
    working.go("people")
    page = working.page("people")
    qtbot.waitUntil(lambda: page.chosen() != "")
    chosen = page.chosen()
    _arrive(session, tmp_path, monkeypatch, "Kiran")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert page.chosen() == chosen
    qtbot.waitUntil(lambda: page.model.line(0) is not None)


def test_what_a_search_found_follows_too(working, session, qtbot, tmp_path, monkeypatch) -> None:
    working.go("people")
    page = working.page("people")
    page.search("Shabnam")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    _arrive(session, tmp_path, monkeypatch, "Shabnam")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.search("")
    assert page.model.rowCount() == 2 and page.reader.stay is None


def test_today_and_the_status_line_follow(working, session, qtbot, tmp_path, monkeypatch) -> None:
    today = working.page("today")

    def says(unsent: int, there: int) -> bool:
        figures = (today.unsent_count.text(), today._numbers["today"].text())
        status = working.status._facts["unsent"][0].label.text()
        return figures == (str(unsent), str(there)) and status.startswith(f"{unsent} ")

    qtbot.waitUntil(lambda: says(1, 1))
    _arrive(session, tmp_path, monkeypatch, "Kiran")
    qtbot.waitUntil(lambda: today._numbers["today"].text() == "2")
    log = StoreLog.of(session.store)
    _elsewhere(lambda: log.mark(HUB, log.streams()))
    qtbot.waitUntil(lambda: says(0, 2))
    lang.use("hi")
    lang.use("en")
    qtbot.waitUntil(lambda: says(0, 2))


def test_a_cell_follows_an_unmerge(working, session, qtbot) -> None:
    kept = registering.save(session, Registration(replace(_PERSON, name_en="Kiran", mobile=""))).holder
    goes = registering.save(session, Registration(replace(_PERSON, name_en="Kiran", village="Masauli"))).holder
    working.go("people")
    page = working.page("people")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    _elsewhere(lambda: merging.merge(session, kept.id, goes.id, ["village"]))
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)

    def villages() -> list[str]:
        lines = [page.model.line(row) for row in range(page.model.rowCount())]
        return sorted(line.summary.village for line in lines if line is not None)

    qtbot.waitUntil(lambda: villages() == ["Masauli", "Zaidpur"])
    _elsewhere(lambda: merging.unmerge(session, merging.Merge(kept.id, goes.id)))
    qtbot.waitUntil(lambda: villages() == ["Masauli", "Zaidpur", "Zaidpur"])


def test_a_unit_tells_what_it_changed_once_it_is_kept(session) -> None:
    from samarth_desktop.actions.registration import drafts

    heard: list[Changed] = []
    session.store.listeners.append(heard.append)
    row = registering.save(session, Registration(_PERSON)).holder.id
    assert [one.kinds for one in heard] == [{"artisan"}] and row in heard[0].rows
    drafts.keep(session, drafts.Draft("k", "artisan-form", {"name_en": "K"}))
    log = StoreLog.of(session.store)
    log.mark(HUB, log.streams())
    assert [one.kinds for one in heard[1:]] == [{DRAFT}, {SENT}]
    with session.store.unit_of_work() as unit:
        unit.save(replace(_PERSON, name_en="Nobody"), session.author)  # not kept: nothing to tell
    assert len(heard) == 3


def test_closing_asks_by_what_waits_now(session, window, monkeypatch) -> None:
    """Though neither Today nor Sync was shown since."""
    from samarth_desktop.gui.app import app, quit_dialog

    asked: list[int] = []

    class Dialog:
        def __init__(self, count: int, parent: object) -> None:
            asked.append(count)

        def exec(self) -> str:
            return quit_dialog.CLOSE

    monkeypatch.setattr(quit_dialog, "QuitDialog", Dialog)
    started = app.App(window)
    started.session = session
    assert started.may_close() and not asked
    registering.save(session, Registration(_PERSON))
    assert started.may_close() and asked == [1]
