"""Data, settings and cache apart on every platform; a folder knows the machine and the place where it belongs."""

import itertools
import shutil
from pathlib import Path

import platformdirs
import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from samarth_desktop import paths
from samarth_desktop.actions.certificates import verifying
from samarth_desktop.actions.device import opening, restoring
from samarth_desktop.gui.theme import preferences
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.store.folder import device_binding, machine
from samarth_desktop.store.store import Store
from tests.store.people import HOME, KEYS, artisan, keep

PASSPHRASE = "four quiet words here"


@pytest.fixture
def windows(tmp_path, monkeypatch):
    """A Windows account: gives its local folder of applications' data."""
    return lay_out(Windows, tmp_path, monkeypatch)


def lay_out(platform, tmp_path, monkeypatch) -> Path:
    for name in ("SAMARTH_DATA", "SAMARTH_CONFIG", "SAMARTH_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(platformdirs, "PlatformDirs", platform)
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda name: str(tmp_path / "Local"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    return tmp_path / "Local"


@pytest.mark.parametrize("shared", ["", "DATA CONFIG", "DATA CACHE", "CONFIG CACHE", "DATA CONFIG CACHE"])
@pytest.mark.parametrize("platform", [Unix, Windows, MacOS])
def test_data_settings_and_cache_never_lie_in_each_other(platform, shared, tmp_path, monkeypatch):
    lay_out(platform, tmp_path, monkeypatch)
    for name in shared.split():
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "one"))
    three = [paths.data_dir(), paths.config_dir(), paths.cache_dir()]
    for one, other in itertools.permutations(three, 2):
        assert one != other and one not in other.parents
    assert three == [paths.data_dir(), paths.config_dir(), paths.cache_dir()]


def test_linux_stays_as_it_was(tmp_path, monkeypatch):
    lay_out(Unix, tmp_path, monkeypatch)
    assert paths.data_dir() == tmp_path / ".local/share/samarth-desktop"
    assert paths.config_dir() == tmp_path / ".config/samarth-desktop"
    assert paths.cache_dir() == tmp_path / ".cache/samarth-desktop"


def as_earlier_programs_left_it(data: Path) -> None:
    """One folder for everything, as on Windows until now."""
    data.mkdir(parents=True)
    Store.create(data, KEYS, home_area=HOME).close()
    (data / "window.json").write_text('{"theme": "dark"}')
    (data / "no-longer-valid.json").write_text(
        '{"revoked": {"A-1": ""}, "replaced": {}, "known_on": "2026-01-01"}', "utf-8"
    )
    (data / "trust" / "roots").mkdir(parents=True)
    (data / "trust" / "roots" / "office.cert").write_bytes(b"root")
    (data / "Cache").mkdir()
    (data / "Cache" / "old.ttf").write_bytes(b"font")


def test_settings_among_the_data_move_out_once(windows):
    data = paths.data_dir()
    as_earlier_programs_left_it(data)
    for _ in range(2):
        assert preferences.load().theme == "dark"
        assert verifying._read_list()["revoked"] == {"A-1": ""}
        assert (paths.config_dir() / "trust" / "roots" / "office.cert").read_bytes() == b"root"
        assert paths.cache_dir().is_dir()
    left = {file.name for file in data.iterdir()}
    assert not left & {"window.json", "no-longer-valid.json", "trust", "Cache"}
    with Store.open(data, KEYS) as store:
        keep(store, artisan())


def test_a_proof_that_lay_among_the_data_proves_nothing(windows, monkeypatch, tmp_path):
    """Such a folder, copied to another account of the same name, gave two people one registration number."""
    monkeypatch.setenv("SAMARTH_CONFIG", str(paths.data_dir()))
    as_earlier_programs_left_it(paths.data_dir())
    with monkeypatch.context() as then:
        then.setattr(device_binding, "_file", lambda folder: folder / "installation-0123456789abcdef.json")
        with Store.open(paths.data_dir(), KEYS) as store:
            keep(store, artisan())
    shutil.copytree(windows, tmp_path / "copy")
    monkeypatch.delenv("SAMARTH_CONFIG")
    numbers = []
    for _ in range(2):
        with Store.open(paths.data_dir(), KEYS) as store:
            numbers.append(keep(store, artisan()).registration)
        shutil.rmtree(windows)
        shutil.copytree(tmp_path / "copy", windows)
    assert len({*numbers}) == 2


