"""Asks what a seller account is: its id at the marketplace, whose it is, under which tax number it sells."""

from PySide6.QtWidgets import QWidget

from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.ids import read_number
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T


class SellerAsk(Ask):
    """The answer is what :func:`sellers.add` takes."""

    def __init__(self, parent: QWidget, marketplace: str) -> None:
        about = T("A GSTIN sells to all of India; an enrolment number (34/2023) within its own state only.")
        title = T("Seller account at {name}", name=marketplace.capitalize())
        super().__init__(parent, title, about, T("Add the account"))
        self._marketplace = marketplace
        self.seller, self.name, self.owner, self.gstin, self.enrolment = (TextBox() for _ in range(5))
        for label, box, needed in (
            (T("Seller id"), self.seller, True),
            (T("Name of the account"), self.name, False),
            (T("Registration no. of the maker or group; empty for the office's own"), self.owner, False),
            (T("GSTIN"), self.gstin, False),
            (T("GST enrolment number"), self.enrolment, False),
        ):
            self.body.addWidget(LabelledEditor(label, box, needed))

    def problem(self) -> LocalizedText:
        if not self.seller.text().strip():
            return T("Write the seller's id at the marketplace.")
        for box, check in ((self.gstin, validators.gstin), (self.enrolment, validators.gst_enrolment)):
            text = _plain(box)
            if text and (wrong := check(text)):
                return wrong
        try:
            if self.owner.text().strip():
                read_number(self.owner.text())
        except KnownError as error:
            return error.text
        return ""

    def answer(self) -> dict[str, str]:
        """The account as it was written."""
        return {
            "marketplace": self._marketplace,
            "seller_id": self.seller.text(),
            "owner": self.owner.text().strip() or "office",
            "gstin": _plain(self.gstin),
            "name": self.name.text().strip(),
            "enrolment": _plain(self.enrolment),
        }


def _plain(box: TextBox) -> str:
    return box.text().strip().upper().replace(" ", "")
