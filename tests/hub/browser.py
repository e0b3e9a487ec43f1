"""A real browser engine without a window: opens addresses and prints what each page says.

Run in a process of its own: Chromium brings threads and words on stderr that no test wants. Each argument is an
address, or ``ADDRESS TEXT`` to type TEXT into the page's field and press its button.
"""

import json
import sys

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication

_SAYS = "document.body && (document.querySelector('#verdict:not([hidden])') || {}).innerText || ''"
_TYPE = "(document.querySelector('#serial').value = {text}, document.querySelector('#ask button').click(), '')"


class Visit:
    def __init__(self, todo: list[str]) -> None:
        self.todo, self.said, self.page, self.text = todo, [], QWebEnginePage(), ""
        self.page.loadFinished.connect(self.loaded)
        self.next()

    def next(self) -> None:
        if not self.todo:
            print(json.dumps(self.said))
            QApplication.exit(0)
            return
        address, _, self.text = self.todo.pop(0).partition("|")
        self.page.deleteLater()
        self.page = QWebEnginePage()
        self.page.loadFinished.connect(self.loaded)
        self.page.load(QUrl(address))

    def loaded(self, fine: bool) -> None:
        if self.text:
            self.page.runJavaScript(_TYPE.format(text=json.dumps(self.text)))
        self.look()

    def look(self) -> None:
        self.page.runJavaScript(_SAYS, self.heard)

    def heard(self, said: str) -> None:
        if said:
            self.said.append(said)
            QTimer.singleShot(0, self.next)
        else:
            QTimer.singleShot(50, self.look)


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    QTimer.singleShot(60_000, lambda: app.exit(3))
    visit = Visit(sys.argv[1:])
    sys.exit(app.exec())
