"""Start to visible window, beside an empty PySide6 window: ``python -m tests.bench.bench_start [--runs 7]``.

Each run is a fresh process on the display of the caller (start Xvfb or use a desktop); the time ends when the
window system has exposed the window and its first events are done.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([]); window = QWidget(); window.resize(1366, 768); window.show()
"""
OURS = """
from PySide6.QtWidgets import QApplication
from samarth_desktop.gui import app as program
app = None
def stop(self=None): return 0
QApplication.exec = staticmethod(stop)
kept = []
real = program.App
class Kept(real):
    def __init__(self, window): super().__init__(window); kept.append(window)
    def end(self): pass
program.App = Kept
program.run()
app, window = QApplication.instance(), kept[0]
"""
END = """
import os, sys, time
while not (window.windowHandle() and window.windowHandle().isExposed()): app.processEvents()
app.processEvents()
print(time.time(), flush=True)
os._exit(0)
"""


def seconds(code: str, environment: dict[str, str]) -> float:
    """From the start of the process to the visible window."""
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code + END], capture_output=True, text=True, env=environment, check=True
    )
    return float(done.stdout.split()[-1]) - began


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SAMARTH_DATA": str(Path(folder) / "data"), "SAMARTH_CONFIG": folder}
        for code in (EMPTY, OURS):
            seconds(code, environment)  # warm file cache
        pairs = [(seconds(EMPTY, environment), seconds(OURS, environment)) for _ in range(runs)]
    empty, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"empty PySide6 window {empty * 1000:.0f} ms, ours {ours * 1000:.0f} ms, ratio {ours / empty:.2f}")


if __name__ == "__main__":
    main()
