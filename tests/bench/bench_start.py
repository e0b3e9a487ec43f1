"""Start to visible window, beside an empty PySide6 window: ``python -m tests.bench.bench_start [--runs 7]``.

Each run is a fresh process on the display of the caller, off-screen where there is none; the time ends when the window
system has exposed the window and its first events are done. The memory is what is resident two seconds later (Linux).
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
from samarth_desktop.gui.app import app as program
app = None
def stop(self=None): return 0
QApplication.exec = staticmethod(stop)
kept = []
real = program.App
class Kept(real):
    def __init__(self, window, copy=None): super().__init__(window, copy); kept.append(window)
    def end(self): pass
program.App = Kept
waiting = program._Exposed
program._Exposed = lambda begin: kept.append(waiting(begin)) or kept[-1]
program.run()
app, window = QApplication.instance(), kept[0]
"""
END = """
import os, sys, time
while not (window.windowHandle() and window.windowHandle().isExposed()): app.processEvents()
app.processEvents()
print(time.time(), flush=True)
until = time.monotonic() + 2
while time.monotonic() < until: app.processEvents(); time.sleep(0.02)
status = "/proc/self/status"
lines = open(status).read().splitlines() if os.path.exists(status) else []
print(next((line.split()[1] for line in lines if line.startswith("VmRSS")), 0), flush=True)
os._exit(0)
"""


def measured(code: str, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds from the start of the process to the visible window, and resident megabytes when it is idle."""
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code + END], capture_output=True, text=True, env=environment, check=True
    )
    shown, resident = done.stdout.split()[-2:]
    return float(shown) - began, int(resident) / 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SAMARTH_DATA": str(Path(folder) / "data"), "SAMARTH_CONFIG": folder}
        if not environment.get("DISPLAY") and sys.platform == "linux":
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        for code in (EMPTY, OURS):
            measured(code, environment)  # warm file cache
        pairs = [(*measured(EMPTY, environment), *measured(OURS, environment)) for _ in range(runs)]
    empty, little, ours, much = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"empty PySide6 window {empty * 1000:.0f} ms, ours {ours * 1000:.0f} ms, ratio {ours / empty:.2f}")
    print(f"idle: empty {little:.0f} MB, ours {much:.0f} MB resident")


if __name__ == "__main__":
    main()
