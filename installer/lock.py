"""Writes the lock files from which installers are built: every part with its version and the hashes of its files.

    python installer/lock.py     ->  installer/lock-linux.txt, lock-windows.txt; the same of the office: lock-office-...

Needs ``uv`` (pip install uv). Run it when a dependency changes; a test compares the files with pyproject.toml.
"""

import itertools
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLATFORMS = {"linux": "x86_64-manylinux_2_34", "windows": "windows"}
"""Qt 6.11 has wheels for glibc 2.34 and newer: Debian 12, Ubuntu 22.04."""
PROGRAMS = {"": (), "-office": ("--extra", "hub")}
"""What is added to a lock file's name, and what is locked besides."""
PYTHON = "3.11"
_QUIET = ("--no-header", "--no-annotate", "--no-emit-index-url", "--quiet")


def main() -> int:
    """Writes all files; the exit code is that of the first step that fails."""
    for (name, platform), (of, extra) in itertools.product(PLATFORMS.items(), PROGRAMS.items()):
        target = ROOT / f"installer/lock{of}-{name}.txt"
        wanted = ["--python-version", PYTHON, "--python-platform", platform, "-o", str(target)]
        compile_all = ["uv", "pip", "compile", "pyproject.toml", *extra, "--generate-hashes", *_QUIET, *wanted]
        done = subprocess.run(compile_all, cwd=ROOT)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
