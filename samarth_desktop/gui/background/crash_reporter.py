"""What nobody foresaw: one place that saves a report without people's data and shows a clear sentence."""

import logging
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from samarth_desktop import paths
from samarth_desktop.i18n import T, Text
from samarth_desktop.logs import redacted

_KEPT = 20
_log = logging.getLogger(__name__)


def save(error: BaseException) -> Path | None:
    """Writes the report beside the data and gives its file, or None where even that cannot be written."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        release = version("samarth-desktop")
    except PackageNotFoundError:
        release = "source"
    folder = paths.data_dir() / paths.REPORTS
    text = f"samarth-desktop {release}, Python {sys.version.split()[0]}, {sys.platform}\n{redacted(error)}\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.glob("*.txt"))[: -_KEPT + 1]:
            old.unlink(missing_ok=True)
        target = folder / f"{datetime.now():%Y-%m-%d-%H%M%S-%f}.txt"
        target.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return target


class Handler:
    """Takes every bug; `show` is set by the window and gets the sentence to show."""

    def __init__(self) -> None:
        self.show: Callable[[Text], object] = lambda text: None

    def __call__(self, error: BaseException) -> None:
        """Saves a report and tells the person."""
        _log.error("a bug: %s", redacted(error))
        saved = save(error)
        if saved is None:
            self.show(T("Something went wrong here. Your saved work is safe; try again."))
        else:
            self.show(T("Something went wrong here. Your saved work is safe. Report: {file}", file=saved.name))


report = Handler()


def install() -> None:
    """Lets the one handler take what escapes from the window's own code too."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if sys.stderr is not None:  # a windowed program on Windows has none
            sys.__excepthook__(kind, error, trace)
        report(error)

    sys.excepthook = hook
