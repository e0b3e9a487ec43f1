"""Emptying a layout before it is filled anew."""

from PySide6.QtWidgets import QLayout, QWidget


def empty(layout: QLayout) -> None:
    """Takes everything out, also out of layouts inside: from the screen at once, from memory with the next round."""
    while (item := layout.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        inner: QLayout | None = item.layout()
        if inner is not None:
            empty(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
