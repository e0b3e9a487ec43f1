"""Lanes: order, thread, answers, errors, cancelling, ends."""

import threading
import time

import pytest
from PySide6.QtWidgets import QWidget

from samarth_desktop import paths
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background import crash_reporter
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.i18n import Text


@pytest.fixture
def threads():
    made = lanes()
    yield made
    made.close()


def test_work_is_done_in_order_on_one_other_thread(qtbot, threads):
    seen: list[tuple[int, int]] = []
    for n in range(20):
        threads.store.run(lambda task, n=n: (n, threading.get_ident()), then=seen.append)
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert [n for n, _ in seen] == list(range(20))
    assert len({ident for _, ident in seen}) == 1 and seen[0][1] != threading.get_ident()


def test_answers_come_on_the_windows_thread(qtbot, threads):
    where: list[int] = []
    threads.network.run(lambda task: None, then=lambda result: where.append(threading.get_ident()))
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.get_ident()]


def test_a_known_error_goes_to_the_caller_or_to_the_window(qtbot, threads):
    own, common = [], []
    threads.on_known(common.append)

    def fail(task):
        raise KnownError(Text("The disk is full"))

    threads.store.run(fail, failed=own.append)
    threads.store.run(fail)
    qtbot.waitUntil(lambda: bool(own) and bool(common))
    assert own[0].text == Text("The disk is full")


def test_a_bug_is_reported_without_what_people_typed(inline):
    shown = []
    crash_reporter.report.show = shown.append

    def broken(task):
        raise ValueError("Aadhaar 2345 6789 0124 of Shabnam")

    inline.store.run(broken)
    report = next((paths.data_dir() / "reports").glob("*.txt")).read_text(encoding="utf-8")
    assert "ValueError" in report and "test_tasks.py" in report
    assert "2345" not in report and "Shabnam" not in report
    assert len(shown) == 1


def test_cancelled_work_ends_at_its_next_report_and_says_nothing(qtbot, threads):
    started, told, steps = threading.Event(), [], []

    def long(task):
        for n in range(10_000):
            task.report(n, 10_000)
            started.set()
            time.sleep(0.001)

    task = threads.store.run(long, then=told.append, failed=told.append, progress=lambda d, t: steps.append(d))
    started.wait(5)
    task.cancel()
    done = []
    threads.store.run(lambda task: 1, then=done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert not told and len(steps) < 10_000


def test_an_answer_for_a_closed_page_is_dropped(qtbot, threads):
    page, told, done = QWidget(), [], []
    gate = threading.Event()
    threads.store.run(lambda task: gate.wait(5), then=told.append, owner=page)
    threads.store.run(lambda task: 1, then=done.append)
    page.deleteLater()
    from PySide6.QtWidgets import QApplication

    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    gate.set()
    qtbot.waitUntil(lambda: bool(done))
    assert not told


def test_closing_does_not_wait_for_a_network_that_hangs(qtbot):
    """A hub that accepts and never answers: closing ends within a second, and what was half-typed is still kept."""
    import socket

    import httpx

    made, kept, told = lanes(), [], []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        asking = threading.Event()

        def ask(task):
            asking.set()
            return httpx.get(f"http://127.0.0.1:{port}/", timeout=45).text

        made.network.run(ask, then=told.append, failed=told.append)
        made.network.run(lambda task: told.append("never begun"))
        assert asking.wait(5)
        peer, _ = silent.accept()
        gate = threading.Event()
        made.store.run(lambda task: gate.wait(0.1))
        made.store.run(lambda task: kept.append("draft"))
        began = time.monotonic()
        made.close()
        assert time.monotonic() - began < 1.0 + 0.5  # half a second for a busy machine
        assert kept == ["draft"] and not told
        peer.close()  # lets the thread of this test go
    assert made.network.join(5) and not told


def test_long_work_over_everybody_does_not_wait_for_a_round(qtbot, session, window, threads):
    """While a round hangs, a list is imported, places are taken in, doubles and names are looked for."""
    from samarth_desktop.gui.app.routes import open_work
    from samarth_desktop.gui.background.background_scan import BackgroundScan
    from samarth_desktop.gui.background.changes import Changes
    from samarth_desktop.gui.background.sync_scheduler import SyncScheduler

    gate, told = threading.Event(), []
    window.lanes = threads
    threads.network.run(lambda task: gate.wait(30))
    open_work(window, session, lambda session: None)
    scans = window.findChildren(BackgroundScan)
    assert len(scans) == 2
    for scan in scans:
        scan.stop()
        scan.blockSignals(False)
        scan._running = False
        scan.told.connect(told.append)
        scan.begin()
    window.page("import")._run(Text("Reading"), lambda task: "read", told.append)
    window.page("places").bring([paths.data_dir() / "no-such-list.csv"])
    window.page("duplicates").read()
    qtbot.waitUntil(lambda: len(told) >= 3 and "read" in told)
    qtbot.waitUntil(lambda: window.page("places").drop.isEnabled())
    qtbot.waitUntil(lambda: window.page("duplicates").again.isEnabled())
    assert not gate.is_set()
    gate.set()
    for one in (*window.findChildren(Changes), *scans, *window.findChildren(SyncScheduler)):
        one.stop()
