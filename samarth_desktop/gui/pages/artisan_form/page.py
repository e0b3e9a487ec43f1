"""The page of the artisan form."""

from collections.abc import Mapping
from typing import cast

from samarth_desktop.actions.registration import drafts
from samarth_desktop.actions.registration.form_keys import NO_PHOTO, PHOTO
from samarth_desktop.actions.registration.forms import CONSENT, PROGRAMME
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Problem, fields_of
from samarth_desktop.domain.fields.form_values import AGE
from samarth_desktop.gui.forms.duplicate_warning import DuplicateWarning
from samarth_desktop.gui.forms.form_page import FormPage
from samarth_desktop.gui.forms.programme_choice import programme_words
from samarth_desktop.gui.forms.transliteration import TransliterationBinder
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.frame import PageHead, StepBar
from samarth_desktop.gui.kit.surfaces.labels import Badge, Label
from samarth_desktop.gui.pages.artisan_form.address import AddressPart, VillageFinder, place_line
from samarth_desktop.gui.pages.artisan_form.consent import ConsentPart
from samarth_desktop.gui.pages.artisan_form.documents_part import DocumentsPart
from samarth_desktop.gui.pages.artisan_form.identity import IdentityPart
from samarth_desktop.gui.pages.artisan_form.work import WorkPart
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan


