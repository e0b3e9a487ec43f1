"""The hub moves to another address: the laptop follows without a new code, and to no other hub."""

import pytest

from samarth_desktop.actions.exchange import hub_address, sync
from samarth_desktop.errors import KnownError
from tests import postgres_fixture
from tests.sync import laptops


def test_a_hub_is_followed_to_its_new_address_and_no_other_is(server, hub, ground, monkeypatch):
    laptop = ground.laptop("Asha", laptops.OLD)
    session = laptop.here()
    with postgres_fixture.fresh_hub(*server) as other, postgres_fixture.listening(other) as stranger:
        for wrong in (stranger, "http://127.0.0.1:9"):
            with pytest.raises(KnownError):
                hub_address.change(session, wrong)
            assert hub_address.tell(session) == ground.url
    with postgres_fixture.listening(hub) as moved:
        assert hub_address.change(session, moved + "/") == moved == hub_address.tell(session)
        laptop.register(name_en="Sita")
        assert sync.sync_now(session).waiting == 0
