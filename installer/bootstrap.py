"""Sets the program up from a checkout and starts it, or runs every test. Needs Python 3.11 and nothing else.

    python3 installer/bootstrap.py run [-- ARGUMENTS OF samarth-desktop]
    python3 installer/bootstrap.py test [ARGUMENTS OF pytest]

What is missing is installed first: on Debian and Ubuntu system packages through apt (as root or `sudo -n`),
Python packages into the folder .venv, the font faces into the user's cache folder. On Windows there is no apt part.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
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


def say(message: str) -> None:
    print(message, flush=True)


def main(arguments: list[str]) -> int:
    if len(arguments) < 1 or arguments[0] not in ("run", "test"):
        say(__doc__)
        return 2
    if sys.version_info < (3, 11):
        say(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return 1
    command, rest = arguments[0], arguments[1:]
    if rest[:1] == ["--"]:
        rest = rest[1:]
    if not system_packages(command) or not environment(command):
        return 1
    faces = subprocess.run([PYTHON, "-c", "from samarth_desktop import typefaces; typefaces.cut_all()"], cwd=ROOT)
    if faces.returncode:
        say("The font faces could not be cut. Is there room in the cache folder?")
        return 1
    return run(rest) if command == "run" else test(rest)


def system_packages(command: str) -> bool:
    """Installs the Debian packages that are missing; says so. True when all are there."""
    if not shutil.which("dpkg-query"):
        return True  # Windows, or a Linux of another family: Qt itself says what it lacks
    wanted = RUN_PACKAGES + (TEST_PACKAGES if command == "test" else [])
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
    extra = "[dev]" if command == "test" else ""
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
    """Runs every test; those with real windows find Xvfb by themselves."""
    quiet = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    parallel = ["-n", "2", "--dist", "loadfile"]
    return subprocess.run([PYTHON, "-m", "pytest", *(arguments or parallel)], cwd=ROOT, env=quiet).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
