"""The support file: what a helper far away needs to know of this laptop, without anybody's data."""

import json
import os
import platform
import shutil
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samarth_desktop import __version__, logs, paths
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

_PARTS = ("PySide6", "SQLAlchemy", "sqlcipher3", "reportlab", "cryptography", "httpx")
_LONGEST = 2_000_000  # bytes taken of a log


def write(file: Path, folder: Path, session: "Session | None" = None, wrong: KnownError | None = None) -> int:
    """Writes the support file, a ZIP of plain texts that anybody can read first; gives its size in bytes.

    `session` is the opened data folder; without one, `wrong` says why, and the rest is told all the same. KnownError:
    it cannot be written there.
    """
    from samarth_desktop.store.errors import translate

    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    with translate(file):
        try:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as pack:
                facts = _facts(folder) | _of_data(session, wrong)
                pack.writestr("support.json", json.dumps(facts, ensure_ascii=False, indent=1))
                for name, text in _texts(folder):
                    pack.writestr(name, text)
            paths.put_in_place(part, file)
        finally:
            part.unlink(missing_ok=True)
    return file.stat().st_size


def _facts(folder: Path) -> dict[str, Any]:
    """The program and the machine. Paths are left out: they hold a person's name."""
    existing = next(one for one in (folder, *folder.parents) if one.exists())
    return {
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": __version__,
        "frozen": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "free_bytes": shutil.disk_usage(existing).free,
        "parts": {name: _version(name) for name in _PARTS},
    }


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return "?"


def _of_data(session: "Session | None", wrong: KnownError | None) -> dict[str, Any]:
    """Counts and the look for damage; of a folder that does not open only the reason."""
    if session is None:
        return {"opened": False, "why": catalog("en").say(wrong.text) if wrong is not None else ""}
    from samarth_desktop.actions.device import backup, device
    from samarth_desktop.store.queries import counts

    with session.store.read() as reader:
        held = counts.of_everything(reader)
    copied = device.device_info(session).backed_up
    problems = [catalog("en").say(problem) for problem in backup.check(session)]
    return {
        "opened": True,
        **held,
        "last_backup": copied.isoformat() if copied else "",
        "check": {"ok": not problems, "problems": problems},
    }


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """The log and the saved reports of bugs, which keep nobody's data from the moment they are written."""
    for log in sorted(paths.config_dir().glob(f"{logs.FILE}*")):
        yield f"log/{log.name}", _end_of(log)
    for report in sorted((folder / paths.REPORTS).glob("*.txt")):
        yield f"{paths.REPORTS}/{report.name}", _end_of(report)


def _end_of(file: Path) -> str:
    with file.open("rb") as stream:
        stream.seek(0, os.SEEK_END)
        stream.seek(max(0, stream.tell() - _LONGEST))
        return stream.read().decode("utf-8", "replace")
