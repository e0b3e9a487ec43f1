"""Newer installers from the hub and from sticks: offered when they are newer, signed and whole, and never forced."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samarth_desktop import __version__
from samarth_desktop.actions.device import updates
from samarth_desktop.cli import main as command_line
from samarth_desktop.documents.signing import cose, release
from samarth_desktop.documents.signing.release import NotTaken
from samarth_desktop.hub import __main__ as hub_program
from samarth_desktop.hub.auth.keys import load
from samarth_desktop.hub.files import updates as office_updates
from samarth_desktop.i18n import catalog
from tests.sync.laptops import OLD

ROOT = Path(__file__).parents[2]
BYTES = b"!<arch>\n" + bytes(range(256)) * 20_000
NEWER = "samarth-desktop_9.1_amd64.deb"


@pytest.fixture(autouse=True)
def here(monkeypatch, tmp_path):
    """A Debian laptop with a cache of its own."""
    monkeypatch.setenv("SAMARTH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(release, "this_system", lambda: "debian-amd64")


def installer(folder: Path, name: str = NEWER, content: bytes = BYTES) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def hub_says(capsys, ground, *words: str) -> list[dict]:
    assert hub_program.main(["--data", str(ground.hub.folder), "update", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(file: Path, session=None) -> str:
    with pytest.raises(NotTaken) as no:
        updates.take(file, session)
    assert catalog("hi").say(no.value.text) != catalog("en").say(no.value.text)
    return catalog("en").say(no.value.text)


def ready() -> list[str]:
    return sorted(one.name for one in updates._folder().iterdir())


def test_the_office_offers_a_file_and_the_laptop_fetches_and_checks_it(ground, tmp_path, capsys, monkeypatch):
    laptop = ground.laptop("Asha", OLD)
    assert updates.offered(laptop.here()) is None
    setup = "samarth-desktop-9.2-setup.exe"
    older = installer(tmp_path / "in", "samarth-desktop_0.0.9_amd64.deb")
    said = hub_says(
        capsys, ground, "add", str(installer(tmp_path / "in")), str(older), str(installer(tmp_path / "in", setup, b"MZ" + BYTES)),
    )  # fmt: skip
    assert [one["version"] for one in said] == ["9.2", "9.1", "0.0.9"]
    assert updates.offered(laptop.session) is None  # it hears of it when it syncs
    laptop.sync()
    found = updates.offered(laptop.session)
    assert found and (found.release.version, found.release.name, found.ready) == ("9.1", NEWER, None)  # not Windows'
    told = []
    monkeypatch.setattr("samarth_desktop.sync.updates.PIECE", 1_000_000)

    def cut(done, total):
        told.append(done)
        if len(told) == 3:
            raise RuntimeError("the line broke")

    with pytest.raises(RuntimeError):
        updates.fetch(laptop.session, found, cut)
    got = updates.fetch(laptop.session, found, lambda done, total: told.append(done))
    assert told[3] == told[2] and told[-1] == len(BYTES)  # it went on where it was
    assert got.ready and got.ready.read_bytes() == BYTES and ready() == [NEWER, NEWER + ".release"]
    again = updates.offered(laptop.session)
    assert again and again.ready == got.ready and "sudo apt install" in updates.line(got.ready)
    hub_says(capsys, ground, "remove", NEWER)
    laptop.sync()
    assert updates.offered(laptop.session).ready == got.ready  # what it has, it keeps
    monkeypatch.setattr(updates, "__version__", "9.1")
    assert updates.offered(laptop.session) is None


def test_what_comes_damaged_from_the_hub_is_not_laid_ready(ground, tmp_path, capsys):
    laptop = ground.laptop("Asha", OLD)
    hub_says(capsys, ground, "add", str(installer(tmp_path / "in")))
    laptop.sync()
    lies = ground.hub.folder / office_updates.FOLDER / NEWER
    lies.write_bytes(BYTES[:-1] + b"?")
    with pytest.raises(NotTaken):
        updates.fetch(laptop.session, updates.offered(laptop.session))
    assert ready() == [] and updates.offered(laptop.session).ready is None


def test_a_stick_from_the_office_is_taken_by_its_laptops_only(ground, tmp_path, capsys):
    laptop = ground.laptop("Asha", OLD)
    stick = tmp_path / "stick"
    hub_says(capsys, ground, "add", str(installer(tmp_path / "in")), "--to", str(stick))
    assert "signed" in refused(stick / NEWER)  # who joined no office believes none
    got = updates.take(stick / (NEWER + ".release"), laptop.here())
    assert got.ready.read_bytes() == BYTES
    found = updates.offered(laptop.session)
    assert found.ready == got.ready
    got.ready.write_bytes(BYTES[:-1] + b"?")  # somebody changes it before it is started
    with pytest.raises(NotTaken):
        updates.start(found, laptop.session)


def signed(folder: Path, key: Ed25519PrivateKey, name: str = NEWER, **other) -> Path:
    file = installer(folder, name)
    statement = release.sign(replace(release.of_file(file, date(2026, 11, 26)), **other), key)
    file.with_name(file.name + ".release").write_bytes(statement)
    return file


def test_bad_signatures_old_versions_other_systems_and_cut_files_are_refused(tmp_path, monkeypatch):
    key, stranger = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    monkeypatch.setattr(release, "shipped_keys", lambda: (cose.public_bytes(key),))
    assert updates.take(signed(tmp_path / "good", key)).ready
    before = {name: (updates._folder() / name).read_bytes() for name in ready()}
    assert "signed" in refused(signed(tmp_path / "stranger", stranger))
    assert __version__ in refused(signed(tmp_path / "same", key, f"samarth-desktop_{__version__}_amd64.deb"))
    assert "0.0.9" in refused(signed(tmp_path / "old", key, "samarth-desktop_0.0.9_amd64.deb"))
    assert "signed" in refused(signed(tmp_path / "system", key, system="windows-amd64"))  # its name says another
    alone = installer(tmp_path / "alone")
    assert NEWER + ".release" in refused(alone)
    cut = signed(tmp_path / "cut", key)
    cut.write_bytes(BYTES[:2_000_000])
    assert "2.0 of 5.1 MB" in refused(cut)
    changed = signed(tmp_path / "changed", key)
    changed.write_bytes(BYTES[:-1] + b"?")
    assert "not the file that was signed" in refused(changed)
    statement = (tmp_path / "good" / (NEWER + ".release")).read_bytes()
    for at in range(0, len(statement), 7):
        with pytest.raises(NotTaken):
            release.read(statement[:at] + bytes([statement[at] ^ 1]) + statement[at + 1 :], [cose.public_bytes(key)])
    assert {name: (updates._folder() / name).read_bytes() for name in ready()} == before


def test_names_that_lead_elsewhere_are_no_installers(tmp_path):
    key = Ed25519PrivateKey.generate()
    good = release.of_file(installer(tmp_path / "in"), date(2026, 11, 26))
    for name in (
        "../" + NEWER,
        "samarth-desktop_9.1/../x.deb",
        "samarth-desktop_9.1.sh",
        "",
        NEWER + "\0",
        "/" + NEWER,
    ):
        with pytest.raises(NotTaken):
            release.read(release.sign(replace(good, name=name), key), [cose.public_bytes(key)])
    for size in (0, -1, release.LARGEST + 1):
        with pytest.raises(NotTaken):
            release.read(release.sign(replace(good, size=size), key), [cose.public_bytes(key)])
    with pytest.raises(NotTaken):
        release.of_file(installer(tmp_path / "in", content=b"#!/bin/sh\n"), date.today())
    card = cose.sign(cose.encode({"name": NEWER}), key)  # signed for another purpose
    with pytest.raises(NotTaken):
        release.read(card, [cose.public_bytes(key)])


def test_versions_are_compared_by_numbers():
    one = release.Release(NEWER, "0.10.0", 1, "0" * 64, "debian-amd64", date(2026, 1, 1))
    assert one.newer_than("0.9.9") and one.newer_than("0.1.0") and not one.newer_than("0.10.0")
    assert not one.newer_than("1.0") and one.newer_than("")


def test_the_release_tool_signs_what_the_hub_then_vouches_for(tmp_path, monkeypatch, capsys):
    tool = [sys.executable, str(ROOT / "installer/release.py")]
    secret = tmp_path / "secret"
    public = subprocess.run([*tool, "key", secret], capture_output=True, text=True, check=True).stdout.strip()
    assert secret.stat().st_mode & 0o077 == 0 and subprocess.run([*tool, "key", secret], capture_output=True).returncode
    file = installer(tmp_path / "in")
    subprocess.run([*tool, "sign", secret, file], check=True, capture_output=True)
    monkeypatch.setattr(release, "shipped_keys", lambda: (bytes.fromhex(public),))
    assert updates.take(file).ready
    folder = tmp_path / "hub"
    folder.mkdir()
    assert office_updates.add(folder, load(folder), file).version == "9.1"
    monkeypatch.setattr(release, "shipped_keys", lambda: ())
    with pytest.raises(NotTaken):
        office_updates.add(folder, load(folder), file)  # a statement stands beside it that nobody known signed


def test_the_command_lays_it_ready_and_says_how_to_install(ground, tmp_path, capsys, monkeypatch):
    laptop = ground.laptop("Asha", OLD)
    stick = tmp_path / "stick"
    hub_says(capsys, ground, "add", str(installer(tmp_path / "in")), "--to", str(stick))
    monkeypatch.setattr("samarth_desktop.cli.call.Call.session", lambda this: _open(laptop.here()))
    assert command_line.main(["update", "--json", "--lang", "en"]) == 1
    assert "No newer version" in capsys.readouterr().err
    assert command_line.main(["update", str(stick / NEWER), "--json", "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["version"] == "9.1" and "sudo apt install" in said.err
    (stick / NEWER).write_bytes(b"cut")
    assert command_line.main(["update", str(stick / NEWER), "--lang", "hi"]) == 2
    assert NEWER in capsys.readouterr().err


class _open:
    def __init__(self, session) -> None:
        self.session = session

    def __enter__(self):
        return self.session

    def __exit__(self, *wrong: object) -> None:
        """The fixture closes it."""
