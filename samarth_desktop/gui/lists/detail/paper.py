"""The part of the side panel about the certificate: the one that was issued, or what is lacking for it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import in_row
from samarth_desktop.gui.kit.surfaces.labels import Icon, IconLabel, Label
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.gui.lists.detail.panel import DetailPanel
    from samarth_desktop.kinds.certificate.record import Certificate

CERTIFICATE_STATES = {"valid": T("valid"), "replaced": T("replaced"), "revoked": T("revoked")}
LANGUAGES = {"hi": T("Hindi"), "en": T("English"), "both": T("Hindi and English")}
KINDS = {"onboarding": T("Onboarding"), "shg": T("SHG registration"), "workshop": T("Workshop")}


def make(detail: Any, panel: "DetailPanel") -> QVBoxLayout:
    """The certificate of a person or group (a `Detail`), with the button that prints it."""
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(Label(T("Certificate"), 15, 600))
    entry = detail.certificate
    again = entry is not None and entry.state == "valid"
    first = T("Print sample") if detail.trial else T("Print certificate")
    button = Button(T("Print again") if again else first, icon="print", small=True)
    button.clicked.connect(panel.print_again)
    if detail.gone is None and again:
        column.addLayout(in_row(_entry_words(entry), button))
        return column
    if entry is not None:
        column.addWidget(_entry_words(entry))
    if detail.gone is not None:  # why nothing is printed here stands above
        return column
    if detail.ineligible is not None:
        text = detail.ineligible.text.args.get("reason", detail.ineligible.text)
        words = text if isinstance(text, Text) else detail.ineligible.text
        column.addWidget(IconLabel("warn", words, "warn", 14, wrap=True))
        return column
    if detail.trial:
        column.addWidget(IconLabel("warn", T("Trial: prints a sample, no certificate"), "warn", 14, wrap=True))
    else:
        column.addWidget(IconLabel("print", T("Ready to print"), "ink", 14))
    column.addLayout(in_row(1, button))
    return column


def _entry_words(entry: "Certificate") -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    valid = entry.state == "valid"
    row.addWidget(Icon("cert", "ok" if valid else "ink2", 22), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    kind = KINDS.get(entry.certificate_kind, T("Certificate"))
    state = CERTIFICATE_STATES.get(entry.state, entry.state)
    words.addWidget(Label(T("{kind} – {state}", kind=kind, state=state), 15, 600, wrap=True))
    day = lang.catalog.date(entry.issued_on, "d MMM y") if entry.issued_on else ""
    language = LANGUAGES.get(entry.language)
    words.addWidget(
        Label(T("{day} · {language}", day=day, language=language) if language else day, 13, 400, "ink2", wrap=True)
    )
    if entry.replaced_by:
        words.addWidget(Label(T("Replaced by {serial}.", serial=entry.replaced_by), 13, 400, "ink2", wrap=True))
    if entry.reason:
        words.addWidget(Label(entry.reason, 13, 400, "ink2", wrap=True))
    row.addLayout(words, 1)
    return box
