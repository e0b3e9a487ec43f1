"""Today: greeting, village, big steps, unfinished forms, what was not yet sent, what was done."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card, line
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.pages.duplicates.duplicates_banner import DuplicatesBanner
from samarth_desktop.gui.pages.help.update_card import UpdateBanner
from samarth_desktop.gui.pages.names.names_banner import NamesBanner
from samarth_desktop.gui.pages.settings.settings_parts import backup_state
from samarth_desktop.gui.pages.today.ending_card import EndingCard
from samarth_desktop.gui.pages.today.keeping_card import KeepingCard
from samarth_desktop.gui.pages.today.market_card import MarketCard
from samarth_desktop.gui.pages.today.today_parts import BigStep, UnfinishedRow, VillageLine
from samarth_desktop.gui.pages.today.visits_card import VisitsCard
from samarth_desktop.gui.pages.workshops.hero import TodaysHero
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.store.log.changed import SETTING

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.today import Overview, Unfinished
    from samarth_desktop.actions.workshops.hero import Ready
    from samarth_desktop.gui.background.duplicate_scan import DuplicateScan
    from samarth_desktop.gui.background.name_scan import NameScan
    from samarth_desktop.store.log.changed import Changed

# page -> (icon, title, line below, key); shown when the program has the page
STEPS = (
    ("artisan-form", "person", T("Register artisan"), T("New person, about 6 minutes"), "Ctrl+N"),
    ("shg-form", "group", T("Register SHG"), T("Self-Help Group and members"), "Ctrl+G"),
    ("certificates", "print", T("Print certificates"), T("For those whose forms are complete"), "Ctrl+P"),
)
HALL_STEPS = (
    ("door", "door", T("At the door"), T("Today's workshop: who comes in"), "Ctrl+T"),
    ("bulk", "person", T("A whole hall"), T("Many people at once, in a grid"), ""),
    ("certificates", "print", T("Print certificates"), T("For those whose forms are complete"), "Ctrl+P"),
)
"""Of whoever registers in halls only."""
FORMS = {"artisan": "artisan-form", "shg": "shg-form"}


class TodayPage(Page):
    """The first page. `pages` are those that exist, with their window-wide keys: no button leads nowhere."""

    def __init__(
        self, host: PageHost, session: "Session", pages: Mapping[str, str], doubles: "DuplicateScan", names: "NameScan"
    ) -> None:
        super().__init__(host)
        self.host, self.session, self._pages, self._doubles, self._names = host, session, pages, doubles, names
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = Scroll(margin=28, gap=20)
        outer.addWidget(scroll)
        scroll.column.setContentsMargins(28, 16, 28, 24)
        scroll.column.addLayout(self._head())
        self.workshop = TodaysHero(host, session)
        scroll.column.addWidget(self.workshop)
        self.steps = self._big_steps()
        scroll.column.addLayout(self.steps)
        self.newer = UpdateBanner(host, session)
        scroll.column.addWidget(self.newer)
        self.twice = DuplicatesBanner(host)
        doubles.told.connect(self.twice.show_waiting)
        scroll.column.addWidget(self.twice)
        self.doubted = NamesBanner(host)
        names.told.connect(self.doubted.show_waiting)
        scroll.column.addWidget(self.doubted)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(16)
        self._left = QVBoxLayout()
        self.visits = VisitsCard(host, session)
        self._left.addWidget(self.visits)
        self._left.addWidget(self._unfinished_card())
        self._left.addStretch(1)
        self._right = Columns(560)
        self.ending = EndingCard(host, session)
        self.market = MarketCard(host, session)
        self.keeping = KeepingCard(host, session)
        cards = (self.ending, self.market, self._unsent_card(), self._work_card(), self.keeping)
        for card in cards:
            self._right.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self._right.addStretch(1)
        self._lower.addLayout(self._left, 2)
        self._lower.addLayout(self._right, 1)
        scroll.column.addLayout(self._lower)
        scroll.column.addStretch(1)
        lang.changed.connect(self._read)

    # -- laying out -----------------------------------------------------------------------------------------------

    def _head(self) -> Columns:
        row = Columns(560)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.greeting = Label(lambda: T("Namaste, {name} ji", name=self.session.author.split(" ")[0]), 26, 700)
        self.day = Label(lambda: lang.catalog.date(self.session.today, "EEEE, d MMMM y"), 15, 400, "ink2")
        words.addWidget(self.greeting)
        words.addWidget(self.day)
        row.addLayout(words, 1)
        self.village = VillageLine()
        self.village.chosen.connect(self._set_village)
        row.addWidget(self.village, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _big_steps(self) -> Columns:
        steps = Columns(640)
        self.buttons: dict[str, BigStep] = {}
        offered = STEPS if "artisan-form" in self._pages else HALL_STEPS
        there = [step for step in offered if step[0] in self._pages]
        for column, (page, icon, title, text, key) in enumerate(there):
            button = BigStep(icon, title, text, key, hero=column == 0, listens=self._pages[page] != key)
            button.clicked.connect(lambda checked=False, page=page: self._begin(page))
            steps.addWidget(button, 1)
            self.buttons[page] = button
        return steps

    def _unfinished_card(self) -> Card:
        card = Card(T("Unfinished forms"), margin=0)
        card.head.setContentsMargins(16, 8, 16, 0)
        self.see_all = Button(T("See all"), "link")
        self.see_all.clicked.connect(lambda: self.host.go("people", unfinished=True))
        self.see_all.setVisible(False)
        card.head.addWidget(self.see_all)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        card.body.addLayout(self._rows)
        self._none = IconLabel("checkc", T("Nothing is half-done."), "ok", 15, icon_size=18)
        self._none.setContentsMargins(16, 4, 16, 16)
        card.body.addWidget(self._none)
        self._unfinished = card
        return card

    def _unsent_card(self) -> Card:
        card = Card(T("Not yet sent"), "unsent")
        self.unsent_count = Label("0", 24, 700)
        card.head.addWidget(self.unsent_count)
        self._counts = QGridLayout()
        self._counts.setHorizontalSpacing(6)
        self._counts.setVerticalSpacing(2)
        card.body.addLayout(self._counts)
        self._safe = Label("", 13, 400, "ink2", wrap=True)
        card.body.addWidget(self._safe)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.send = Button(T("Send now"), icon="sync", small=True)
        self.stick = Button(T("Send by pen drive"), icon="usb", small=True)
        for button in (self.send, self.stick):
            button.clicked.connect(lambda: self.host.go("sync"))
            button.setVisible("sync" in self._pages)
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _work_card(self) -> Card:
        card = Card(T("Your work"), size=15)
        row = QHBoxLayout()
        row.setSpacing(10)
        self._numbers: dict[str, Label] = {}
        words = {
            "today": T("new today"),
            "month": T("this month"),
            "to_print": T("to print"),
            "unfinished": T("unfinished"),
        }
        for key, text in words.items():
            if self._numbers:
                row.addWidget(line(upright=True))
            column = QVBoxLayout()
            column.setSpacing(0)
            self._numbers[key] = Label("0", 24, 700)
            column.addWidget(self._numbers[key])
            column.addWidget(Label(text, 13, 400, "ink2"))
            row.addLayout(column, 1)
        card.body.addLayout(row)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return card

    # -- filling --------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        self._read()
        self.newer.read()
        self._doubles.begin()
        self._names.begin()

    def data_changed(self, changed: "Changed") -> None:
        if changed.kinds - {SETTING}:
            self._read()

    def _read(self) -> None:
        from samarth_desktop.actions import today
        from samarth_desktop.actions.workshops import hero

        self.host.lanes.store.run(lambda task: today.overview(self.session), then=self.fill, owner=self)
        if "programmes" in self._pages:  # what a role has no page for stays hidden
            self.visits.read(self.village.name)
            self.ending.read()
        if "own-record" in self._pages:
            self.keeping.read()
        if "products" in self._pages:
            self.market.read()
        if "workshops" in self._pages:
            self.host.lanes.store.run(lambda task: hero.ready(self.session), then=self._fill_workshop, owner=self)

    def fill(self, found: "Overview") -> None:
        """Shows what was read."""
        self.village.show_village(found.village, found.home_area)
        self._fill_unfinished(found)
        self._fill_unsent(found)
        for key, label in self._numbers.items():
            number = getattr(found.done, key)
            label.show_text(lang.catalog.number(number))
        ready = found.done.to_print
        if "certificates" in self.buttons:
            words: Text = Tn("{count} is ready", "{count} are ready", ready) if ready else STEPS[-1][3]
            self.buttons["certificates"].show_text(words)
        tone, words = backup_state(found.backed_up)
        late = tone == "warning"
        if found.done.month or not late:  # nobody is asked to copy what is not there yet
            self.host.fact("backup", words, "warn" if late else "", "warn" if late else "")

    def _fill_workshop(self, found: "Ready") -> None:
        """Today's workshop above the steps; a day without one shows nothing of it."""
        self.workshop.show_ready(found if found.plan is not None else None)

    def _fill_unfinished(self, found: "Overview") -> None:
        empty(self._rows)
        for one in found.unfinished:
            row = UnfinishedRow(one, _when(one.created, self.session.today))
            page = one.page or FORMS[one.kind]
            row.go_on.setVisible(page in self._pages)
            row.go_on.clicked.connect(lambda checked=False, page=page, one=one: self._continue(page, one))
            self._rows.addWidget(row)
        self._none.setVisible(not found.unfinished)
        if not found.done.month:
            self._none.show_state("person", T("Begin with the first person: Register artisan."), "ink")
        else:
            self._none.show_state("checkc", T("Nothing is half-done."), "ok")
        count = found.done.unfinished
        self.see_all.show_text(T("See all ({n})", n=count))
        self.see_all.setVisible(count > sum(1 for one in found.unfinished if not one.draft) and "people" in self._pages)

    def _begin(self, page: str) -> None:
        """A form begins empty; other pages come as they are."""
        if page in FORMS.values():
            self.host.go(page, new=True)
        else:
            self.host.go(page)

    def _continue(self, page: str, one: "Unfinished") -> None:
        if one.draft:
            self.host.go(page, draft=one.draft)
        else:
            self.host.go(page, row=one.row)

    def _fill_unsent(self, found: "Overview") -> None:
        unsent = found.unsent
        self.unsent_count.show_text(lambda: lang.catalog.number(unsent.records))
        empty(self._counts)
        megabytes = f"{unsent.photo_bytes / 1_048_576:.1f}"
        photos: Text = Tn("photo", "photos", unsent.photos)
        if unsent.photos:
            photos = Tn("photo ({size} MB)", "photos ({size} MB)", unsent.photos, size=megabytes)
        words = (
            (unsent.artisans, Tn("new artisan", "new artisans", unsent.artisans)),
            (unsent.shgs, Tn("new SHG", "new SHGs", unsent.shgs)),
            (unsent.corrections, Tn("correction", "corrections", unsent.corrections)),
            (unsent.photos, photos),
        )
        for place, (number, text) in enumerate(words):
            count = Label(lang.catalog.number(number), 15, 600)
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._counts.addWidget(count, place // 2, place % 2 * 2)
            self._counts.addWidget(Label(text, 15), place // 2, place % 2 * 2 + 1)
            self._counts.setColumnStretch(place % 2 * 2 + 1, 1)
        self._counts.setColumnMinimumWidth(0, 18)
        self._counts.setColumnMinimumWidth(2, 18)
        nothing = T("Nothing waits to be sent.")
        safe = T("Everything is safe on this laptop. It goes by itself when there is internet.")
        self._safe.show_text(safe if unsent.records or unsent.photos else nothing)

    def _set_village(self, name: str) -> None:
        from samarth_desktop.actions import today

        self.host.lanes.store.run(
            lambda task: today.set_village(self.session, name), then=lambda done: self.shown(), owner=self
        )

    def fold(self, narrow: bool) -> None:
        for button in self.buttons.values():
            button.show_slim(narrow)
        # in a narrow window the cards at the right go below the list, side by side
        self._lower.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)


def _when(moment: datetime | None, today: date) -> Text | str:
    """Today 10:05, yesterday 17:20, 20 November."""
    if moment is None:
        return ""
    local = moment.astimezone()
    if local.date() == today:
        return T("Today {time}", time=f"{local:%H:%M}")
    if local.date() == today - timedelta(days=1):
        return T("Yesterday {time}", time=f"{local:%H:%M}")
    return lang.catalog.date(local.date(), "d MMMM")
