"""Start to window, beside an empty PySide6 window: ``python -m tests.bench.bench_start [--runs 7]``.

Each run is a fresh process on the display of the caller, off-screen where there is none, with compiled modules as an
installed program has them. Told are the wall time and the processor's time, which other work shakes less, from the
start of the process until the bare window is on the screen and until its first page (set-up) is painted; then, from
the passphrase in a folder with one person, until Today is filled. Memory is what is resident two seconds later (Linux).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PASSPHRASE = "neem ki chhaon mein"
EMPTY = """
import time
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([]); window = QWidget(); window.resize(1366, 768); window.show()
while not (window.windowHandle() and window.windowHandle().isExposed()): app.processEvents()
said = [("window", time.time(), time.process_time())]
"""
OURS = """
import gc, sys, time
gc.disable()  # as __main__ does before the same import
from samarth_desktop.gui.app import app as program
said, kept = [], []
def say(what): said.append((what, time.time(), time.process_time()))
class First(program._First):
    def __init__(self, watched, kind, then):
        def told(): say({"Expose": "window", "Paint": "first page"}[kind.name]); then()
        super().__init__(watched, kind, told); kept.append(self)
class App(program.App):
    def __init__(self, *given): super().__init__(*given); kept.append(self)
    def end(self): pass
program._First, program.App, program.QApplication.exec = First, App, staticmethod(lambda: 0)
program.run()
app, window = program.QApplication.instance(), next(one for one in kept if isinstance(one, App)).window
while len(said) < 2: app.processEvents()
"""
OPENED = """
page = window.in_front()
for letter in sys.argv[1]:  # as somebody types
    page.passphrase.box.insert(letter); page.passphrase.box.textEdited.emit(letter); until = time.monotonic() + 0.15
    while time.monotonic() < until: app.processEvents(); time.sleep(0.01)
say("typed"); page.open_button.click()
def filled():
    today = window._pages.get("today")
    return today is not None and today._numbers["today"].text() == "1"
while not filled(): app.processEvents(); time.sleep(0.001)
say("Today")
"""
END = """
import json, os
until = time.monotonic() + 2
while time.monotonic() < until: app.processEvents(); time.sleep(0.02)
status = "/proc/self/status"
lines = open(status).read().splitlines() if os.path.exists(status) else []
resident = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0)
print(json.dumps([said, resident]), flush=True)
os._exit(0)
"""
Times = dict[str, tuple[float, float]]


def measured(code: str, environment: dict[str, str]) -> tuple[Times, float]:
    """Milliseconds (wall, processor) from the start of the process to each moment, and megabytes when it is idle."""
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code + END, PASSPHRASE], capture_output=True, text=True, env=environment, check=True
    )
    said, resident = json.loads(done.stdout.splitlines()[-1])
    return {what: ((wall - began) * 1000, used * 1000) for what, wall, used in said}, resident


def made(folder: Path) -> None:
    """A data folder with one person."""
    from samarth_desktop.actions.device import device, opening
    from samarth_desktop.actions.registration import registering
    from samarth_desktop.kinds.artisan.record import Artisan

    session, _ = opening.set_up(folder, PASSPHRASE, author="Sunita Yadav", area="9/129")
    person = Artisan(name_hi="शबनम बानो", name_en="Shabnam Bano", state="9", district="129")
    registering.save(session, registering.Registration(person))
    device.recovery_key_is_on_paper(session)
    session.store.close()


def environment(folder: Path, data: str) -> dict[str, str]:
    """For a process of its own with a data folder of that name."""
    told = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "SAMARTH_CONFIG": str(folder),
        "SAMARTH_DATA": str(folder / data),
    }
    if not told.get("DISPLAY") and sys.platform == "linux":
        told.setdefault("QT_QPA_PLATFORM", "offscreen")
    return told


def middle(runs: list[tuple[Times, float]]) -> tuple[Times, float]:
    """The median of every moment and of the memory."""
    moments = {
        what: (statistics.median(one[what][0] for one, _ in runs), statistics.median(one[what][1] for one, _ in runs))
        for what in runs[0][0]
    }
    return moments, statistics.median(resident for _, resident in runs)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SAMARTH_CONFIG"] = name
        made(folder / "full")
        new, full = environment(folder, "new"), environment(folder, "full")
        trials = [(EMPTY, new), (OURS, new), (OURS + OPENED, full)]
        for trial in trials:
            measured(*trial)  # warm file cache
        rounds = [[measured(*trial) for trial in trials] for _ in range(runs)]
    (bare, little), (ours, much), (opened, _) = (middle(list(column)) for column in zip(*rounds, strict=True))
    empty = bare["window"]
    print(f"empty PySide6 window {empty[0]:.0f} ms, processor {empty[1]:.0f} ms")
    for what, (wall, used) in ours.items():
        ratios = f"{wall / empty[0]:.2f} and {used / empty[1]:.2f} times that"
        print(f"start to {what}: {wall:.0f} ms, processor {used:.0f} ms: {ratios}")
    wall, used = (after - before for before, after in zip(opened["typed"], opened["Today"], strict=True))
    print(f"passphrase to Today filled: {wall:.0f} ms, processor {used:.0f} ms")
    print(f"idle: empty {little:.0f} MB, ours {much:.0f} MB resident")


if __name__ == "__main__":
    main()
