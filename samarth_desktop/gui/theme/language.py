"""The language of the window, switched live: everything on screen says itself again, nothing typed is lost.

``say(text)`` gives words now. ``say_on(label.setText, text)`` gives them now and again after every switch;
the tie ends with the widget. A callable is asked each time: ``say_on(label.setText, lambda: T(...))``.
"""

from collections.abc import Callable
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QGuiApplication

from samarth_desktop.gui.theme import qt_words
from samarth_desktop.i18n import LANGUAGES, Catalog, Text, catalog

LocalizedText = Text | str | Callable[[], Text | str]
"""What a widget says: a Text, words that are the same in every language, or a callable giving either."""


FROM_THE_RIGHT = frozenset({"ur", "ks", "sd"})
"""Languages whose script is written from the right: the window is mirrored."""


class Language(QObject):
    """The catalog in force; ``changed`` tells after all tied widgets have said their texts again.

    Connect ``changed`` to methods of widgets, never to lambdas: those outlive the widget they speak of.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = "hi"
        self.catalog = Catalog("en")
        self._bound: WeakSet[QObject] = WeakSet()
        self._translator: _QtWords | None = None

    def start(self, app: QCoreApplication, code: str = "hi") -> None:
        """Installs the translator of Qt's own words and takes up a language. Before the first window."""
        self._translator = _QtWords(app)
        app.installTranslator(self._translator)
        self._take(code)

    def use(self, code: str) -> None:
        """Switches the whole window to ``hi`` or ``en``."""
        if code == self.code and self.catalog.language == code:
            return
        self._take(code)
        for owner in list(self._bound):
            if shiboken6.isValid(owner):
                _say_again(owner)
        self.changed.emit()

    def _take(self, code: str) -> None:
        self.code = code if code in LANGUAGES else "hi"
        self.catalog = catalog(self.code)
        QLocale.setDefault(QLocale(f"{self.code}_IN"))
        app = QCoreApplication.instance()
        if isinstance(app, QGuiApplication):
            right = self.code in FROM_THE_RIGHT
            app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)

    def tie(self, owner: QObject) -> None:
        """Remembers, without holding, a widget that has said something."""
        self._bound.add(owner)


class _QtWords(QTranslator):
    """Answers Qt's questions for its own words (OK, Copy, print dialog) from our catalog."""

    def isEmpty(self) -> bool:
        return False  # an empty translator is never asked

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Our words for Qt's `source`, or `source` itself."""
        del context, disambiguation, n
        return lang.catalog.say(source) if source in qt_words.WORDS else source


lang = Language()


def say(text: Text | str) -> str:
    """A Text in the language of the window; a plain string is said as it stands."""
    return text if isinstance(text, str) else lang.catalog.say(text)


def bind_text(setter: Callable[[str], object], text: LocalizedText) -> None:
    """Calls a widget's `setter` with the words, now and after every switch; its latest text counts."""
    if isinstance(text, str):  # the same in every language: nothing to say again
        unbind_text(setter)
        setter(text)
        return
    owner: QObject = setter.__self__  # type: ignore[attr-defined]  # a bound method, of Python or of Qt
    says: dict[str, LocalizedText] | None = owner.__dict__.get("_says")
    if says is None:
        says = owner.__dict__["_says"] = {}
        lang.tie(owner)
    says[setter.__name__] = text  # kept by the widget, so that nothing outlives it
    setter(_words(text))


def unbind_text(setter: Callable[[str], object]) -> None:
    """Ends what `bind_text` began for this setter, e.g. before words a person typed are shown there."""
    owner: QObject = setter.__self__  # type: ignore[attr-defined]  # as above
    owner.__dict__.get("_says", {}).pop(setter.__name__, None)


def _words(text: LocalizedText) -> str:
    return say(text() if callable(text) else text)


def _say_again(owner: QObject) -> None:
    for name, text in tuple(owner.__dict__["_says"].items()):
        getattr(owner, name)(_words(text))
