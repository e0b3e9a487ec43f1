"""What starts ``samarth-office`` where it is installed as a program."""

import multiprocessing
import sys

from samarth_desktop.gui.office.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
