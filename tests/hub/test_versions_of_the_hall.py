"""Laptops of which one cannot read what the other says in a hall tell their people so, and the way out."""

import json

import httpx
import pytest

from samarth_desktop.domain.oplog.op import SCHEMA
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import Text
from samarth_desktop.sync import bundle, identity, peer_sync, wire
from samarth_desktop.sync import client as sync_client
from tests.hub.test_round import MemoryLog, enrol, sync
from tests.postgres_fixture import Inline

AREA, URL = "9/164", "http://127.0.0.1"


def _laptop(hub, client):
    log = MemoryLog()
    enrol(log, client, hub, AREA)
    return log


def _answers(content: object, headers: dict[str, str]) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(lambda asked: httpx.Response(200, json=content, headers=headers)))


def test_a_laptop_that_visits_an_older_one_says_which_is_to_be_updated(hub, client):
    log = _laptop(hub, client)
    card = list(identity.enrolled(log).card)  # what the hall of the first version answers
    with _answers(card, {}) as web, pytest.raises(KnownError) as no:
        peer_sync.visit(log, URL, web)
    assert no.value.text == peer_sync.OLDER


def test_a_laptop_that_visits_a_newer_one_says_that_it_is_to_be_updated(hub, client):
    log = _laptop(hub, client)
    with _answers({"something": "else"}, {"x-hall": "3"}) as web, pytest.raises(KnownError) as no:
        peer_sync.visit(log, URL, web)
    assert no.value.text == peer_sync.NEWER


def test_a_laptop_that_is_visited_by_an_older_one_tells_its_person(hub, client):
    log, told = _laptop(hub, client), list[Text]()
    with httpx.Client(transport=Inline(peer_sync.hall_app(log, told.append))) as web:
        assert "box" in web.get(f"{URL}/v1/hall").json()
        assert told == [peer_sync.OLDER_CALLED]
        other = _laptop(hub, client)
        other.write(AREA)
        peer_sync.visit(other, URL, web)
    assert told == [peer_sync.OLDER_CALLED] and log.state() == other.state()


@pytest.mark.parametrize("said", ["", "two", "-1", "9" * 5000, "2.0"])
def test_no_odd_word_of_a_neighbour_is_an_error(hub, client, said):
    with httpx.Client(transport=Inline(peer_sync.hall_app(_laptop(hub, client)))) as web:
        assert web.get(f"{URL}/v1/hall", headers={b"x-hall": said.encode()}).status_code == 200


def test_every_message_between_programs_tells_the_schema(hub, client, monkeypatch, tmp_path):
    log = _laptop(hub, client)
    log.write(AREA)
    said: list[dict] = []
    right = wire.write_packs
    monkeypatch.setattr(wire, "write_packs", lambda packs, message: said.append(message) or right(packs, message))
    greeting = sync_client.Round(log, None)._greeting({}, "")
    assert greeting["schema"] == SCHEMA
    bundle.write_parcel(log, tmp_path / "p", "hub")
    sync(log, client)
    with httpx.Client(transport=Inline(peer_sync.hall_app(_laptop(hub, client)))) as web:
        peer_sync.visit(log, URL, web)
    mine = [message for message in said if "cards" in message and "cursors" not in message]
    assert len(mine) >= 3 and all(message["schema"] == SCHEMA for message in mine)


def test_a_newer_office_is_told_of_and_refuses_nothing(hub, client, monkeypatch):
    log = _laptop(hub, client)
    log.write(AREA)
    right = wire.hear
    monkeypatch.setattr(
        wire,
        "hear",
        lambda frame, *more: (said := right(frame, *more)) | ({"schema": SCHEMA + 1} if "epoch" in said else {}),
    )
    done = sync(log, client)
    assert (done.pushed, done.refused, done.waiting) == (1, 0, 0) and sync_client.NEWER in done.said


def test_a_laptop_of_an_older_program_is_served(hub, client, monkeypatch):
    """It says no schema, compares nothing, and reads fewer words of the answer."""
    log = _laptop(hub, client)
    log.write(AREA)
    right = wire.say
    monkeypatch.setattr(wire, "say", lambda value, *more: right(_of_then(value), *more))
    done = sync(log, client)
    assert (done.pushed, done.refused, done.waiting, done.said) == (1, 0, 0, ())


def _of_then(value):
    if isinstance(value, dict):
        value = {key: one for key, one in value.items() if key not in ("schema", "compare", "lines")}
    return json.loads(json.dumps(value))
