"""Step 5: photo, papers that were shown, seller's tax status, bank."""

from functools import partial

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.reference.tax import TaxFact, tax_fact
from samarth_desktop.gui.background.tasks import Lane
from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.gui.forms.form_parts import ONE_COLUMN, FormPart
from samarth_desktop.gui.kit.media.photo import PhotoEditor
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.pages.artisan_form import layout
from samarth_desktop.gui.pages.artisan_form.bank import BankFields
from samarth_desktop.gui.pages.artisan_form.identity_documents import IdentityDocuments
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.document.record import KINDS

_TAX_NUMBERS = {"gstin": ("gstin",), "enrolment": ("gst_enrolment", "pan"), "handicraft_exemption": ("pan",)}


class DocumentsPart(FormPart):
    """`photo` is the editor of the picture."""

    def __init__(self, state: FormState, session: Session, lane: Lane) -> None:
        super().__init__(state, fields_of(Artisan))
        self.photo = PhotoEditor()
        self.photo.lane = lane
        self.papers = IdentityDocuments(self, [k.code for k in KINDS if k.code != "shg_resolution"], session, lane)
        row = Columns(ONE_COLUMN, 20)
        row.addWidget(self.photo)
        row.addWidget(self.papers, 1)
        self.column.insertLayout(0, row)
        self.bank = BankFields(self, session, lane)
        self.tax_facts = Label("", 13, 400, "ink2", wrap=True)
        made = {"account": self.bank.lay_out, "tax_facts": lambda: self.place(self.tax_facts, wide=True)}
        self.lay_out(layout.PAPERS, made)
        self.tax = {key: self.placed[key] for key in layout.TAX_NUMBERS}
        self.end()

    def follow(self) -> None:
        """Shows the numbers that the tax status and the papers ask for, and those that are there."""
        status = self.state.text("tax_status")
        fact = tax_fact(status)
        self.tax_facts.setVisible(fact is not None)
        if fact is not None:
            self.tax_facts.show_text(partial(_said, fact))
        needed = _TAX_NUMBERS.get(status, ())
        for key, placed in self.tax.items():
            placed.setVisible(key in needed or bool(self.state.text(key)))
            placed.set_required(key in needed)
        self.papers.follow(needed)


def _said(fact: TaxFact) -> str:
    where = "; ".join(one.say(lang.code) for one in fact.sources)
    return say(T("{fact} Source: {source}.", fact=fact.words.say(lang.code), source=where))
