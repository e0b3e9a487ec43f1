"""The real Windows program under Wine, from its installer: the whole first day, an upgrade, and away again (long check).

Built and fetched by ``installer/package.py windows-trial``, which takes some minutes the first time.
"""

import csv
import importlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sample_people import PERSON_KEYS, people

ROOT = Path(__file__).parent.parent
ROWS = 6000
PEOPLE = "सूची बाराबंकी.csv"
CONSENT = ("--consent", "signature", "--consent-on", "2026-11-01", "--evidence", "list 4, block office")
pytestmark = pytest.mark.skipif(
    not os.environ.get("SAMARTH_LONG_TESTS") or sys.platform != "linux" or os.geteuid() != 0,
    reason="a part of the long check; builds the Windows program, as root",
)


@pytest.fixture(scope="module")
def installer() -> Iterator[Any]:
    """The modules that build, after they have built."""
    subprocess.run([sys.executable, ROOT / "installer/package.py", "windows-trial"], check=True)
    sys.path.insert(0, str(ROOT / "installer"))
    yield importlib.import_module("windows.cross"), importlib.import_module("windows.setup_program")
    sys.path.remove(str(ROOT / "installer"))


@pytest.fixture(scope="module")
def scratch(installer: Any) -> Path:
    """A folder that the program sees under the same name, with Hindi letters and a blank in it."""
    made = installer[0].FOLDER / "मेरे काग़ज़"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    return made


class Program:
    """The installed program."""

    def __init__(self, cross: Any, data: Path) -> None:
        self.cross, self.env = cross, {"SAMARTH_PASSPHRASE": "correct horse battery", "SAMARTH_DATA": str(data)}
        users = cross.PREFIX / "drive_c/users"
        home = next(folder for folder in users.iterdir() if folder.name != "Public")
        self.folder = home / "AppData/Local/Programs/samarth-desktop"

    def __call__(self, *words: object, code: int = 0) -> Any:
        done = self.cross.run(self.folder / "samarth.exe", *words, "--json", env=self.env, stdout=subprocess.PIPE)
        assert done.returncode == code, words
        return json.loads(done.stdout) if done.stdout.strip() else None


def test_the_first_day_of_the_installed_program(installer: Any, scratch: Path) -> None:
    cross, setup_program = installer
    first = next((ROOT / "dist").glob("*-trial-setup.exe"))
    assert first.stat().st_size < 80_000_000
    assert cross.run(first, "/S").returncode == 0
    program = Program(cross, scratch / "data")
    selftest = cross.run(program.folder / "samarth.exe", "selftest", env={"QT_QPA_PLATFORM": "offscreen"})
    assert selftest.returncode == 0

    assert program("init", "--name", "सुनीता यादव", "--area", "9/129", "--language", "hi")
    _sheet(scratch / PEOPLE)
    told = program("import", "artisans", scratch / PEOPLE, *CONSENT)
    assert (told["read"], told["imported"] + told["skipped"], told["errors"]) == (ROWS, ROWS, [])
    found = program("search", "Sunita", "--limit", "5")
    out = scratch / "प्रमाणपत्र"
    issued = program("certificates", "issue", "--registration", *(one["registration"] for one in found), "--out", out)
    paper = Path(issued[0]["file"].replace("\\", "/").removeprefix("Z:"))
    assert paper.read_bytes().startswith(b"%PDF")
    assert program("verify", paper, code=1)["serial"] == issued[0]["serial"]  # right, but of no enrolled laptop

    program("backup", scratch / "नकल.samarth")
    other = Program(cross, scratch / "other")
    other("restore", scratch / "नकल.samarth")
    assert other("search", found[0]["registration"])[0]["registration"] == found[0]["registration"]

    _picture_of_the_window(program)
    made = setup_program.make(ROOT / "dist/samarth-desktop", ROOT / "build", scratch, "0.9.9", "-trial")
    _an_update_on_a_stick_starts(program, made, scratch)
    assert cross.run(made, "/S").returncode == 0
    assert program("search", found[0]["registration"])
    assert program("check")["ok"]
    assert cross.run(program.folder / "uninstall.exe", "/S").returncode == 0
    until = time.monotonic() + 30
    while program.folder.exists() and time.monotonic() < until:  # it goes on from a copy of itself
        time.sleep(0.5)
    assert not program.folder.exists() and (scratch / "data").exists()


def _an_update_on_a_stick_starts(program: Program, made: Path, scratch: Path) -> None:
    """A signed installer is laid ready and started, as a window of its own; one for Debian is refused."""
    release = (sys.executable, str(ROOT / "installer/release.py"))
    public = subprocess.run([*release, "key", scratch / "key"], capture_output=True, text=True, check=True).stdout
    known = program.folder / "_internal/samarth_desktop/resources/release-keys.txt"
    known.write_text(public, "ascii")
    other = scratch / "samarth-desktop_0.9.9_amd64.deb"
    other.write_bytes(b"!<arch>\n")
    subprocess.run([*release, "sign", scratch / "key", made, other], check=True)
    assert program("update", other, code=2) is None
    display = ":88"
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "1024x600x24"])
    program.env["DISPLAY"] = display
    try:
        time.sleep(2)
        words = (program.folder / "samarth.exe", "update", made, "--start")
        # The window that it starts keeps what this one writes into open, so nothing waits for the end of that.
        assert program.cross.run(*words, env=program.env, stdout=subprocess.DEVNULL).returncode == 0
        until = time.monotonic() + 30
        while not _runs(made.name) and time.monotonic() < until:
            time.sleep(0.5)
        assert _runs(made.name), "the installer did not start"
    finally:
        program.cross.run("wineboot", "-k")
        del program.env["DISPLAY"]
        screen.terminate()
        screen.wait()


def _runs(name: str) -> bool:
    """Whether a process of this machine was started from a file of this name."""
    found = (place.joinpath("cmdline") for place in Path("/proc").iterdir() if place.name.isdigit())
    for one in found:
        try:
            if one.read_bytes().split(b"\0")[0].endswith(name.encode()):
                return True
        except OSError:
            continue  # it ended meanwhile
    return False


def _sheet(file: Path) -> None:
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, PERSON_KEYS)
        writer.writeheader()
        writer.writerows(people(ROWS))


def _picture_of_the_window(program: Program) -> None:
    """The window as a person sees it, kept as build/windows-window.png for whoever wants to look."""
    from PIL import ImageGrab

    display = ":87"
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "1366x768x24"])
    try:
        time.sleep(2)
        words = (sys.executable, "-c", _OPEN, str(ROOT / "installer"), str(program.folder / "samarth-desktop.exe"))
        window = subprocess.Popen(words, env={**os.environ, **program.env, "DISPLAY": display})
        try:
            time.sleep(40)
            assert window.poll() is None, "the window closed itself"
            picture = ImageGrab.grab(xdisplay=display)
            picture.save(ROOT / "build/windows-window.png")
            assert len(picture.getcolors(maxcolors=1 << 20)) > 100, "the window shows nothing"
        finally:
            program.cross.run("wineboot", "-k")
            window.wait(30)
    finally:
        screen.terminate()
        screen.wait()


_OPEN = "import os, sys; sys.path.insert(0, sys.argv[1]); from windows import cross; "
_OPEN += "sys.exit(cross.run(sys.argv[2], env={k: os.environ[k] for k in ('SAMARTH_DATA',)}).returncode)"
