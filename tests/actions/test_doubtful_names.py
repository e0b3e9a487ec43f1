"""Names taken by an earlier program or another laptop come up to be looked at, and stay as they are until somebody says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samarth_desktop.actions.certificates import certifying
from samarth_desktop.actions.certificates.certifying import Ineligible
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import doubtful_names, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.projections import name_doubts as notes

DAY = date(2026, 11, 22)
WHOLE = Artisan(
    name_hi="शबनम बानो", name_en="Shabnam Bano", relation="husband", relative_hi="असलम", birth_year=1990, gender="female",
    mobile="9839022218", phone_owner="own", village="ज़ैदपुर", district="129", state="9", sector="handicraft",
    craft="चिकनकारी",
)  # fmt: skip
MOJIBAKE = "à¤¸à¥€à¤¤à¤¾ à¤¦à¥‡à¤µà¥€"


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता यादव", area="9/129")
    yield replace(made, clock=lambda: DAY)
    made.store.close()


def saved(session: Session, **values: str) -> Artisan:
    """Somebody with these values, written as a program without a look at texts wrote them."""
    agreed = Consent(purpose="registration", how="signature", given_on=DAY, notice_version="1")
    enrolled = Enrolment(programme="UP-ODOP", stage="registered", registered_on=DAY)
    sheet = Registration(replace(WHOLE, **values), enrolments=(enrolled,), consents=(agreed,))
    holder = registering.save(session, sheet).holder
    assert isinstance(holder, Artisan)
    return holder


def look(session: Session) -> list[doubtful_names.DoubtfulName]:
    while not doubtful_names.look_on(session):
        pass
    found = doubtful_names.listing(session)
    assert len(found) == doubtful_names.waiting(session)
    return found


def now(session: Session, row: str) -> Artisan:
    holder = registering.load(session, row).holder
    assert isinstance(holder, Artisan)
    return holder


def test_good_names_are_never_listed_and_doubted_ones_are_not_changed(session: Session) -> None:
    saved(session)
    bad = [saved(session, name_hi=name) for name in ("9000000001", "अाशा", MOJIBAKE, "रेखा W/o सुरेश", "----", "मीना 2")]
    listed = look(session)
    assert [one.row for one in listed] == [one.id for one in bad]
    assert [now(session, one.id) for one in bad] == bad
    assert [one.better for one in listed] == ["", "आशा", "सीता देवी", "रेखा", "", ""]


def test_one_wrong_text_in_both_scripts_is_one_name_and_settled_at_once(session: Session) -> None:
    one = saved(session, name_hi="9000000001", name_en="9000000001")
    two = saved(session, name_hi="Meena 2", name_en="Meena 2")
    (first, second, third) = look(session)
    assert (first.row, first.doubt.twin) == (one.id, "name_en")
    assert {second.row, third.row} == {two.id}, "one fault each: no Hindi letter, and a figure"
    doubtful_names.write(session, first, "रेखा देवी")
    assert (now(session, one.id).name_hi, now(session, one.id).name_en) == ("रेखा देवी", "")
    decided = doubtful_names.keep(session, [second, third])
    assert look(session) == [] and {name.doubt.key for name in doubtful_names.kept(session)} == {"name_hi", "name_en"}
    registering.correct(session, two.registration, {"name_en": "Meena"})
    assert [name.doubt.key for name in doubtful_names.kept(session)] == ["name_hi"]
    doubtful_names.undo(session, decided)
    assert doubtful_names.kept(session) == [] and len(look(session)) == 1


def test_a_name_in_latin_letters_goes_into_its_own_field(session: Session) -> None:
    one = saved(session, name_hi="9000000001", name_en="9000000001")
    (listed,) = look(session)
    doubtful_names.undo(session, doubtful_names.write(session, listed, "Rekha Devi"))
    assert (now(session, one.id).name_hi, now(session, one.id).name_en) == ("9000000001", "9000000001")
    doubtful_names.write(session, look(session)[0], "Rekha Devi")
    assert (now(session, one.id).name_hi, now(session, one.id).name_en) == ("", "Rekha Devi")


def test_members_and_groups_are_looked_at_too(session: Session) -> None:
    group = Shg(name_hi="लक्ष््मी", state="9", district="129", village="हरख")
    made = registering.save(session, Registration(group, members=(Member(name_hi="अाशा", role="member"),)))
    assert [(one.open_row, one.better) for one in look(session)] == [(made.holder.id, "लक्ष्मी"), (made.holder.id, "आशा")]


def test_taking_the_better_spelling_one_by_one_or_all_and_back(session: Session) -> None:
    first = saved(session, name_hi="अाशा देवी")
    second = saved(session, name_hi="रेखा देवी W/o सुरेश", relative_hi="", relation="", name_en="")
    one, two = look(session)
    doubtful_names.accept(session, [one])
    assert now(session, first.id).name_hi == "आशा देवी"
    decided = doubtful_names.accept(session, [two])
    cut = now(session, second.id)
    assert (cut.name_hi, cut.relation, cut.relative_hi) == ("रेखा देवी", "husband", "सुरेश")
    assert look(session) == []
    doubtful_names.undo(session, decided)
    assert replace(now(session, second.id), seen=0) == replace(second, seen=0)
    assert [name.row for name in look(session)] == [second.id]


def test_what_somebody_wrote_meanwhile_is_never_written_over(session: Session) -> None:
    first = saved(session, name_hi="अाशा")
    (listed,) = look(session)
    registering.correct(session, first.registration, {"name_hi": "उषा"})
    assert doubtful_names.accept(session, [listed]).written == ()
    assert now(session, first.id).name_hi == "उषा"
    third = saved(session, name_hi="अाशा")
    decided = doubtful_names.accept(session, look(session))
    registering.correct(session, third.registration, {"name_hi": "आशा रानी", "mobile": "9839022219"})
    doubtful_names.undo(session, decided)
    assert (now(session, third.id).name_hi, now(session, third.id).mobile) == ("आशा रानी", "9839022219")


def test_a_kept_name_is_not_asked_about_until_it_changes(session: Session) -> None:
    one = saved(session, name_hi="मीना 2")
    decided = doubtful_names.keep(session, look(session))
    assert look(session) == []
    registering.correct(session, one.registration, {"mobile": "9839022219"})
    assert look(session) == []
    doubtful_names.undo(session, decided)
    assert len(look(session)) == 1
    doubtful_names.keep(session, look(session))
    registering.correct(session, one.registration, {"name_hi": "मीना 3"})
    assert [name.doubt.text for name in look(session)] == ["मीना 3"]


def test_a_name_is_written_anew_but_not_by_another_that_is_none(session: Session) -> None:
    one = saved(session, name_hi="9000000001")
    (listed,) = look(session)
    with pytest.raises(KnownError):
        doubtful_names.write(session, listed, "9000000002")
    doubtful_names.write(session, listed, "सीता")
    assert now(session, one.id).name_hi == "सीता" and look(session) == []


def test_who_comes_from_another_laptop_is_taken_as_she_is_and_comes_up(session: Session) -> None:
    look(session)
    hers = to_wire(replace(WHOLE, name_hi="9000000001", registration="UP-M2KQ4X-00001-A", created_device="M2KQ4X"))
    with session.store.unit_of_work() as unit:
        unit.apply([Op("M2KQ4X", "9/129", 1, "artisan", "0192-meena", 1 << 40, "मीना", 1, hers)])
        unit.commit()
    assert now(session, "0192-meena").name_hi == "9000000001"
    assert [one.row for one in look(session)] == ["0192-meena"]


def test_newer_rules_look_at_everybody_once_more(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(session, name_hi="अाशा")
    look(session)
    with session.store.unit_of_work() as unit:
        unit.put_settings({"rules of names": "0", "looked at names": "999999"})
        unit.commit()
    monkeypatch.setattr(doubtful_names, "PART", 1)
    assert len(look(session)) == 1
    with session.store.read() as reader:
        assert notes.next_part(reader, 5).rows == ()


def test_an_erased_name_leaves_no_note(session: Session) -> None:
    one = saved(session, name_hi="मीना 2", village="अाशापुर")
    doubtful_names.keep(session, [name for name in look(session) if name.doubt.key == "name_hi"])
    with session.store.unit_of_work() as unit:
        unit.erase(one.id, session.author)
        unit.commit()
    assert look(session) == []
    with session.store.read() as reader:
        left = reader.connection.exec_driver_sql("SELECT key FROM setting WHERE instr(key, ?)", (one.id,)).all()
    assert left == []


def test_a_record_that_an_earlier_program_called_complete_is_so_no_more(session: Session) -> None:
    saved(session, name_hi="9000000001", name_en="9000000001")
    with session.store.unit_of_work() as unit:  # as that program judged it
        unit.connection.exec_driver_sql("UPDATE summary SET complete = 1")
        unit.connection.exec_driver_sql("UPDATE artisan SET complete = 1")
        unit.commit()
    look(session)
    with session.store.read() as reader:
        assert reader.connection.exec_driver_sql("SELECT complete FROM summary WHERE kind = 'artisan'").scalar() == 0


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("name_hi", "9000000001"), ("name_hi", MOJIBAKE), ("name_hi", "âéÙèÌæ Îðßè"), ("name_hi", "ारमुगा"),
        ("name_hi", "सीता \ue012"), ("relative_hi", "?????"), ("village", "ुरपुर"), ("name_hi", "----"), ("craft", "☎☎"),
    ],
)  # fmt: skip
def test_nothing_is_sealed_that_is_no_name_or_cannot_be_drawn(session: Session, key: str, text: str) -> None:
    assert not isinstance(certifying.examine(session, saved(session).id), Ineligible)
    other = {"name_hi": "name_en", "relative_hi": "relative_en"}.get(key)
    found = certifying.examine(session, saved(session, **{key: text}, **({other: ""} if other else {})).id)
    assert isinstance(found, Ineligible) and found.key in (key, other)
    assert fields_of(Artisan)[key].label


def test_what_is_mended_in_the_form_is_mended_in_a_correction(session: Session) -> None:
    one = saved(session)
    corrected = registering.correct(
        session, one.registration, {"name_hi": "अाशा W/o राजेश", "village": "NA", "name_en": "Asha"}
    )
    assert isinstance(corrected, Artisan)
    assert (corrected.name_hi, corrected.village, corrected.relative_hi) == ("आशा", "", "असलम")
    assert corrected.remarks == "राजेश"  # another husband is given already: nothing is lost, nothing written over
    with pytest.raises(KnownError):
        registering.correct(session, one.registration, {"name_hi": "9000000001"})
