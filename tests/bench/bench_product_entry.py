"""Keys for a maker's first and second product: ``python -m tests.bench.bench_product_entry``.

Drives the real form off-screen: category, material, colour, size, weights, stock, MRP, price and the packet, with F4
from place to place; titles, highlights, search words, HSN code and checks are proposed. Counts what a person presses,
beside the letters of the same answers written out in full with a Tab to every place that lies between. No mouse.
"""

import os
import tempfile
from pathlib import Path
from unittest import mock

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.bench_entry import enter

FIRST = (("category", "stole↓¶»"), ("colour", "blu↓¶»"), ("size", "200 x 70 cm»"), ("weight_g", "180»"),
         ("packet_weight_g", "240»"), ("stock", "6»"), ("mrp", "649»"), ("price", "599»"), ("packet_length_cm", "30»"),
         ("packet_breadth_cm", "22»"), ("packet_height_cm", "4»"))  # fmt: skip
SECOND = (("colour", "gree↓¶»"), ("stock", "4»"), ("mrp", "649»"), ("price", "599»"))
WRITTEN_OUT = ("Stole", "Weaving", "हथकरघा सूती स्टोल, हरा, 200 x 70 cm", "Handwoven Cotton Stole, Green, 200 x 70 cm", "Cotton",
               "Green", "200 x 70 cm", "180", "240", "1", "4", "649", "599", "6214", "30", "22", "4")  # fmt: skip


def main() -> None:
    """Prints the keys of each place, and what stands in the products."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    from samarth_desktop.gui.theme import language, theme

    theme.look.start(app, "light")
    language.lang.start(app, "en")
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict("os.environ", {"SAMARTH_CONFIG": f"{folder}/config"}):
        for line in count(Path(folder)):
            print(line)


def count(folder: Path) -> list[str]:
    """Enters both products in a fresh folder; what is to be printed."""
    from tests.gui import fixtures_lists

    session = fixtures_lists.desk_in(folder / "data")
    maker = fixtures_lists.person(session, "शबनम बानो", "Shabnam Bano", craft="Weaving", raw_material="Cotton")
    window = fixtures_lists.window_of(session, "products")
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.go("product-form", maker=maker.holder.id)
    form = window.page("product-form")
    said = []
    for product in (FIRST, SECOND):
        pressed = sum(enter(form, key, typed) for key, typed in product) + 1
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        each = ", ".join(f"{key} {len(typed)}" for key, typed in product)
        said.append(f"{form.mend.text()} with {pressed} keys: {each}, save 1")
    places = sum(len(part.keys) for part in form.parts[:3])
    said.append(f"written out: {sum(map(len, WRITTEN_OUT))} letters and {places} Tabs")
    window.close()
    session.store.close()
    return said


if __name__ == "__main__":
    main()
