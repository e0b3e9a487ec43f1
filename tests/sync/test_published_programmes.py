"""An eighth programme made of data alone: published at a hub or by the office's laptop, followed by two laptops."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.programmes import asking, board, enrolling, files, staging
from samarth_desktop.actions.registration import forms, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.domain.programmes import programme
from samarth_desktop.errors import KnownError
from samarth_desktop.hub.admin import programmes as hub_programmes
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.store.queries.board import Which
from tests import postgres_fixture
from tests.domain.test_rule_file import RULED
from tests.store.people import artisan
from tests.sync.laptops import DAY, Laptop, Office, settle

WORDED = (
    RULED.replace('in = ["master"]\nwords', 'in = ["master", "learner"]\nwords')
    + """
[programme.wording.artisan]
body.hi = ["को उस्ताद कार्यक्रम में **{rank}** के रूप में पंजीकृत किया गया है।"]
body.en = ["is registered as a **{rank}** of the master programme."]
"""
)


def file(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def enrol(laptop: Laptop, code: str = "BR-X", **values: object) -> Registration:
    enrolment = Enrolment(programme=code, stage="registered", extra={"BR-X.rank": "master"})
    consent = Consent(purpose="registration", how="signature", given_on=DAY)
    paper = Document(document_kind="artisan_card")
    return registering.save(laptop.here(), Registration(artisan(**values), (enrolment,), (consent,), (paper,)))


def printed(path: Path) -> str:
    return " ".join(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout.split())


@pytest.fixture
def two(ground: Office) -> tuple[Laptop, Laptop]:
    return ground.laptop("asha", "9/164"), ground.laptop("bina", "9/164")


def test_published_at_the_hub_it_is_everywhere(ground: Office, two: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    one, other = two
    with pytest.raises(hub_programmes.NotPublished) as wrong:
        hub_programmes.publish(ground.hub, file(tmp_path, WORDED.replace("from = 18", 'from = "18"')))
    assert "Line 28. " in catalog("en").say(wrong.value.text)
    hub_programmes.publish(ground.hub, file(tmp_path, WORDED))
    with pytest.raises(hub_programmes.NotPublished):
        hub_programmes.publish(ground.hub, file(tmp_path, WORDED.replace("Trial", "Other")))
    settle(one, other)
    for laptop in two:
        found = programme.programme("BR-X", laptop.session.library)
        assert found is not None and not found.trial
        shown = forms.extra_fields("BR-X", Registration(artisan()), laptop.session.library)
        assert [field.key for field in shown] == ["rank"], "in the form"
    sheet = enrol(one)
    guardian = {"guardian_name": "Sunita Devi", "guardian_relation": "mother", "guardian_consent": "yes"}
    young = enrol(one, mobile="9876543299", birth_year=2010, **guardian)
    assert not [problem for problem in registering.problems(one.session, young) if problem.blocks], "no draft"
    assert young.enrolments == (), "the rules are asked"
    settle(one, other)
    row = sheet.holder.id
    (verdict,) = asking.verdicts(other.here(), other.number(row), "BR-X")
    assert verdict.eligible.value == "yes"
    counted = board.counted(other.here(), Which("BR-X"))
    assert counted is not None and counted.counts == {"registered": 1}, "on the board of the other laptop"
    told = tmp_path / "told.csv"
    exporting.export(other.here(), "artisans", told, catalog("en"), only=[row])
    head, line = (cells.split(",") for cells in told.read_text(encoding="utf-8-sig").splitlines())
    assert dict(zip(head, line, strict=True))["BR-X.rank"] == "master"
    told.write_text(told.read_text(encoding="utf-8-sig").replace("master", "उस्ताद"), encoding="utf-8")
    again = importing.import_file(other.here(), "artisans", told, words=catalog("en"))
    assert (again.skipped, again.updated, again.errors) == (1, 0, ()), "the same answer in words"
    moved, _ = staging.change(other.here(), row, "BR-X", "verified")
    assert moved.missing == ()
    paper = other.print(row)
    text = printed(paper.file)
    assert "is registered as a Master of the master programme" in text
    assert other.verify(paper).valid
    assert (other.verify(paper).programme, other.verify(paper).programme_version) == ("BR-X", "1")


def test_a_trial_becomes_genuine_only_when_it_is_published(
    ground: Office, two: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    one, other = two
    files.add(one.here(), file(tmp_path, WORDED))
    row = enrol(one).holder.id
    with pytest.raises(ValueError, match="unpack"):
        one.print(row)  # a sample
    with pytest.raises(KnownError):
        files.publish(one.here(), file(tmp_path, WORDED))
    office = ground.laptop("office", "9", day=DAY)
    session = replace(office.session)
    assert session.author == "office"
    settle(one)
    hub_programmes.publish(ground.hub, file(tmp_path, WORDED))
    settle(one, other)
    assert one.verify(one.print(row)).valid
    assert set(programme.problems(one.session.library)) == {"BR-X.toml"}, "the trial has given way"


def test_the_office_publishes_from_its_laptop_and_says_what_changed(
    ground: Office, two: tuple[Laptop, Laptop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    code = postgres_fixture.code
    monkeypatch.setattr(
        postgres_fixture,
        "code",
        lambda hub, *areas, person="", **more: code(hub, *areas, person=person, role="office", **more),
    )
    office = ground.laptop("office", "9/164")
    files.publish(office.here(), file(tmp_path, WORDED))
    with pytest.raises(files.NotRight):
        files.publish(office.here(), file(tmp_path, WORDED))
    newer = WORDED.replace('code = "BR-X"', 'code = "BR-X"\nversion = 2').replace("from = 18", "from = 21")
    files.publish(office.here(), file(tmp_path, newer))
    settle(office, one, other)
    for laptop in two:
        found = programme.programme("BR-X", laptop.session.library)
        assert found is not None and found.version == 2 and found.rules[0].rules[0].least == 21
        assert [catalog("en").say(text) for text in files.changes(laptop.session, "BR-X")] == ["Rules for joining"]
    assert laptop_reopened(one) == 2
    row = enrol(one).holder
    with one.session.store.unit_of_work() as unit:
        kept = enrolling.enrol(unit, one.here(), row, "BR-X")
    assert kept.decided_version == 2


def test_a_withdrawn_version_is_followed_nowhere_and_what_was_sealed_stays(
    ground: Office, two: tuple[Laptop, Laptop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    code = postgres_fixture.code
    monkeypatch.setattr(
        postgres_fixture,
        "code",
        lambda hub, *areas, person="", **more: code(hub, *areas, person=person, role="office", **more),
    )
    office = ground.laptop("office", "9/164")
    newer = WORDED.replace('code = "BR-X"', 'code = "BR-X"\nversion = 2').replace("from = 18", "from = 21")
    hub_programmes.publish(ground.hub, file(tmp_path, WORDED))
    settle(office, one, other)
    files.publish(office.here(), file(tmp_path, newer))
    settle(office, one, other)
    row = enrol(one).holder.id
    settle(one, other)
    staging.change(other.here(), row, "BR-X", "verified")
    paper = other.print(row)
    assert other.verify(paper).programme_version == "2"
    settle(one, other)
    with pytest.raises(KnownError):
        files.withdraw(one.here(), "BR-X")
    assert files.withdraw(office.here(), "br-x") == ("BR-X", 2)
    settle(office, one, other)
    for laptop in (office, *two):
        found = programme.programme("BR-X", laptop.session.library)
        assert found is not None and found.version == 1 and found.rules[0].rules[0].least == 18
        assert [catalog("en").say(text) for text in files.changes(laptop.session, "BR-X")] == ["Rules for joining"]
        assert laptop.verify(paper).valid and laptop.verify(paper).programme_version == "2"
    with pytest.raises(files.NotRight):
        files.publish(office.here(), file(tmp_path, newer))
    assert hub_programmes.withdraw(ground.hub, "BR-X") == ("BR-X", 1)
    with pytest.raises(hub_programmes.NotPublished):
        hub_programmes.withdraw(ground.hub, "BR-X")
    settle(office, one, other)
    for laptop in two:
        assert programme.programme("BR-X", laptop.session.library) is None
        (gone,) = files.no_more(laptop.session)
        assert (gone.code, gone.version) == ("BR-X", 1) and files.changes(laptop.session, "BR-X") == []
        told = catalog("en").say(files.said_of_withdrawn(gone))
        assert "(BR-X) was withdrawn by" in told and gone.on not in told, "to all laptops, the day in words"
        assert registering.load(laptop.here(), row).enrolments[0].extra == {"BR-X.rank": "master"}, "to read"
        with laptop.session.store.read() as reader:
            (shown,) = asking.enrolment_rows(reader, laptop.here(), registering.of(reader, row))
        assert shown["stage"] == "verified"
        with pytest.raises(KnownError):
            staging.change(laptop.here(), row, "BR-X", "on_hold", reason="ill")
        fresh = laptop.register(name_en=f"Nobody {laptop.session.author}")
        with laptop.session.store.unit_of_work() as unit, pytest.raises(KnownError):
            enrolling.enrol(unit, laptop.here(), registering.load(laptop.here(), fresh).holder, "BR-X")
        assert laptop.verify(paper).valid and laptop.verify(paper).programme_version == "2"
    with pytest.raises(files.NotRight):
        files.withdraw(office.here(), "BR-X")
    newest = WORDED.replace('code = "BR-X"', 'code = "BR-X"\nversion = 3')
    files.publish(office.here(), file(tmp_path, newest))
    settle(office, one, other)
    assert files.no_more(one.session) == [], "it is there again"


def laptop_reopened(laptop: Laptop) -> int:
    """The version that the folder follows, read from the disk."""
    from samarth_desktop.store.projections import published

    with laptop.session.store.read() as reader:
        return published.read(reader)[0].version
