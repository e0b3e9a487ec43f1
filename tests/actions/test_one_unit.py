"""One action is one unit of work: whatever fails on the way, all of it is there or nothing, and again makes one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samarth_desktop.actions.device import device, opening
from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.registration import drafts, hall_grid, merging, record_detail, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.ids import child_id, new_id
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.queries import lists
from samarth_desktop.store.store import Store
from tests.faults import every_fault, failing
from tests.restored import put_back

WORDS = "neem ki chhaon mein"
_PLACE = {"state": "9", "district": "129", "village": "ज़ैदपुर"}
_SHABNAM = Artisan(name_hi="शबनम बानो", mobile="9839022218", **_PLACE)
_AGREED = Consent(how="thumb", given_on=date(2026, 11, 22))
_ENROLLED = Enrolment(programme="UP-ODOP", stage="registered")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", WORDS, author="सुनीता यादव", area="9/129")
    yield made
    made.store.close()


def _rows(store: Store, kind: str) -> list[str]:
    with store.read() as reader:
        return list(lists.ids(reader, kind))


def _form(row: str) -> Registration:
    papers = (Document(document_kind="pan", number="ABCPD1234E"),)
    return Registration(replace(_SHABNAM, id=row), (_ENROLLED,), (_AGREED,), papers)


def test_a_person_is_saved_whole_or_not_at_all(session: Session) -> None:
    """Record, children, photo, who is another person, and the end of the draft: at any fault nothing of it."""
    like = registering.save(session, Registration(replace(_SHABNAM, mobile=""))).holder.id
    row = new_id()
    drafts.keep(session, drafts.Draft(row, "artisan-form", {"name_hi": "शबनम बानो"}))
    saved: list[Registration] = []

    def save() -> None:
        saved.append(registering.save(session, _form(row), b"\xff\xd8 jpeg", row, (like,)))

    assert every_fault(session, save) > 5
    assert len(_rows(session.store, "artisan")) == 2
    assert saved[-1].holder.registration.startswith(f"UP-{session.store.device}-00002-")
    assert saved[-1] == registering.load(session, row) and not drafts.kept(session)


def test_a_form_saved_twice_is_one_record(session: Session) -> None:
    """Also when the first answer never came: the same rows, no value that rivals another, one number."""
    row = new_id()
    first = registering.save(session, _form(row))
    again = registering.save(session, replace(_form(row), holder=replace(_SHABNAM, id=row, mobile="9839022219")))
    assert again.holder.registration == first.holder.registration and again.holder.created_at
    assert [one.id for one in again.documents] == [one.id for one in first.documents]
    loaded = registering.load(session, row)
    assert loaded == again and loaded.holder.mobile == "9839022219"  # type: ignore[union-attr]
    with session.store.read() as reader:
        assert not reader.conflicts()


def test_a_group_is_saved_whole_or_not_at_all(session: Session) -> None:
    row = new_id()
    members = tuple(Member(name_hi=name) for name in ("सरिता देवी", "पूनम वर्मा", "किरण देवी"))
    form = Registration(Shg(id=row, name_hi="उजाला", **_PLACE), (_ENROLLED,), (_AGREED,), members=members)
    every_fault(session, lambda: registering.save(session, form, None, row))
    registering.save(session, form, None, row)
    assert _rows(session.store, "shg") == [row]
    names = [one.name_hi for one in registering.load(session, row).members]
    assert names == ["सरिता देवी", "पूनम वर्मा", "किरण देवी"]


def test_a_correction_is_written_whole_or_not_at_all(session: Session) -> None:
    number = registering.save(session, Registration(_SHABNAM)).holder.registration
    texts = {"mobile": "98390 41127", "programme": "UP-ODOP", "consent": "thumb"}
    every_fault(session, lambda: registering.correct(session, number, texts))
    saved = registering.load(session, _rows(session.store, "artisan")[0])
    assert len(saved.enrolments) == len(saved.consents) == 1


def test_a_row_of_the_hall_grid_is_one_unit(session: Session) -> None:
    """Saving somebody who is registered already, from the grid: registered and merged, or neither."""
    there = registering.save(session, Registration(_SHABNAM)).holder
    (row,) = hall_grid.with_ids([{"name": "शबनम बानो", "relative": "", "mobile": "98390 22218"}])
    row = row | hall_grid.as_same(row, there.id)

    def save() -> None:
        outcome = hall_grid.save(session, [row], dict(_PLACE))
        if outcome.error is not None:
            raise KnownError(outcome.error)
        assert outcome.numbers == {0: there.registration}

    every_fault(session, save)
    assert _rows(session.store, "artisan") == [there.id]


def test_merging_and_its_undoing_are_whole_or_nothing(session: Session) -> None:
    kept = registering.save(session, _form(new_id())).holder
    goes = registering.save(session, replace(_form(new_id()), consents=(_AGREED, _AGREED))).holder
    every_fault(session, lambda: merging.merge(session, kept.id, goes.id))
    assert _rows(session.store, "artisan") == [kept.id]
    merged = merging.Merge(kept.id, goes.id)
    every_fault(session, lambda: merging.unmerge(session, merged))
    assert sorted(_rows(session.store, "artisan")) == sorted([kept.id, goes.id])


def test_an_erasure_is_whole_or_nothing(session: Session) -> None:
    photo = b"\xff\xd8 jpeg"
    saved = registering.save(session, _form(new_id()), photo)
    every_fault(session, lambda: record_detail.erase(session, saved.holder.id))
    with session.store.read() as reader:
        assert all(reader.is_erased(one.id) for one in (saved.holder, *saved.consents, *saved.documents))
    assert isinstance(saved.holder, Artisan) and not session.store.photos.has(saved.holder.photo)


def test_settings_are_whole_or_nothing(session: Session) -> None:
    every_fault(session, lambda: device.sit_down(session, "गीता"))
    every_fault(session, lambda: device.settle(session, "9/164"))
    assert device.device_info(session).people == ("सुनीता यादव", "गीता") and session.store.home_area == "9/164"


def test_a_part_of_an_import_is_whole_or_nothing(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever part fails: those before it are kept whole, and the same file again finishes it, each person once."""
    monkeypatch.setattr(importing, "PART", 1)
    names = ["Kiran Devi", "Suman Lata"]
    file = tmp_path / "people.csv"
    heads = "name_en,relation,relative_en,gender,mobile,state,district,village"
    lines = [f"{name},father,Ram {n},female,98390222{n:02},9,129,Zaidpur" for n, name in enumerate(names)]
    file.write_text("\n".join([heads, *lines]), "utf-8")

    def whole(now: dict[str, list[tuple[object, ...]]]) -> None:
        assert 0 < len(now["op"]) <= len(names) and len(now["op"]) == len(now["artisan"]) == len(now["summary"])

    every_fault(session, lambda: importing.import_file(session, "artisans", file, words=catalog("en")), whole)
    with session.store.read() as reader:
        there = reader.every(Artisan)
    assert sorted(one.name_en for one in there) == names
    assert sorted(one.registration.split("-")[2] for one in there) == ["00001", "00002"]


