"""Where the Local Government Directory's files lie as downloaded; they are no part of the project."""

import os
from pathlib import Path


def downloaded() -> dict[str, Path]:
    """The files by name: from the folder ``SAMARTH_LGD``, or from beside the project; none is fine too."""
    beside = Path(__file__).parents[2].parent / "shared" / "data" / "lgd"
    folder = Path(os.environ.get("SAMARTH_LGD") or beside)
    return {path.name: path for path in sorted(folder.glob("*.csv"))}
