"""Tells the installer on Windows that the window is open, by a mutex that ends with the process."""

import os
from typing import Any

MUTEX, OFFICE = "SamarthDesktopIsOpen", "SamarthOfficeIsOpen"
"""The same names stand in installer/windows/samarth.nsi."""


def hold(name: str = MUTEX) -> object:
    """Keep what is given until the program ends. Elsewhere than on Windows there is nothing to hold."""
    if os.name != "nt":
        return None
    import ctypes

    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 (known on Windows only)
    return kernel.CreateMutexW(None, False, name)
