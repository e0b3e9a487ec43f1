"""A box for a word of a table: it is said in the language of the screen, and what is kept stays as it was written."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from samarth_desktop.domain.reference.vocabulary import in_language
from samarth_desktop.gui.kit.inputs.suggest import Proposal, SuggestBox
from samarth_desktop.gui.theme.language import lang


class WordBox(SuggestBox):
    """Proposes words of a `vocabulary`; any other may be written, and is kept as typed.

    A chosen proposal is kept in the language `keeps`, or as it is shown without one.
    """

    def __init__(
        self,
        vocabulary: str,
        source: Callable[[str], Sequence[Proposal]],
        meant: Callable[[str, str], bool],
        keeps: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, meant=meant, parent=parent)
        self._vocabulary, self._keeps = vocabulary, keeps
        self._kept = self._said = ""
        lang.changed.connect(self._say_again)

    def kept_text(self) -> str:
        """What is stored of the text: the word that is shown here in another language, else what was typed."""
        return self._kept if self.text() == self._said else self.text()

    def show_text(self, text: str) -> None:
        """Shows a stored text."""
        self.setText(self._words(text))

    def put_text(self, text: str) -> None:
        """The same where somebody works, as one step of undo."""
        self.replace_text(self._words(text))

    def take(self, words: str) -> None:
        self.put_text(in_language(self._vocabulary, words, self._keeps) if self._keeps else words)

    def _words(self, text: str) -> str:
        self._kept, self._said = text, in_language(self._vocabulary, text, lang.code)
        return self._said

    def _say_again(self) -> None:
        if self.text() == self._said:
            self.show_text(self._kept)
