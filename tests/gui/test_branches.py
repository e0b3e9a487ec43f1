"""A bank's branch comes from earlier entries on this laptop: by IFSC at once, by a part of its name when chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions.registration import branches, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.shg.record import Shg
from tests.gui.fixtures_forms import form_window, group_window
from tests.gui.test_artisan_form import keys
from tests.gui.test_villages import opened

PART = {"artisan-form": 4, "shg-form": 3}


@pytest.fixture
def known(session):
    """A desk on which accounts at four branches were written."""
    for name, ifsc, branch in (
        ("Kiran", "SBIN0001234", "Zaidpur"),
        ("Meena", "SBIN0001234", "Zaidpur"),
        ("Asha", "SBIN0001234", "Jaidpur"),
        ("Rekha", "SBIN0005678", "देवा शरीफ़"),
        ("Usha", "PUNB0123400", "Deva Road"),
        ("Old", "PUNB0999900", ""),
    ):
        base = {"name_en": name, "state": "9", "district": "129"}
        registering.save(session, Registration(Artisan(**base, bank_ifsc=ifsc, bank_branch=branch)))
    group = Shg(name_en="Ujala", state="9", district="129", bank_ifsc="BARB0ZAIDPX", bank_branch="Barabanki")
    registering.save(session, Registration(group))
    return session


@pytest.fixture(params=["artisan-form", "shg-form"])
def form(request, known, qtbot):
    window = form_window(known) if request.param == "artisan-form" else group_window(known)
    made = opened(window, qtbot, request.param)
    made.go_to(PART[request.param], "bank_ifsc")
    return made


def test_branches_are_found_by_code_and_in_either_script(known):
    every = branches.earlier(known)
    assert branches.of_ifsc(every, "sbin 0001234").name == "Zaidpur"  # as most wrote it
    assert branches.of_ifsc(every, "SBIN0001235") is None and branches.of_ifsc(every, "PUNB0999900") is None
    assert [one.ifsc for one in branches.by_code(every, "sbin")] == ["SBIN0001234", "SBIN0005678"]
    assert branches.by_code(every, "SBIN0001234") == [] and branches.by_code(every, "") == []
    for typed in ("zaid", "ज़ैद", "जैदपुर"):
        assert branches.by_name(every, typed)[0].ifsc == "SBIN0001234", typed
    assert {one.ifsc for one in branches.by_name(every, "deva")} == {"SBIN0005678", "PUNB0123400"}
    assert [one.ifsc for one in branches.by_name(every, "deva", "PUNB")] == ["PUNB0123400"]


def test_the_code_brings_bank_and_branch_and_nothing_is_written_over(form, qtbot):
    form.state.focus("bank_ifsc")
    keys(qtbot, "PUNB0123400")
    assert (form.state.text("bank_name"), form.state.text("bank_branch")) == ("Punjab National Bank", "Deva Road")
    assert form.state.bound("bank_branch").place.hint.text() == "as written before, check"
    form.state.put("bank_ifsc", "")
    keys(qtbot, "SBIN0009999")
    assert form.state.text("bank_branch") == ""  # nobody wrote that one before
    form.state.put("bank_branch", "By hand")
    form.state.put("bank_ifsc", "")
    keys(qtbot, "PUNB0123400")
    assert form.state.text("bank_branch") == "By hand"


def test_a_code_is_chosen_from_earlier_ones_by_keyboard(form, qtbot):
    form.state.focus("bank_ifsc")
    keys(qtbot, "sb")
    box = QApplication.focusWidget()
    assert box.proposing
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (form.state.text("bank_ifsc"), form.state.text("bank_branch")) == ("SBIN0005678", "देवा शरीफ़")


def test_a_branch_is_chosen_by_a_part_of_its_name_and_brings_its_code(form, qtbot):
    form.state.focus("bank_branch")
    box = QApplication.focusWidget()
    keys(qtbot, "zaid")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert form.state.text("bank_branch") == "zaid"  # Enter alone takes nobody's branch
    form.state.put("bank_branch", "")
    form.state.focus("bank_branch")
    keys(qtbot, "zaid")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    texts = [form.state.text(key) for key in ("bank_branch", "bank_ifsc", "bank_name")]
    assert texts == ["Zaidpur", "SBIN0001234", "State Bank of India"]
