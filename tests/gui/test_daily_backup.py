"""Every day on which somebody works gets its rolling backup, and no backup keeps for long what was erased."""

from datetime import UTC, datetime, timedelta

from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app.routes import open_work
from samarth_desktop.gui.background import daily_backup
from samarth_desktop.gui.background.daily_backup import DailyBackup
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.folder import backup


class Calendar:
    """A day that the test turns."""

    def __init__(self, monkeypatch) -> None:
        self.now = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
        monkeypatch.setattr(backup, "_now", lambda: self.now)


def _kept(session) -> list[str]:
    return sorted(file.name[:10] for file in (session.store.folder / backup.ROLLING).glob(f"*{backup.ENDING}"))


def test_three_days_with_the_window_open(qtbot, window, session, monkeypatch):
    """A minute for an hour: the timer of the window, not the test, makes each day's backup."""
    calendar = Calendar(monkeypatch)
    monkeypatch.setattr(daily_backup, "FIRST_S", 0.02)
    monkeypatch.setattr(daily_backup, "AGAIN_S", 0.05)
    open_work(window, session, lambda session: None)
    try:
        days = ["2026-11-25", "2026-11-26", "2026-11-27"]
        for n, _ in enumerate(days, 1):
            registering.save(session, Registration(Artisan(name_en=f"Kiran {n}", state="9", district="129")))
            qtbot.waitUntil(lambda n=n: _kept(session) == days[:n])
            calendar.now += timedelta(hours=8)
            qtbot.wait(120)
            assert _kept(session) == days[:n]  # the same day again: no second one
            calendar.now += timedelta(hours=16)
    finally:
        for daily in window.findChildren(DailyBackup):
            daily.stop()


def test_a_day_without_work_lets_old_backups_go(session, inline, monkeypatch):
    """Also on a day that has its backup already: what is older than thirty days never stays."""
    calendar = Calendar(monkeypatch)
    daily = DailyBackup(inline.background, session)
    daily.look()
    assert _kept(session) == ["2026-11-25"]
    calendar.now += timedelta(days=31)
    daily.look()
    assert _kept(session) == ["2026-12-26"]
    old = session.store.folder / backup.ROLLING / f"2026-11-20T000000{backup.ENDING}"
    old.touch()
    daily.look()
    assert not old.exists()


def test_why_there_is_no_backup_is_said(session, inline, monkeypatch):
    def full(*args, **kwargs):
        raise KnownError(T("The disk is full."))

    said = []
    monkeypatch.setattr(backup, "roll", full)
    daily = DailyBackup(inline.background, session)
    daily.failed.connect(said.append)
    daily.look()
    assert [one.text for one in said] == [T("The disk is full.")]
