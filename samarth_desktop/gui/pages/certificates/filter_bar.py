"""The chips above the register: kind, programme, village, group, day, state, not yet printed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.lists.filter_menu import FilterMenu
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.certificate.record import CERTIFICATE_KINDS, STATES

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

Offer = Callable[[], Sequence[tuple[object, LocalizedText]]]


class CertificateFilterBar(QWidget):
    """`filter` is what is chosen; `changed` tells of another one."""

    changed = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__()
        from samarth_desktop.actions.certificates.certificate_register import CertificateFilter

        self._session, self.filter = session, CertificateFilter()
        self._villages: Sequence[tuple[str, int]] = ()
        self._groups: dict[str, tuple[str, str]] = {}
        self._chips: dict[str, tuple[Chip, Text, Offer]] = {}
        flow = FlowLayout(self)
        offers: tuple[tuple[str, Text, Offer], ...] = (
            ("kind", T("Kind"), lambda: [(one.code, Text(one.label)) for one in CERTIFICATE_KINDS]),
            ("programme", T("Programme"), lambda: [(one.code, one.code) for one in programmes(session.library)]),
            ("village", T("Village"), lambda: [(one, one) for one, _ in self._villages]),
            ("shg", T("SHG"), lambda: [(row, self._group_name(row)) for row in self._groups]),
            ("issued_on", T("Day"), self._days),
            ("state", T("Status"), lambda: [(one.code, Text(one.label)) for one in STATES]),
        )
        for key, name, offer in offers:
            chip = Chip(name, menu=True, removable=True)
            chip.clicked.connect(lambda checked=False, key=key: self._pressed(key))
            self._chips[key] = (chip, name, offer)
            flow.addWidget(chip)
        self.unprinted = Chip(T("Not yet printed"), "print", removable=True)
        self.unprinted.clicked.connect(lambda on: self.take(printed=False if on else None))
        self.clear = Button(T("Clear"), "link", small=True)
        self.clear.clicked.connect(self._clear)
        flow.addWidget(self.unprinted)
        flow.addWidget(self.clear)
        self.clear.hide()
        lang.changed.connect(self._show)

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen."""
        return self.filter != type(self.filter)()

    def offer(self, villages: Sequence[tuple[str, int]], groups: Sequence[tuple[str, str, str]]) -> None:
        """Villages with how many people, and groups (row id, both names), to choose from."""
        self._villages, self._groups = villages, {row: (hi, en) for row, hi, en in groups}

    def take(self, **values: object) -> None:
        """Chooses values of the filter by key."""
        self.filter = replace(self.filter, **values)  # type: ignore[arg-type]  # keys of PaperFilter
        self._show()
        self.changed.emit()

    def _clear(self) -> None:
        self.filter = type(self.filter)()
        self._show()
        self.changed.emit()

    def _pressed(self, key: str) -> None:
        chip, _, offer = self._chips[key]
        if getattr(self.filter, key):
            self.take(**{key: None if key == "issued_on" else ""})
        else:
            FilterMenu(offer(), lambda value: self.take(**{key: value}), parent=self).below(chip)

    def _days(self) -> list[tuple[object, LocalizedText]]:
        days = [self._session.today - timedelta(days=back) for back in range(8)]
        first: list[LocalizedText] = [T("Today"), T("Yesterday")]
        return [(day, first[n] if n < 2 else lang.catalog.date(day, "EEEE, d MMM")) for n, day in enumerate(days)]

    def _group_name(self, row: str) -> str:
        return LocalizedName(*self._groups.get(row, ("", ""))).best(lang.code)

    def _value_words(self, key: str, value: object) -> LocalizedText:
        match key:
            case "kind":
                return next((Text(one.label) for one in CERTIFICATE_KINDS if one.code == value), str(value))
            case "state":
                return next((Text(one.label) for one in STATES if one.code == value), str(value))
            case "shg":
                return self._group_name(str(value))
            case "issued_on":
                return lang.catalog.date(self.filter.issued_on, "d MMM y") if self.filter.issued_on else ""
        return str(value)

    def _show(self) -> None:
        for key, (chip, name, _) in self._chips.items():
            value = getattr(self.filter, key)
            words = self._value_words(key, value) if value else name
            chip.show_text(words)
            chip.mark(bool(value))
            bind_text(chip.setAccessibleName, T("{name}: {value}", name=name, value=words) if value else name)
        self.unprinted.setChecked(self.filter.printed is False)
        self.clear.setVisible(self.narrows)
