"""What goes into an installed program and what must not: parts of no use, and parts under licences that do not fit."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

EXCLUDED_MODULES = [
    "samarth_desktop.hub",
    "PySide6.QtWebEngineCore",
    "PySide6.QtQuick3D",
    "PySide6.QtVirtualKeyboard",
    "readline",  # GPL-3: the one on Linux is GNU's
    "tkinter",
    "numpy",
    "setuptools",
    "distutils",
    "pydoc_data",
    "PIL._avif",  # photos come as JPEG and PNG
    "zstandard._cffi",  # the other form of the same library
]
_FORBIDDEN = re.compile(
    r"VirtualKeyboard|Qt6?Charts|Qt6?Graphs|DataVisualization|Qt6?Quick3D|NetworkAuth|Quick3DPhysics|Lottie|ShaderTools"
    r"|libreadline|mysqlclient",
    re.IGNORECASE,
)
"""Names of what Qt offers under the GPL only (https://doc.qt.io/qt-6/qtmodules.html), and GNU readline."""
_OF_NO_USE = re.compile(
    r"WebEngine|Qt6?3D|qdirect2d|/qml/|Designer|Qt6?Location|Qt6?Sensors|opengl32sw|QuickControls|QuickTemplates|QuickWidgets"
    r"|QuickTest|QuickLayouts|QuickEffects|QuickShapes|QuickParticles|QtQuick\.|QtQml\.|QmlCompiler|QmlLocalStorage",
    re.IGNORECASE,
)
"""Parts of Qt that come along unasked. Its camera needs the libraries Qt6Quick and Qt6Qml (LGPL): those stay."""
_OF_THE_SYSTEM = re.compile(r"^lib(mount|blkid|pulse|pulsecommon-[\d.]+|pulse-simple)\.so")
"""Linux: libraries of packages that the Debian package depends on anyway."""
_LANGUAGES = ("root", "hi", "en")


def wanted(name: str) -> bool:
    """Whether a file belongs in the program."""
    path = name.replace("\\", "/")
    parts = PurePosixPath(path).parts
    if "__pycache__" in parts:  # of the folder it was built from: the migrations are read as files
        return False
    if _FORBIDDEN.search(path) or _OF_THE_SYSTEM.search(parts[-1]) or ("PySide6" in parts and _OF_NO_USE.search(path)):
        return False
    if "locale-data" in parts:
        return parts[-1].split(".")[0].split("_")[0] in _LANGUAGES
    return "translations" not in parts or parts[-1].split(".")[0].endswith(("_hi", "_en"))


def forbidden(files: Iterable[Path]) -> list[Path]:
    """Files of a finished folder that must not ship."""
    return [file for file in files if _FORBIDDEN.search(file.as_posix())]
