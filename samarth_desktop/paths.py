"""Where files live. The only way to a file of ``resources/`` is :func:`resource`."""

import os
from pathlib import Path

import platformdirs

_APP = "samarth-desktop"
_PACKAGE = Path(__file__).parent
# In a wheel `resources/` travels inside the package; in a checkout it stands beside it.
_RESOURCES = next(p for p in (_PACKAGE / "resources", _PACKAGE.parent / "resources") if p.is_dir())


def resource(name: str) -> Path:
    """The path of a shipped file, e.g. ``resource("icons/app.svg")``. Read-only."""
    return _RESOURCES / name


def data_dir() -> Path:
    """The folder of the encrypted data: ``SAMARTH_DATA`` or the user's data folder. Not created here."""
    return Path(os.environ.get("SAMARTH_DATA") or platformdirs.user_data_dir(_APP, appauthor=False))


def cache_dir() -> Path:
    """A folder for what can be made again (cut fonts, compiled catalogs). Created when missing."""
    folder = Path(os.environ.get("SAMARTH_CACHE") or platformdirs.user_cache_dir(_APP, appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def config_dir() -> Path:
    """A folder outside the data folder that says which installation this is. Created when missing."""
    folder = Path(os.environ.get("SAMARTH_CONFIG") or platformdirs.user_config_dir(_APP, appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
