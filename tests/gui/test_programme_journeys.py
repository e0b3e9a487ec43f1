"""Each shipped programme from its door to its board through the window: who joins, who not and why, what is asked,
papers and stages, the certificate's words, and where somebody stands."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions.certificates import issuing
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.kit.inputs.fields import ComboBox
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import Badge, Label
from samarth_desktop.gui.pages.programmes.person_page import PersonProgrammesPage
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import NOTICE_VERSION, Consent
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from tests.gui import fixtures_lists
from tests.gui.fixtures_lists import DAY

SECOND = "रामलाल वर्मा"
UP = {"state": "9", "district": "129", "block": "हरख", "village": "ज़ैदपुर", "gram_panchayat": "ज़ैदपुर", "pin": "225414"}
TOWN = UP | {"village": "वार्ड 4", "gram_panchayat": "", "block": ""}
MH = UP | {"state": "27", "district": "490", "block": "हवेली", "pin": "411001"}
JK = UP | {"state": "1", "district": "1", "block": "", "pin": "190001"}
CARD = Document(document_kind="artisan_card", valid_until=DAY + timedelta(days=400))
OLD = replace(CARD, valid_until=DAY - timedelta(days=1))
GROUP = {"kind": "shg"}

PEOPLE: dict[str, dict[str, Any]] = {
    "weaver": UP,
    "died": UP | {"life": "died"},
    "moved": UP | {"life": "moved"},
    "other": UP | {"sector": "other"},
    "no product": UP | {"odop_product": "no"},
    "townswoman": TOWN,
    "MH other": MH | {"sector": "other"},
    "MH carver": MH | {"sector": "handicraft"},
    "JK cook": JK | {"sector": "food", "papers": [CARD]},
    "JK old card": JK | {"papers": [OLD]},
    "village group": UP | GROUP | {"mission": "nrlm"},
    "town group": TOWN | GROUP | {"mission": "nulm"},
}
"""Who is of the wrong kind for some programme: beside what is said here everybody is a weaver."""


@dataclass(frozen=True)
class Journey:
    """`right` joins at once; the wrong ones with words of the reason; `open` is not known until it is answered, by the
    key 1 or by the word of `answer`. `says` stands on the certificate."""

    right: dict[str, Any]
    wrong: dict[str, str]
    open: dict[str, Any]
    question: str
    says: tuple[str, ...]
    answer: str = ""
    own: dict[str, str] = field(default_factory=dict)


JOURNEYS = {
    "SAMARTH": Journey(
        UP, {"other": "Other", "died": "died", "moved": "moved away"}, UP | {"sector": ""}, "sector",
        ("Flipkart Samarth",), "handloom",
    ),
    "MH-MSSIDC": Journey(
        MH, {"weaver": "Uttar Pradesh", "MH other": "Other", "died": "died"}, MH | {"sector": ""}, "sector",
        ("Maharashtra Small Scale Industries Development Corporation", "the MSSIDC artisan programme"), "handicraft",
        {"unit": "micro"},
    ),
    "MH-MSKVIB": Journey(
        MH | {"sector": "khadi", "craft": "Khadi weaving"},
        {"weaver": "Uttar Pradesh", "MH carver": "Handicraft", "moved": "moved away"}, MH | {"sector": ""}, "sector",
        ("Maharashtra State Khadi and Village Industries Board", "MSKVIB khadi and village industries programme"),
        "khadi", {"industry": "khadi"},
    ),
    "UP-ODOP": Journey(
        UP | {"odop_product": "yes"}, {"MH carver": "Maharashtra", "no product": "ODOP product", "died": "died"},
        UP | {"odop_product": ""}, "odop_product", ("One District One Product, Uttar Pradesh",),
        own={"product": "Handloom textiles"},
    ),
    "JK-HHC": Journey(
        JK | {"papers": [CARD]}, {"weaver": "Uttar Pradesh", "JK cook": "Food", "JK old card": "registration card"},
        JK | {"sector": "handicraft", "craft": "Papier-mâché", "papers": [CARD]}, "notified_craft",
        ("Jammu and Kashmir Handloom and Handicraft Corporation",), own={"rank": "weaver"},
    ),
    "DAY-NULM": Journey(
        TOWN | GROUP | {"mission": "nulm"}, {"weaver": "village", "village group": "mission for towns", "died": "died"}, TOWN,
        "urban_poor", ("National Urban Livelihoods Mission",),
    ),
    "NRLM": Journey(
        UP | GROUP | {"mission": "nrlm"}, {"townswoman": "town", "town group": "mission for villages", "moved": "moved away"},
        UP | GROUP | {"mission": ""}, "mission", ("National Rural Livelihoods Mission",),
    ),
}  # fmt: skip


def registered(desk: Session, number: int, *, kind: str = "artisan", papers: Any = (), **values: Any) -> str:
    """Somebody complete with consent, in no programme; her row."""
    consent = Consent(
        purpose="registration", how="signature", given_on=DAY, notice_version=NOTICE_VERSION, notice_language="hi"
    )
    if kind == "shg":
        roles = ("president", "secretary", "treasurer")
        members = tuple(
            Member(name_hi=f"सदस्य {'कखगघचछजझटठ'[at]}", relation="husband", relative="राम", birth_year=1985, role=role)
            for at, role in enumerate((*roles, *["member"] * 7))
        )
        named = {"name_hi": f"समूह {number}", "name_en": f"Group {number}", "formation_date": DAY - timedelta(days=900)}
        more = {"meeting_day": "tuesday", "savings": 10000, "shg_code": f"C-{number}"}
        sheet = Registration(Shg(**{**named, **more, **values}), (), (consent,), members=members)
    else:
        base = {
            "name_hi": f"शबनम {'कखगघचछजझटठडढणतथदधनपफबभम'[number]}", "name_en": f"Shabnam {chr(65 + number)}arkha",
            "relation": "husband", "relative_hi": "राम", "birth_year": 1992, "gender": "female",
            "mobile": f"98390222{number:02d}", "phone_owner": "own", "sector": "handloom", "craft": "Cotton stole weaving",
            "years_of_experience": 9,
        }  # fmt: skip
        sheet = Registration(Artisan(**{**base, **values}), (), (consent,), tuple(papers))
    return registering.save(desk, sheet).holder.id


class Walk:
    """The window at somebody's programmes."""

    def __init__(self, qtbot: Any, desk: Session, window: MainWindow) -> None:
        self.qtbot, self.desk, self.window = qtbot, desk, window

    def at(self, row: str, code: str = "") -> PersonProgrammesPage:
        self.window.go("record-programmes", row=row, code=code)
        QApplication.processEvents()
        page = self.window.page("record-programmes")
        assert isinstance(page, PersonProgrammesPage)
        return page

    def named(self, kind: type, name: str) -> list[Any]:
        page = self.window.page("record-programmes")
        return [one for one in page.findChildren(kind) if one.isVisible() and one.accessibleName() == name]

    def press(self, name: str) -> None:
        (button,) = self.named(Button, name)
        assert button.isEnabled(), name
        button.click()
        QApplication.processEvents()

    def read(self) -> str:
        """All words of the page that can be seen."""
        page = self.window.page("record-programmes")
        labels = [one.text() for one in page.findChildren(Label) if one.isVisible()]
        return "\n".join(labels + [one.text for one in page.findChildren(Badge) if one.isVisible()])


