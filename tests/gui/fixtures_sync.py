"""A desk on which another laptop changed what was changed here too, and the Sync page over it."""

import tempfile
from dataclasses import replace
from pathlib import Path

from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.i18n import T
from samarth_desktop.store.duplicates.scan_state import Waiting
from tests.gui.fixtures_lists import desk_in, person

MEENA = "M2KQ4X"


def disputed_desk(folder: Path) -> Session:
    """Mobile, husband's name and experience of one person were changed here and by Meena, who did not see it."""
    session = desk_in(folder)
    sheet = person(session, "शबनम बानो", "Shabnam Bano", mobile="9839022210", years_of_experience=8)
    with session.store.read() as reader:
        first = reader.ops(sheet.holder.id)[0].op
    mine = replace(sheet.holder, mobile="9839022218", relative_hi="मोहम्मद असलम", years_of_experience=9)
    registering.save(session, replace(sheet, holder=mine))
    hers = {"mobile": "9839041127", "relative_hi": "मो. असलम अंसारी", "years_of_experience": 6}
    seen = dict.fromkeys(hers, (first.version,))
    later = first.hlc + (6 * 3600 * 1000 << 16)
    op = Op(MEENA, first.area, 1, "artisan", sheet.holder.id, later, "मीना वर्मा", 1, hers, seen)
    with session.store.unit_of_work() as unit:
        unit.apply([op])
        unit.commit()
    return session


def sync_window() -> MainWindow:
    """The window on the Sync page."""
    session = disputed_desk(Path(tempfile.mkdtemp()) / "data")
    window = MainWindow(lanes(inline=True))
    window.open(routes(session, print), "sync", search_page="people")
    window.who(session.author, T("Field coordinator"))
    window.saved(T("All saved"))
    window.page("sync").twice.show_waiting(Waiting(14, 3))
    return window
