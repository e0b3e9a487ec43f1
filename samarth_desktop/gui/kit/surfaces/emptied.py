"""Emptying a layout, or taking one widget out, before it is filled anew."""

from PySide6.QtWidgets import QLayout, QLineEdit, QWidget


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


def take_out(layout: QLayout, widget: QWidget) -> None:
    """Takes one widget out. What is half-written in it is told to nobody, which losing the focus would do."""
    for box in (widget, *widget.findChildren(QLineEdit)):
        box.blockSignals(True)
    layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()