def test_restore_leaves_settings_void_list_and_roots_where_they_are(windows, tmp_path):
    session, _ = opening.set_up(paths.data_dir(), PASSPHRASE, author="Asha", area=HOME)
    with session.store as store:
        preferences.save(theme="dark")
        verifying.note_states([Certificate(serial="A-1", state="revoked")], session.today)
        verifying.trust_root("office", b"root")
        store.backup(tmp_path / "backup")
    restoring.restore(tmp_path / "backup", paths.data_dir(), PASSPHRASE)
    assert preferences.load().theme == "dark"
    assert verifying._read_list()["revoked"] == {"A-1": ""}
    assert b"root" in verifying._kept("roots")


# The machine


def codes(folder: Path, *machines: str, patch: pytest.MonkeyPatch) -> list[str]:
    """The device codes under which a folder writes on one machine after the other."""
    found = []
    for name in machines:
        patch.setattr(machine, "fingerprint", lambda folder, name=name: name)
        with Store.open(folder, KEYS) as store:
            keep(store, artisan())
            found.append(store.device)
    return found


def test_a_folder_that_wakes_on_another_machine_takes_a_new_code(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    (tmp_path / "data").mkdir()
    Store.create(tmp_path / "data", KEYS, home_area=HOME).close()
    a, again, b, back = codes(tmp_path / "data", "one", "one", "two", "one", patch=monkeypatch)
    assert a == again and len({a, b, back}) == 3


def test_a_binding_of_an_earlier_program_goes_on_and_learns_the_machine(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    data = tmp_path / "data"
    data.mkdir()
    Store.create(data, KEYS, home_area=HOME).close()
    (before,) = codes(data, "one", patch=monkeypatch)
    now = device_binding.here(data)
    device_binding._file(data).write_text(f'{{"token": "{now.token}", "opened": {now.opened}}}')
    same, other = codes(data, "one", "two", patch=monkeypatch)
    assert before == same != other


def test_a_data_folder_around_the_settings_does_not_hold_its_own_proof(tmp_path, monkeypatch):
    data = tmp_path / "data"
    monkeypatch.setenv("SAMARTH_CONFIG", str(data / "config"))
    data.mkdir()
    Store.create(data, KEYS, home_area=HOME).close()
    (before,) = codes(data, "one", patch=monkeypatch)
    assert not list(data.rglob("installation-*"))
    shutil.copytree(data, tmp_path / "copy")
    (copied,) = codes(tmp_path / "copy", "one", patch=monkeypatch)
    assert before != copied


def test_the_fingerprint_is_the_same_each_time_and_names_nothing(tmp_path):
    said = machine.fingerprint(tmp_path)
    assert said == machine.fingerprint(tmp_path) and len(said) == 32
    assert machine._system_id() not in said or not machine._system_id()


def test_a_cloned_disk_has_the_systems_id_but_another_serial_number(tmp_path, monkeypatch):
    """Partitions, encrypted volumes and joined ones lead to the disk below; the kernel's files are laid out as Linux does."""
    blocks, sys = tmp_path / "devices", tmp_path / "numbers"
    sys.mkdir()
    for disk, name in (("sda", "device/wwid"), ("nvme0n1", "device/serial"), ("vda", "serial")):
        part = blocks / disk / f"{disk}1"
        part.mkdir(parents=True)
        (part / "partition").write_text("1\n")
        (blocks / disk / name).parent.mkdir(exist_ok=True)
        (blocks / disk / name).write_text(f" {disk}-serial \n")
    (blocks / "dm-0" / "slaves").mkdir(parents=True)
    for disk in ("sda", "nvme0n1"):
        (blocks / "dm-0" / "slaves" / f"{disk}1").symlink_to(blocks / disk / f"{disk}1")
    numbers = {"8:1": "sda/sda1", "252:0": "vda", "253:0": "dm-0"}
    for number, target in numbers.items():
        (sys / number).symlink_to(blocks / target)
    found = {number: machine._serials(sys / number) for number in (*numbers, "0:44")}
    assert found == {
        "8:1": ["sda-serial"], "252:0": ["vda-serial"], "253:0": ["nvme0n1-serial", "sda-serial"], "0:44": [],
    }  # fmt: skip


def test_the_mainboards_id_is_read_from_the_firmwares_table():
    uuid = bytes(range(16))
    head = bytes([0, 3, 4, 0, 0, 0, 0, 0])
    bios = bytes([0, 24, 0, 0]) + bytes(20) + b"Maker\0Version\0\0"
    system = bytes([1, 27, 1, 0, 1, 2, 0, 0]) + uuid + bytes(3) + b"HP\0\0"
    assert machine.mainboard(head + bios + system) == uuid.hex()
    for short in (b"", head, head + bios, head + bytes([7]), head + bytes([7, 0, 0, 0])):
        assert machine.mainboard(short) == ""