def test_a_backup_is_there_whole_or_not_at_all(session: Session, tmp_path: Path) -> None:
    registering.save(session, _form(new_id()), b"\xff\xd8 jpeg")
    file = tmp_path / "copy.samarth"
    with failing(1) as faults, pytest.raises(KnownError):
        session.store.backup(file)
    assert faults.hit and not list(tmp_path.glob("copy*")) and not list(session.store.folder.glob("snapshot-*"))
    session.store.backup(file)
    assert file.exists()


def test_a_restore_that_fails_leaves_the_folder_as_it_was(session: Session, tmp_path: Path) -> None:
    """Whichever rename fails, the data stands where it stood; again brings the backup."""
    file, folder = tmp_path / "copy.samarth", session.store.folder
    session.store.backup(file)
    row = registering.save(session, _form(new_id())).holder.id
    session.store.close()
    for n in (1, 2):
        with failing(n) as faults, pytest.raises(KnownError):
            put_back(file, folder)
        assert faults.hit
        with opening.open_with_passphrase(folder, WORDS).store as store:
            assert _rows(store, "artisan") == [row]
    assert put_back(file, folder) is not None
    with opening.open_with_passphrase(folder, WORDS).store as store:
        assert _rows(store, "artisan") == []


def test_rows_of_a_form_have_ids_of_their_own() -> None:
    """Different for every parent, kind and place, in the order of the places, the same again."""
    parents = [new_id() for _ in range(20)]
    made = [child_id(parent, kind, n) for parent in parents for kind in ("member", "consent") for n in range(50)]
    assert len(set(made)) == len(made)
    assert [child_id(parents[0], "member", n) for n in range(50)] == sorted(made[:50]) == made[:50]
