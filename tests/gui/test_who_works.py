"""Who works on this laptop, where the office lists people: a refused name is told where it was chosen."""

import pytest
from PySide6.QtWidgets import QLabel

from samarth_desktop.actions.device import device
from samarth_desktop.domain.oplog import card_people
from samarth_desktop.domain.oplog.card_people import CardPerson, People
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app.user_menu import UserMenu
from samarth_desktop.gui.forms.own_passphrase import ProveAsk
from samarth_desktop.gui.pages.settings.settings_parts import PeoplePart
from tests.gui.fixtures_lists import window_of


def list_people(session, *names):
    there = tuple(CardPerson(f"id-{name}", name, "coordinator", 1) for name in names)
    session.store.put(**{card_people.OWN: card_people.to_text(People(there))})


def seen(window):
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_a_name_that_the_office_does_not_list_is_refused_in_words(session, qtbot, spoken):
    list_people(session, "सुनीता यादव", "Meena Verma")
    window = window_of(session, "settings")
    qtbot.addWidget(window)
    window.show()
    window.go("settings", part="people")
    part, changed = window.findChild(PeoplePart), []
    part._changed = changed.append
    refused = "The office has not put Rekha" if spoken == "en" else "दफ़्तर ने Rekha"
    part.box.setText("Rekha")
    part.add.click()
    assert refused in seen(part.name) and not changed
    part.box.setText("मीना वर्मा")
    assert refused not in seen(window)
    part.add.click()
    assert [one.author for one in changed] == ["Meena Verma"]
    menu = window.top.who.findChild(UserMenu) or UserMenu(window, session, changed.append)
    list_people(session, "सुनीता यादव", "Rekha")  # the office took her off while the names stood there
    menu._sit("Meena Verma")
    assert refused.replace("Rekha", "Meena Verma") in seen(window)
    with pytest.raises(KnownError, match="not put"):
        device.hand_over(session, "Meena Verma", "neem ki chhaon mein", "lal mitti ki diwar")
    part._forget("Rekha")
    assert ("Ask it to take Rekha off" if spoken == "en" else "Rekha को सूची से हटाने") in seen(part)


def test_a_wrong_passphrase_of_her_own_is_told_in_the_dialog(session, qtbot):
    device.sit_down(session, "Meena")
    device.own_passphrase(device.sit_down(session, "Meena"), "Meena", "lal mitti ki diwar")
    window = window_of(session, "settings")
    qtbot.addWidget(window)
    window.show()
    ask = ProveAsk(window, window.lanes, session, "Meena", lambda changed: None)
    qtbot.addWidget(ask)
    ask.open()
    ask.box.setText("not hers at all no")
    ask.do.click()
    assert not ask.wrong.isHidden() and "Meena" in seen(ask) and ask.do.isEnabled()
