"""What starts ``samarth-hub`` where it is installed as a program."""

import multiprocessing
import sys

from samarth_desktop.hub.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # further workers start here too
    sys.exit(main())
