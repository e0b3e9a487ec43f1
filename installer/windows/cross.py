"""A Windows Python under Wine on Debian: builds and tries the Windows program where no Windows is; needs root.

What offices ship is built on Windows with python.org's Python; what comes from here is marked ``-trial``. Everything is
fetched from the Python and Debian archives into build/cross: CPython's signed libraries from a wheel that carries
them, the locked Windows wheels, and a Debian 13 of its own for Wine 10 (the Wine of Debian 12 starts no Qt).
"""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent
FOLDER = ROOT / "build" / "cross"
DEBIAN = FOLDER / "debian13"
PREFIX = FOLDER / "prefix"
PACKAGES = ("binutils-mingw-w64-x86-64", "debootstrap", "gcc-mingw-w64-x86-64", "nsis", "osslsigncode")
"""Debian packages that this needs on the building computer."""
_CARRIER = "panda3d==1.10.16"
"""A wheel for Windows that brings CPython 3.11.9's own libraries (PSF licence), signed by the PSF."""
_TARGET = ("--platform", "win_amd64", "--only-binary=:all:")
_WINE = ("wine", "wine64")
_SYSTEM32 = "drive_c/windows/system32"


def run(*words: object, env: Mapping[str, str] | None = None, **how: Any) -> subprocess.CompletedProcess[str]:
    """Runs a Windows program under Wine. `env` is added to the little that it sees; `how` is handed to
    subprocess.run.

    The project's folder has the same path inside and outside, and drive Z: is the root of both.
    """
    seen = {"HOME": str(FOLDER), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "WINEPREFIX": str(PREFIX)}
    seen |= {"WINEDEBUG": os.environ.get("WINEDEBUG", "-all"), "WINEARCH": "win64", "PYTHONUTF8": "1"}
    seen |= {"DISPLAY": os.environ["DISPLAY"]} if "DISPLAY" in os.environ else {}
    inside = 'mount --bind "$1" "$2$1" && mount -t proc proc "$2/proc" && cd "$1" && root=$2 here=$1 && shift 2 && '
    inside += 'exec /usr/sbin/chroot "$root" sh -c \'cd "$0" && exec "$@"\' "$here" wine "$@"'
    step = ["unshare", "--mount", "sh", "-c", inside, "sh", ROOT, DEBIAN, *words]
    return subprocess.run(list(map(str, step)), env=seen | dict(env or {}), text=True, **how)


def python(home: Path, *words: object) -> int:
    """Runs the Windows Python in `home`; gives its exit code."""
    return run(home / "python.exe", *words).returncode


def environment(home: Path, lock: Path, more: Sequence[str]) -> bool:
    """Makes Wine and, in `home`, the Windows Python with the locked parts and the tools that build; False where one
    failed."""
    done = home / "made"
    wanted = lock.read_text(encoding="utf-8") + " ".join(more) + Path(__file__).read_text(encoding="utf-8")
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return True
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not _wine():
        return False
    shutil.rmtree(home, ignore_errors=True)
    _libraries(home)
    _programs(home)
    _parts(home, lock, more)
    _unicode_library(home)
    if python(home, "-c", "import PySide6.QtCore, sqlcipher3") != 0:
        return False
    done.write_text(wanted, encoding="utf-8")
    return True


def _wine() -> bool:
    if not (DEBIAN / "usr/bin/wine").exists():
        shutil.rmtree(DEBIAN, ignore_errors=True)
        steps: list[list[str | Path]] = [["debootstrap", "--variant=minbase", "trixie", DEBIAN]]
        steps += [["chroot", DEBIAN, "apt-get", "install", "-y", "--no-install-recommends", *_WINE]]
        if any(subprocess.run(step, stdout=subprocess.DEVNULL).returncode for step in steps):
            return False
    (DEBIAN / ROOT.relative_to("/")).mkdir(parents=True, exist_ok=True)
    return PREFIX.exists() or run("wineboot", "-i").returncode == 0


