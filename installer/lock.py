"""Writes the lock files from which installers are built: every part with its version and the hashes of its files.

    python installer/lock.py     ->  installer/lock-linux.txt, installer/lock-windows.txt

Needs ``uv`` (pip install uv). Run it when a dependency changes; a test compares the files with pyproject.toml.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLATFORMS = {"linux": "x86_64-manylinux_2_34", "windows": "windows"}
"""Qt 6.11 has wheels for glibc 2.34 and newer: Debian 12, Ubuntu 22.04."""
PYTHON = "3.11"
_QUIET = ("--no-header", "--no-annotate", "--no-emit-index-url", "--quiet")


def main() -> int:
    """Writes both files; the exit code is that of the first step that fails."""
    for name, platform in PLATFORMS.items():
        target = ROOT / f"installer/lock-{name}.txt"
        wanted = ["--python-version", PYTHON, "--python-platform", platform, "-o", str(target)]
        compile_all = ["uv", "pip", "compile", "pyproject.toml", "--generate-hashes", *_QUIET, *wanted]
        done = subprocess.run(compile_all, cwd=ROOT)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
