"""Makers who were not asked about selling: how many, noting the consent of all at once, and taking that back."""

from collections import defaultdict
from typing import TYPE_CHECKING

from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.gui.lists.many.dialog import ManyDialog
from samarth_desktop.i18n import T, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.many.planning import Done, Plan
    from samarth_desktop.actions.products.listing_sheet import Look
    from samarth_desktop.actions.session import Session


class Unasked(Banner):
    """Hidden while there is nobody and nothing to take back."""

    def __init__(self, host: PageHost, session: "Session", page: Page) -> None:
        super().__init__("", "warning")
        self._host, self._session, self._page = host, session, page
        self._rows: dict[str, list[str]] = {}
        self._done: Done | None = None
        self.back = Button(T("Undo"), "link", "undo", small=True)
        self.back.clicked.connect(self.undo)
        self.row.addWidget(self.back)
        self.note = Button(T("Note their consent"), small=True)
        self.note.clicked.connect(lambda: self.ask())
        self.row.addWidget(self.note)
        self.hide()

    def show_look(self, look: "Look") -> None:
        """Whose products are kept out because nobody noted her consent to selling."""
        kept_out = {one.product for one in (*look.left_out, *look.warnings) if one.field == "consent"}
        rows: dict[str, dict[str, None]] = defaultdict(dict)
        for facts in look.facts:
            if facts.maker is not None and facts.product.registration in kept_out:
                rows[facts.maker.KIND][facts.maker.id] = None
        self._rows = {kind: list(of_kind) for kind, of_kind in rows.items()}
        self._tell()

    def _tell(self) -> None:
        count = sum(map(len, self._rows.values()))
        words = Tn(
            "The consent of {count} maker to selling is missing.",
            "The consent of {count} makers to selling is missing.",
            count,
        )
        self.show_state(words if count else T("Consent noted"), "warning" if count else "ok")
        self.note.setVisible(count > 0)
        self.back.setVisible(self._done is not None)
        self.setVisible(count > 0 or self._done is not None)

    def ask(self) -> ManyDialog:
        """Asks how, when and on which list all of a kind consented; people come first, then groups."""
        kind = min(self._rows)
        dialog = ManyDialog(self._page.window(), self._host.lanes, self._session, kind, self._rows[kind], "consent")
        dialog.made.connect(self._made)
        dialog.wanted.connect(lambda row: self._host.go("own-record", row=row))
        dialog.open()
        return dialog

    def _made(self, plan: "Plan", done: "Done") -> None:
        self._done = done if done.pairs else None
        self._host.saved(Tn("{count} changed", "{count} changed", len(plan.goes)))
        self._tell()

    def undo(self) -> None:
        """Takes the consents noted last back, where nobody wrote since."""
        from samarth_desktop.actions.many import planning

        done, self._done = self._done, None
        if done is not None:
            self._host.lanes.store.run(
                lambda task: planning.undo(self._session, done),
                lambda count: self._host.saved(Tn("{count} taken back", "{count} taken back", count)),
                owner=self._page,
            )
