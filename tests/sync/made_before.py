"""The data folder and the hub that the program of commit bb3d3a2 made (``tests/data/made_before``), put in place."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.exchange import sync
from samarth_desktop.actions.session import Session
from samarth_desktop.hub.admin import backup
from samarth_desktop.hub.context import Hub
from samarth_desktop.store.folder import device_binding, machine
from samarth_desktop.sync import identity

MADE = Path(__file__).parents[1] / "data/made_before"
WORDS = "four plain old words"


def told() -> dict[str, Any]:
    """What the program of then said of the folder."""
    return json.loads((MADE / "told.json").read_text("utf-8"))  # type: ignore[no-any-return]


def open_laptop(ground: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """The folder of then, in its own place on its own laptop, opened by the program of now."""
    with zipfile.ZipFile(MADE / "laptop.zip") as box:
        box.extractall(ground)
    monkeypatch.setenv("SAMARTH_CONFIG", str(ground / "config"))
    (binding,) = (ground / "config").glob("installation-*.json")
    bound = json.loads(binding.read_text()) | {"machine": machine.fingerprint(ground)}  # its own laptop is this one
    device_binding._file(ground / "data").write_text(json.dumps(bound))
    return opening.open_with_passphrase(ground / "data", WORDS)


def restore_hub(empty: Hub) -> None:
    """The hub of then, put back from its backup into an empty one of now."""
    backup.restore(empty.folder, empty.engine.url.render_as_string(hide_password=False), MADE / "hub.backup")


def speaks_to(session: Session, url: str) -> None:
    """The hub stands at this address now."""
    log = sync.log_of(session)
    state = json.loads(log.get(identity.STATE))
    log.put({identity.STATE: json.dumps({**state, "url": url})})
