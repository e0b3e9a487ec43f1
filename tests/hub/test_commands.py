"""``samarth-hub`` as the contract says; `serve` is run by the journeys."""

import json
import re

import pytest

from samarth_desktop.hub.__main__ import main
from samarth_desktop.hub.context import open_hub
from samarth_desktop.sync import bundle
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


def test_serving_under_a_name_that_no_code_holds_is_refused(command):
    """It was left out of the codes without a word."""
    for host in ("https://verify.example.in", "verify-the-certificates.of-a-very-long-name.example.gov.in"):
        status, said = command("serve", "--port", "0", "--public-host", host, "--lang", "hi")
        assert status == 2 and host in said.err and "verify.example.in" in said.err and not said.out
