from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from samarth_desktop.hub.context import Hub
from tests import hub_ground


@pytest.fixture(scope="session")
def server() -> tuple[str, Path]:
    return hub_ground.start_server()


@pytest.fixture
def hub(server: tuple[str, Path]) -> Iterator[Hub]:
    with hub_ground.fresh_hub(*server) as hub:
        yield hub


@pytest.fixture
def client(hub: Hub) -> Iterator[httpx.Client]:
    with hub_ground.web(hub) as client:
        yield client
