"""Programmes: what each asks and gives, until when, where that was read; a look before publishing; files."""

import functools
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from samarth_desktop.actions.device import roles
from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.programme import Programme, Published, problems, programmes
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card, line
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.frame import PageHead, Scroll
from samarth_desktop.gui.kit.surfaces.labels import Badge, IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang, say
from samarth_desktop.i18n import LocalizedName, T, Text, Tn
from samarth_desktop.kinds.enrolment.record import STAGES
from samarth_desktop.rules.programmes.dates import SOON
from samarth_desktop.rules.programmes.eligibility import groups_of, words_of

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.store.log.changed import Changed

LIST_WIDTH = 320
_BESIDE, _ABOVE = 40, 20  # what stands round the words of a row: padding, the bar of the chosen one
_LABELS = {stage.code: Text(stage.label) for stage in STAGES}


def said(words: Text | LocalizedName) -> str:
    """Words of a programme's file or of the program, in the language of the window."""
    return say(words) if isinstance(words, Text) else words.best(lang.code)


def _end_of(day: date, today: date) -> Badge:
    """Until when a programme runs; louder in its last 30 days, and once it ended."""
    if day < today:
        return Badge(T("Ended on {day}", day=day), "warning", "warn")
    return Badge(T("Until {day}", day=day), "warning" if day - today <= SOON else "outline", "clock")


