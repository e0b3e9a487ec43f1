"""The sounds of the door: one high tone, two tones, a low one. Made here, so that nothing has to be shipped."""

import io
import math
import struct
import wave
from pathlib import Path

from PySide6.QtCore import QObject, QUrl

from samarth_desktop import paths

_RATE = 22_050
_TONES = {"high": ((1175, 0.09),), "two": ((784, 0.09), (0, 0.05), (784, 0.09)), "low": ((233, 0.3),)}


def content(name: str) -> bytes:
    """A sound as a WAV file."""
    samples: list[int] = []
    for hertz, seconds in _TONES[name]:
        count = int(_RATE * seconds)
        for at in range(count):
            fade = min(1.0, at / 200, (count - at) / 400)
            samples.append(int(12_000 * fade * math.sin(2 * math.pi * hertz * at / _RATE)) if hertz else 0)
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return out.getvalue()


class Tones:
    """Plays the sounds; on a laptop without a sound system it is silent."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent
        self._effects: dict[str, object] = {}

    def play(self, name: str) -> None:
        """Plays ``high``, ``two`` or ``low``."""
        try:
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
        except ImportError:  # a Linux without the sound libraries that Qt's multimedia needs
            return
        if not QMediaDevices.audioOutputs():
            return
        effect = self._effects.get(name)
        if not isinstance(effect, QSoundEffect):
            effect = QSoundEffect(self._parent)
            effect.setSource(QUrl.fromLocalFile(str(_file(name))))
            self._effects[name] = effect
        effect.play()


def _file(name: str) -> Path:
    file = paths.cache_dir() / f"tone-{name}.wav"
    if not file.exists():
        file.write_bytes(content(name))
    return file
