"""The columns of a table share its width: nothing is cut while another column has room to give."""

from hypothesis import given
from hypothesis import strategies as st

from samarth_desktop.gui.kit.surfaces.column_room import ICON, LEAST, shared
from samarth_desktop.gui.kit.surfaces.tables import CELL, Table, width_for
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
