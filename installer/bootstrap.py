"""Sets the program up from a checkout and starts it, tests it, measures it. Needs Python 3.11 and nothing else.

    python3 installer/bootstrap.py run [-- ARGUMENTS OF samarth-desktop]
    python3 installer/bootstrap.py test [ARGUMENTS OF pytest]
    python3 installer/bootstrap.py check [--long]       style, types, imports, dead code, catalogs; all the long counts
    python3 installer/bootstrap.py shots [--out DIR]    pictures of every page in both languages and themes
    python3 installer/bootstrap.py bench [NAME...]      figures of one or more of tests/bench; without a name their list

What is missing is installed first: on Debian and Ubuntu system packages through apt (as root or `sudo -n`),
Python packages into the folder .venv, the font faces into the user's cache folder. On Windows there is no apt part.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

TO_IMPORT_QT = ["libglib2.0-0", "libgl1", "libegl1", "libfontconfig1", "libdbus-1-3", "libxkbcommon0"]
FOR_A_WINDOW = ["libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0"]
FOR_CAMERA_AND_PRINTER = ["libpulse0", "libxrandr2", "libcups2"]
RUN_PACKAGES = TO_IMPORT_QT + FOR_A_WINDOW + FOR_CAMERA_AND_PRINTER
FOR_A_BROWSER = ["libnss3", "libasound2", "libxcomposite1", "libxdamage1", "libxkbfile1", "libxtst6", "libgbm1"]
TEST_PACKAGES = ["xvfb", "xauth", "poppler-utils", *FOR_A_BROWSER]
LONG_PACKAGES = ["debootstrap", "lintian", "nsis", "wine", "wine64"]


MEMORY, ROOM_FOR_TESTS = Path("/dev/shm"), 4 << 30
"""Where Linux keeps files in memory, and how many bytes must be free there before tests use it; a run fills 1 GB."""
COMMANDS = ("run", "test", "check", "shots", "bench")
CHECKS = {
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
    "dead code": ["installer/dead_code.py"],
    "catalogs": ["-m", "pytest", "-q", "tests/test_catalogs.py"],
}
MANY = {
    "SAMARTH_LONG_TESTS": "1",
    "SAMARTH_ALL_MIXES": "1",
    "SAMARTH_CODES": "1000",
    "SAMARTH_MANGLED": "2000",
    "SYNC_EXAMPLES": "300",
    "DERIVED_EXAMPLES": "500",
    "AREAS_EXAMPLES": "500",
    "MERGE_EXAMPLES": "500",
    "OPERATION_EXAMPLES": "2000",
    "SHEET_EXAMPLES": "400",
    "SAMARTH_HALL": "200",
    "SAMARTH_DOOR_KILLS": "20",
    "LANGUAGE_SWITCHES": "40",
    "IMPORT_JOURNEY": "5000",
}
"""The full counts, which the tests read from the environment; each takes minutes."""
LONG_CHECKS = {
    "texts": ["-m", "pytest", "-q", "tests/domain/test_field_text.py"],
    "mangled files": ["-m", "pytest", "-q", "tests/journeys/test_import_export.py", "-k", "mangled"],
    "an import taken back after a sync": ["-m", "pytest", "-q", "-s", "tests/sync/test_import_undo.py"],
    "sheets by chance": ["-m", "pytest", "-q", "tests/journeys/test_import_invariant.py"],
    "codes in a browser": ["-m", "pytest", "-q", "tests/hub/test_codes.py"],
    "fates of folders": ["-m", "pytest", "-q", "tests/sync/test_unsent_work.py"],
    "operations": ["-m", "pytest", "-q", "tests/store/test_any_operation.py", "tests/store/test_merge.py"],
    "standing": ["-m", "pytest", "-q", "tests/store/test_derived.py"],
    "laptops and hub": ["-m", "pytest", "-q", "tests/sync/test_machine.py"],
    "a day of switching the language": ["-m", "pytest", "-q", "tests/gui/test_switching_all_day.py"],
    "hall of 200": ["-m", "pytest", "-q", "-s", "tests/gui/test_hall_of_twelve.py"],
    "installer on Windows": ["-m", "pytest", "-q", "tests/test_windows_installer.py", "tests/test_windows_program.py"],
    "package on Debian": ["-m", "pytest", "-q", "tests/test_debian_package.py"],
    "what the hub's description allows": ["-m", "pytest", "-q", "tests/hub/test_described.py"],
    "a cluster of three nodes, where Citus is installed": ["-m", "pytest", "-q", "-rs", "tests/hub/test_cluster.py"],
    "lives": ["-m", "tests.bench.lives"],
    "kills of the store": ["-m", "tests.bench.kill_store"],
    "kills of laptop and hub": ["-m", "tests.bench.sync_kills"],
    "a line that is cut": ["-m", "tests.bench.sync_link"],
}


def say(message: str) -> None:
    print(message, flush=True)


def main(arguments: list[str]) -> int:
    if len(arguments) < 1 or arguments[0] not in COMMANDS:
        say(__doc__)
        return 2
    if sys.version_info < (3, 11):
        say(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return 1
    command, rest = arguments[0], arguments[1:]
    if rest[:1] == ["--"]:
        rest = rest[1:]
    long = command == "check" and "--long" in rest
    if not system_packages(command, LONG_PACKAGES if long else []) or not environment(command):
        return 1
    faces = subprocess.run([PYTHON, "-c", "from samarth_desktop import typefaces; typefaces.cut_all()"], cwd=ROOT)
    if faces.returncode:
        say("The font faces could not be cut. Is there room in the cache folder?")
        return 1
    return {"run": run, "test": test, "check": check, "shots": shots, "bench": bench}[command](rest)


def system_packages(command: str, more: Sequence[str] = ()) -> bool:
    """Installs the Debian packages that are missing; says so. True when all are there."""
    if not shutil.which("dpkg-query"):
        return True  # Windows, or a Linux of another family: Qt itself says what it lacks
    wanted = [*RUN_PACKAGES, *([] if command == "run" else TEST_PACKAGES), *more]
    missing = [package for package in wanted if not installed(package)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if not missing:
        return True
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    prefix = privilege()
    if prefix is None:
        say("These system packages are missing. Run this line once, then the same command again:")
        say(f"sudo apt-get update && sudo {' '.join(install)}")
        return False
    say(f"Installing system packages: {' '.join(missing)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], install):
        if subprocess.run([*prefix, *step], env=quiet, stdout=subprocess.DEVNULL).returncode:
            say(f"This did not work: {' '.join([*prefix, *step])}")
            return False
    return True


def installed(package: str) -> bool:
    """True when dpkg knows the package as installed (also under a name with a suffix, such as libcups2t64)."""
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status}\n"]
    return any(
        "installed" in subprocess.run([*query, name], capture_output=True, text=True).stdout.split()
        for name in (package, f"{package}t64")
    )


def privilege() -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo where it asks no password, None where neither is."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def environment(command: str) -> bool:
    """Makes .venv and installs the program with what it needs; again only when pyproject.toml has changed."""
    extra = "" if command == "run" else "[dev]"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest() + extra
    stamp = VENV / "samarth-installed"
    have = stamp.read_text() if stamp.exists() else ""
    if have in (wanted, f"{wanted}[dev]"):
        return True
    if not PYTHON.exists():
        say("Making the virtual environment in .venv")
        if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV]).returncode:
            say("The virtual environment could not be made. Is the folder writable, is there room on the disk?")
            return False
    say("Installing Python packages (some minutes the first time)")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", f"{ROOT}{extra}"]
    if subprocess.run(pip).returncode:
        say("The Python packages could not be installed. Is there a network? Then run the same command again.")
        return False
    stamp.write_text(wanted)
    return True


def run(arguments: list[str]) -> int:
    """Starts the program with `arguments`."""
    needs_window = not arguments
    if (
        needs_window
        and sys.platform == "linux"
        and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    ):
        say("Everything is installed, but there is no display to open a window on.")
        say("Log in to a desktop, or use `ssh -X`, or start a virtual one: xvfb-run python3 installer/bootstrap.py run")
        say("Without a window: python3 installer/bootstrap.py run -- demo --out DIR")
        return 1
    return subprocess.run([PYTHON, "-m", "samarth_desktop", *arguments]).returncode


def test(arguments: list[str]) -> int:
    """Runs every test; those with real windows find Xvfb by themselves.

    Their folders lie in memory where there is room: each makes data folders of its own, and a disk is waited for a
    third of the time.
    """
    command = ["-m", "pytest", *(arguments or ["-n", "2", "--dist", "loadfile"])]
    if "TMPDIR" in os.environ or not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM_FOR_TESTS:
        return python(command)
    with tempfile.TemporaryDirectory(prefix="samarth-", dir=MEMORY) as folder:
        Path(folder).chmod(0o755)  # as root, the hub's database runs as a user of its own
        return python(command, {"TMPDIR": folder})


def check(arguments: list[str]) -> int:
    """Runs every check that is no test of behaviour, with ``--long`` also the long counts; says which failed."""
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    if "--long" in arguments:
        failed += [name for name, command in LONG_CHECKS.items() if not passes(name, command, MANY)]
    say(f"Failed: {', '.join(failed)}" if failed else "All in order.")
    return 1 if failed else 0


def passes(name: str, command: list[str], more: dict[str, str] | None = None) -> bool:
    say(f"-- {name}")
    begun = time.monotonic()
    done = python(command, more)
    say(f"-- {name}: {'in order' if done == 0 else 'FAILED'}, {time.monotonic() - begun:.0f} s")
    return done == 0


def shots(arguments: list[str]) -> int:
    """Draws every page in both languages and themes; `arguments` are those of tests.gui.shots."""
    looks = [["--lang", lang, "--theme", theme] for lang in ("hi", "en") for theme in ("light", "dark")]
    return max(python(["-m", "tests.gui.shots", *look, *arguments]) for look in looks)


def bench(arguments: list[str]) -> int:
    """Runs measurements one after the other; a name may be short (``store`` for bench_store)."""
    known = {file.stem.removeprefix("bench_"): file.stem for file in (ROOT / "tests" / "bench").glob("bench_*.py")}
    names = [name.removeprefix("bench_") for name in arguments]
    if not names or not known.keys() >= set(names):
        say(f"Measurements: {', '.join(sorted(known))}")
        return 2 if names else 0
    return max(python(["-m", f"tests.bench.{known[name]}"]) for name in names)


def python(arguments: list[str], more: dict[str, str] | None = None) -> int:
    """Runs the environment's Python in the checkout, without a screen unless one was chosen.

    Compiled modules are always kept: tests start the program some hundred times.
    """
    quiet = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONDONTWRITEBYTECODE": "", **(more or {})}
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, env=quiet).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
