"""The public names of this hub: a code names the one under which it was made, also after the hub took another."""

import json
from pathlib import Path

from samarth_desktop.documents.signing import seal
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

_FILE = "public-hosts.json"


def checked(host: str) -> str:
    """A public name that stands in QR codes, in lower case. Raises KnownError for one that they cannot hold."""
    host = host.strip().lower()
    if host and not seal.fits(host):
        raise KnownError(
            T(
                "{host} does not fit into the QR code of a certificate. Give the bare name, such as verify.example.in, "
                "of at most {most} characters.",
                host=host,
                most=seal.MOST_HOST,
            )
        )
    return host


def remember(folder: Path, host: str) -> None:
    """Notes a name under which codes are made."""
    held = known(folder)
    if host and host not in held:
        part = folder / f"{_FILE}.part"
        part.write_text(json.dumps([*held, host]))
        part.replace(folder / _FILE)


def known(folder: Path) -> list[str]:
    """Every name that this hub has had."""
    try:
        return [str(host) for host in json.loads((folder / _FILE).read_text())]
    except FileNotFoundError:
        return []
