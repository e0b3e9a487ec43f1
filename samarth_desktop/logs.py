"""The log on the laptop: what the program did and what went wrong, never whose data it was.

Modules log with ``logging.getLogger(__name__)``: fixed English words, numbers and codes. What else gets in is taken out
here: texts that are no code, letters of other scripts, numbers of four digits and more. Logs of libraries stay out,
because a database's holds what people typed. Written to ``program.log`` in the settings folder, three files of 256 kB.
"""

import logging
import os
import re
import sys
import traceback
from pathlib import Path

from samarth_desktop import __version__, paths
from samarth_desktop.errors import KnownError

FILE, DEBUG = "program.log", "SAMARTH_DEBUG"
"""The file's name; set to anything, this environment variable asks for every step (as ``--debug`` does)."""
_BYTES, _OLDER = 256 * 1024, 2
_TREE = "samarth_desktop"
# Their messages are words of the program; those of others may hold what a person typed.
_SAFE = (AttributeError, NameError, ImportError, NotImplementedError, KnownError)
_CODE = re.compile(r"[a-z0-9][a-z0-9_.:-]*")
_LONG_NUMBER, _OTHER_SCRIPT = re.compile(r"(?<!py:)\d(?:[ -]?\d){3,}"), re.compile(r"[^\x00-\x7f]+")


class Redacted(str):
    """A text known to hold nobody's data."""

    __slots__ = ()


def redacted(error: BaseException) -> Redacted:
    """The chain of an error as text: kinds and places in the code; no values, no messages that hold some."""
    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        says = f": {error}" if isinstance(error, _SAFE) else ""
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}{says}")
        for frame in traceback.extract_tb(error.__traceback__):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        error = error.__cause__ or error.__context__  # type: ignore[assignment]  # ends with None
    return Redacted("\n".join(lines))


def start(*, debug: bool = False) -> None:
    """Begins to log, into the settings folder of now. With `debug` every step, also to stderr. Raises nothing: a folder
    that cannot be written only means that there is no log."""
    debug = debug or bool(os.environ.get(DEBUG))
    log = logging.getLogger(_TREE)
    for old in list(log.handlers):
        log.removeHandler(old)
        old.close()
    log.propagate = False
    log.setLevel(logging.DEBUG if debug else logging.INFO)
    for handler in (_file(), logging.StreamHandler() if debug and sys.stderr else None):
        if handler is not None:
            handler.setFormatter(_Formatter("{asctime} {levelname} {name}: {message}", style="{"))
            log.addHandler(handler)
    log.info("%s", Redacted(f"version {__version__}, Python {sys.version.split()[0]}, {sys.platform}"))


def _file() -> logging.Handler | None:
    from logging.handlers import RotatingFileHandler

    class Quiet(RotatingFileHandler):
        """A full disk, or a file that another process holds while it is turned over, is nobody's trouble."""

        def handleError(self, record: logging.LogRecord) -> None:
            pass

    try:
        file = paths.config_dir() / FILE
    except OSError:
        return None
    return Quiet(file, maxBytes=_BYTES, backupCount=_OLDER, encoding="utf-8", delay=True)


class _Formatter(logging.Formatter):
    """Words of the program as they are; of the values only numbers, codes and what was redacted."""

    def format(self, record: logging.LogRecord) -> str:
        clean = logging.makeLogRecord(record.__dict__)
        values = record.args if isinstance(record.args, tuple) else (record.args,) if record.args else ()
        clean.args = tuple(_clean(value) for value in values)
        clean.exc_info = clean.exc_text = clean.stack_info = None
        if record.exc_info and record.exc_info[1] is not None:
            clean.msg, clean.args = "%s\n%s", (_words(str(record.msg)), _words(redacted(record.exc_info[1])))
        return super().format(clean)


def _clean(value: object) -> object:
    """A value that may be written."""
    if isinstance(value, bool | float) or (isinstance(value, int) and abs(value) < 10**9):
        return value
    if isinstance(value, Redacted):
        return _words(value)
    return value if isinstance(value, str) and _CODE.fullmatch(value) and not _LONG_NUMBER.search(value) else "***"


def _words(text: str) -> str:
    return _OTHER_SCRIPT.sub("***", _LONG_NUMBER.sub("####", text))
