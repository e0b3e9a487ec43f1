"""Words on the screen: labels by role, badges, keycaps, avatars."""

from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from samarth_desktop.gui.theme import icons, paint, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text

# tone of a state -> (icon, ink role, back role)
STATES = {
    "ok": ("checkc", "ok", "ok_back"),
    "warning": ("warn", "warn", "warn_back"),
    "error": ("err", "err", "err_back"),
    "info": ("info", "tint_ink", "tint"),
}


def set_tone(label: QLabel, tone: str) -> None:
    """Gives a label the ink of a role (``ink2``, ``warn``, ``err``, ``ok`` ...); "" is plain ink."""
    if label.property("tone") == tone:
        return
    label.setProperty("tone", tone)
    label.style().unpolish(label)
    label.style().polish(label)


class Label(QLabel):
    """A line or, with `wrap`, a paragraph. Plain text only: what a person typed is never read as markup."""

    def __init__(
        self,
        text: LocalizedText = "",
        size: int = 15,
        weight: int = 400,
        tone: str = "",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, weight))
        self.setMinimumHeight(round(size * 1.4))
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        set_tone(self, tone)
        bind_text(self.setText, text)

    def show_text(self, text: LocalizedText) -> None:
        """Says something else from now on."""
        bind_text(self.setText, text)

    def tone(self, tone: str) -> None:
        """Changes the ink."""
        set_tone(self, tone)


class Icon(QWidget):
    """An icon of the program in the colour of a role; decoration, so it has no name of its own."""

    def __init__(self, name: str, role: str = "ink", size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role, self._size = name, role, size
        self.setFixedSize(size, size)

    def show_icon(self, name: str, role: str) -> None:
        """Shows another icon or colour."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._name:
            painter = paint.begin(self)
            icons.draw(painter, self._name, self._role, 0, 0, self._size)
            painter.end()


class IconLabel(QWidget):
    """An icon and a sentence after it; the sentence wraps when asked."""

    def __init__(
        self,
        icon: str,
        text: LocalizedText,
        tone: str = "ink",
        size: int = 13,
        weight: int = 400,
        wrap: bool = False,
        icon_size: int = 16,
        icon_top: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.icon = Icon(icon, tone, icon_size)
        top = Qt.AlignmentFlag.AlignTop
        self.label = Label(text, size, weight, "" if tone == "ink" else tone, wrap)
        row.addWidget(self.icon, 0, top if wrap and icon_top else Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.label, 1)

    def show_state(self, icon: str, text: LocalizedText, tone: str) -> None:
        """Shows another icon, sentence and tone."""
        self.icon.show_icon(icon, tone)
        self.icon.setVisible(bool(icon))
        set_tone(self.label, "" if tone == "ink" else tone)
        self.label.show_text(text)


class Painted(QWidget):
    """Base of small one-line widgets that paint themselves and say a text again after a switch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """The words now; the size follows."""
        self.text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Badge(Painted):
    """A small marked word: ``ok``, ``warning``, ``error``, ``info``, ``outline``, ``count`` or ``plain``."""

    _COLORS: ClassVar = {
        "ok": ("ok", "ok_back", ""),
        "warning": ("warn", "warn_back", ""),
        "error": ("err", "err_back", ""),
        "info": ("tint_ink", "tint", ""),
        "plain": ("ink", "card", ""),
        "outline": ("ink2", "", "line"),
        "count": ("on_turmeric", "turmeric", ""),
    }

    def __init__(
        self, text: LocalizedText, tone: str = "info", icon: str = "", weight: int = 600, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone, self._icon, self._weight = tone, icon, weight
        bind_text(self.set_text, text)

    def show_state(self, text: LocalizedText, tone: str, icon: str = "") -> None:
        """Another word, tone and icon."""
        self._tone, self._icon = tone, icon
        bind_text(self.set_text, text)

    def sizeHint(self) -> QSize:
        width = paint.width_of(self.text, 13, self._weight) + 16 + (22 if self._icon else 0)
        return QSize(max(width, 28), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, back, border = self._COLORS[self._tone]
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        paint.box(painter, rect, 12 if self._tone == "count" else 4, back, border)
        left = 8.0
        if self._icon:
            icons.draw(painter, self._icon, ink, left, 4.5, 15)
            left += 22
        place = rect.adjusted(left, 0, -8, 0)
        centre = Qt.AlignmentFlag.AlignLeft if self._icon else Qt.AlignmentFlag.AlignHCenter
        paint.words(painter, place, self.text, ink, 13, self._weight, centre)
        painter.end()


class Keycap(Painted):
    """The name of a key as it stands on the keyboard."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_text(key)

    def sizeHint(self) -> QSize:
        return QSize(paint.keycap_width(self.text), paint.KEYCAP_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        paint.keycap(painter, self.width(), self.height() / 2, self.text, "ink2", "ctl")
        painter.end()


def initial(name: str) -> str:
    """What an avatar shows: the first letter with its vowel signs (सुनीता gives सु), or ""."""
    import unicodedata

    name = name.strip()
    end = 1
    while end < len(name) and unicodedata.category(name[end]) in ("Mc", "Mn"):
        end += 1
    return name[:end].upper()


class Avatar(QWidget):
    """A person's photo, or the first letter of the name on a tinted ground."""

    def __init__(self, name: str = "", size: int = 40, round_: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._photo, self._round = name, QPixmap(), round_
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        draw_avatar(painter, QRectF(self.rect()), self._name, self._photo, self._round)
        painter.end()


def draw_avatar(
    painter: QPainter,
    rect: QRectF,
    name: str,
    photo: QPixmap | None = None,
    round_: bool = False,
    back: str = "tint",
) -> None:
    """Draws an avatar into `rect`, for widgets and table rows alike."""
    radius = rect.width() / 2 if round_ else 6
    if photo is None or photo.isNull():
        paint.box(painter, rect, radius, back)
        paint.words(painter, rect, initial(name), "tint_ink", 15, 700, align=Qt.AlignmentFlag.AlignHCenter)
        return
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setClipPath(path)
    source = QRectF(photo.rect())
    scale = min(source.width() / rect.width(), source.height() / rect.height())
    width, height = rect.width() * scale, rect.height() * scale
    painter.drawPixmap(rect, photo, QRectF((source.width() - width) / 2, 0, width, height))
    painter.restore()
