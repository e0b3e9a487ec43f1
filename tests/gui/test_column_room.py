"""The columns of a table share its width: nothing is cut while another column has room to give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarth_desktop.gui.kit.surfaces.cell_lines import Lines, height, placed
from samarth_desktop.gui.kit.surfaces.column_room import ICON, LEAST, shared
from samarth_desktop.gui.kit.surfaces.tables import CELL, Table, width_for
from samarth_desktop.gui.theme import paint
from samarth_desktop.gui.theme.language import lang
from tests.gui.scenes import SCENES


@given(
    st.lists(st.tuples(st.one_of(st.just(0), st.integers(20, 300)), st.integers(0, 400)), min_size=1, max_size=8),
    st.integers(200, 1600),
)
def test_widths_are_given_and_never_made_up(columns: list[tuple[int, int]], room: int) -> None:
    widths, needs = [width for width, _ in columns], [need for _, need in columns]
    found = shared(widths, needs, room, known=True)
    for width, need, now in zip(widths, needs, found, strict=True):
        assert (now == 0) == (width == 0)
        assert now >= min(width, need) or (need == 0 and now == width), "nobody gives what she needs"
        assert now <= max(width, need)
        assert width > ICON or now <= width
    before, after = sum(widths), sum(found)
    assert after <= max(before, room), "no more than there is"
    rest = [need for width, need in columns if not width]
    enough = after + sum(max(need, LEAST) for need in rest) < room
    if rest and enough:
        assert all(now >= need for width, need, now in zip(widths, needs, found, strict=True) if width > ICON)


def test_what_gives_way_is_only_what_is_known() -> None:
    assert shared([200, 100, 0], [90, 160, 300], 400, known=False)[0] == 200
    assert shared([200, 100, 0], [90, 160, 300], 400, known=True)[1] == 160


def test_what_is_rounded_off_is_not_lost() -> None:
    widths, needs = [40, 118, 0, 108, 54, 92, 128, 150], [36, 105, 131, 72, 51, 82, 112, 79]
    assert 808 - sum(shared(widths, needs, 808, known=True)) >= 131, "the name has its room"


NAME, OTHER, NUMBER = "Packaging and pricing: weavers' workshop", "पैकेजिंग और दाम: बुनकरों की कार्यशाला", "UP-7KQ4MX-00042-H"


@pytest.mark.usefixtures("qapp")
def test_a_name_takes_a_second_line_rather_than_being_cut() -> None:
    wide = paint.width_of(NAME, 15, 600)
    for below in ("", OTHER, NUMBER):
        assert placed(NAME, below, True, wide * 2, 53) == Lines(24, 22 if below else 0, whole=True)
    short = wide * 2 // 3
    assert placed(NAME, "", True, short, 53) == Lines(44, 0, whole=True)
    assert placed(NAME, OTHER, True, short, 53) == Lines(44, 0, whole=False), "the other spelling gives way"
    assert placed(NAME, NUMBER, True, short, 53) == Lines(24, 22, whole=False), "a number does not"
    assert placed(NAME, NUMBER, True, short, height(NAME, NUMBER, True, short)) == Lines(44, 22, whole=True)
    assert placed(NAME, "", True, short, 31) == Lines(24, 0, whole=False), "a row of a grid is as high as it is"


def cut(table: Table) -> list[str]:
    """The visible cells whose words have no room, but for the names, which take the rest."""
    model = table.model()
    cells = [(column, model.index(row, column).data(CELL)) for row in range(5) for column in range(2, 8)]
    return [cell.text for at, cell in cells if width_for(cell, table.row_height) > table.columnWidth(at)]


def test_numbers_and_words_of_a_hall_are_whole_in_a_small_window(qtbot) -> None:
    """At 125 % of 1366x768 nothing short is cut: the mobile number beside its sign, the relation, the head."""
    lang.use("en")
    window = SCENES["hall"]()
    qtbot.addWidget(window)
    window.resize(1093, 614)
    window.show()
    grid = window.page("bulk").grid
    qtbot.waitUntil(lambda: cut(grid) == [])
    heads = grid.horizontalHeader()
    assert all(grid.columnWidth(at) >= heads.sectionSizeHint(at) for at in range(2, 8))
