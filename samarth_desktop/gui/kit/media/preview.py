"""The first page of a PDF as a small picture; pressing it shows it large."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from samarth_desktop.gui.kit.surfaces.enter_key import EnterPresses
from samarth_desktop.gui.theme import paint
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.i18n import T

_SHARP = 2  # drawn larger than shown, so that a dense screen has something to show


class PdfPreview(EnterPresses, QAbstractButton):
    """Shows a page of given shape; without a PDF words in its place."""

    enlarge = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content, self._image = b"", QImage()
        self._shape = 297 / 210
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.enlarge)
        for setter in (self.setAccessibleName, self.setToolTip):
            bind_text(setter, T("Show it large"))
        self._fit()

    @property
    def content(self) -> bytes:
        """The PDF that is shown."""
        return self._content

    def show_pdf(self, content: bytes) -> None:
        """Draws its first page."""
        from samarth_desktop.gui.kit.media.pdf import Pages

        pages = Pages(content)
        self._content, self._image = content, QImage()
        if pages.count:
            self._shape = pages.size(0).width() / pages.size(0).height()
            self._image = pages.image(0, max(self.width(), 280) * _SHARP)
        pages.close()
        self._fit()

    def show_words(self, text: LocalizedText) -> None:
        """Words instead of a page."""
        self._content, self._image = b"", QImage()
        bind_text(self._set_words, text)
        self._fit()

    def _set_words(self, words: str) -> None:
        self._words = words
        self.update()

    def _fit(self) -> None:
        there = not self._image.isNull()  # words alone cannot be pressed
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if there else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)
        self.setFixedHeight(self._high())
        self.update()

    def _high(self) -> int:
        return min(round(self.width() / self._shape), 400) if self.width() > 40 else 200

    def sizeHint(self) -> QSize:
        return QSize(280, self._high())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        if self._image.isNull():
            paint.box(painter, rect, 6, "sunk", "line")
            paint.wrapped(painter, rect.adjusted(16, 8, -16, -8), self._words, "ink2", 14)
        else:
            wide = min(rect.width(), rect.height() * self._shape)
            place = QRectF((rect.width() - wide) / 2, 0, wide, wide / self._shape)
            painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)
            paint.box(painter, place, 0, line="line")
        if self.hasFocus():
            paint.focus_ring(painter, rect, 6)
        painter.end()