@pytest.fixture
def walk(qtbot: Any, tmp_path: Path) -> Iterator[Walk]:
    desk = fixtures_lists.desk_in(tmp_path / "data")
    window = fixtures_lists.window_of(desk, "people")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)  # keys reach the window in front only
    yield Walk(qtbot, desk, window)
    desk.store.close()


def test_every_shipped_programme_from_its_door_to_its_board(walk: Walk, tmp_path: Path) -> None:
    assert JOURNEYS.keys() == {one.code for one in programmes()}
    numbers = iter(range(40))
    people = {name: registered(walk.desk, next(numbers) % 23, **values) for name, values in PEOPLE.items()}
    right = {}
    for number, (code, journey) in enumerate(JOURNEYS.items()):
        for name, words in journey.wrong.items():
            refused(walk, people[name], code, words)
        asked(walk, registered(walk.desk, number, **journey.open), code, journey)
        right[code] = registered(walk.desk, 12 + number, **journey.right)
        joins(walk, right[code], code)
        comes_to_the_end(walk, right[code], code, journey)
        stands(walk, right[code], code, "first_sale")
    papers = {one.row: one.file for one in issuing.issue(walk.desk, list(right.values()), tmp_path / "out").papers}
    for code, row in right.items():
        text = printed(papers[row])
        assert all(words in text for words in JOURNEYS[code].says), (code, text)


