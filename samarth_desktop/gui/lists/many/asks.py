"""What can be done with many records, by the key that a ListSpec names, and what is asked before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.hindi import HindiBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang
from samarth_desktop.i18n import LocalizedName, T, Text, Tn
from samarth_desktop.kinds.consent.record import HOW, PURPOSES, Consent
from samarth_desktop.kinds.enrolment.record import STAGES
from samarth_desktop.rules.certificates.readiness import STOPPED

if TYPE_CHECKING:
    from samarth_desktop.actions.many.planning import Change
    from samarth_desktop.actions.session import Session
    from samarth_desktop.kinds.workshop.record import Workshop

Paper = Callable[[Sequence[str], Path], int]
"""Writes a paper about these row ids to a file; gives how many stand on it."""


class AskForm(QWidget):
    """The editors of one change of many. `edited` tells that an editor has other contents; whether that asks for
    another preview is told by :meth:`asked`."""

    edited = Signal()

    def __init__(self, session: "Session", kind: str) -> None:
        super().__init__()
        self.session, self.kind = session, kind
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(16)

    def asked(self) -> tuple[object, ...]:
        """What is asked for: as long as this is the same, the preview stands and is not made again. A box that is left
        tells of itself once more, and that may be by a click on the very button."""
        raise NotImplementedError

    def change(self) -> "Change | None":
        """The change as it is asked for now; None while something is missing."""
        raise NotImplementedError

    def problem(self) -> Text | None:
        """What is missing."""
        return None

    def preview(self) -> "Change | None":
        """A change that goes for the same records as :meth:`change` will when nothing is missing; None while that is
        not known."""
        return self.change()

    def paper(self) -> "Paper | None":
        """Writes the paper that is signed before; None where there is none, or something is not chosen yet."""
        return None

    def _programmes(self) -> ComboBox:
        """All programmes for this kind; one that is not chosen yet."""
        there = [one for one in programmes(self.session.library) if self.kind in one.holders]
        options: list[tuple[object, LocalizedText]] = [
            (one.code, f"{one.code} · {one.name.say(lang.code)}") for one in there
        ]
        box = ComboBox(options, T("Choose"))
        box.currentIndexChanged.connect(lambda index: self.edited.emit())
        return box


class StageForm(AskForm):
    """A stage of a programme, since when, and why where it is a stop. Who goes does not depend on the day and the
    words: of these only what is wrong counts, while they are written."""

    def __init__(self, session: "Session", kind: str) -> None:
        super().__init__(session, kind)
        self.day, self.reason = DateBox(), TextBox(limit=200)
        self.day.set_value(session.today)
        for box in (self.day, self.reason):
            box.textChanged.connect(lambda text: self.edited.emit())
        self._lay_out()

    def _lay_out(self) -> None:
        stages: list[tuple[object, LocalizedText]] = [(one.code, Text(one.label)) for one in STAGES]
        self.programme, self.stage = self._programmes(), ComboBox(stages, T("Choose"))
        self.stage.currentIndexChanged.connect(lambda index: self.edited.emit())
        for label, box in ((T("Programme"), self.programme), (T("Stage"), self.stage), (T("Since"), self.day)):
            self.row.addWidget(LabelledEditor(label, box), 2 if box is self.programme else 1)
        self.row.addWidget(LabelledEditor(T("Reason"), self.reason), 1)

    def target(self) -> tuple[str, str]:
        """The codes of the programme and of the stage, "" while one is not chosen."""
        return str(self.programme.value() or ""), str(self.stage.value() or "")

    def asked(self) -> tuple[object, ...]:
        return (*self.target(), self.problem())

    def problem(self) -> Text | None:
        programme, stage = self.target()
        if not programme:
            return T("Choose the programme.")
        if not stage:
            return T("Choose the stage.")
        day = self.day.value()
        if day is None:
            return T("Write the date.")
        if day > self.session.today:
            return T("This date is in the future.")
        return T("Write the reason.") if stage in STOPPED and not self.reason.text().strip() else None

    def change(self) -> "Change | None":
        from samarth_desktop.actions.many import changes

        if self.problem() is not None:
            return None
        programme, stage = self.target()
        return changes.stage(stage, programme, self.day.value(), self.reason.text())

    def preview(self) -> "Change | None":
        from samarth_desktop.actions.many import changes

        programme, stage = self.target()
        any_reason = self.reason.text().strip() or "?"
        return changes.stage(stage, programme, reason=any_reason) if programme and stage else None


class MoveForm(StageForm):
    """The same where programme and stage are chosen already: only what is still to say is asked for."""

    def __init__(self, session: "Session", kind: str, programme: str, stage: str) -> None:
        self._target = programme, stage
        super().__init__(session, kind)

    def _lay_out(self) -> None:
        self.row.addWidget(LabelledEditor(T("Since"), self.day), 1)
        if self._target[1] in STOPPED:
            self.row.addWidget(LabelledEditor(T("Reason"), self.reason, required=True), 3)
        else:  # on the way no reason is kept
            self.row.addStretch(3)

    def target(self) -> tuple[str, str]:
        return self._target


class ProgrammeForm(AskForm):
    """A programme into which they are taken."""

    def __init__(self, session: "Session", kind: str) -> None:
        super().__init__(session, kind)
        self.programme = self._programmes()
        self.row.addWidget(LabelledEditor(T("Programme"), self.programme), 1)
        self.row.addStretch(1)

    def asked(self) -> tuple[object, ...]:
        return (self.programme.value(),)

    def problem(self) -> Text | None:
        return None if self.programme.value() else T("Choose the programme.")

    def change(self) -> "Change | None":
        from samarth_desktop.actions.many import changes

        code = self.programme.value()
        return changes.programme_of(str(code)) if code else None


class VillageForm(AskForm):
    """Another village for all."""

    def __init__(self, session: "Session", kind: str) -> None:
        super().__init__(session, kind)
        self.village, self.block = HindiBox(), HindiBox()
        for label, box in ((T("Village or ward"), self.village), (T("Block"), self.block)):
            box.textChanged.connect(lambda text: self.edited.emit())
            box.taken.connect(self.edited)
            self.row.addWidget(LabelledEditor(label, box), 1)

    def asked(self) -> tuple[str, str]:
        return self.village.text().strip(), self.block.text().strip()

    def problem(self) -> Text | None:
        return None if self.asked()[0] else T("Write the village.")

    def change(self) -> "Change | None":
        from samarth_desktop.actions.many import changes

        village, block = self.asked()
        texts = {"village": village} | ({"block": block} if block else {})
        return changes.values(texts) if village else None


class DraftsForm(AskForm):
    """Nothing is asked: the preview says which are drafts."""

    def asked(self) -> tuple[object, ...]:
        return ()

    def change(self) -> "Change | None":
        from samarth_desktop.actions.many import changes

        return changes.drafts_deleted


class InviteForm(AskForm):
    """A workshop that is not over, and whether they stand in reserve."""

    def __init__(self, session: "Session", kind: str) -> None:
        from samarth_desktop.actions.workshops import inviting

        super().__init__(session, kind)
        there = inviting.open_for(session)
        options: list[tuple[object, LocalizedText]] = [(one.id, _title(one)) for one in there]
        self.workshop, self.reserve = ComboBox(options, T("Choose")), QCheckBox()
        bind_text(self.reserve.setText, T("In reserve"))
        self.workshop.currentIndexChanged.connect(lambda index: self.edited.emit())
        self.reserve.toggled.connect(lambda on: self.edited.emit())
        self.row.addWidget(LabelledEditor(T("Workshop"), self.workshop), 1)
        self.row.addWidget(self.reserve)

    def asked(self) -> tuple[object, ...]:
        return self.workshop.value(), self.reserve.isChecked()

    def problem(self) -> Text | None:
        return None if self.workshop.value() else T("Choose the workshop.")

    def change(self) -> "Change | None":
        from samarth_desktop.actions.workshops import inviting

        row = self.workshop.value()
        return inviting.change(str(row), reserve=self.reserve.isChecked()) if row else None


def _title(one: "Workshop") -> str:
    name = LocalizedName(one.title_hi, one.title_en).best(lang.code)
    day = f"{lang.catalog.date(one.since, 'd MMM')} · " if one.since else ""
    return f"{day}{name} · {one.number}"


class NamesForm(AskForm):
    """Nothing is asked: who has seen the names takes all spellings as they are proposed."""

    def __init__(self, session: "Session", kind: str) -> None:
        super().__init__(session, kind)
        words = T(
            "The proposed spellings are taken as they stand. To look at each one first, open “Look at these names”."
        )
        self.row.addWidget(Label(words, 14, 400, "ink2", wrap=True), 1)

    def asked(self) -> tuple[object, ...]:
        return ()

    def change(self) -> "Change | None":
        from samarth_desktop.actions.many import changes

        return changes.names_confirmed()


class ConsentForm(AskForm):
    """A purpose, and how, when and on which list all of them consented. Nothing is chosen beforehand. Who goes does not
    depend on where the list is: of that only whether it is said."""

    def __init__(self, session: "Session", kind: str) -> None:
        from samarth_desktop.actions.registration.consenting import ON_A_LIST

        super().__init__(session, kind)
        words = {one.code: Text(one.label) for one in PURPOSES}
        self.purpose = ComboBox([(code, words[code]) for code in ON_A_LIST], T("Choose"))
        self.how = ComboBox([(one.code, Text(one.label)) for one in HOW], T("Choose"))
        self.day, self.evidence = DateBox(), TextBox(limit=120)
        grid = QGridLayout()
        grid.setSpacing(12)
        described = fields_of(Consent)
        for place, (label, box) in enumerate(
            (
                (T("What for"), self.purpose),
                (Text(described["how"].label), self.how),
                (Text(described["given_on"].label), self.day),
                (T("Number and place of the signed list"), self.evidence),
            )
        ):
            grid.addWidget(LabelledEditor(label, box, True), *divmod(place, 2))
        self.row.addLayout(grid, 1)
        for combo in (self.purpose, self.how):
            combo.currentIndexChanged.connect(lambda index: self.edited.emit())
        for line in (self.day, self.evidence):
            line.textChanged.connect(lambda text: self.edited.emit())

    def asked(self) -> tuple[object, ...]:
        return self.purpose.value(), self.how.value(), self.day.value(), self.problem()

    def problem(self) -> Text | None:
        day = self.day.value()
        if not self.purpose.value():
            return T("Choose what they consent to. Print the list, read its notice aloud, let them sign.")
        if not self.how.value():
            return T("Choose how consent was given.")
        if day is None:
            return T("Write the date.")
        if day > self.session.today:
            return T("This date is in the future.")
        return None if self.evidence.text().strip() else T("Write the number of the signed list and who keeps it.")

    def change(self) -> "Change | None":
        from samarth_desktop.actions.registration import consenting

        day = self.day.value()
        if self.problem() is not None or day is None:
            return None
        return consenting.on_a_list(str(self.purpose.value()), str(self.how.value()), day, self.evidence.text())

    def paper(self) -> "Paper | None":
        from samarth_desktop.actions.registration import consent_list

        if not self.purpose.value():
            return None
        asking = consent_list.Asking(str(self.purpose.value()), "", self.day.value(), self.evidence.text().strip())
        return lambda rows, path: consent_list.for_rows(self.session, rows, asking, path, lang.catalog)


class Makes(Protocol):
    """Makes the form of a change for a list of a kind."""

    def __call__(self, session: "Session", kind: str) -> AskForm: ...


@dataclass(frozen=True, slots=True)
class Many:
    """One thing that can be done: its words, what the button says with how many, its form, whether it is red."""

    words: Text
    do: Callable[[int], Text]
    make: Makes
    danger: bool = False


def _change(count: int) -> Text:
    return Tn("Change {count}", "Change {count}", count)


def _invite(count: int) -> Text:
    return Tn("Invite {count}", "Invite {count}", count)


def _consent(count: int) -> Text:
    return Tn("Note the consent of {count}", "Note the consent of {count}", count)


def _delete(count: int) -> Text:
    return Tn("Delete {count} draft", "Delete {count} drafts", count)


MANY: Mapping[str, Many] = {
    "stage": Many(T("Another stage"), _change, StageForm),
    "programme": Many(T("Take them into a programme"), _change, ProgrammeForm),
    "workshop": Many(T("Invite to a workshop"), _invite, InviteForm),
    "consent": Many(T("Note a consent"), _consent, ConsentForm),
    "village": Many(T("Another village"), _change, VillageForm),
    "names": Many(T("Confirm the proposed names"), _change, NamesForm),
    "drafts": Many(T("Delete drafts"), _delete, DraftsForm, danger=True),
}
