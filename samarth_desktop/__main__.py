"""The only wiring: without arguments the window, with a sub-command the same program without one."""

import gc
import multiprocessing
import os
import sys
from pathlib import Path

BACKUP = ".samarth"


def main() -> int:
    """Entry point `samarth-desktop`; gives the exit code."""
    multiprocessing.freeze_support()  # in an installed program the helpers of a large batch start here too
    arguments = [word for word in sys.argv[1:] if word != "--debug"]
    if len(arguments) < len(sys.argv) - 1:
        os.environ["SAMARTH_DEBUG"] = "1"  # also for the helpers that this process starts
    if len(arguments) == 2 and arguments[0] == "--data":  # the window on another folder
        os.environ["SAMARTH_DATA"] = arguments[1]
    elif len(arguments) == 1 and arguments[0].lower().endswith(BACKUP):  # double-clicked: bring it back
        return _window(Path(arguments[0]))
    elif arguments:
        gc.set_threshold(50_000, 10, 10)  # loading modules makes many objects and no garbage: 40 ms
        from samarth_desktop.cli.main import run

        return run(_selftest)
    return _window(None)


def _window(copy: Path | None) -> int:
    gc.disable()  # looking for garbage while all modules come in takes 20 ms; the window enables it when it stands
    from samarth_desktop.gui.app.app import run

    return run(copy)


def _selftest() -> int:
    from samarth_desktop.gui.app.selftest import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
