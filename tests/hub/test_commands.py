"""``samarth-hub`` as the contract says; `serve` is run by the journeys."""

import json
import re

import pytest
from psycopg.errors import ConnectionFailure
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from samarth_desktop.hub.__main__ import main
from samarth_desktop.hub.context import open_hub
from samarth_desktop.sync import bundle, identity, wire
from tests import postgres_fixture
from tests.postgres_fixture import sync, web
from tests.sync.memory import MemoryLog

AREA = "9/164"


@pytest.fixture
def command(hub, capsys):
    url = hub.engine.url.render_as_string(hide_password=False)

    def run(*words, url=url, folder=hub.folder):
        status = main([*words, "--data", str(folder), "--database", url])
        return status, capsys.readouterr()

    return run


def test_a_code_for_a_person_and_her_areas(command):
    status, said = command("code", "--name", "Asha", "--role", "coordinator", "--area", "9/165", AREA, "--json")
    assert status == 0 and re.fullmatch("[0-9A-HJKMNP-TV-Z]{12}", json.loads(said.out)["code"])
    status, said = command("code", "--name", "Asha", "--role", "trainer", "--area", "Maharajganj", "--lang", "hi")
    assert status == 2 and not said.out and "Maharajganj" in said.err
    with pytest.raises(SystemExit) as bad:
        command("code", "--name", "Asha", "--role", "king", "--area", AREA)
    assert bad.value.code == 2


def test_devices_are_listed_moved_and_shut_out(command, hub, client):
    log = MemoryLog()
    postgres_fixture.enrol(log, client, hub, AREA)
    _, said = command("devices", "--json")
    (one,) = json.loads(said.out)
    assert (one["code"], one["areas"], one["revoked"]) == (log.device(), [AREA], "")
    assert command("devices", "areas", log.device(), "9/165", "9/166")[0] == 0
    assert "9/165,9/166" in command("devices")[1].out
    assert command("devices", "revoke", "NOSUCH")[0] == 2
    assert command("devices", "revoke", log.device())[0] == 0
    assert "revoked" in command("devices")[1].out


def test_snapshot_backup_and_restore(command, hub, client, server, tmp_path):
    log = MemoryLog()
    postgres_fixture.enrol(log, client, hub, AREA)
    log.write(AREA)
    sync(log, client)
    _, said = command("snapshot", "--json")
    (made,) = json.loads(said.out)
    assert (made["area"], made["seq"]) == (AREA, 1) and (hub.folder / "snapshots" / made["sha256"]).exists()
    assert command("backup", str(tmp_path / "hub.zip"))[0] == 0
    assert (tmp_path / "hub.zip").stat().st_mode & 0o077 == 0
    (tmp_path / "rubbish.zip").write_bytes(b"rubbish")
    with postgres_fixture.fresh_hub(*server, empty=True) as other:
        url = other.engine.url.render_as_string(hide_password=False)
        other.engine.dispose()
        assert command("restore", str(tmp_path / "rubbish.zip"), url=url, folder=other.folder)[0] == 2
        assert command("restore", str(tmp_path / "hub.zip"), url=url, folder=other.folder)[0] == 0
        assert command("restore", str(tmp_path / "hub.zip"), url=url, folder=other.folder)[0] == 2  # not empty now
        restored = open_hub(other.folder, url)
        with web(restored) as again:
            assert sync(log, again).waiting == 0
        restored.engine.dispose()


def test_a_parcel_from_a_stick_and_the_offices_name(command, hub, client, tmp_path):
    log = MemoryLog()
    postgres_fixture.enrol(log, client, hub, AREA)
    log.write(AREA)
    bundle.write_parcel(log, tmp_path / "stick", "hub")
    assert json.loads(command("parcel", str(tmp_path / "stick"), "--json")[1].out) == {
        "taken": 1,
        "refused": 0,
        "photos": 0,
    }
    assert command("name", "District office Maharajganj")[0] == 0
    again = open_hub(hub.folder, hub.engine.url.render_as_string(hide_password=False))
    assert again.keys.name == "District office Maharajganj"
    assert again.keys.public == hub.keys.public
    again.engine.dispose()


@pytest.mark.parametrize("words", [["devices"], ["snapshot"], ["fold"], ["backup", "away.zip"]])
def test_a_database_that_does_not_answer_is_told_in_a_sentence(command, words):
    """Not as a traceback, nor with a password in it."""
    status, said = command(*words, url="postgresql://hub:secret-word@127.0.0.1:1/none")
    assert status == 2 and "does not answer" in said.err and "secret-word" not in said.err and said.err.count("\n") == 1


def test_files_of_areas_whose_machine_is_down_stay_and_the_others_are_new(command, hub, client, monkeypatch):
    log = MemoryLog()
    postgres_fixture.enrol(log, client, hub, "9")
    log.write(AREA), log.write("9/165")
    sync(log, client)
    before = {one["area"]: one["sha256"] for one in json.loads(command("snapshot", "--json")[1].out)}
    log.write(AREA), log.write("9/165")
    sync(log, client)

    def down(conn, cursor, statement, parameters, context, many):
        if AREA in (parameters.values() if isinstance(parameters, dict) else ()):
            raise OperationalError("no connection to the remote node", {}, ConnectionFailure())

    event.listen(Engine, "before_cursor_execute", down)
    try:
        status, said = command("snapshot", "--json")
        assert status == 2 and AREA in said.err and "9/165" not in said.err
        (offered,) = _files(hub, client, log)
    finally:
        event.remove(Engine, "before_cursor_execute", down)
    assert offered["area"] == "9/165" and offered["sha256"] != before["9/165"]
    assert {one["sha256"] for one in _files(hub, client, log)} == {before[AREA], offered["sha256"]}
    assert all((hub.folder / "snapshots" / one["sha256"]).exists() for one in _files(hub, client, log))


def _files(hub, client, log):
    """The first-sync files that a laptop is offered."""
    asking = postgres_fixture.hub_client(client)
    me = identity.enrolled(log)
    asking.identity = lambda: (me.device, me.key, list(me.card))
    return wire.hear(asking.once("GET", "/v1/snapshots").content)["files"]


def test_serving_under_a_name_that_no_code_holds_is_refused(command):
    """It was left out of the codes without a word."""
    for host in ("https://verify.example.in", "verify-the-certificates.of-a-very-long-name.example.gov.in"):
        status, said = command("serve", "--port", "0", "--public-host", host, "--lang", "hi")
        assert status == 2 and host in said.err and "verify.example.in" in said.err and not said.out
