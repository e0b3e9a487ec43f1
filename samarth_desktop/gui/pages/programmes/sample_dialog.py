"""A programme as people will meet it, before it is published: its questions in the form, the head of its sheet, its
certificate, each in both languages."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from samarth_desktop.domain.programmes.programme import Programme
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.media.preview_dialog import pages_of
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card, in_row
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.frame import Scroll, TabBar
from samarth_desktop.gui.kit.surfaces.labels import Badge, Label
from samarth_desktop.gui.pages.artisan_form.work import editor_for
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import LANGUAGES, T, catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.shg.record import Shg

_OF = {Artisan.KIND: T("Artisan"), Shg.KIND: T("SHG")}
_IN = {"hi": T("Hindi"), "en": T("English")}


class SampleDialog(QDialog):
    """Three tabs; Esc closes. Nothing that is typed or chosen here is kept."""

    def __init__(self, parent: QWidget, programme: Programme, certificate: bytes) -> None:
        super().__init__(parent)
        self.setModal(True)
        bind_text(self.setWindowTitle, T("Sample"))
        self.programme = programme
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(Label(lambda: T("Sample: {name}", name=programme.code), 18, 700))
        self.tabs = TabBar([T("Form"), T("Head of the sheet"), T("Certificate")])
        column.addWidget(self.tabs)
        self.stack = QStackedWidget()
        view = pages_of(self, T("Certificate"), certificate)
        self.document = view.document()
        for widget in (self._both(self._form), self._both(self._heads), view):
            self.stack.addWidget(widget)
        column.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self.turn_to)
        close = Button(T("Close"), key="Escape")
        close.clicked.connect(self.accept)
        column.addLayout(in_row(1, close, gap=12))
        self.resize(parent.size() * 0.9)

    def turn_to(self, number: int) -> None:
        """Shows one of the three."""
        self.stack.setCurrentIndex(number)
        self.tabs.show_steps(number)

    def _both(self, fill: Callable[[Card, str, str], None]) -> QWidget:
        """The two languages beside each other."""
        scroll = Scroll(margin=0, gap=10)
        row = QHBoxLayout()
        row.setSpacing(16)
        for language in LANGUAGES:
            card = Card(_IN[language])
            for kind in self.programme.holders:
                card.body.addWidget(Label(catalog(language).say(_OF[kind]), 15, 700))
                fill(card, kind, language)
            card.body.addStretch(1)
            row.addWidget(card, 1)
        scroll.column.addLayout(row)
        scroll.column.addStretch(1)
        return scroll

    def _form(self, card: Card, kind: str, language: str) -> None:
        asked = self.programme.fields_for(kind)
        for one in asked:
            label, hint = one.label.say(language), one.help.say(language)
            box = LabelledEditor(label, editor_for(one, language), one.required)
            if hint:
                box.show_message("hint", hint)
            card.body.addWidget(box)
        if not asked:
            card.body.addWidget(Label(catalog(language).say(T("No questions of its own.")), 15, 400, "ink2"))
        papers = [paper.label.say(language) for paper in self.programme.documents]
        if papers:
            card.body.addWidget(Label(catalog(language).say(T("Papers")), 15, 600))
            for text in papers:
                card.body.addWidget(Label(text, 15, wrap=True))

    def _heads(self, card: Card, kind: str, language: str) -> None:
        from samarth_desktop.actions.programmes import sample

        row = FlowLayout()
        for head, asks in sample.heads(self.programme, kind, language):
            row.addWidget(Badge(f"{head} · {asks}" if asks else head, "info" if asks else "outline"))
        card.body.addLayout(row)
