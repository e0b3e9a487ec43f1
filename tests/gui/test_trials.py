"""Trial programmes in the window: marked wherever they show, and printed as samples only."""

import pytest
from PySide6.QtWidgets import QLabel

from samarth_desktop.actions.certificates import certifying
from samarth_desktop.documents.signing import verify
from samarth_desktop.documents.signing.trust import Trust
from samarth_desktop.gui.forms.programme_choice import programme_words
from samarth_desktop.gui.kit.surfaces.tables import CELL
from tests.gui import fixtures_lists
from tests.gui.fixtures_lists import desk_in, person, window_of
from tests.gui.test_artisan_form import form as form


@pytest.fixture
def session(tmp_path):
    made = desk_in(tmp_path / "data")
    fixtures_lists.trial_programme(made)
    yield made
    made.store.close()


def opened(qtbot, session, page, **args):
    window = window_of(session, page, **args)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window.page(page)


def certificates_cells(batch):
    return [batch.model.index(row, 3).data(CELL).text for row in range(batch.model.rowCount())]


def test_the_form_offers_and_marks_it_and_asks_its_own_fields(form, session):
    form.consent.offer_programmes("9")
    offered = form.consent.programme
    words = [offered.itemText(at) for at in range(offered.count())]
    assert [one for one in words if "trial" in one] == ["LOAN · Loan Scheme (trial: prints samples)"]
    form.state.put("programme", "LOAN")
    form.refresh()
    assert "extra.LOAN.bank" in form.parts[3].keys
    form.state.put("extra.LOAN.bank", "SBI")
    assert form.sheet().enrolments[0].extra == {"LOAN.bank": "SBI"}
    assert "trial" in programme_words("LOAN", session.programmes)
    assert "trial" not in programme_words("NRLM", session.programmes)


def test_a_person_and_a_batch_are_marked_and_samples_are_printed(qtbot, session, tmp_path):
    her = person(session, "शबनम बानो", "Shabnam Bano", programme="LOAN")
    people = opened(qtbot, session, "people", row=her.holder.id)
    assert people.panel.detail.trial
    labels = [label.text() for label in people.panel.findChildren(QLabel)]
    assert any("prints a sample" in text for text in labels) and "Ready to print" not in labels
    batch = opened(qtbot, session, "certificates", rows=[her.holder.id]).batch
    assert certificates_cells(batch) == ["Trial: prints a sample, no certificate"]
    batch.save_as(str(tmp_path / "out"))
    (file,) = (tmp_path / "out").iterdir()
    assert "1 sample is saved in" in batch.strip.label.text()
    assert verify.verify(file, Trust()).reason is verify.Reason.NOT_A_CERTIFICATE
    assert certifying.register(session) == []


def test_samples_are_left_to_a_batch_of_their_own(qtbot, session, tmp_path):
    trial = person(session, "शबनम बानो", "Shabnam Bano", programme="LOAN")
    real = person(session, "किरण देवी", "Kiran Devi", mobile="9839000001")
    batch = opened(qtbot, session, "certificates", rows=[trial.holder.id, real.holder.id]).batch
    assert sorted(certificates_cells(batch)) == ["Ready", "Trial: print samples apart"]
    assert batch.ready() == [real.holder.id]
    batch.save_as(str(tmp_path / "out"))
    assert [entry.holder for entry in certifying.register(session)] == [real.holder.id]
