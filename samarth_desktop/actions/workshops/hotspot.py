"""Makes the network of a hall on this laptop, where the system has a command for it (Linux with NetworkManager)."""

import secrets
import shutil
import subprocess
from dataclasses import dataclass

from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

_COMMAND = "nmcli"
_SECONDS = 40.0
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Made:
    """A network that stands: what is to be chosen on the other laptops, and the password to type there."""

    name: str
    password: str


def possible() -> bool:
    """Whether this system has the command."""
    return shutil.which(_COMMAND) is not None


def make(session: Session) -> Made:
    """Makes the network with a new password. KnownError with the system's own words where it cannot."""
    command = shutil.which(_COMMAND)
    made = Made(f"Samarth-{session.store.device or 'hall'}", f"{secrets.randbelow(10**8):08}")
    if command is None:
        raise KnownError(T("This system has no command to make a network. Use a phone's hotspot."))
    try:
        done = subprocess.run(
            [command, "device", "wifi", "hotspot", "ssid", made.name, "password", made.password],
            capture_output=True, text=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KnownError(T("The network was not made: the system did not answer. Use a phone's hotspot.")) from error
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split()).removeprefix("Error: ")[:_SHOWN]
        raise KnownError(T("The network was not made: {why} Use a phone's hotspot.", why=said))
    return made
