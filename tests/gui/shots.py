"""Pictures of pages: ``python -m tests.gui.shots PAGE... --lang hi --theme dark --scale 1.25 --out DIR``.

Without a page it draws all. The screen is off-screen unless DISPLAY is set; the window is 1366x768 real pixels.
"""

import argparse
import os
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--lang", choices=("hi", "en"), default="hi")
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--out", type=Path, default=Path("shots"))
    options = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = options.scale
    if not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from samarth_desktop.gui.theme import language, theme
    from tests.gui import layout_checks, scenes

    app = QApplication([])
    theme.look.start(app, options.theme)
    language.lang.start(app, options.lang)
    options.out.mkdir(parents=True, exist_ok=True)
    factor = float(options.scale)
    for name in options.pages or scenes.SCENES:
        window = scenes.SCENES[name]()
        window.resize(round(1366 / factor), round(768 / factor))
        window.show()
        for _ in range(5):
            app.processEvents()
        target = options.out / f"{name}-{options.lang}-{options.theme}-{options.scale}.png"
        window.grab().save(str(target))
        print(target)
        for problem in layout_checks.clipped_texts(window):
            print("  clipped:", problem)
        if options.lang == "hi":
            for problem in layout_checks.untranslated(window):
                print("  not Hindi:", problem)
        for problem in layout_checks.nameless(window):
            print("  no name:", problem)
        window.close()
        window.deleteLater()
        app.processEvents()


if __name__ == "__main__":
    main()
