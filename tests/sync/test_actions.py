"""What a person does with sync: enrol, sync, look at conflicts, settle, carry sticks, see where a record is."""

import shutil
from dataclasses import replace

import pytest

from samarth_desktop.actions import today
from samarth_desktop.actions.certificates import verifying
from samarth_desktop.actions.exchange import conflicts, sync
from samarth_desktop.domain.oplog.exchange import REFERENCE
from samarth_desktop.domain.oplog.op import Version
from samarth_desktop.errors import KnownError
from samarth_desktop.hub.feed import oplog, parcels
from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.authority import REVOKED_SERIAL
from samarth_desktop.store.log.exchange import StoreLog
from tests.store.people import HOME, artisan, keep


def disagree(a, b):
    saved = keep(a.store, artisan(), a.author)
    sync.sync_now(a), sync.sync_now(b)
    keep(a.store, replace(saved, name_en="Ramesh K."), a.author)
    with b.store.read() as reader:
        there = reader.get(Artisan, saved.id)
    keep(b.store, replace(there, name_en="Ramesh Kumaar", craft=""), b.author)
    sync.sync_now(a), sync.sync_now(b)
    return saved


def shown(session, row):
    with session.store.read() as reader:
        return reader.get(Artisan, row)


def test_a_conflict_is_listed_with_who_when_and_where_and_settled_everywhere(sessions):
    a, b = sessions
    saved = disagree(a, b)
    (listed,) = conflicts.as_rows(b)
    assert (listed["registration"], listed["field"]) == (saved.registration, "name_en")
    assert {(v["value"], v["author"], v["device"]) for v in listed["values"]} == {
        ("Ramesh K.", "Asha", a.store.device), ("Ramesh Kumaar", "Bina", b.store.device)}  # fmt: skip
    assert all(v["when"].startswith("20") for v in listed["values"])
    ((conflict, _),) = sync.open_conflicts(b)
    wanted = next(conflicting for conflicting in conflict.conflicting_values if conflicting.value == "Ramesh K.")
    sync.settle(b, conflict, wanted)
    assert sync.sync_now(b).conflicts == 0 and sync.sync_now(a).conflicts == 0
    assert shown(a, saved.id).name_en == shown(b, saved.id).name_en == "Ramesh K."


def test_conflicts_are_settled_by_rule(sessions):
    a, b = sessions
    saved = disagree(a, b)
    before = shown(b, saved.id).name_en
    assert sync.settle_all(b, "newest") == 1
    sync.sync_now(b), sync.sync_now(a)
    assert conflicts.as_rows(a) == conflicts.as_rows(b) == [] and shown(a, saved.id).name_en == before


def test_a_deletion_against_an_edit_is_a_persons_to_decide(sessions):
    a, b = sessions
    saved = keep(a.store, artisan(), "Asha")
    sync.sync_now(a), sync.sync_now(b)
    keep(a.store, replace(shown(a, saved.id), deleted=True), "Asha")
    keep(b.store, replace(shown(b, saved.id), craft="टोकरी"), "Bina")
    sync.sync_now(a), sync.sync_now(b), sync.sync_now(a)
    ((conflict, _),) = sync.open_conflicts(a)
    assert conflict.key == "deleted"
    removed, kept = conflict.conflicting_values
    assert (removed.value, removed.author, kept.value, kept.author) == (True, "Asha", False, "Bina")
    sync.settle(a, conflict, kept)
    sync.sync_now(a), sync.sync_now(b)
    assert not shown(b, saved.id).deleted and shown(a, saved.id).craft == "टोकरी"
    assert conflicts.as_rows(a) == conflicts.as_rows(b) == []


def test_the_status_of_a_record_is_the_truth(sessions):
    a, _ = sessions
    here = keep(a.store, artisan())
    assert sync.status(a, here.id).state == "here"
    sync.sync_now(a)
    assert sync.status(a, here.id).state == "hub"
    guest = keep(a.store, artisan(name_en="Gita", district="165"))
    assert sync.sync_now(a).refused == 0 and sync.status(a, guest.id).state == "hub"
    wrong = keep(a.store, artisan(name_en="Gita", remarks="2345 6789 0124"))
    assert sync.sync_now(a).refused == 1
    standing = sync.status(a, wrong.id)
    assert standing.state == "refused" and "Aadhaar" in standing.reason.id
    keep(a.store, replace(here, name_en="Ramesh K."))
    assert sync.status(a, here.id).state == "here"


