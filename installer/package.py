"""Makes what a laptop without Python installs, for the system on which it runs:

    python3 installer/package.py     ->  dist/samarth-desktop_VERSION_amd64.deb  (Debian, Ubuntu)
                                         dist/samarth-desktop-VERSION-windows.zip (Windows; inside: install.ps1)

Uses the environment of bootstrap.py. The font faces and the catalogs go in ready-made.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import bootstrap

ROOT = bootstrap.ROOT
BUILD, DIST = ROOT / "build", ROOT / "dist"
NAME = "samarth-desktop"
PREPARE = """
import shutil, sys
from pathlib import Path
from PIL import Image
from samarth_desktop import i18n, paths, typefaces
build = Path(sys.argv[1])
(build / "resources/fonts").mkdir(parents=True, exist_ok=True)
for weight in typefaces.WEIGHTS:
    shutil.copy(typefaces.face(weight), build / f"resources/fonts/NotoSansDevanagari-{weight}.ttf")
for source in paths.resource("i18n").glob("*/LC_MESSAGES/*.po"):
    target = build / "resources" / source.relative_to(paths.resource("")).with_suffix(".mo")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(i18n.compiled(source), target)
from PySide6.QtGui import QGuiApplication, QIcon
app = QGuiApplication(["icon", "-platform", "offscreen"])
QIcon(str(paths.resource("icons/app.svg"))).pixmap(256, 256).save(str(build / "samarth.png"))
Image.open(build / "samarth.png").save(build / "samarth.ico", sizes=[(n, n) for n in (16, 32, 48, 64, 256)])
"""
DESKTOP = f"""[Desktop Entry]
Type=Application
Name=Samarth Desktop
Name[hi]=समर्थ डेस्कटॉप
Comment=Register artisans and Self-Help Groups
Comment[hi]=कारीगरों और स्वयं सहायता समूहों का पंजीकरण
Exec={NAME}
Icon={NAME}
Categories=Office;
"""


def main() -> int:
    """Builds the package; gives the exit code."""
    if not bootstrap.system_packages("run") or not bootstrap.environment("run"):
        return 1
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    for step in (
        ["-m", "pip", "install", "--quiet", "pyinstaller>=6.10,<7"],
        ["-c", PREPARE, BUILD],
        ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", ROOT / "installer/samarth.spec"],
    ):
        if subprocess.run([bootstrap.PYTHON, *step], cwd=ROOT).returncode:
            bootstrap.say(f"This step did not work: {step[1] if step[0] == '-m' else 'fonts, catalogs and icon'}")
            return 1
    made = windows_zip(version) if os.name == "nt" else debian_package(version)
    bootstrap.say(f"Made {made.relative_to(ROOT)} ({made.stat().st_size // 1_000_000} MB)")
    return 0


def debian_package(version: str) -> Path:
    """The folder as a Debian package that names the system libraries Qt needs."""
    tree = BUILD / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(DIST / NAME, tree / "opt" / NAME, symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / f"usr/bin/{NAME}").symlink_to(f"/opt/{NAME}/{NAME}")
    for folder, name, content in (
        ("usr/share/applications", f"{NAME}.desktop", DESKTOP.encode()),
        ("usr/share/icons/hicolor/256x256/apps", f"{NAME}.png", (BUILD / "samarth.png").read_bytes()),
        (f"usr/share/doc/{NAME}", "copyright", (ROOT / "LICENSE").read_bytes()),
        ("DEBIAN", "control", control(version, tree).encode()),
    ):
        (tree / folder).mkdir(parents=True, exist_ok=True)
        (tree / folder / name).write_bytes(content)
    made = DIST / f"{NAME}_{version}_amd64.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zzstd", "--build", tree, made], check=True)
    return made


def control(version: str, tree: Path) -> str:
    """What dpkg must know (Debian Policy, 5.3)."""
    size = sum(file.stat().st_size for file in tree.rglob("*") if file.is_file()) // 1024
    needs = ", ".join(f"{name} | {name}t64" for name in bootstrap.RUN_PACKAGES)
    return (
        f"Package: {NAME}\nVersion: {version}\nArchitecture: amd64\nInstalled-Size: {size}\nDepends: {needs}\n"
        "Maintainer: Samarth Desktop <samarth-desktop@localhost>\nSection: misc\nPriority: optional\n"
        "Description: Offline registration of artisans and Self-Help Groups, in Hindi and English\n"
    )


def windows_zip(version: str) -> Path:
    """The folder with the script that installs it for one person, without an administrator."""
    shutil.copy(ROOT / "installer/install.ps1", DIST / NAME)
    return Path(shutil.make_archive(str(DIST / f"{NAME}-{version}-windows"), "zip", DIST, NAME))


if __name__ == "__main__":
    sys.exit(main())
