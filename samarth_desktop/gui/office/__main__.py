"""``samarth-office``: the window of an office's hub."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Opens the window and works until it is closed; gives the exit code."""
    from samarth_desktop import paths

    parser = argparse.ArgumentParser(prog="samarth-office", description="The window of an office's hub.")
    parser.add_argument("--data", type=Path, default=paths.hub_dir(), help="the hub's data folder")
    parser.add_argument("--port", type=int, help="where laptops reach the hub; kept for the next time")
    told = parser.parse_args(argv)
    from samarth_desktop.gui.office.office_app import run

    return run(told.data.absolute(), told.port)


if __name__ == "__main__":
    sys.exit(main())
