"""The program folder as one setup program for Windows (NSIS), signed where a certificate is given."""

import os
import shutil
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parent / "samarth.nsi"
CERTIFICATE, PASSWORD = "SAMARTH_CERTIFICATE", "SAMARTH_CERTIFICATE_PASSWORD"
"""Environment: a PFX file, and what opens it. With them programs and installer are signed (Authenticode)."""
_TIMESTAMPS = "http://timestamp.digicert.com"


def make(folder: Path, build: Path, dist: Path, version: str, mark: str = "", office: bool = False) -> Path:
    """Packs a program folder; gives the setup program. `mark` goes into its name, such as ``-trial``; `office` is the
    office's window with its hub."""
    for program in folder.glob("*.exe"):
        sign(program)
    made = dist / f"samarth-{'office' if office else 'desktop'}-{version}{mark}-setup.exe"
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // 1024
    values = {
        "VERSION": version,
        "FOUR": four(version),
        "STAGE": folder,
        "ICON": build / "samarth.ico",
        "OUT": made,
        "SIZE": size,
    }
    defines = [*(f"-D{name}={value}" for name, value in values.items()), *(["-DOFFICE"] if office else [])]
    subprocess.run([_makensis(), "-V2", *defines, SCRIPT], check=True)
    sign(made)
    return made


def four(version: str) -> str:
    """A version as the four numbers that Windows wants."""
    numbers = [part for part in version.split(".") if part.isdigit()]
    return ".".join([*numbers, "0", "0", "0", "0"][:4])


def version_file(target: Path, version: str, name: str) -> None:
    """What Explorer shows of an executable, in the form that PyInstaller reads."""
    numbers = tuple(int(part) for part in four(version).split("."))
    texts = {
        "CompanyName": "Samarth Desktop",
        "FileDescription": "Samarth Desktop",
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "MIT",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Samarth Desktop",
        "ProductVersion": version,
    }
    lines = ", ".join(f"StringStruct({key!r}, {text!r})" for key, text in texts.items())
    target.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, "
        f"fileType=0x1, subtype=0x0, date=(0, 0)), kids=[StringFileInfo([StringTable('040904B0', [{lines}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n",
        "utf-8",
    )


def sign(file: Path) -> None:
    """Signs a program with the office's certificate; without one it stays unsigned."""
    certificate = os.environ.get(CERTIFICATE)
    if not certificate:
        return
    password = ["/p", os.environ[PASSWORD]] if os.environ.get(PASSWORD) else []
    step = ["signtool", "sign", "/fd", "SHA256", "/td", "SHA256", "/tr", _TIMESTAMPS, "/f", certificate, *password]
    subprocess.run([*step, str(file)], check=True)


def _makensis() -> str:
    found = shutil.which("makensis") or shutil.which("makensis", path=r"C:\Program Files (x86)\NSIS")
    if found is None:
        raise SystemExit("NSIS is missing. Install it from https://nsis.sourceforge.io, then run this again.")
    return found
