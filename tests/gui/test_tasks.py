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
