"""An import taken back after a sync: other laptops follow, and what they wrote meanwhile stays."""

import os
import time
from dataclasses import replace
from datetime import date

from samarth_desktop.actions.exchange import conflicts, sync
from samarth_desktop.actions.imports import import_head, importing, undo_import
from samarth_desktop.actions.many import changes, planning
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.store.search import lookups
from tests.sample_people import people
from tests.store.people import keep

ROWS = int(os.environ.get("IMPORT_JOURNEY", "50"))
"""Of the journey; the issue asks for 5,000."""

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
    asked = conflicts.as_rows(a)
    assert [one["registration"] for one in asked] == [unsent.registration], "an edit against a deletion is asked"


def test_a_list_with_a_head_is_changed_in_part_and_taken_back_after_a_sync(sessions, tmp_path):
    """From the office's list to the day on which it turns out to be the wrong one: whom somebody changed since stays."""
    a, b = sessions
    keys = ("name_hi", "name_en", "relation", "relative_hi", "birth_date", "gender", "mobile")
    file, changed = tmp_path / "list.csv", max(ROWS * 6 // 100, 3)
    lines = [",".join(str(one[key]) for key in keys) for one in people(ROWS, seed=5)]
    file.write_text("\n".join([",".join(keys), *lines]), "utf-8")
    given = {"programme": "UP-ODOP", "district": "9/164", "village": "हरख", "sector": "handloom"}
    consent = {"consent": "signature", "consent_on": date.today().isoformat(), "evidence": "सूची 4"}
    told: dict[str, float] = {}

    def timed(what, act):
        begun = time.perf_counter()
        done = act()
        told[what] = time.perf_counter() - begun
        return done

    head = import_head.read_head(a, given | consent, "hi")
    report = timed("import", lambda: importing.import_file(a, "artisans", file, head=head, words=catalog("en")))
    assert report.read == ROWS == report.imported + report.skipped
    with a.store.read() as reader:
        rows = [one.id for one in lookups.all_of(reader, Artisan)]
        held = [lookups.children_of(reader, kind, rows, "holder") for kind in (Enrolment, Consent)]
        assert all(set(of) == set(rows) for of in held), "everybody has the programme and the consent of the head"
    some = rows[:changed]
    made, _ = timed("change", lambda: planning.carry_out(a, "artisan", some, changes.values({"village": "देवा"})))
    assert len(made.goes) == changed
    timed("sync", lambda: (sync.sync_now(a), sync.sync_now(b)))
    assert names(b) == names(a)
    done = timed("undo", lambda: undo_import.undo(a, report.run))
    assert (done.undone, len(done.kept)) == (report.imported - changed, changed)
    timed("sync again", lambda: (sync.sync_now(a), sync.sync_now(b)))
    with b.store.read() as reader:
        assert {one.id for one in lookups.all_of(reader, Artisan)} == set(some)
    assert names(a) == names(b)
    print(ROWS, "rows:", ", ".join(f"{what} {took:.1f} s" for what, took in told.items()))
