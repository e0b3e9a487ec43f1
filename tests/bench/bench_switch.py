"""How long a switch of language takes with 200 open forms of 12 fields: ``python tests/bench/bench_switch.py``."""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.theme import language, theme
from samarth_desktop.i18n import T

FORMS, FIELDS = 200, 4


def form() -> QWidget:
    """Twelve fields: text, segments and lists."""
    made = QWidget()
    column = QVBoxLayout(made)
    for _ in range(FIELDS):
        column.addWidget(LabelledEditor(T("Your name"), TextBox(T("dd/mm/yyyy")), True, T("in Hindi or English")))
        column.addWidget(LabelledEditor(T("Colours"), Segments([(1, T("Light")), (2, T("Dark"))])))
        column.addWidget(LabelledEditor(T("District"), ComboBox([(n, T("Choose")) for n in range(5)], T("Choose"))))
    return made


def main() -> None:
    app = QApplication([])
    theme.look.start(app, "light")
    language.lang.start(app, "hi")
    forms = [form() for _ in range(FORMS)]
    forms[0].show()
    app.processEvents()
    times = []
    for code in ("en", "hi") * 5:
        begun = time.perf_counter()
        language.lang.use(code)
        app.processEvents()
        times.append((time.perf_counter() - begun) * 1000)
    print(
        f"{len(forms)} forms: {min(times):.0f} ms best, {sorted(times)[len(times) // 2]:.0f} ms median, {max(times):.0f} ms worst"
    )


if __name__ == "__main__":
    main()
