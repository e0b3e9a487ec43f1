from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from samarth_desktop.actions.exchange import sync
from samarth_desktop.actions.session import Session
from samarth_desktop.hub.context import Hub
from samarth_desktop.store.store import Store
from tests import postgres_fixture
from tests.store.people import HOME, KEYS
from tests.sync import laptops


@pytest.fixture(scope="session")
def server() -> tuple[str, Path]:
    return postgres_fixture.start_server()


@pytest.fixture
def hub(server: tuple[str, Path]) -> Iterator[Hub]:
    with postgres_fixture.fresh_hub(*server) as hub:
        yield hub


@pytest.fixture
def client(hub: Hub) -> Iterator[httpx.Client]:
    with postgres_fixture.web(hub) as client:
        yield client


@pytest.fixture
def sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hub: Hub) -> Iterator[list[Session]]:
    """Two laptops that have joined the same office."""
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    stores = []
    for name in "ab":
        (tmp_path / name).mkdir()
        stores.append(Store.create(tmp_path / name, KEYS, home_area=HOME))
    made = [Session(store, name) for store, name in zip(stores, ("Asha", "Bina"), strict=True)]
    with postgres_fixture.listening(hub) as url:
        for session in made:
            sync.enrol(session, url, postgres_fixture.code(hub, HOME))
        yield made
    for store in stores:
        store.close()


@pytest.fixture
def ground(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[laptops.Office]:
    """An office that listens, to which laptops can be added."""
    with laptops.office(hub, tmp_path, monkeypatch) as made:
        yield made
