"""The page of a person's own record: read with her, consents one by one, a paper, the way to a correction."""

import pdfplumber
import pytest
from PySide6.QtWidgets import QLabel

from samarth_desktop.actions.registration import registering
from samarth_desktop.gui.app.routes import open_work
from samarth_desktop.gui.theme.language import lang
from tests.gui import layout_checks
from tests.gui.test_pages import _person, folder, session

__all__ = ["folder", "session"]


@pytest.fixture
def page(qtbot, window, session):
    person = _person(session)
    open_work(window, session, lambda changed: None)
    window.go("own-record", row=person.id)
    page = window.page("own-record")
    page.person = person
    return page


def said(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_what_is_kept_is_read_in_both_languages(page, window):
    assert "शबनम बानो" in said(page)
    lang.use("hi")
    window.go("today")
    window.go("own-record", row=page.person.id)
    assert "इनके बारे में क्या रखा है" in said(page)
    names = frozenset({page.person.name_en, page.person.registration})
    assert [one for one in layout_checks.untranslated(page) if not any(name and name in one for name in names)] == []
    lang.use("en")


def test_a_consent_is_given_and_taken_back(page, session):
    from samarth_desktop.actions.registration import own_record
    from samarth_desktop.i18n import catalog

    def listing():
        own = own_record.own_record(session, page.person.id, catalog("en"))
        return next(one for one in own.purposes if one.choice.code == "listing")

    ask = page.ask_consent(listing())
    assert ask.how.value() is None  # nothing is chosen for her
    ask.do.click()
    page.told.isVisibleTo(page)
    assert listing().consent is None and "Choose" in page.told.label.text()
    ask = page.ask_consent(listing())
    ask.how.set_value("thumb")
    ask.do.click()
    assert listing().consent is not None
    page.ask_withdrawal("listing").do.click()
    assert listing().consent is None and listing().ended is not None
    assert registering.load(session, page.person.id).consents


def test_a_paper_is_written_and_a_full_look_is_noted(page, session, tmp_path, window):
    lang.use("hi")
    page.write(tmp_path / "own.pdf")
    lang.use("en")
    with pdfplumber.open(tmp_path / "own.pdf") as pdf:
        text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "शबनम बानो" in text and "डेटा संरक्षण बोर्ड" in text and "आपके अधिकार" in text
    page.show_all.click()
    assert "Number shown" in said(page)
    page.correct.click()
    assert window.here == "artisan-form"
