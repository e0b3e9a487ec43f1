"""An import taken back after a sync: other laptops follow, and what they wrote meanwhile stays."""

from dataclasses import replace

from samarth_desktop.actions.exchange import sync
from samarth_desktop.actions.imports import importing, undo_import
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.search import lookups
from tests.store.people import keep

SHEET = "name_hi,relative_hi,mobile\n" + "".join(
    f"नाम {first} देवी,राम,98390{at:05}\n" for at, first in enumerate("कखगघचछ")
)


def names(session):
    with session.store.read() as reader:
        return sorted(one.name_hi for one in lookups.all_of(reader, Artisan))


def test_an_import_is_taken_back_everywhere_but_for_what_others_wrote(sessions, tmp_path):
    a, b = sessions
    file = tmp_path / "list.csv"
    file.write_text(SHEET, "utf-8")
    report = importing.import_file(a, "artisans", file, words=catalog("en"))
    assert report.imported == 6
    sync.sync_now(a), sync.sync_now(b)
    assert len(names(b)) == 6
    with b.store.read() as reader:
        touched, unsent = list(lookups.all_of(reader, Artisan))[:2]
    keep(b.store, replace(touched, craft="टोकरी"), b.author)
    sync.sync_now(b), sync.sync_now(a)
    keep(b.store, replace(unsent, craft="मिट्टी"), b.author)  # the other laptop does not know of it yet
    done = undo_import.undo(a, report.run)
    assert (done.undone, [one.number for one in done.kept]) == (5, [touched.registration])
    assert undo_import.runs(b) == [], "only the laptop that imported can take it back"
    for one in (a, b, a):
        sync.sync_now(one)
    assert names(a) == names(b)
    with a.store.read() as reader:
        assert reader.get(Artisan, touched.id).craft == "टोकरी" and not reader.get(Artisan, touched.id).deleted
    conflicts = sync.conflicts(a)
    assert [one["registration"] for one in conflicts] == [unsent.registration], "an edit against a deletion is asked"
