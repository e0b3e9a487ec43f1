"""The Windows installer under Wine: installs silently, refuses politely, upgrades, and leaves the data (long check).

Wine lets a running program be overwritten and its folder be renamed, which Windows does not: what is tried here is the
installer's own steps.
"""

import importlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
INSTALLED = "AppData/Local/Programs/samarth-desktop"
pytestmark = pytest.mark.skipif(
    not os.environ.get("SAMARTH_LONG_TESTS") or not shutil.which("makensis") or not shutil.which("wine"),
    reason="a part of the long check; needs NSIS and Wine",
)


class Windows:
    """One Windows computer, made anew."""

    def __init__(self, folder: Path) -> None:
        self.prefix = folder / "wine"
        self.env = os.environ | {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "WINEARCH": "win64"}
        self("wineboot", "-i")

    def __call__(self, *words: object) -> int:
        done = subprocess.run(["wine", *map(str, words)], env=self.env, capture_output=True, timeout=240)
        subprocess.run(["/usr/lib/wine/wineserver", "-w"], env=self.env, timeout=240, check=False)
        return done.returncode

    @property
    def home(self) -> Path:
        return next(folder for folder in (self.prefix / "drive_c/users").iterdir() if folder.name != "Public")

    @property
    def program(self) -> Path:
        return self.home / INSTALLED


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Windows:
    return Windows(tmp_path_factory.mktemp("windows"))


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Makes the installer of a version; its program folder holds a file that names the version."""
    sys.path.insert(0, str(ROOT / "installer"))
    setup_program = importlib.import_module("windows.setup_program")
    icon = tmp_path / "build"
    icon.mkdir()
    from PIL import Image

    Image.new("RGB", (32, 32), "blue").save(icon / "samarth.ico")

    def make(version: str) -> Path:
        stage = tmp_path / version
        (stage / "_internal").mkdir(parents=True)
        (stage / "samarth-desktop.exe").write_bytes(b"MZ" + version.encode())
        (stage / "_internal" / "version.txt").write_text(version)
        return setup_program.make(stage, icon, tmp_path, version, "-trial")

    yield make
    sys.path.remove(str(ROOT / "installer"))


def test_it_installs_upgrades_refuses_an_older_one_and_leaves_the_data(windows: Windows, made) -> None:
    first, second = made("0.1.0"), made("0.2.0")
    assert windows(first, "/S") == 0
    assert (windows.program / "_internal/version.txt").read_text() == "0.1.0"
    (windows.program / "_internal" / "left-over.txt").write_text("of the version before")
    assert windows(second, "/S") == 0
    assert (windows.program / "_internal/version.txt").read_text() == "0.2.0"
    assert not (windows.program / "_internal/left-over.txt").exists()
    assert not list(windows.program.parent.glob("*.new")) and not list(windows.program.parent.glob("*.old"))
    assert windows(first, "/S") == 4
    assert (windows.program / "_internal/version.txt").read_text() == "0.2.0"
    data = windows.home / "AppData/Local/samarth-desktop"
    data.mkdir()
    (data / "samarth.db").write_text("data")
    assert windows(windows.program / "uninstall.exe", "/S") == 0
    assert _gone(windows.program) and (data / "samarth.db").read_text() == "data"
    registry = (windows.prefix / "user.reg").read_text("utf-8", "replace")
    assert "CurrentVersion\\\\Uninstall\\\\samarth-desktop" not in registry


def test_it_refuses_while_the_window_is_open(windows: Windows, made, tmp_path: Path) -> None:
    from samarth_desktop.gui.app import single

    assert windows(made("0.3.0"), "/S") == 0
    holder = tmp_path / "holder.nsi"
    call = f"System::Call 'kernel32::CreateMutex(p 0, i 0, t \"{single.MUTEX}\") p .R1'"
    holder.write_text(
        f'Target amd64-unicode\nUnicode true\nRequestExecutionLevel user\nSilentInstall silent\nName x\nOutFile "holder.exe"\n'
        f"Section\n{call}\nSleep 20000\nSectionEnd\n"
    )
    subprocess.run(["makensis", "-V1", holder], check=True)
    window = subprocess.Popen(["wine", tmp_path / "holder.exe"], env=windows.env)
    try:
        time.sleep(5)
        done = subprocess.run(["wine", made("0.4.0"), "/S"], env=windows.env, timeout=120)
        assert done.returncode == 3
        assert (windows.program / "_internal/version.txt").read_text() == "0.3.0"
    finally:
        window.wait(60)
    assert windows(tmp_path / "samarth-desktop-0.4.0-trial-setup.exe", "/S") == 0
    assert (windows.program / "_internal/version.txt").read_text() == "0.4.0"


def _gone(folder: Path) -> bool:
    until = time.monotonic() + 20
    while folder.exists() and time.monotonic() < until:  # the uninstaller goes on from a copy of itself
        time.sleep(0.5)
    return not folder.exists()
