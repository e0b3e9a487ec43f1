"""Forms are laid out as data: every field that a person can write stands in exactly one place, and nothing else does."""

import pytest

from samarth_desktop.actions.registration.forms import PROGRAMME
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.form_values import AGE
from samarth_desktop.gui.pages.artisan_form import layout as artisan
from samarth_desktop.gui.pages.shg_form import layout as shg
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.shg.record import Shg

FORMS = {
    Artisan: (*artisan.IDENTITY, *artisan.ADDRESS, *artisan.WORK, *artisan.PAPERS),
    Shg: (*shg.GROUP, *shg.MEETINGS, *shg.BANK),
}
ELSEWHERE = {
    Artisan: {"pan", "voter_id", "birth_year"},  # numbers stand with their papers, the year follows from the age
    Shg: set(),
}


@pytest.mark.parametrize("record", FORMS)
def test_every_field_has_one_place(record):
    placed = [key for section in FORMS[record] for key in section.fields()]
    asked = {key for key, field in fields_of(record).items() if not field.system}
    assert len(placed) == len(set(placed)), placed
    assert set(placed) - {PROGRAMME, AGE} == asked - ELSEWHERE[record]


def test_the_form_shows_them_in_this_order(session, qtbot):
    from tests.gui.fixtures_forms import form_window

    window = form_window(session)
    qtbot.addWidget(window)
    window.go("artisan-form")
    form = window.page("artisan-form")
    for part, sections in ((1, artisan.IDENTITY), (2, artisan.ADDRESS)):
        wanted = [key for section in sections for key in section.fields()]
        assert [key for key in form.parts[part].keys if key in wanted] == wanted
