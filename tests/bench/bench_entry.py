"""Keys for the ten required fields of the second person of a day: ``python -m tests.bench.bench_entry``.

Drives the real form off-screen: consent, name, relation, relative, age, gender, phone and whose it is, village, craft
and sector, with Latin typing that becomes Hindi; the programme, village and day stay from the person before. Counts
what a person presses, place by place, beside the letters of the same answers written out in full with a Tab to every
place that lies between.
"""

import os
import tempfile
from pathlib import Path
from unittest import mock

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

KEYS = {"¶": Qt.Key.Key_Return, "»": Qt.Key.Key_F4, "↓": Qt.Key.Key_Down}
FIRST = (("programme", "U»"), ("consent.how", "1»"), ("name_hi", "shabnam bano»"), ("relation", "↓↓¶"),
         ("relative_hi", "aslam»"), ("birth_date", "¶34»"), ("mobile", "»"), ("phone_owner", "3»"), ("village", "Zaidpur»"),
         ("craft", "Pottery»"), ("sector", "↓"))  # fmt: skip
SECOND = (("consent.how", "1»"), ("name_hi", "geeta devi»"), ("relation", "↓↓¶"), ("relative_hi", "ramesh»"),
          ("birth_date", "¶34»"), ("mobile", "9839022219»"), ("phone_owner", "1»"), ("craft", "pott↓¶»"))  # fmt: skip
WRITTEN_OUT = ("UP-ODOP", "signature", "22/11/2026", "गीता देवी", "husband", "रमेश", "34", "female", "own", "9839022219",
               "ज़ैदपुर", "हरख", "बाराबंकी", "उत्तर प्रदेश", "Pottery", "handicraft")  # fmt: skip


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    from samarth_desktop.gui.theme import language, theme
    from tests.gui.fixtures_forms import desk_in, form_window

    theme.look.start(app, "light")
    language.lang.start(app, "en")
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict("os.environ", {"SAMARTH_CONFIG": f"{folder}/config"}):
        session = desk_in(Path(folder) / "data")
        window = form_window(session)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        window.go("artisan-form")
        form = window.page("artisan-form")
        for person in (FIRST, SECOND):
            pressed = sum(enter(form, key, typed) for key, typed in person) + 1
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            print(f"saved as {form._saved.registration if form._saved else 'nothing'} with {pressed} keys")
            print("  " + ", ".join(f"{key} {len(typed)}" for key, typed in person) + ", save 1")
        places = sum(len(part.keys) for part in form.parts[:4])
        print(f"written out: {sum(map(len, WRITTEN_OUT))} letters and {places} Tabs")
        session.store.close()


def enter(form: object, key: str, typed: str) -> int:
    here = form.state.key_of(QApplication.focusWidget())  # type: ignore[attr-defined]
    if here != key:
        raise SystemExit(f"the cursor is in {here}, not in {key}")
    for letter in typed:
        target = QApplication.focusWidget()
        if letter in KEYS:
            QTest.keyClick(target, KEYS[letter])
        else:
            QTest.keyClicks(target, letter)
    return len(typed)


if __name__ == "__main__":
    main()
