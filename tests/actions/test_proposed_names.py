"""Names in the other script: proposed and never stored before a paper, kept with it, looked at, and never over what was typed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samarth_desktop.actions.certificates import both_scripts, issuing
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import proposed_names, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.proposals import PAIRS, without_proposals

DAY = date(2026, 11, 22)
HINDI = Artisan(
    name_hi="फूलमती देवी", relation="husband", relative_hi="श्री छोटेलाल", birth_year=1990, gender="female",
    mobile="9839022218", phone_owner="own", village="ज़ैदपुर", block="हरख", district="129", state="9",
    sector="handicraft", craft="चौरसी कटाई",
)  # fmt: skip
LATIN = replace(HINDI, name_hi="", name_en="Nasima Bano", relative_hi="", relative_en="Aslam", village="Dewa", block="")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता यादव", area="9/129")
    yield replace(made, clock=lambda: DAY)
    made.store.close()


def saved(session: Session, record: Artisan | Shg) -> str:
    agreed = Consent(purpose="registration", how="signature", given_on=DAY, notice_version="1")
    programme = "UP-ODOP" if isinstance(record, Artisan) else "NRLM"
    enrolled = Enrolment(programme=programme, stage="registered", registered_on=DAY)
    sheet = Registration(record, enrolments=(enrolled,), consents=(agreed,))
    return registering.save(session, sheet).holder.id


def now(session: Session, row: str) -> Artisan:
    holder = registering.load(session, row).holder
    assert isinstance(holder, Artisan)
    return holder


def issued(session: Session, row: str, out: Path) -> str:
    (paper,) = issuing.issue(session, [row], out).papers
    return paper.serial


def listed(session: Session, *rows: str) -> dict[str, str]:
    return {one.text: one.proposed for one in proposed_names.listing(session, rows or None)}


def test_names_of_people_relatives_places_and_crafts_are_proposed_in_either_direction(session: Session) -> None:
    hindi, latin = saved(session, HINDI), saved(session, LATIN)
    assert listed(session, hindi) == {
        "फूलमती देवी": "Phoolmati Devi", "श्री छोटेलाल": "Chhotelal", "ज़ैदपुर": "Zaidpur", "हरख": "Harakh",
        "चौरसी कटाई": "Chaurasi Katai",
    }  # fmt: skip
    assert listed(session, latin)["Nasima Bano"] == "नसीमा बानो" and listed(session, latin)["Aslam"] == "असलम"
    group = Shg(name_hi="माँ गौरी", village="ज़ैदपुर", district="129", state="9", mission="nrlm")
    assert listed(session, saved(session, group))["माँ गौरी"] == "Maa Gauri"
    for row, record in ((hindi, HINDI), (latin, LATIN)):  # listing writes nothing
        kept = now(session, row)
        assert kept.proposed == () and all(getattr(kept, key) == getattr(record, key) for key in PAIRS.values())


def test_a_place_stands_once_for_all_who_live_there(session: Session) -> None:
    rows = [saved(session, replace(HINDI, name_hi=name, relative_hi="", relative_en="A")) for name in ("रमा", "उमा")]
    found = {one.text: one for one in proposed_names.listing(session)}
    assert found["ज़ैदपुर"].rows == tuple(rows) and found["रमा"].rows == (rows[0],)
    assert found["रमा"].is_person and not found["ज़ैदपुर"].is_person
    proposed_names.confirm(session, [(found["ज़ैदपुर"], "Zaidpur Kasba")])
    assert [now(session, row).village_other for row in rows] == ["Zaidpur Kasba"] * 2
    another = saved(session, replace(HINDI, name_hi="शोभा"))
    assert "ज़ैदपुर" not in listed(session, another)  # a person has said how it is written


def test_what_a_paper_used_is_kept_with_its_keys_until_somebody_confirms(session: Session, tmp_path: Path) -> None:
    row = saved(session, HINDI)
    serial = issued(session, row, tmp_path)
    kept = now(session, row)
    assert (kept.name_en, kept.relative_en, kept.village_other) == ("Phoolmati Devi", "Chhotelal", "Zaidpur")
    assert kept.proposed == ("block_other", "craft_other", "name_en", "relative_en", "village_other")
    assert issued(session, row, tmp_path) == serial  # the same words, the same paper
    found = proposed_names.listing(session)
    decided = proposed_names.confirm(session, [(one, one.proposed) for one in found])
    assert now(session, row).proposed == () and proposed_names.listing(session) == []
    assert issued(session, row, tmp_path) == serial
    proposed_names.undo(session, decided)
    assert now(session, row).proposed == kept.proposed
    (name,) = [one for one in proposed_names.listing(session) if one.key == "name_en"]
    assert "Phulmati Devi" in name.spellings and len(name.spellings) == 3
    proposed_names.confirm(session, [(name, "Phulmati Devi")])
    assert "name_en" not in now(session, row).proposed
    assert issued(session, row, tmp_path) != serial


def test_what_is_typed_wins_and_a_changed_name_loses_its_proposal(session: Session, tmp_path: Path) -> None:
    row = saved(session, HINDI)
    issued(session, row, tmp_path)
    number = now(session, row).registration
    registering.correct(session, number, {"name_en": "Fulmati"})
    assert now(session, row).name_en == "Fulmati" and "name_en" not in now(session, row).proposed
    registering.correct(session, number, {"relative_hi": "मोहन"})
    assert now(session, row).relative_en == "" and "relative_en" not in now(session, row).proposed
    registering.correct(session, number, {"name_hi": "फूलवती"})
    assert now(session, row).name_en == "Fulmati"  # hers, whatever the other script says


def test_marketplace_and_bank_papers_see_only_what_was_typed(session: Session, tmp_path: Path) -> None:
    row = saved(session, HINDI)
    issued(session, row, tmp_path)
    typed = without_proposals(now(session, row))
    assert all(getattr(typed, key) == "" for key in PAIRS.values())
    assert registering.next_like(registering.load(session, row)).holder.village_other == ""


def test_a_paper_that_was_printed_without_proposals_is_not_replaced(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = saved(session, HINDI)
    with monkeypatch.context() as earlier:
        earlier.setattr(both_scripts, "with_proposals", lambda holder, known: holder)
        serial = issued(session, row, tmp_path)
    assert issued(session, row, tmp_path) == serial and now(session, row).proposed == ()
    with session.store.read() as reader:
        assert [one.serial for one in reader.children(Certificate, row)] == [serial]


def test_a_text_that_is_no_name_is_not_confirmed(session: Session) -> None:
    saved(session, HINDI)
    name = proposed_names.listing(session)[0]
    for wrong in ("", "9000000001"):
        with pytest.raises(KnownError):
            proposed_names.confirm(session, [(name, wrong)])


def test_who_was_changed_meanwhile_is_passed_over(session: Session) -> None:
    row = saved(session, HINDI)
    name = proposed_names.listing(session)[0]
    registering.correct(session, now(session, row).registration, {"name_hi": "मालती"})
    assert proposed_names.confirm(session, [(name, name.proposed)]).written == ()
    assert now(session, row).name_en == ""
