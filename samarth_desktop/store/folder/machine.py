"""Tells one machine from another: a hash of what the system and its hardware are called.

The system's own id alone will not do, because a disk that is cloned carries it along. So it goes together with
something that stays behind: on Windows the mainboard's id from the firmware, on Linux the serial number of the disk on
which the data lie. Nothing here needs an administrator. Another answer than before (a new disk, a system installed
anew) costs one device code and nothing else.
"""

import hashlib
import os
import sys
from pathlib import Path

_SYSTEM_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_BLOCK = Path("/sys/dev/block")
_SERIALS = ("serial", "device/serial", "device/wwid", "device/cid")
_SMBIOS = 0x52534D42  # "RSMB"


def fingerprint(folder: Path) -> str:
    """A short hash that names this machine; the same at every start. `folder` is one of the data's disk."""
    return hashlib.sha256("\n".join(_parts(folder)).encode()).hexdigest()[:32]


def _system_id() -> str:
    return next((text for file in _SYSTEM_IDS if (text := _read(file))), "")


def _disk_of(folder: Path) -> str:
    """The serial number of the disk (or disks, where one is laid over several) of a folder; "" where it has none."""
    device = folder.stat().st_dev
    return " ".join(_serials(_BLOCK / f"{os.major(device)}:{os.minor(device)}"))


def _serials(device: Path) -> list[str]:
    if not device.exists():  # a file system without a disk of its own
        return []
    device = device.resolve()
    if below := sorted((device / "slaves").glob("*")):  # encrypted or joined: what it is laid over
        return [serial for one in below for serial in _serials(one)]
    if (device / "partition").exists():
        device = device.parent
    return [text for name in _SERIALS if (text := _read(device / name))][:1]


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii", "replace").strip()
    except OSError:
        return ""


if sys.platform == "win32":

    def _parts(folder: Path) -> list[str]:
        import ctypes
        import winreg

        where, access = r"SOFTWARE\Microsoft\Cryptography", winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, where, 0, access) as key:
                system = str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            system = ""
        ask = ctypes.windll.kernel32.GetSystemFirmwareTable
        table = ctypes.create_string_buffer(ask(_SMBIOS, 0, None, 0))
        ask(_SMBIOS, 0, table, len(table))
        return [system, mainboard(table.raw)]

else:

    def _parts(folder: Path) -> list[str]:
        return [_system_id(), _disk_of(folder)]


def mainboard(table: bytes) -> str:
    """The system's UUID in hex from a raw SMBIOS table as Windows gives it; "" when there is none.

    Source: DMTF DSP0134: after a head of 8 bytes follow structures of type, length, handle, fields, and strings that
    end with two zero bytes; the UUID stands at byte 8 of type 1.
    """
    at = 8
    while at + 4 <= len(table):
        kind, length = table[at], table[at + 1]
        if kind == 1 and length >= 24:
            return table[at + 8 : at + 24].hex()
        end = table.find(b"\0\0", at + length)
        if length < 4 or end < 0:
            return ""
        at = end + 2
    return ""
