"""Words on the screen: labels by role, badges, keycaps, avatars."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from samarth_desktop.gui.theme import icons, paint, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.gui.theme.roles import restyled, set_role

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
    if label.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is dressed when it is first shown
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


class Icon(QLabel):
    """An icon of the program in the colour of a role; decoration, so it has no name of its own."""

    def __init__(self, name: str, role: str = "ink", size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self._role, self._size = name, role, size
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._dress()

    def show_icon(self, name: str, role: str) -> None:
        """Shows another icon or colour."""
        if (name, role) != (self.name, self._role):
            self.name, self._role = name, role
            self._dress()

    def _dress(self) -> None:
        self.setPixmap(icons.pixmap(self.name, self._role, self._size) if self.name else QPixmap())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if restyled(event):
            self._dress()


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


class Badge(QFrame):
    """A small marked word: ``ok``, ``warning``, ``error``, ``info``, ``outline``, ``count`` or ``plain``."""

    _INKS: ClassVar = {
        "ok": "ok", "warning": "warn", "error": "err", "info": "tint_ink", "plain": "ink", "outline": "ink2",
        "count": "on_turmeric",
    }  # fmt: skip

    def __init__(
        self, text: LocalizedText, tone: str = "info", icon: str = "", weight: int = 600, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(24)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(7)
        self._icon, self._words = Icon("", size=15), QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setFont(theme.font(13, weight))
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        self.show_state(text, tone, icon)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(28, 24))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(28, 24))

    def set_text(self, text: str) -> None:
        """The words now; the size follows."""
        self.text = text
        self.setAccessibleName(text)
        self._words.setText(text)

    def show_state(self, text: LocalizedText, tone: str, icon: str = "") -> None:
        """Another word, tone and icon."""
        self._icon.show_icon(icon, self._INKS[tone])
        self._icon.setVisible(bool(icon))
        set_role(self, deep=True, badge=tone)
        bind_text(self.set_text, text)


class Keycap(QLabel):
    """The name of a key as it stands on the keyboard; `role` is ``keycap``, or that on a filled button."""

    def __init__(self, key: str, role: str = "keycap", parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(13))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(paint.keycap_width(key), paint.KEYCAP_HEIGHT)


class WovenStrip(QWidget):
    """The woven strip of the program, along or `upright`; it stands in the left bar and at the edge of set-up only."""

    def __init__(self, upright: bool = False) -> None:
        super().__init__()
        self._upright = upright
        if upright:
            self.setFixedWidth(8)
        else:
            self.setFixedHeight(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        paint.woven(painter, QRectF(self.rect()), upright=self._upright)
        painter.end()


_VIRAMA = "\u094d"  # joins a letter to the next one


def initial(name: str) -> str:
    """What an avatar shows: the first letter with its vowel signs (सुनीता gives सु) and what is joined to it (ज्योति gives
    ज्यो), or ""."""
    import unicodedata

    name = name.strip()
    end = 1
    while end < len(name) and (name[end - 1] == _VIRAMA or unicodedata.category(name[end]) in ("Mc", "Mn")):
        end += 1
    return name[:end].rstrip(_VIRAMA).upper()


class Avatar(QWidget):
    """A person's photo (a JPEG), or the first letter of the name on a tinted ground; square unless `tall` is given."""

    def __init__(
        self,
        name: str = "",
        size: int = 40,
        round_: bool = False,
        photo: bytes | None = None,
        tall: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._photo, self._round = name, QPixmap(), round_
        if photo:
            self._photo.loadFromData(photo)
        self.setFixedSize(size, tall or size)

    def show_name(self, name: str) -> None:
        """Another person."""
        self._name = name
        self.update()

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
