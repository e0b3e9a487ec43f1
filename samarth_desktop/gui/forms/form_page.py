"""What the artisan's and the group's form have in common: opening, drafts, saving."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from samarth_desktop.actions.registration import drafts, forms, registering
from samarth_desktop.actions.registration.drafts import Draft
from samarth_desktop.actions.registration.form_keys import is_file
from samarth_desktop.actions.registration.forms import CONSENT
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.aadhaar import mask
from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.domain.ids import new_id
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.forms.form_buttons import FormButtons
from samarth_desktop.gui.forms.form_frame import FormFrame, Open
from samarth_desktop.gui.forms.half_typed import LATEST_MS, PAUSE_MS, DraftOffer
from samarth_desktop.gui.kit.inputs.hindi import hindi_for
from samarth_desktop.gui.kit.inputs.masked import MaskedBox
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T, Tn
from samarth_desktop.kinds.holder import Holder

_LATER_MS = 300  # the page shows first
_CUT = "|"


class FormPage(FormFrame[Registration]):
    """A form over the store. A subclass calls ``put_together()`` and ``begin(sheet)`` at the end of its making."""

    PAGE = ""

    def __init__(self, host: PageHost, session: Session) -> None:
        super().__init__(host, session)
        self.photo: bytes | None = None
        self._saved: Holder | None = None  # for the slip
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep_typed)
        self._latest = QTimer(self)
        self._latest.setSingleShot(True)
        self._latest.setInterval(LATEST_MS)
        self._latest.timeout.connect(self.keep_typed)
        QTimer.singleShot(_LATER_MS, self, self._warm_up)

    def blank(self) -> Registration:
        """An empty sheet of this page's kind, at this laptop's home."""
        return forms.blank(self.session, self.KIND)

    def sheet(self) -> Registration:
        return forms.filled(
            self.opened.base, self.state.texts(), self.session.today, self.session.author, self.session.library
        )

    def review(self, sheet: Registration) -> tuple[Problem, ...]:
        return forms.problems(sheet, self.session.today, self.session.library)

    def _warm_up(self) -> None:
        """Reads the tables of Hindi typing before the first name is typed: a third of a second, not in the window."""
        self.host.lanes.store.run(lambda task: hindi_for("a"), owner=self)

    def put_together(self) -> None:
        """Lays the page out and listens to the boxes with masked numbers."""
        self.lay_out(self._make_offer(), self._make_buttons())
        for bound in self.state.all_bound():
            if isinstance(bound.editor, MaskedBox):
                bound.editor.revealed.connect(lambda key=bound.key: self._note_show(key))

    def _make_offer(self) -> DraftOffer:
        """The strip that offers a half-typed form of before."""
        self.offer = DraftOffer()
        self.offer.taken.connect(self.open_draft)
        self.offer.thrown.connect(self._throw_away)
        return self.offer

    def _make_buttons(self) -> tuple[QWidget, ...]:
        self.slip = Button(T("Print a slip"), "link", "print", small=True)
        self.slip.clicked.connect(self._print_slip)
        self.slip.hide()
        self.buttons = FormButtons(
            self, self.next_step, self.keep_as_draft, self.save_and_certificate, self.save_and_next
        )
        self.save_button = self.buttons.save
        return self.slip, *self.buttons.all()

    def was_edited(self, key: str) -> None:
        self.slip.hide()
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        super().was_edited(key)

    def go_to(self, number: int, key: str = "") -> None:
        super().go_to(number, key)
        self.buttons.show_step(number, len(self.parts))

    def next_step(self) -> None:
        """The step after this one."""
        self.state.settle()
        if self.here + 1 < len(self.parts):
            self.go_to(self.here + 1)

    def at_the_end(self) -> None:
        self.go_to(len(self.parts) - 1)
        self.save_button.setFocus()

    # -- opening ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """Opens a record by `row`, at a `place` of it, a draft by key, a `new` form; without a wish a half-typed form
        stays as it is."""
        row, draft, new = str(args.get("row") or ""), str(args.get("draft") or ""), bool(args.get("new"))
        place = str(args.get("place") or "")
        if row:
            self.keep_typed()
            self.host.lanes.store.run(lambda task: registering.load(self.session, row), self._at(place), owner=self)
        elif draft:
            self.open_draft(draft)
        elif new or not self.changed():
            self.keep_typed()
            self.begin(registering.next_like(self.opened.base))
            self.look_for_drafts()
        else:
            self.go_to(self.here, self._place)

    def open_draft(self, key: str) -> None:
        """Goes on with a half-typed form; one whose record is there already is put over that record."""

        def find(task: object) -> tuple[Draft, Registration | None]:
            found = drafts.get(self.session, key)
            return found, registering.load(self.session, found.row) if found.row else None

        def show(answer: tuple[Draft, Registration | None]) -> None:
            found, sheet = answer
            if found.page != self.PAGE:
                self.host.go(found.page, draft=key)
                return
            base = sheet or self.blank()
            self.begin(base, self._whole(found.texts), key)
            self.opened.kept = True
            self.offer.hide()
            self._come_back(found.step, found.place)

        self.host.lanes.store.run(find, show, owner=self)

    def look_for_drafts(self) -> None:
        """Offers the newest half-typed form that is not the one on screen."""
        self.host.lanes.store.run(lambda task: drafts.kept(self.session), self._offer_draft, owner=self)

    def _offer_draft(self, kept: Sequence[Draft]) -> None:
        mine = [one for one in kept if one.page == self.PAGE and one.key != self.opened.key]
        self.offer.show_draft(mine[0] if mine else None)

    def _throw_away(self, key: str) -> None:
        self.host.lanes.store.run(
            lambda task: drafts.drop(self.session, key), lambda done: self.look_for_drafts(), owner=self
        )

    def _at(self, place: str) -> Callable[[Registration], None]:
        def loaded(sheet: Registration) -> None:
            self.begin(sheet)
            if place:
                self.go_to_place(place)

        return loaded

    def _come_back(self, step: int, place: str) -> None:
        """To the step and the place at which a form was left."""
        if 0 <= step < len(self.parts):
            self.visited |= set(range(step + 1))
            self.go_to(step, place)

    def begin(self, base: Registration, typed: Mapping[str, str] | None = None, key: str = "") -> None:
        """Shows a sheet, with `typed` texts over it, as a newly opened form."""
        start = self.start_texts(base)
        self.opened = Open(base, start, key or base.holder.id or new_id())
        self.photo = None
        self.show_texts(start if typed is None else typed)
        if base.holder.id:
            for masked in forms.masked_keys(base):
                bound = self.state.bound(masked)
                if bound is not None and isinstance(bound.editor, MaskedBox):
                    bound.editor.hide_text()
        again = bool(base.holder.id)
        self.buttons.show_record(again)
        self._place = ""
        self.visited = set(range(len(self.parts))) if again else {0}
        self.head.title.show_text(self.title_of(base))
        self.mend.show_state("", "")
        self.refresh()
        part = self.first_part(base)
        self.go_to(part)
        if not again:
            self.state.focus(self.first_empty(part))

    def start_texts(self, base: Registration) -> dict[str, str]:
        """The texts with which a form on this sheet begins."""
        return forms.texts(base, self.session.today, self.session.library)

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Shows these texts in the editors."""
        self.state.show(texts)

    def first_part(self, base: Registration) -> int:
        """With which part a form on this sheet begins."""
        return 0

    # -- drafts -------------------------------------------------------------------------------------------------------

    def typed_texts(self) -> dict[str, str]:
        """What the draft keeps: every text that is there; never a full Aadhaar number."""
        return {key: self._safe(key, text) for key, text in self.texts().items() if text}

    def _safe(self, key: str, text: str) -> str:
        if is_file(key):
            return text
        # A drafts' figures are masked where they look like an Aadhaar number, as one account number in ten does
        # by chance: those of an account are kept in two pieces.
        return text[:6] + _CUT + text[6:] if self._is_number(key) else mask(text)

    def _is_number(self, key: str) -> bool:
        bound = self.state.bound(key)
        return bound is not None and isinstance(bound.editor, MaskedBox)

    def _whole(self, texts: Mapping[str, str]) -> dict[str, str]:
        return {key: text.replace(_CUT, "") if self._is_number(key) else text for key, text in texts.items()}

    def texts(self) -> dict[str, str]:
        """All raw texts of the form."""
        return self.state.texts()

    def changed(self) -> bool:
        """Whether anything was typed since the form was opened."""
        return self.photo is not None or not forms.is_empty(self.texts(), self.opened.start)

    def keep_typed(self) -> None:
        """Keeps the half-typed form, in the store lane; an untouched one is not kept."""
        self._pause.stop()
        self._latest.stop()
        opened = self.opened
        if not opened.revision or not (self.changed() or opened.kept):
            return
        draft = Draft(
            opened.key, self.PAGE, self.typed_texts(), opened.base.holder.id, step=self.here, place=self._place
        )
        opened.kept, opened.revision = True, 0
        self.host.lanes.store.run(lambda task: drafts.keep(self.session, draft), self._said_kept, owner=self)

    def _said_kept(self, answer: object) -> None:
        self.host.saved(T("Draft kept"))

    def can_leave(self) -> bool:
        self.keep_typed()
        return True

    # -- saving -------------------------------------------------------------------------------------------------------

    def save_and_next(self) -> None:
        """Saves a form without errors and begins the next one; with errors it shows them."""
        if self._is_complete():
            self._save(self._saved_next)

    def _is_complete(self) -> bool:
        """Whether nothing is to be mended; else the first such place is shown."""
        self.state.settle()
        self.opened.tried = True
        self.refresh()
        blocked = any(problem.blocks for problem in self.found)
        if blocked:
            self.go_to_first_problem()
        return not blocked

    def save_and_certificate(self) -> None:
        """Saves a complete form with consent, issues the certificate and shows it; else says what is missing."""
        if not self._is_complete():
            return
        if not self.sheet().consented:
            self.go_to_place(CONSENT + "how")
            self.mend.show_state("error", T("Without consent no certificate can be printed."))
            return
        self._save(self._saved_certificate)

    def keep_as_draft(self) -> None:
        """Saves the record as it is, unfinished where something is missing."""
        self.state.settle()
        if not self.opened.base.holder.id and not self.changed():
            self.mend.show_state("hint", T("Nothing is written yet."))
            return
        self._save(self._saved_draft)

    def _save(self, then: Callable[[Registration], object]) -> None:
        self._pause.stop()
        sheet, photo, key, apart = self.sheet(), self.photo, self.opened.key, self.told_apart()
        if not sheet.holder.id:
            sheet = replace(sheet, holder=replace(sheet.holder, id=key))  # however often it is saved, one record
        self._enable(False)

        def write(task: object) -> Registration:
            return registering.save(self.session, sheet, photo, key, apart)

        def done(saved: Registration) -> None:
            self._enable(True)
            then(saved)

        self.host.lanes.store.run(write, done, self._not_saved, owner=self)

    def _not_saved(self, error: KnownError) -> None:
        self._enable(True)
        self.opened.revision += 1
        self.keep_typed()
        self.host.saved(T("Not saved"), "err")
        self.mend.show_state("error", error.text)

    def _enable(self, on: bool) -> None:
        self.stack.setEnabled(on)
        self.buttons.enable(on)

    def told_apart(self) -> frozenset[str]:
        """The row ids of those whom somebody called another person while this form was open."""
        return frozenset()

    def saved_as(self, saved: Registration) -> None:
        """The record lies in the store: remember what the next form may want."""

    def _saved_next(self, saved: Registration) -> None:
        corrected = bool(self.opened.base.holder.id)
        self.saved_as(saved)
        self.begin(registering.next_like(saved))
        self._tell_saved(saved)
        self._saved = saved.holder
        self.slip.show()
        self.mend.show_state("ok", self.saved_words(saved))
        if corrected:
            self.host.go(self.LIST)

    def _saved_certificate(self, saved: Registration) -> None:
        from samarth_desktop.gui.forms import certificate_dialog

        def show(issued: tuple[bytes, str]) -> None:
            certificate_dialog.CertificateDialog(self, self.host.lanes, self.session, *issued).open()

        row = saved.holder.id
        self._saved_next(saved)
        self.host.lanes.store.run(
            lambda task: certificate_dialog.issue(self.session, row), show, self._not_issued, owner=self
        )

    def _not_issued(self, error: KnownError) -> None:
        self.host.notice("error", error.text)

    def _saved_draft(self, saved: Registration) -> None:
        here, part = self.state.key_of(self.focusWidget()), self.here
        self.begin(saved)
        self.go_to(part, here)
        self._tell_saved(saved)
        missing = len({problem.key for problem in self.found if problem.blocks})
        number = saved.holder.registration
        words: LocalizedText = T("Kept: {number}", number=number)
        if missing:
            words = Tn(
                "Kept as draft: {number}. {count} place is still open.",
                "Kept as draft: {number}. {count} places are still open.",
                missing,
                number=number,
            )
        self.mend.show_state("warning" if missing else "ok", words)

    def _tell_saved(self, saved: Registration) -> None:
        self.host.saved(T("Saved: {number}", number=saved.holder.registration))

    def saved_words(self, saved: Registration) -> LocalizedText:
        """What the footer says of a saved record."""
        holder = saved.holder
        return T("Saved: {name}, {number}", name=holder.name_hi or holder.name_en, number=holder.registration)

    def _print_slip(self) -> None:
        """Name and number of the person who was saved last, to take home."""
        from samarth_desktop.gui.kit.media import receipt

        if self._saved is not None:
            receipt.print_slip(self, self.host.lanes, self.session, self._saved)

    def _note_show(self, key: str) -> None:
        """Somebody asked to see a number in full: the audit trail notes it."""
        row = self.opened.base.holder.id
        if row:
            self.host.lanes.store.run(lambda task: drafts.note_shown(self.session, row, key), owner=self)
