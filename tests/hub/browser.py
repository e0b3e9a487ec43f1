"""A real browser engine without a window: opens addresses and prints what each page says.

Run in a process of its own: Chromium brings threads and words on stderr that no test wants. Each argument is an
address, or ``ADDRESS|TEXT`` to type TEXT into the page's field and press its button, or ``@FILE`` with JSON:
``{"address", "fragments"}`` to present one code after the other in one page, ``{"address", "scripts"}`` to run scripts,
each the body of an asynchronous function, and print what they return.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication

_SAYS = "document.body && (document.querySelector('#verdict:not([hidden])') || {}).innerText || ''"
_TYPE = "(document.querySelector('#serial').value = {text}, document.querySelector('#ask button').click(), '')"


_PRESENT = "(document.querySelector('#verdict').hidden = true, location.hash = {fragment}, '')"
_RUN = "(window.answer = null, (async () => {{ {script} }})().then((v) => {{ window.answer = [v]; }}), '')"
_ANSWER = "window.answer === null ? '' : JSON.stringify(window.answer)"


class Visit:
    def __init__(self, todo: list[str]) -> None:
        self.todo, self.said, self.page, self.text = todo, [], QWebEnginePage(), ""
        self.inside: list[str] = []
        self.question = _SAYS
        self.page.loadFinished.connect(self.loaded)
        self.next()

    def next(self) -> None:
        if not self.todo and not self.inside:
            print(json.dumps(self.said))
            QApplication.exit(0)
            return
        if self.inside:
            self.page.runJavaScript(self.inside.pop(0), lambda _: self.look())
            return
        address, _, self.text = self.todo.pop(0).partition("|")
        self.question = _SAYS
        if address.startswith("@"):
            asked = json.loads(Path(address[1:]).read_text())
            address = asked["address"]
            self.inside = [_PRESENT.format(fragment=json.dumps(one)) for one in asked.get("fragments", ())]
            self.inside += [_RUN.format(script=one) for one in asked.get("scripts", ())]
            self.question = _ANSWER if "scripts" in asked else _SAYS
        self.page.deleteLater()
        self.page = QWebEnginePage()
        self.page.loadFinished.connect(self.loaded)
        self.page.load(QUrl(address))

    def loaded(self, fine: bool) -> None:
        if self.text:
            self.page.runJavaScript(_TYPE.format(text=json.dumps(self.text)))
        if self.inside:
            self.next()
        else:
            self.look()

    def look(self) -> None:
        self.page.runJavaScript(self.question, self.heard)

    def heard(self, said: str) -> None:
        if said:
            self.said.append(said)
            QTimer.singleShot(0, self.next)
        else:
            QTimer.singleShot(10, self.look)


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    QTimer.singleShot(600_000 if any(one.startswith("@") for one in sys.argv) else 60_000, lambda: app.exit(3))
    visit = Visit(sys.argv[1:])
    sys.exit(app.exec())