def _libraries(home: Path) -> None:
    """CPython's libraries from the carrier's wheels, its modules in Python from the Python that runs this."""
    libraries = home / "DLLs"
    libraries.mkdir(parents=True)
    for version, wanted in (("3.11", ""), ("3.12", "VCRUNTIME140_1.dll")):  # the older wheel lacks this one
        _pip("download", "--no-deps", *_TARGET, "--python-version", version, "-d", FOLDER / "wheels", _CARRIER)
        wheel = next((FOLDER / "wheels").glob(f"panda3d-*-cp{version.replace('.', '')}-*.whl"))
        with zipfile.ZipFile(wheel) as packed:
            for name in packed.namelist():
                file = name.rpartition("/")[2]
                if not name.startswith("deploy_libs/") or (wanted and file != wanted) or file.startswith("api-ms"):
                    continue
                beside = file.lower().startswith(("python", "vcruntime"))
                ((home if beside else libraries) / file).write_bytes(packed.read(name))
    signed = ["osslsigncode", "verify", "-in", home / "python311.dll"]
    said = subprocess.run(signed, capture_output=True, text=True).stdout
    if "Python Software Foundation" not in said:
        raise SystemExit("python311.dll is not signed by the Python Software Foundation.")
    left_out = shutil.ignore_patterns("*-packages", "__pycache__", "lib-dynload", "test", "config-*")
    shutil.copytree(Path(os.__file__).parent, home / "Lib", ignore=left_out)


def _programs(home: Path) -> None:
    """python.exe, and python3.dll, which hands every name on to python311.dll for wheels of the stable interface."""
    names = _exports(home / "python311.dll")
    made = FOLDER / "made-here"
    made.mkdir(exist_ok=True)
    (made / "python311.def").write_text("\n".join(["LIBRARY python311", "EXPORTS", *names]) + "\n")
    forwards = [f"{name} = python311.{name}" for name in names]
    (made / "python3.def").write_text("\n".join(["LIBRARY python3", "EXPORTS", *forwards]) + "\n")
    (made / "nothing.c").write_text("int DllMainCRTStartup(void *a, int b, void *c) { return 1; }\n")
    (made / "python.rc").write_text(f'1 24 "{HERE / "python.manifest"}"\n')
    tool = "x86_64-w64-mingw32-"
    library = [tool + "gcc", "-shared", "-nostdlib", "-e", "DllMainCRTStartup", "nothing.c"]
    for step in (
        [tool + "dlltool", "-d", "python311.def", "-l", "libpython311.a"],
        [tool + "windres", "python.rc", "python.o"],
        [tool + "gcc", "-municode", HERE / "python.c", "python.o", "-o", home / "python.exe", "-L.", "-lpython311"],
        [*library, "python3.def", "-o", home / "python3.dll"],
    ):
        subprocess.run(step, cwd=made, check=True)


def _exports(library: Path) -> list[str]:
    told = subprocess.run(["x86_64-w64-mingw32-objdump", "-p", library], capture_output=True, text=True, check=True)
    table = told.stdout.partition("[Ordinal/Name Pointer] Table")[2].partition("\n\n")[0]
    return re.findall(r"\]\s(?:\+base\[\s*\d+\]\s+\w+\s)?(\w+)$", table, re.MULTILINE)


def _parts(home: Path, lock: Path, more: Sequence[str]) -> None:
    """The locked wheels for Windows with their hashes, then the tools that build."""
    place = ("--no-compile", "--target", home / "Lib/site-packages", *_TARGET, "--python-version", "3.11")
    _pip("install", "--no-deps", "--require-hashes", *place, "-r", lock)
    # pip judges by the computer on which it runs, so what only Windows needs is named.
    _pip("install", "--upgrade", *place, *more, "pefile", "pywin32-ctypes", "colorama")
    (home / "Lib/site-packages/samarth.pth").write_text(str(ROOT) + "\n")


def _unicode_library(home: Path) -> None:
    """A library of Windows 10 that Wine lacks and Qt asks for: here it opens no converter, and Qt goes on without."""
    told = ["x86_64-w64-mingw32-objdump", "-p", home / "Lib/site-packages/PySide6/Qt6Core.dll"]
    text = subprocess.run(told, capture_output=True, text=True, check=True).stdout
    part = re.search(r"DLL Name: icuuc\.dll(.*?)\n\n", text, re.DOTALL | re.IGNORECASE)
    names = re.findall(r"\b(u\w+)$", part[1], re.MULTILINE) if part else []
    export = "__declspec(dllexport)"
    lines = [f"{export} void *ucnv_open(const char *n, int *e) {{ if (e) *e = 4; return 0; }}"]
    lines += [f"{export} void *{name}(void) {{ return 0; }}" for name in names if name != "ucnv_open"]
    source = FOLDER / "made-here" / "icuuc.c"
    source.write_text("\n".join([*lines, "int DllMainCRTStartup(void *a, int b, void *c) { return 1; }"]) + "\n")
    target = PREFIX / _SYSTEM32 / "icuuc.dll"
    step = ["x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", source, "-o", target, "-e", "DllMainCRTStartup"]
    subprocess.run(step, check=True)


def _pip(*words: object) -> None:
    step = [sys.executable, "-m", "pip", words[0], "--quiet", "--disable-pip-version-check", *words[1:]]
    subprocess.run([*map(str, step)], check=True)