def test_what_looked_like_an_aadhaar_number_is_masked_and_written_again(sessions):
    """The whole record reaches the others, also when only a later change was set aside; and nothing is sent twice."""
    a, b = sessions
    new = keep(a.store, artisan(name_en="Gita", craft="टोकरी", remarks="2345 6789 0124"))
    known = keep(a.store, artisan(name_en="Sita"))
    assert sync.sync_now(a).refused == 1
    keep(a.store, replace(shown(a, known.id), craft="दरी", remarks="my number 2345-6789-0124"))
    assert sync.sync_now(a).refused == 1  # the one of before went up masked, this one is set aside
    done = sync.sync_now(a)
    assert (done.refused, done.waiting) == (0, 0) and any("Aadhaar" in one.id for one in done.said)
    sync.sync_now(b)
    for row, craft, remarks in ((new.id, "टोकरी", "XXXX XXXX 0124"), (known.id, "दरी", "my number XXXX XXXX 0124")):
        assert (shown(b, row).craft, shown(b, row).remarks) == (craft, remarks)
        assert shown(b, row) == replace(shown(a, row), seen=shown(b, row).seen) and sync.status(a, row).state == "hub"
    assert sync.sync_now(a).pushed == 0


def test_a_record_that_an_older_hub_refused_for_its_area_goes_with_the_next_round(sessions):
    a, _ = sessions
    away = keep(a.store, artisan(district="165"))
    log = sync.log_of(a)
    outside = N_("This place is not among the areas of this laptop. The office can add it.")
    log.refuse({Version(a.store.device, "9/165", 1): Text(outside)})
    assert sync.status(a, away.id).state == "refused"
    done = sync.sync_now(a)
    assert not done.left and not done.refused
    assert sync.status(a, away.id).state == "hub"


def test_photos_follow_the_records_and_come_when_opened(sessions):
    a, b = sessions
    saved = keep(a.store, artisan())
    with a.store.unit_of_work() as unit:
        name = unit.keep_blob(b"\xff\xd8 a face", saved.id)
        unit.commit()
    counts = sync.sync_now(a)
    assert (counts.photos_sent, counts.photos_waiting, counts.left) == (1, 0, False)
    sync.sync_now(b)
    assert sync.fetch_photo(b, HOME, name) == b"\xff\xd8 a face" == b.store.photos.get(name)
    assert sync.fetch_photo(b, HOME, "0" * 64) is None


def test_a_stick_for_the_hub_is_carried_there_by_whoever_is_on_line(sessions, hub, tmp_path):
    a, b = sessions
    saved = keep(a.store, artisan())
    assert sync.parcel_write(a, tmp_path / "stick").pushed == 1
    assert sync.parcel_read(b, tmp_path / "stick").pushed == 1
    assert sync.sync_now(b).pulled == 1 and shown(b, saved.id) is not None
    assert sync.sync_now(a).pushed == 0 and sync.status(a, saved.id).state == "hub"
    assert parcels.take(hub, tmp_path / "stick")["taken"] == 1


def test_a_full_disk_here_loses_nothing(sessions, monkeypatch):
    a, b = sessions
    keep(a.store, artisan())
    sync.sync_now(a)

    def full(*arguments, **more):
        raise KnownError(T("The disk is full."))

    with monkeypatch.context() as patched, pytest.raises(KnownError):
        patched.setattr(StoreLog, "apply", full)
        sync.sync_now(b)
    assert sync.sync_now(b).pulled == 1


def test_only_one_sync_runs_at_a_time(sessions):
    a, _ = sessions
    with sync.log_of(a).alone(), pytest.raises(KnownError):
        sync.sync_now(a)


def test_the_office_certifies_the_keys_that_sign_certificates(sessions, tmp_path):
    from samarth_desktop.actions.certificates import signing
    from samarth_desktop.documents.signing import trust

    a, b = sessions
    chain = [trust.read(one).claims for one in signing.signer(a).keys.certificates]
    assert [claims.role for claims in chain[:2]] == ["device", "office"]
    assert chain[0].device == a.store.device and chain[0].areas == (HOME,)
    keep(a.store, artisan())
    sync.sync_now(a), sync.sync_now(b)
    known = trust.Trust(verifying._kept("roots"), verifying._kept("known"))
    assert known.find(chain[0].key_id, a.today).trusted
    assert len(list((tmp_path / "config/trust/roots").iterdir())) == 1


def test_counts_say_what_waits_until_the_hub_itself_has_it(sessions, tmp_path):
    a, b = sessions
    keep(a.store, artisan())
    assert sync.parcel_write(a, tmp_path / "stick").as_json()["waiting"] == 1
    assert sync.parcel_read(b, tmp_path / "stick").as_json()["waiting"] == 0
    assert sync.waiting(a) == 1 == today.unsent(a).records
    assert sync.sync_now(a).as_json()["waiting"] == 0 == sync.waiting(a) == today.unsent(a).records


