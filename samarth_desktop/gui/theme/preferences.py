"""What the window must know before the data is unlocked: language, theme, how far set-up had come."""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from samarth_desktop import paths


@dataclass(frozen=True, slots=True)
class Preferences:
    """`language` is "" until somebody chose; `name` is kept only until there is encrypted data to keep it in;
    `screen_keys` shows a keyboard on the screen, `keyboard_layer` what stood on it last; `lock_minutes` is how long
    nobody works until the window locks itself, 0 for never; `maximised` is how the window was closed;
    `plain_paper` prints certificates in black.
    """

    language: str = ""
    theme: str = "system"
    step: int = 0
    name: str = ""
    screen_keys: bool = False
    keyboard_layer: str = ""
    lock_minutes: int = 15
    maximised: bool = False
    plain_paper: bool = False


def _file() -> Path:
    return paths.config_dir() / "window.json"


def load() -> Preferences:
    """The preferences of this user of the computer; defaults where there are none."""
    try:
        found = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(found, dict):
        return Preferences()
    plain = Preferences()
    known = {
        f.name: found[f.name] for f in fields(Preferences) if type(found.get(f.name)) is type(getattr(plain, f.name))
    }
    return replace(plain, **known)


def save(**changes: str | int) -> None:
    """Changes some preferences. A disk that cannot be written costs only these."""
    text = json.dumps(asdict(replace(load(), **changes)))  # type: ignore[arg-type]  # names are checked by replace
    part = _file().with_suffix(".part")
    try:
        part.write_text(text, "utf-8")
        part.replace(_file())
    except OSError:
        return
