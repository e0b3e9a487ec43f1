"""Signs installers, so that laptops take them as updates from a stick or from their office:

    python installer/release.py key FILE             makes a release key; FILE is secret, its public half is printed
    python installer/release.py sign FILE SETUP...   writes SETUP.release beside each installer

The public half goes into resources/release-keys.txt before the program is built that is to believe it.
"""

import os
import sys
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

sys.path.insert(0, str(Path(__file__).parent.parent))

from samarth_desktop.documents.signing import cose, release
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog


def main(words: list[str]) -> int:
    """Carries out one command; gives the exit code."""
    match words:
        case ["key", name]:
            return make_key(Path(name))
        case ["sign", name, *files] if files:
            return sign(Path(name), [Path(file) for file in files])
    print(__doc__)
    return 2


def make_key(file: Path) -> int:
    """A new key, for its owner alone; a file that is there stays."""
    key = Ed25519PrivateKey.generate()
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(key.private_bytes_raw().hex() + "\n")
    except FileExistsError:
        print(f"{file} is there already", file=sys.stderr)
        return 2
    print(cose.public_bytes(key).hex())
    return 0


def sign(name: Path, files: list[Path]) -> int:
    """A statement beside each installer."""
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(name.read_text().strip()))
    for file in files:
        try:
            statement = release.sign(release.of_file(file, date.today()), key)
        except KnownError as wrong:
            print(catalog("en").say(wrong.text), file=sys.stderr)
            return 1
        beside = file.with_name(file.name + release.ENDING)
        beside.write_bytes(statement)
        print(beside)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
