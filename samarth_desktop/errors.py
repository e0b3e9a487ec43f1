"""What can go wrong that is nobody's bug: each carries a sentence for the person and says what to do."""

from samarth_desktop.i18n import Text


class KnownError(Exception):
    """Something a person can act on (disk full, wrong passphrase, no such file).

    Shown as its `text`, never as a traceback.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.id)
        self.text = text
