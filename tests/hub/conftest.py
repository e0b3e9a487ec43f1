from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from samarth_desktop.hub.context import Hub
from tests import postgres_fixture


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
