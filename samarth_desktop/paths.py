"""Where files live, and how a finished one takes its place. The only way to a file of ``resources/`` is
:func:`resource`.

Data, settings and cache are three folders, none inside another: a data folder that is copied to another laptop must
not carry along the proof of which laptop it belongs to, and one that is put aside must not take the settings away.
"""

import contextlib
import os
import shutil
import time
from pathlib import Path

import platformdirs

_APP = "samarth-desktop"
_PACKAGE = Path(__file__).parent
# In a wheel `resources/` travels inside the package; in a checkout it stands beside it.
_RESOURCES = next(p for p in (_PACKAGE / "resources", _PACKAGE.parent / "resources") if p.is_dir())
_SETTINGS = ("window.json", "no-longer-valid.json", "trust")
"""What earlier programs kept among the data where the platform has one folder for both (Windows, macOS)."""
_PROOFS = "installation-*.json"
REPORTS = "reports"
"""The folder among the data with what the window saved of bugs, without anybody's data."""
_PATIENCE_S, _PAUSE_S = 2.0, 0.05


def resource(name: str) -> Path:
    """The path of a shipped file, e.g. ``resource("icons/app.svg")``. Read-only."""
    return _RESOURCES / name


def put_in_place(new: Path, target: Path) -> None:
    """Renames a finished file or folder to `target`; a file that stands there is replaced in one step.

    On Windows a virus scanner or an indexer holds what is new for a moment (errors 5 and 32, both told as
    PermissionError), so that is tried again for two seconds. OSError names the target.
    """
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            new.replace(target)
            return
        except PermissionError as error:
            if time.monotonic() >= until:
                error.filename = str(target)
                raise
            time.sleep(_PAUSE_S)


def data_dir() -> Path:
    """The folder of the encrypted data: ``SAMARTH_DATA`` or the user's data folder. Not created here."""
    return Path(os.environ.get("SAMARTH_DATA") or _platform_data())


def hub_dir() -> Path:
    """The folder of an office's hub on this computer, where nothing else was said. Not created here."""
    return Path(platformdirs.user_data_dir("samarth-hub", appauthor=False))


def cache_dir() -> Path:
    """A folder for what can be made again (cut fonts, compiled catalogs). Created when missing."""
    chosen = os.environ.get("SAMARTH_CACHE")
    usual = Path(platformdirs.user_cache_dir(_APP, appauthor=False))
    folder = Path(chosen) if chosen else _apart(usual, "cache", _platform_data(), _platform_config())
    folder.mkdir(parents=True, exist_ok=True)
    if not chosen and folder != usual and usual.parent == _platform_data():
        shutil.rmtree(usual, ignore_errors=True)  # among the data until now
    return folder


def config_dir() -> Path:
    """A folder outside the data folder that says which installation this is. Created when missing."""
    chosen = os.environ.get("SAMARTH_CONFIG")
    folder = Path(chosen) if chosen else _platform_config()
    folder.mkdir(parents=True, exist_ok=True)
    if not chosen and folder != _usual_config():
        _move_out(_usual_config(), folder)
    return folder


def _platform_data() -> Path:
    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def _usual_config() -> Path:
    return Path(platformdirs.user_config_dir(_APP, appauthor=False))


def _platform_config() -> Path:
    return _apart(_usual_config(), "config", _platform_data())


def _apart(folder: Path, ending: str, *others: Path) -> Path:
    """The folder, or a neighbour of the data folder where it is one of the others, in one of them or around one."""
    if any(folder == other or folder in other.parents or other in folder.parents for other in others):
        return _platform_data().with_name(f"{_APP}-{ending}")
    return folder


def _move_out(old: Path, new: Path) -> None:
    """Moves the settings of an earlier program out from among the data, once.

    A proof of installation that lay among the data may have been copied with them and proves nothing: the folder
    takes a new device code, once.
    """
    with contextlib.suppress(OSError):  # what cannot be moved now is moved at the next start
        for name in _SETTINGS:
            if (old / name).exists() and not (new / name).exists():
                (old / name).rename(new / name)
        for proof in old.glob(_PROOFS):
            proof.unlink()
