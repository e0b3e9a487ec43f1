"""What the artisan's and the group's form have in common: parts, footer, drafts, messages, saving."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from samarth_desktop.actions import drafts, forms, registering
from samarth_desktop.actions.desk import Desk
from samarth_desktop.actions.drafts import Draft
from samarth_desktop.actions.registering import Sheet
from samarth_desktop.domain.aadhaar import mask
from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.fields import Problem
from samarth_desktop.domain.group import Shg
from samarth_desktop.domain.ids import new_id
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.form import FormState, join_names
from samarth_desktop.gui.language import Says
from samarth_desktop.gui.pages.form_parts import FormPart
from samarth_desktop.gui.shell import Page, Shell
from samarth_desktop.gui.widgets.aadhaar import AadhaarBox
from samarth_desktop.gui.widgets.buttons import Button
from samarth_desktop.gui.widgets.cards import InfoStrip
from samarth_desktop.gui.widgets.frame import Footer, PageHead, SidePanel, StepBar, TabBar
from samarth_desktop.gui.widgets.masked import MaskedBox
from samarth_desktop.gui.widgets.mend import MendLine
from samarth_desktop.i18n import T, Text, Tn

_CUT = "|"
PAUSE_MS = 800  # after the last key; then the half-typed form is kept


@dataclass
class Open:
    """The form as it was opened: the record behind it, what its fields began with, where its draft is kept."""

    base: Sheet
    start: Mapping[str, str]
    key: str = field(default_factory=new_id)
    touched: set[str] = field(default_factory=set)
    tried: bool = False  # somebody wanted to save: empty fields count from then on
    kept: bool = False  # a draft lies in the store
    revision: int = 0


class FormPage(Page):
    """Base of the forms. A subclass makes ``parts``, ``bar`` and ``side`` and calls ``lay_out()``."""

    PAGE = ""
    KIND = ""

    def __init__(self, shell: Shell, desk: Desk) -> None:
        super().__init__()
        self.shell, self.desk = shell, desk
        self.state = FormState(self)
        self.parts: list[FormPart] = []
        self.here = 0
        self.visited: set[int] = {0}
        self.photo: bytes | None = None
        self.opened = Open(self.blank(), {})
        self.found: tuple[Problem, ...] = ()
        self._offered = ""  # key of the draft in the strip
        self._saved: Artisan | Shg | None = None  # for the slip
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep_typed)

    # -- what a subclass gives ----------------------------------------------------------------------------------------

    head: PageHead
    bar: StepBar
    side: SidePanel

    def blank(self) -> Sheet:
        """An empty sheet of this page's kind, at this laptop's home."""
        return forms.blank(self.desk, self.KIND)

    def sheet(self) -> Sheet:
        """What stands in the form, read."""
        return forms.filled(self.opened.base, self.state.texts(), self.desk.today, self.desk.author)

    def review(self, sheet: Sheet) -> tuple[Problem, ...]:
        """What is to be mended."""
        return forms.problems(sheet, self.desk.today)

    def refreshed(self, sheet: Sheet) -> None:
        """Something changed: show what depends on it."""

    def title_of(self, sheet: Sheet) -> Says:
        """What the page is called for this sheet."""
        raise NotImplementedError

    # -- layout -------------------------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Puts head, parts, side panel and footer together."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        top = QFrame()
        top.setProperty("surface", "head")
        self._top = QVBoxLayout(top)
        self._top.setContentsMargins(24, 10, 24, 12)
        self._top.setSpacing(8)
        self._top.addWidget(self.head)
        self._top.addWidget(self.bar)
        outer.addWidget(top)
        outer.addWidget(self._make_offer())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.stack = QStackedWidget()
        for part in self.parts:
            self.stack.addWidget(part)
        middle.addWidget(self.stack, 1)
        middle.addWidget(self.side)
        outer.addLayout(middle, 1)
        outer.addWidget(self._make_footer())
        self.bar.chosen.connect(self.go_to)
        for number in range(len(self.parts)):
            shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            shortcut.activated.connect(lambda number=number: self.go_to(number))
        self.state.edited.connect(self._edited)
        self.state.left.connect(self._left)
        for bound in self.state.all_bound():
            if isinstance(bound.editor, MaskedBox):
                bound.editor.revealed.connect(lambda key=bound.key: self._note_show(key))

    def _make_offer(self) -> QFrame:
        """The strip that offers a half-typed form of before."""
        self.offer = QFrame()
        row = QHBoxLayout(self.offer)
        row.setContentsMargins(24, 10, 24, 0)
        self._offer_strip = InfoStrip("", "warning", "edit")
        go_on, away = Button(T("Go on with it"), small=True), Button(T("Throw away"), "link", small=True)
        go_on.clicked.connect(lambda: self.open_draft(self._offered))
        away.clicked.connect(self._throw_away)
        self._offer_strip.row.addWidget(away)
        self._offer_strip.row.addWidget(go_on)
        row.addWidget(self._offer_strip)
        self.offer.hide()
        return self.offer

    def _make_footer(self) -> Footer:
        self.footer = Footer()
        back = Button(T("Back"), icon="left")
        back.clicked.connect(self.back)
        self.footer.add_left(back)
        self.footer.add_left(self.side.fold_button)
        self.mend = MendLine()
        self.mend.clicked.connect(self.go_to_first_problem)
        self.footer.row.insertWidget(self.footer.row.count() - 1, self.mend, 1)
        self.slip = Button(T("Print a slip"), "link", "print", small=True)
        self.slip.clicked.connect(self._print_slip)
        self.slip.hide()
        self.footer.add_right(self.slip)
        self.keep_button = Button(T("Keep as draft"), key="Ctrl+D")
        self.keep_button.clicked.connect(self.keep_as_draft)
        self.save_button = Button(T("Save and next"), "primary", key="Ctrl+Return")
        self.save_button.clicked.connect(self.save_and_next)
        self.footer.add_right(self.keep_button)
        self.footer.add_right(self.save_button)
        return self.footer

    def fold(self, narrow: bool) -> None:
        self.side.fold(narrow)
        if isinstance(self.bar, TabBar):
            return  # tabs need the whole width
        row = self.head.row
        if narrow and self._top.count() == 2:
            self._top.removeWidget(self.bar)
            row.insertWidget(1, self.bar, 20)
        elif not narrow and self._top.count() == 1:
            row.removeWidget(self.bar)
            self._top.addWidget(self.bar)

    # -- opening ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """Opens a record by `row`, a draft by key, a `new` form; without a wish a half-typed form stays as it is."""
        row, draft, new = str(args.get("row") or ""), str(args.get("draft") or ""), bool(args.get("new"))
        if row:
            self.keep_typed()
            self.shell.lanes.store.run(lambda task: registering.load(self.desk, row), self._loaded, owner=self)
        elif draft:
            self.open_draft(draft)
        elif new or not self.changed():
            self.keep_typed()
            self.begin(registering.next_like(self.opened.base))
            self.look_for_drafts()
        else:
            self.go_to(self.here)

    def open_draft(self, key: str) -> None:
        """Goes on with a half-typed form; one whose record is there already is put over that record."""

        def find(task: object) -> tuple[Draft, Sheet | None]:
            found = drafts.get(self.desk, key)
            return found, registering.load(self.desk, found.row) if found.row else None

        def show(answer: tuple[Draft, Sheet | None]) -> None:
            found, sheet = answer
            base = sheet or self.blank()
            self.begin(base, self._whole(found.texts), key)
            self.opened.kept = True
            self.offer.hide()

        self.shell.lanes.store.run(find, show, owner=self)

    def look_for_drafts(self) -> None:
        """Offers the newest half-typed form that is not the one on screen."""
        self.shell.lanes.store.run(lambda task: drafts.kept(self.desk), self._offer_draft, owner=self)

    def _offer_draft(self, kept: Sequence[Draft]) -> None:
        mine = [one for one in kept if one.page == self.PAGE and one.key != self.opened.key]
        self.offer.setVisible(bool(mine))
        if mine:
            newest = mine[0]
            self._offered = newest.key
            name = newest.texts.get("name_hi") or newest.texts.get("name_en") or T("without a name")
            when = datetime.fromisoformat(newest.updated).astimezone()
            self._offer_strip.show_state(T("Half-typed: {name}, {when}", name=name, when=when), "warning", "edit")

    def _throw_away(self) -> None:
        key = self._offered
        self.shell.lanes.store.run(
            lambda task: drafts.drop(self.desk, key), lambda done: self.look_for_drafts(), owner=self
        )

    def _loaded(self, sheet: Sheet) -> None:
        self.begin(sheet)

    def begin(self, base: Sheet, typed: Mapping[str, str] | None = None, key: str = "") -> None:
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
        self.visited = set(range(len(self.parts))) if base.holder.id else {0}
        self.head.title.show_text(self.title_of(base))
        self.mend.show_state("", "")
        self.refresh()
        self.go_to(self.first_part(base))

    def start_texts(self, base: Sheet) -> dict[str, str]:
        """The texts with which a form on this sheet begins."""
        return forms.texts(base, self.desk.today)

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Shows these texts in the editors."""
        self.state.show(texts)

    def first_part(self, base: Sheet) -> int:
        """With which part a form on this sheet begins."""
        return 0

    # -- moving about -------------------------------------------------------------------------------------------------

    def go_to(self, number: int, key: str = "") -> None:
        """Shows a part and puts the cursor into `key` or its first place."""
        self.here = number
        self.visited.add(number)
        self.stack.setCurrentIndex(number)
        self._show_steps()
        target = key or next((k for k in self.parts[number].keys if self._can_enter(k)), "")
        if target:
            self.state.focus(target)
            bound = self.state.bound(target)
            if bound is not None:
                self.parts[number].ensureWidgetVisible(bound.place or bound.editor, 0, 40)

    def back(self) -> None:
        """The part before; from the first one the list."""
        if self.here > 0:
            self.go_to(self.here - 1)
        else:
            self.shell.go("people" if self.KIND == "artisan" else "shgs")

    def _can_enter(self, key: str) -> bool:
        bound = self.state.bound(key)
        return bound is not None and bound.editor.isEnabled() and bound.editor.isVisibleTo(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """From the present place to the next one; from the last place of a part to the next part."""
        keys = self.parts[self.here].keys
        here = self.state.key_of(self.focusWidget())
        after = keys[keys.index(here) + 1 :] if here in keys else keys
        target = next((key for key in after if self._can_enter(key) and not self.skips(key)), "")
        if target:
            self.go_to(self.here, target)
        elif self.here + 1 < len(self.parts):
            self.go_to(self.here + 1)
        else:
            self.save_button.setFocus()

    def skips(self, key: str) -> bool:
        """Whether Enter passes over this place (the age when the date of birth is there)."""
        return False

    def part_of(self, key: str) -> int:
        """The part in which a place lies."""
        return next((number for number, part in enumerate(self.parts) if key in part.keys), self.here)

    def go_to_first_problem(self) -> None:
        """Goes to the first place to mend."""
        order = [key for part in self.parts for key in part.keys]
        wrong = [problem.key for problem in self.found if problem.blocks]
        if wrong:
            first = min(wrong, key=lambda key: (self.part_of(key), order.index(key) if key in order else 0))
            self.go_to_place(first)

    def go_to_place(self, key: str) -> None:
        """Goes to a place to mend."""
        self.go_to(self.part_of(key), key if self.state.bound(key) else "")

    def place_name(self, key: str) -> Says:
        """What a place to mend is called."""
        return self.state.name_of(key)

    def has_text(self, key: str) -> bool:
        """Whether something was written in a place."""
        return bool(self.state.text(key)) or key == "aadhaar_last4"

    def was_left(self, key: str) -> bool:
        """Whether somebody has been in a place and left it."""
        return key in self.opened.touched

    # -- messages -----------------------------------------------------------------------------------------------------

    def _edited(self, key: str) -> None:
        self.opened.revision += 1
        self.slip.hide()
        self._pause.start()
        self.refresh(typing=key)

    def _left(self, key: str) -> None:
        self.opened.touched.add(key)
        self.refresh()

    def refresh(self, typing: str = "") -> None:
        """Reads the form again and says what is to be mended; nothing new in the place that is typed into."""
        sheet = self.sheet()
        self.found = (*self.review(sheet), *self._unreduced())
        shown = [problem for problem in self.found if self._to_show(problem)]
        self.state.show_problems(shown, skip=typing)
        self._say_mend([problem for problem in shown if problem.blocks and problem.key != typing])
        self._show_steps()
        self.refreshed(sheet)

    def _unreduced(self) -> list[Problem]:
        """An Aadhaar number that is not right is never kept; it has to be mended or emptied."""
        found = []
        for bound in self.state.all_bound():
            if isinstance(bound.editor, AadhaarBox):
                wrong = bound.editor.wrong()
                if wrong is not None:
                    found.append(Problem(bound.key, wrong))
        return found

    def _to_show(self, problem: Problem) -> bool:
        if self.opened.tried:
            return True
        return self.was_left(problem.key) and (self.has_text(problem.key) or not problem.blocks)

    def _say_mend(self, wrong: Sequence[Problem]) -> None:
        keys = list(dict.fromkeys(problem.key for problem in wrong))
        if not keys:
            self.mend.show_state("", "")
            return

        def words() -> Text:
            names = join_names([self.place_name(key) for key in keys])
            return Tn(
                "{count} place needs mending: {names}", "{count} places need mending: {names}", len(keys), names=names
            )

        self.mend.show_state("error", words)

    def _show_steps(self) -> None:
        wrong = {self.part_of(p.key) for p in self.found if p.blocks and self._to_show(p)}
        # A warning about an empty place (no consent yet) keeps a part open, too.
        open_ones = {self.part_of(p.key) for p in self.found if p.blocks or not self.has_text(p.key)}
        done = [n for n in self.visited if n not in open_ones and n != self.here]
        self.bar.show_steps(self.here, done, sorted(wrong - {self.here}))

    # -- drafts -------------------------------------------------------------------------------------------------------

    def typed_texts(self) -> dict[str, str]:
        """What the draft keeps: every text that is there; never a full Aadhaar number."""
        return {key: self._safe(key, text) for key, text in self.texts().items() if text}

    def _safe(self, key: str, text: str) -> str:
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
        opened = self.opened
        if not opened.revision or not (self.changed() or opened.kept):
            return
        draft = Draft(opened.key, self.PAGE, self.typed_texts(), opened.base.holder.id)
        opened.kept, opened.revision = True, 0
        self.shell.lanes.store.run(lambda task: drafts.keep(self.desk, draft), self._said_kept, owner=self)

    def _said_kept(self, answer: object) -> None:
        self.shell.saved(T("Draft kept"))

    def can_leave(self) -> bool:
        self.keep_typed()
        return True

    # -- saving -------------------------------------------------------------------------------------------------------

    def save_and_next(self) -> None:
        """Saves a form without errors and begins the next one; with errors it shows them."""
        self.opened.tried = True
        self.refresh()
        if any(problem.blocks for problem in self.found):
            self.go_to_first_problem()
            return
        self._save(self._saved_next)

    def keep_as_draft(self) -> None:
        """Saves the record as it is, unfinished where something is missing."""
        self._save(self._saved_draft)

    def _save(self, then: object) -> None:
        assert callable(then)
        self._pause.stop()
        sheet, photo, key = self.sheet(), self.photo, self.opened.key
        self._enable(False)

        def write(task: object) -> Sheet:
            saved = registering.save(self.desk, sheet, photo)
            drafts.drop(self.desk, key)
            return saved

        def done(saved: Sheet) -> None:
            self._enable(True)
            then(saved)

        self.shell.lanes.store.run(write, done, self._not_saved, owner=self)

    def _not_saved(self, error: KnownError) -> None:
        self._enable(True)
        self.opened.revision += 1
        self.keep_typed()
        self.shell.saved(T("Not saved"), "err")
        self.mend.show_state("error", error.text)

    def _enable(self, on: bool) -> None:
        self.stack.setEnabled(on)
        for button in (self.keep_button, self.save_button):
            button.setEnabled(on)

    def saved_as(self, saved: Sheet) -> None:
        """The record lies in the store: remember what the next form may want."""

    def _saved_next(self, saved: Sheet) -> None:
        self.saved_as(saved)
        self.begin(registering.next_like(saved))
        self._tell_saved(saved)
        self._saved = saved.holder
        self.slip.show()
        self.mend.show_state("ok", self.saved_words(saved))

    def _saved_draft(self, saved: Sheet) -> None:
        here, part = self.state.key_of(self.focusWidget()), self.here
        self.begin(saved)
        self.go_to(part, here)
        self._tell_saved(saved)
        missing = len({problem.key for problem in self.found if problem.blocks})
        number = saved.holder.registration
        words: Says = T("Kept: {number}", number=number)
        if missing:
            words = Tn(
                "Kept as draft: {number}. {count} place is still open.",
                "Kept as draft: {number}. {count} places are still open.",
                missing,
                number=number,
            )
        self.mend.show_state("warning" if missing else "ok", words)

    def _tell_saved(self, saved: Sheet) -> None:
        self.shell.saved(T("Saved: {number}", number=saved.holder.registration))

    def saved_words(self, saved: Sheet) -> Says:
        """What the footer says of a saved record."""
        holder = saved.holder
        return T("Saved: {name}, {number}", name=holder.name_hi or holder.name_en, number=holder.registration)

    def _print_slip(self) -> None:
        """Name and number of the person who was saved last, to take home."""
        from samarth_desktop.gui import slip

        if self._saved is not None:
            slip.print_slip(self, self._saved, self.desk.author, self.desk.today)

    def _note_show(self, key: str) -> None:
        """Somebody asked to see a number in full: the audit trail notes it."""
        row = self.opened.base.holder.id
        if row:
            self.shell.lanes.store.run(lambda task: drafts.note_shown(self.desk, row, key), owner=self)