def refused(walk: Walk, row: str, code: str, words: str) -> None:
    """The reason stands on the page, nothing takes her in, and who tries is told the same."""
    page = walk.at(row)
    assert page.tab is not None
    (against,) = [verdict for known, verdict in page.tab.others if known.code == code]
    assert against.eligible == "no", (code, row)
    assert any(words in line for line in walk.read().splitlines() if ":" in line), (code, words, walk.read())
    assert walk.named(Button, f"Take in: {code}") == []
    page.join(code)
    assert words in walk.window._strip.label.text() and code in walk.window._strip.label.text()
    assert registering.load(walk.desk, row).enrolments == ()


def joins(walk: Walk, row: str, code: str) -> None:
    page = walk.at(row)
    walk.press(f"Take in: {code}")
    assert page.entry is not None and page.entry.enrolment.programme == code
    assert page.entry.verdict is not None and page.entry.verdict.eligible == "yes", page.entry.verdict
    assert "May join: yes" in walk.read() and page.questions == [], code


def asked(walk: Walk, row: str, code: str, journey: Journey) -> None:
    """Not known keeps nobody out; the question stands in its row, and its answer makes it known."""
    page = walk.at(row)
    walk.press(f"Take in: {code}")
    assert page.entry is not None and page.entry.verdict is not None and page.entry.verdict.eligible == "unknown", code
    assert "May join: not known" in walk.read()
    (question,) = [asked.key for _, asked in page.questions]
    assert question == journey.question, code
    if journey.answer:
        rule = next(one for one in page.entry.verdict.reasons if question in one.missing)
        (box,) = walk.named(ComboBox, rule.words.en)  # type: ignore[union-attr]  # words of its file
        box.picked.emit(journey.answer)
    else:
        walk.qtbot.keyClick(page, Qt.Key.Key_1)
    QApplication.processEvents()
    assert page.entry.verdict.eligible == "yes" and page.questions == [], code


def comes_to_the_end(walk: Walk, row: str, code: str, journey: Journey) -> None:
    """Papers are ticked and questions answered where the page names them, then stage after stage."""
    page = walk.at(row, code)
    walk.press("Shown today: " + next(one.label.en for one in programmes_of(code).documents if one.required))
    for key, value in journey.own.items():
        label = next(one.label.en for one in programmes_of(code).fields if one.key == key)
        boxes = walk.named(ComboBox, f"Not answered: {label}")
        if boxes:
            boxes[0].picked.emit(value)
        else:  # words are written in the form
            walk.press("Change")
            form = walk.window.page("artisan-form")
            form.state.put(f"extra.{code}.{key}", value)
            form.keep_as_draft()
            page = walk.at(row, code)
        QApplication.processEvents()
    for stage in programmes_of(code).stages[1:]:
        assert page.entry is not None and page.entry.next_stage == stage, (code, stage)
        if stage == "verified" and programmes_of(code).verify == "second_person":
            assert "A second person must look" in walk.read(), code
            with another(page, SECOND):
                onward(walk, page, stage)
        else:
            onward(walk, page, stage)
    assert page.entry is not None and page.entry.next_stage == ""


def onward(walk: Walk, page: PersonProgrammesPage, stage: str) -> None:
    assert page.entry is not None and page.entry.missing == (), (stage, page.entry.missing)
    walk.qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert page.entry.enrolment.stage == stage


@contextmanager
def another(page: PersonProgrammesPage, author: str) -> Iterator[None]:
    """Somebody else sits down at the laptop."""
    before = page.session
    page.session = replace(before, author=author)
    page.read()
    yield
    page.session = before


def stands(walk: Walk, row: str, code: str, stage: str) -> None:
    walk.window.go("board", code=code)
    QApplication.processEvents()
    there = {column.stage for column in walk.window.page("board").columns for card in column.cards.model_.cards if card.row == row}  # fmt: skip
    assert there == {stage}, code


def programmes_of(code: str) -> Any:
    return next(one for one in programmes() if one.code == code)


def printed(path: Path) -> str:
    return " ".join(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout.split())