class ArtisanForm(FormPage):
    """Registers a person or corrects a record. ``shown(row=)``, ``shown(draft=)``, ``shown(new=True)``."""

    PAGE = "artisan-form"
    KIND = "artisan"
    LIST = "people"

    def __init__(self, host: PageHost, session: Session) -> None:
        super().__init__(host, session)
        self.head = PageHead("")
        self.head.note.hide()
        self.programme_badge = Badge("", "info")
        self.place_badge = Badge("", "outline", "place", 400)
        self.draft_badge = Badge(T("Draft"), "warning", "edit")
        self.number_badge = Badge("", "outline")
        for badge in (self.programme_badge, self.place_badge, self.number_badge, self.draft_badge):
            badge.hide()
            self.head.add_left(badge)
        self.step_words = Label("", 13, 400, "ink2")
        self.star = Label("*", 14, 700, "err")
        self.hall = Button(T("A whole hall"), "link", "group", small=True)
        self.hall.clicked.connect(lambda: self.host.go("bulk"))
        self.head.add_right(self.hall)
        self.head.add_right(self.star)
        self.head.add_right(self.step_words)
        self.head.row.setSpacing(10)
        self.bar = StepBar([T("Consent"), T("Identity"), T("Address"), T("Work"), T("Papers and bank")])
        self.similar = DuplicateWarning(host, session)
        self.similar.opened.connect(self._open_similar)
        self.side = self.similar
        described = fields_of(Artisan)
        self.consent = ConsentPart(self.state, self.KIND, session.library)
        self.identity = IdentityPart(self.state)
        self.address = AddressPart(self.state, described, VillageFinder(self.state, session, host.lanes.store))
        self.work = WorkPart(self.state, session.library)
        self.papers = DocumentsPart(self.state, session, host.lanes.store)
        self.papers.papers.seen.connect(self._note_show)
        self.papers.photo.taken.connect(self._photo_taken)
        self.papers.photo.removed.connect(self._photo_removed)
        self.parts = [self.consent, self.identity, self.address, self.work, self.papers]
        self.twins = [
            TransliterationBinder(self.state, "name_hi", "name_en"),
            TransliterationBinder(self.state, "relative_hi", "relative_en"),
            TransliterationBinder(self.state, "village", "village_other"),
        ]
        self.put_together()
        self.begin(self.blank())

    # -- what FormPage asks -------------------------------------------------------------------------------------------

    def title_of(self, sheet: Registration) -> LocalizedText:
        holder = sheet.holder
        if not holder.id:
            return T("New artisan")
        return holder.name_hi or holder.name_en or T("Artisan without a name")

    def start_texts(self, base: Registration) -> dict[str, str]:
        texts = super().start_texts(base)
        if not base.consents:
            texts[CONSENT + "given_on"] = f"{self.session.today:%d/%m/%Y}"
        return texts

    def show_texts(self, texts: Mapping[str, str]) -> None:
        self.work.extras.show_programme(texts.get(PROGRAMME, ""))
        super().show_texts(texts)
        self.identity.show_answer()
        self.papers.papers.new_form()
        self.address.fields.follow()
        self.state.put("district", texts.get("district", ""))
        self.consent.offer_programmes(texts.get("state", ""))
        for twin in self.twins:
            twin.reset()
        self.similar.reset()
        self._load_photo(texts.get(PHOTO, ""))

    def first_part(self, base: Registration) -> int:
        return 1 if base.holder.id else 0

    def was_edited(self, key: str) -> None:
        if key == "relation" and self.state.text(key) == "husband" and not self.state.text("gender"):
            self.state.put("gender", "female")  # seen and changed as any other answer
        super().was_edited(key)

    def needed(self) -> set[str]:
        asked = {"mobile"} if not (self.state.text("mobile") or self.state.text("phone_owner")) else set()
        return super().needed() | asked  # until somebody says that there is no phone

    def skips(self, key: str) -> bool:
        return key == AGE and bool(self.state.text("birth_date") or self.state.text(AGE))

    def refreshed(self, sheet: Registration) -> None:
        holder = cast(Artisan, sheet.holder)
        again = bool(self.opened.base.holder.id)
        self.consent.follow(again)
        self.identity.follow(holder, self.session.today, again)
        self.papers.follow()
        self.work.follow()
        code = self.state.text(PROGRAMME)
        self.work.extras.show_programme(code)
        if holder.state != self._offered_state:
            self._offered_state = holder.state
            self.consent.offer_programmes(holder.state)
        self.address.fields.offer_last()
        self.similar.look(sheet)
        self._show_badges(code, again)

    def review(self, sheet: Registration) -> tuple[Problem, ...]:
        found = super().review(sheet)
        if not self.state.text(PROGRAMME):
            found = (Problem(PROGRAMME, T("Choose the programme.")), *found)
        if not sheet.consented:
            text = T("Without consent no certificate can be printed.")
            found = (*found, Problem(CONSENT + "how", text, blocks=False))
        return found

    _offered_state = ""

    def _show_badges(self, code: str, again: bool) -> None:
        narrow = self.host.narrow
        where = place_line(self.state.texts()) if self.state.text("village") else ""
        self.programme_badge.show_state(lambda: programme_words(code, self.session.library), "info")
        self.programme_badge.setVisible(bool(code) and not narrow)
        self.place_badge.show_state(where, "outline", "place")
        self.place_badge.setVisible(bool(where) and not narrow)
        self.number_badge.show_state(self.opened.base.holder.registration, "outline")
        self.number_badge.setVisible(again and not narrow)
        self.draft_badge.setVisible(again and not narrow and any(p.blocks for p in self.found))

    def fold(self, narrow: bool) -> None:
        super().fold(narrow)
        self.star.setVisible(not narrow)
        self.hall.setVisible(not narrow)
        self.step_words.setVisible(not narrow)
        self._show_badges(self.state.text(PROGRAMME), bool(self.opened.base.holder.id))

    def go_to(self, number: int, key: str = "") -> None:
        super().go_to(number, key)
        self.step_words.show_text(T("required · step {here} / {all}", here=number + 1, all=len(self.parts)))

    def _open_similar(self, row: str) -> None:
        """Opens the form of somebody who was found; of a member who is only a name in a group, that of the group."""
        from samarth_desktop.actions.exchange import duplicates

        def show(found: tuple[str, str]) -> None:
            kind, there = found
            if kind == self.KIND:
                self.shown(row=there)
            else:
                self.host.go("shg-form", row=there)

        self.host.lanes.store.run(lambda task: duplicates.form_of(self.session, row), show, owner=self)

    # -- photo --------------------------------------------------------------------------------------------------------

    def saved_as(self, saved: Registration) -> None:
        self.address.fields.remember(self.start_texts(saved))
        self.papers.bank.forget()

    def told_apart(self) -> frozenset[str]:
        return frozenset(self.similar.refused)

    def _photo_taken(self, jpeg: bytes) -> None:
        self.photo = jpeg
        before, opened = self.state.text(PHOTO), self.opened

        def keep(task: object) -> str:
            name = drafts.keep_photo(self.session, jpeg)
            if before not in ("", NO_PHOTO, name):
                drafts.drop_file(self.session, before)
            return name

        def kept(name: str) -> None:
            if opened is self.opened:  # else it is the picture of somebody whose form is closed
                self.state.put(PHOTO, name)
                self.state.edited.emit(PHOTO)

        self.host.lanes.store.run(keep, kept, owner=self)

    def _photo_removed(self) -> None:
        holder, before = self.opened.base.holder, self.state.text(PHOTO)
        had = bool(holder.photo)
        self.photo = b"" if had else None
        self.state.put(PHOTO, NO_PHOTO if had else "")
        self.state.edited.emit(PHOTO)
        if before not in ("", NO_PHOTO):
            self.host.lanes.store.run(lambda task: drafts.drop_file(self.session, before), owner=self)

    def _load_photo(self, typed: str) -> None:
        """The photo of a draft, or of the record that was there before, read in the store lane."""
        holder = self.opened.base.holder
        name = typed or holder.photo
        opened = self.opened

        def found(jpeg: bytes | None) -> None:
            if opened is self.opened:
                self.photo = jpeg if typed else None
                self.papers.photo.show_photo(jpeg)

        self.papers.photo.show_photo(None)
        if typed == NO_PHOTO:
            self.photo = b""
        elif name:
            self.host.lanes.store.run(lambda task: drafts.photo(self.session, name), found, owner=self)
