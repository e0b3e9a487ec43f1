"""The page that checks certificates: many in one file told one by one, and a number looked up in the register."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from samarth_desktop.actions.certificates import certifying, issuing, verifying
from samarth_desktop.documents.signing.verdict import Reason
from samarth_desktop.errors import KnownError
from tests.gui.fixtures_lists import person, window_of

NAMES = (("शबनम बानो", "Shabnam Bano"), ("गीता यादव", "Geeta Yadav"), ("पूनम वर्मा", "Poonam Verma"))


@pytest.fixture
def hall(session, tmp_path):
    """One file of three certificates, of which the second was revoked afterwards."""
    rows = [person(session, hi, en).holder.id for hi, en in NAMES]
    made = issuing.issue(session, rows, tmp_path / "out", files="one").papers
    certifying.revoke(session, made[1].serial, "Wrong person")
    return made


@pytest.fixture
def page(qtbot, session):
    window = window_of(session, "verify")
    qtbot.addWidget(window)
    window.show()
    return window.page("verify")


def test_every_certificate_of_a_file_has_its_own_answer(session, hall):
    verdict = verifying.verify_here(hall[0].file, session)
    assert [one.serial for one in verdict.each] == [one.serial for one in hall]
    assert [one.reason for one in verdict.each] == [Reason.NOT_ENROLLED, Reason.REVOKED, Reason.NOT_ENROLLED]
    assert (verdict.reason, verdict.serial, verdict.count) == (Reason.REVOKED, hall[1].serial, 3)
    alone = verifying.verify_file(hall[0].file)  # without the data folder too
    assert len(alone.each) == 3 and {one.each for one in alone.each} == {()}


def test_the_page_lists_them_and_shows_the_chosen_one(page, hall):
    page.check(hall[0].file)
    from samarth_desktop.gui.pages.verify import EachVerdict

    shown = page.findChild(EachVerdict)
    assert shown.model.rowCount() == 3
    said = [shown.model.data(shown.model.index(row, 2)) for row in range(3)]
    assert "revoked" in said[1] and "revoked" not in said[0] + said[2]
    shown.table.selectRow(1)
    assert shown._one.count() == 1


def test_a_file_with_one_is_not_listed(page, session, tmp_path):
    row = person(session, *NAMES[0]).holder.id
    one = issuing.issue(session, [row], tmp_path / "single").papers[0]
    page.check(one.file)
    assert page.verdict is not None and page.verdict.each == ()


def test_a_number_is_looked_up_as_people_write_it(page, session, hall):
    page.number.setText(hall[0].serial.lower().replace("-", " "))
    QTest.keyClick(page.number, Qt.Key.Key_Return)
    assert page.verdict.serial == hall[0].serial and page.verdict.holder == "शबनम बानो"
    assert page.entry and page.verdict.compare  # nobody has seen the paper yet
    page.number.setText(hall[1].serial)
    page.look.click()
    assert page.verdict.reason is Reason.REVOKED and not page.verdict.valid
    page.number.setText("A-7KQ4MX-99999-Z")
    page.look.click()
    assert page.verdict is None and page.strip.isVisible()
    page.number.clear()
    assert not page.look.isEnabled() and page.look.toolTip()


def test_the_answer_comes_into_view_in_a_low_window(page, hall, qtbot):
    page.window().resize(900, 420)
    page.number.setText(hall[0].serial)
    QTest.keyClick(page.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._scroll.verticalScrollBar().value() > 0)


def test_what_is_no_number_is_said(session):
    with pytest.raises(KnownError):
        verifying.look_up(session, "hello")
