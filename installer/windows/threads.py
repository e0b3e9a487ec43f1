"""The one library that PostgreSQL of the Windows wheel asks for and does not bring: MinGW's threads (MIT).

Taken from another wheel that carries it, of which nothing else is used.
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

NAME = "libwinpthread-1.dll"
_CARRIER = "pyenchant==3.3.0"
_HASH = "sha256:04a5bd0e022ebe2e8c6d9e498ec3d650602e264ec5486e9c6a1b7f99c9507c49"
_INSIDE = f"enchant/data/mingw64/bin/{NAME}"
_PIP = ("pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes")
_TARGET = ("--platform", "win_amd64", "--only-binary=:all:")


def fetch(target: Path) -> bool:
    """Writes the library to `target` unless it is there; False where the wheel cannot be had."""
    if target.exists():
        return True
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "wanted.txt").write_text(f"{_CARRIER} --hash={_HASH}\n", "utf-8")
        step = [sys.executable, "-m", *_PIP, *_TARGET, "-d", folder, "-r", folder / "wanted.txt"]
        if subprocess.run(list(map(str, step))).returncode:
            return False
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
            target.write_bytes(wheel.read(_INSIDE))
    return True