def test_lost_settings_are_learnt_again(sessions, hub, tmp_path):
    a, b = sessions
    with hub.engine.begin() as conn:
        oplog.publish(conn, hub.keys, REFERENCE, REVOKED_SERIAL, "A-AAAAAA-00001-A", {"state": "revoked", "on": ""})
    sync.sync_now(a)

    def known():  # both laptops of the test share the settings; what only the other one had is not for this one to know
        kept = (tmp_path / "config/trust").rglob("*.cert")
        own = {file.name: file.read_bytes() for file in kept if b.store.device not in file.name}
        return verifying._read_list()["revoked"], own

    before = known()
    shutil.rmtree(tmp_path / "config")
    sync.sync_now(a)
    assert known() == before
    assert before[0] == {"A-AAAAAA-00001-A": ""} and len(before[1]) == 4  # root, office, own self-made and certified


def test_a_lost_laptops_seals_are_refused_by_every_laptop_that_syncs(sessions, hub, tmp_path):
    """What the office knew before it shut the laptop out stays genuine; all else of its key does not, whatever date
    it bears. Letting the laptop in again makes its key good again."""
    from samarth_desktop.actions.certificates import issuing
    from samarth_desktop.documents.signing.verdict import Reason
    from samarth_desktop.hub.auth import admission
    from tests.gui.fixtures_lists import person

    a, b = sessions
    known = issuing.issue(a, [person(a, "शबनम बानो", "Shabnam Bano").holder.id], tmp_path / "known").papers[0].file
    sync.sync_now(a)
    later = issuing.issue(a, [person(a, "गीता देवी", "Gita Devi", mobile="9839000008").holder.id], tmp_path / "x")
    with hub.engine.begin() as conn:
        admission.revoke(conn, hub.keys, a.store.device)
    sync.sync_now(b)
    assert verifying.verify_file(known).reason is Reason.VALID
    refused = verifying.verify_file(later.papers[0].file)
    assert refused.reason is Reason.REVOKED and refused.details
    with hub.engine.begin() as conn:
        admission.readmit(conn, hub.keys, a.store.device)
    sync.sync_now(b)
    assert verifying.verify_file(later.papers[0].file).reason is Reason.VALID


def test_a_photo_of_the_paper_gets_its_name_from_this_laptops_register(sessions, tmp_path):
    """The code names nobody: without the register a person compares number and date."""
    from PIL import Image

    from samarth_desktop.actions.certificates import certifying, issuing
    from samarth_desktop.documents.signing.verdict import Reason
    from tests.documents import reading
    from tests.gui.fixtures_lists import person

    a, _ = sessions
    made = issuing.issue(a, [person(a, "शबनम बानो", "Shabnam Bano").holder.id], tmp_path / "out").papers[0]
    photo = tmp_path / "photo.png"
    Image.fromarray(reading.picture(made.file.read_bytes(), 130)).save(photo)
    for verdict, name in ((verifying.verify_file(photo), ""), (verifying.verify_here(photo, a), "शबनम बानो")):
        assert verdict.reason is Reason.VALID and verdict.valid and verdict.compare
        assert (verdict.serial, verdict.holder) == (made.serial, name)
    told = verifying.verify_file(made.file)
    assert told.holder == "शबनम बानो" and told.programme and told.programme_version == "1" and not told.compare
    certifying.revoke(a, made.serial, "Issued twice")
    assert verifying.verify_here(photo, a).reason is Reason.REVOKED


def test_another_code_than_the_registers_is_found_out(sessions, tmp_path):
    """The laptop's own key, its own number, another photo or name: only the register knows better."""
    from dataclasses import replace as changed

    from samarth_desktop.actions.certificates import issuing, signing
    from samarth_desktop.documents.certificates import issue
    from samarth_desktop.documents.signing.verdict import OTHER_CODE, Reason
    from tests.documents.samples import certificate
    from tests.gui.fixtures_lists import person

    a, _ = sessions
    made = issuing.issue(a, [person(a, "शबनम बानो", "Shabnam Bano").holder.id], tmp_path / "out").papers[0]
    forged = changed(certificate(issued=a.today, photo=None), serial=made.serial)
    pdf = issue.render(forged, signing.signer(a))
    assert verifying.verify_file(pdf).reason is Reason.VALID
    found = verifying.verify_here(pdf, a)
    assert found.reason is Reason.CHANGED and OTHER_CODE in [text.id for text in found.details]
    assert verifying.verify_here(made.file, a).reason is Reason.VALID