class ProgrammesPage(Page):
    """The programmes at the left, the chosen one at the right."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.found: tuple[Programme, ...] = ()
        self._office = False  # until it is read: only the office publishes
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 14, 24, 12)
        body.setSpacing(12)
        self.head = PageHead(T("Programmes"))
        self.add = Button(T("Add a file"), icon="plus")
        self.add.clicked.connect(self._choose_file)
        self.board = Button(T("Who is how far"), "primary", "board")
        self.board.clicked.connect(lambda: self.host.go("board", code=self.code))
        self.head.add_right(self.add)
        self.head.add_right(self.board)
        body.addWidget(self.head)
        self.wrong = Banner("", "warning", closable=True)
        self.wrong.hide()
        body.addWidget(self.wrong)
        self.gone = Banner("", "info", closable=True)
        self.gone.hide()
        body.addWidget(self.gone)
        row = Columns(760)
        body.addLayout(row, 1)
        self.list = QListWidget()
        self.list.setProperty("surface", "rows")
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind_text(self.list.setAccessibleName, T("Programmes"))
        self.list.currentRowChanged.connect(lambda row: self._show())
        row.addWidget(self.list)
        self.card = Card(margin=4)
        row.addWidget(self.card, 1)
        self._scroll: Scroll | None = None
        self.start = self.list
        lang.changed.connect(self._say_names)

    @property
    def code(self) -> str:
        """The chosen programme."""
        at = self.list.currentRow()
        return self.found[at].code if 0 <= at < len(self.found) else ""

    def shown(self, **args: object) -> None:
        """Reads the programmes; files of the folder that are not right are named."""
        wanted = args.get("code") or self.code
        self.host.lanes.store.run(lambda task: roles.is_office(self.session), self._show_role, owner=self)
        self.found = programmes(self.session.library)
        self.list.clear()
        for _ in self.found:
            self.list.addItem(QListWidgetItem())
        self._say_names()
        codes = [one.code for one in self.found]
        self.list.setCurrentRow(codes.index(str(wanted)) if wanted in codes else 0)
        faults = problems(self.session.library)
        self.wrong.setVisible(bool(faults))
        if faults:
            name, fault = next(iter(faults.items()))
            self.wrong.show_state(T("{file} is passed over: {problem}", file=name, problem=fault), "warning")
        self._show_gone()

    def data_changed(self, changed: "Changed") -> None:
        if "programme" in changed.kinds:  # another version, or one that was withdrawn, came in
            self.shown()

    def _show_gone(self) -> None:
        """Names what the office took back from all laptops, the last first."""
        from samarth_desktop.actions.programmes import files

        gone = [files.said_of_withdrawn(one) for one in files.no_more(self.session)]
        self.gone.setVisible(bool(gone))
        self.gone.show_state(lambda: "\n".join(map(say, gone)), "info")

    def _show_role(self, office: bool) -> None:
        if office != self._office:
            self._office = office
            self._show()

    def _say_names(self) -> None:
        for number, one in enumerate(self.found):
            item = self.list.item(number)
            if item is not None:
                trial = say(T("trial")) if one.trial else ""
                text = "\n".join((one.name.say(lang.code), " · ".join(filter(None, (one.code, trial)))))
                item.setText(text)
                item.setSizeHint(QSize(0, self._height(text)))
        self._show()

    def _height(self, text: str) -> int:
        """How high a row is with all its lines: the list itself gives a wrapped row's height to the next one."""
        self.list.ensurePolished()
        room = QRect(0, 0, LIST_WIDTH - _BESIDE, 1000)
        return self.list.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height() + _ABOVE

    # -- the chosen one -----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        at = self.list.currentRow()
        if not 0 <= at < len(self.found):
            return
        old, self._scroll = self._scroll, Scroll(margin=16, gap=10)
        self._fill(self._scroll.column, self.found[at])
        if old is not None:
            self.card.body.removeWidget(old)
            old.hide()  # it stays in its place until the event loop deletes it
            old.deleteLater()
        self.card.body.addWidget(self._scroll, 1)

    def _fill(self, column: QVBoxLayout, one: Programme) -> None:
        column.addWidget(Label(one.name.say(lang.code), 18, 700, wrap=True))
        badges = FlowLayout()
        for badge in self._badges(one):
            badges.addWidget(badge)
        column.addLayout(badges)
        column.addWidget(Label(one.about.say(lang.code) or one.partner.say(lang.code), 15, wrap=True))
        self._changes(column, one)
        for title, lines in (
            (T("What it gives"), self._gives(one)),
            (T("Rules for joining"), self._rules(one)),
            (T("Papers"), self._papers(one)),
            (T("What it asks besides"), [field.label.say(lang.code) for field in one.fields]),
            (T("Stages"), [" – ".join(say(_LABELS[stage]) for stage in one.stages)]),
            (T("Read in"), [source.say(lang.code) for source in one.sources]),
        ):
            if lines:
                column.addWidget(line())
                column.addWidget(Label(title, 15, 600))
                for text in lines:
                    column.addWidget(Label(text, 15, wrap=True))
        column.addWidget(line())
        column.addLayout(self._buttons(one))
        column.addStretch(1)

    def _badges(self, one: Programme) -> list[QWidget]:
        states = [found for code in one.states if (found := place.state(code))]
        where = ", ".join(found.name(lang.code) for found in states) if states else say(T("All India"))
        made: list[QWidget] = [Badge(one.code, "info"), Badge(where, "outline", "place")]
        made.append(Badge(T("Version {n}", n=one.version), "outline"))
        if one.signed:
            made.append(Badge(T("Signed on {day}", day=one.signed), "outline", "cal"))
        if one.until:
            made.append(_end_of(one.until, self.session.today))
        if one.trial:
            made.append(Badge(T("Trial: prints samples"), "warning", "warn"))
        return made

    def _changes(self, column: QVBoxLayout, one: Programme) -> None:
        from samarth_desktop.actions.programmes import files

        said, gone = self._said(one), files.withdrawn(self.session, one.code)
        if said is not None:
            by = T("Published by {name} on {day}.", name=said.by, day=said.day)
        elif gone is not None and not one.trial:
            by = T(
                "Version {n} was withdrawn by {name} on {day}: what ships with the program holds again.",
                n=gone.version,
                name=gone.by,
                day=gone.day,
            )
        else:
            return
        changed = ", ".join(say(text) for text in files.changes(self.session, one.code))
        column.addWidget(IconLabel("receive", by, "ink2", 14, wrap=True))
        if changed:
            column.addWidget(IconLabel("info", T("Changed: {what}", what=changed), "tint_ink", 14, wrap=True))

    def _said(self, one: Programme) -> Published | None:
        """What the office said when it published this version; None for a shipped one and a trial."""
        here = (each for each in self.session.store.published if each.code == one.code)
        return next((each for each in here if each.version == one.version and not one.trial), None)

    def _gives(self, one: Programme) -> list[LocalizedText]:
        found: list[LocalizedText] = []
        if one.waiver_months:
            found.append(Tn("No commission for {count} month", "No commission for {count} months", one.waiver_months))
        if one.incubation_months:
            found.append(Tn("Incubation of {count} month", "Incubation of {count} months", one.incubation_months))
        if one.catalogue_limit:
            found.append(T("At most {n} products a seller", n=one.catalogue_limit))
        if one.fairs.a_year:
            found.append(Tn("At most {count} fair a year", "At most {count} fairs a year", one.fairs.a_year))
        if one.marketplaces:
            found.append(T("Marketplaces: {names}", names=", ".join(one.marketplaces)))
        return found

    def _rules(self, one: Programme) -> list[LocalizedText]:
        found: list[LocalizedText] = []
        between = say(T("{first} or {second}", first="{}", second="{}"))
        for group in groups_of(one):
            words = [said(words_of(rule, one)) for rule in group.rules]
            found += [functools.reduce(between.format, words)] if group.need == "any" else words
        return found

    def _papers(self, one: Programme) -> list[LocalizedText]:
        must = say(T("must"))
        return [f"{paper.label.say(lang.code)}{f' ({must})' if paper.required else ''}" for paper in one.documents]

    def _buttons(self, one: Programme) -> FlowLayout:
        row = FlowLayout()
        nowhere = Button(T("Eligible, but in no programme"), small=True, icon="person")
        nowhere.clicked.connect(lambda: self.host.go("eligible", code=one.code))
        look = Button(T("See form, sheet and certificate"), small=True, icon="eye")
        look.clicked.connect(lambda: self._preview(one))
        save = Button(T("Save as a file"), small=True, icon="down")
        save.clicked.connect(lambda: self._save(one))
        for button in (nowhere, look, save):
            row.addWidget(button)
        if one.trial and self._office:
            publish = Button(T("Publish to all laptops"), small=True, icon="up")
            publish.clicked.connect(lambda: self._publish(one))
            row.addWidget(publish)
        if self._office and self._said(one) is not None:
            withdraw = Button(T("Withdraw this version"), small=True, icon="undo")
            withdraw.clicked.connect(lambda: self.ask_withdrawal(one))
            row.addWidget(withdraw)
        return row

    # -- files --------------------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name, _ = QFileDialog.getOpenFileName(self, say(T("Add a file")), documents, "TOML (*.toml)")
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Takes a file in as a trial, or says the line and the reason."""
        from samarth_desktop.actions.programmes import files

        def wrong(error: Exception) -> None:
            self.wrong.show_state(getattr(error, "text", T("The file cannot be read as text (UTF-8).")), "warning")
            self.wrong.show()

        self.host.lanes.store.run(
            lambda task: files.add(self.session, path), lambda made: self.shown(code=made.code), wrong, owner=self
        )

    def _publish(self, one: Programme) -> None:
        from samarth_desktop.actions.programmes import files

        path = next(iter(sorted(self.session.programmes.glob(f"{one.code}.toml"))), None)
        if path is not None:
            self.host.lanes.store.run(
                lambda task: files.publish(self.session, path), lambda made: self.shown(code=made.code), owner=self
            )

    def ask_withdrawal(self, one: Programme) -> Ask:
        """Asks before the version is taken back from all laptops."""
        from samarth_desktop.actions.programmes import files

        text = T(
            "All laptops go back to the version before, or no longer have this programme. What was entered stays to"
            " read, and certificates keep their answer. The number of this version is not used again."
        )
        dialog = Ask(
            self.window(), T("Withdraw version {n}?", n=one.version), text, T("Withdraw this version"), danger=True
        )
        dialog.accepted.connect(
            lambda: self.host.lanes.store.run(
                lambda task: files.withdraw(self.session, one.code), lambda done: self.shown(code=one.code), owner=self
            )
        )
        dialog.open()
        return dialog

    def _save(self, one: Programme) -> None:
        from samarth_desktop.actions.programmes import files

        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        start = str(documents / f"{one.code}.toml")
        name, _ = QFileDialog.getSaveFileName(self, say(T("Save as a file")), start, "TOML (*.toml)")
        if name:
            self.host.lanes.store.run(
                lambda task: files.export(self.session, one.code, Path(name)),
                lambda made: self.host.saved(T("Saved")),
                owner=self,
            )

    def _preview(self, one: Programme) -> None:
        from samarth_desktop.actions.programmes import sample
        from samarth_desktop.gui.pages.programmes.sample_dialog import SampleDialog

        def show(content: bytes) -> None:
            self.dialog = SampleDialog(self.window(), one, content)
            self.dialog.open()

        self.host.lanes.background.run(lambda task: sample.certificate(self.session, one), show, owner=self)
