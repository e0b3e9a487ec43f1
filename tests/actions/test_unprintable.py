"""A person whose letters cannot be printed is told of at entry and alone refused; nobody else on the sheet suffers."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from samarth_desktop.actions.certificates import certificate_register, certifying, issuing
from samarth_desktop.actions.certificates.issuing import PrintOptions
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.signing import scan, verify
from samarth_desktop.documents.signing.trust import Trust
from samarth_desktop.domain.places.lgd import Location
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.store.search import places
from tests.documents import reading

DAY = date(2026, 11, 22)
URDU, GURMUKHI, BENGALI, TAMIL = "شبنم بانو", "ਗੁਰਮੀਤ ਕੌਰ", "শবনম", "லட்சுமி"


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="Sunita Yadav", area="9/129")
    yield Session(made.store, made.author, lambda: DAY)
    made.store.close()


def person(session: Session, **values: Any) -> Registration:
    usual: dict[str, Any] = {
        "name_en": "Kiran Devi", "relation": "husband", "relative_en": "Ram", "birth_year": 1990, "gender": "female",
        "phone_owner": "none", "village": "हरख", "district": "129", "state": "9", "sector": "handloom", "craft": "Weaving",
    }  # fmt: skip
    consent = Consent(purpose="registration", how="signature", given_on=DAY)
    enrolment = Enrolment(programme="UP-ODOP", stage="registered", registered_on=DAY)
    return registering.save(session, Registration(Artisan(**(usual | values)), (enrolment,), (consent,)))


def english(pdf: Path) -> str:
    return " ".join(reading.READERS["pdfium"](pdf.read_bytes()).split())


@pytest.mark.parametrize("name", [URDU, GURMUKHI])
def test_the_other_script_is_printed_and_entry_says_so(session: Session, tmp_path: Path, name: str) -> None:
    sheet = person(session, name_hi=name, relative_hi=name)
    warned = {one.key: one for one in registering.problems(session, sheet)}
    for key in ("name_hi", "relative_hi"):
        assert not warned[key].blocks and name[0] in catalog("en").say(warned[key].text)
    (made,) = issuing.issue(session, [sheet.holder.id], tmp_path).papers
    text = english(made.file)
    assert "Kiran Devi" in text and "wife of Shri Ram" in text and not set(name) - {" "} & set(text)
    assert verify.verify(made.file, Trust()).reason is verify.Reason.NOT_ENROLLED


LOST = {
    "name_hi": {"name_hi": URDU, "name_en": ""},
    "relative_hi": {"relative_hi": GURMUKHI, "relative_en": ""},
    "village": {"village": BENGALI},
    "craft": {"craft": TAMIL},
    "block": {"block": URDU},
}


@pytest.mark.parametrize("files", ["single", "one", "cards"])
def test_who_cannot_be_printed_is_refused_alone(session: Session, tmp_path: Path, files: issuing.Files) -> None:
    others = [person(session, name_en=f"Kiran {letter}").holder.id for letter in "ABC"]
    alone = {key: person(session, **values).holder.id for key, values in LOST.items()}
    batch = issuing.issue(session, [*others[:1], *alone.values(), *others[1:]], tmp_path / "out", files=files)
    assert [paper.row for paper in batch.papers] == others
    assert {ineligible.key: ineligible.row for ineligible in batch.ineligible} == alone
    for ineligible in batch.ineligible:
        for language in ("hi", "en"):
            said = catalog(language).say(ineligible.text)
            assert LOST[ineligible.key][ineligible.key][0] in said and len(said.splitlines()) == 1
    for file in {paper.file for paper in batch.papers}:
        assert verify.verify(file, Trust()).reason is verify.Reason.NOT_ENROLLED
    if files == "cards":  # the way out that the sentence names
        for key, row in alone.items():
            registering.correct(session, registering.load(session, row).holder.registration, {key: "सीता"})
        assert all(one.ineligible is None for one in certificate_register.candidates(session, list(alone.values())))


def test_a_village_has_another_spelling_to_print(session: Session, tmp_path: Path) -> None:
    sheet = person(session, village=URDU, village_other="Zaidpur")
    (made,) = issuing.issue(session, [sheet.holder.id], tmp_path, PrintOptions(languages="en")).papers
    assert "village Zaidpur" in english(made.file)


def test_the_directory_names_a_block_and_a_coordinator_is_named_in_both_scripts(
    session: Session, tmp_path: Path
) -> None:
    listed = Location("block", "999", "Harakhpur", "हरख", state="9", district="129")
    with session.store.unit_of_work() as unit:
        places.take_in(unit, [listed])
        unit.commit()
    sheet = person(session, block="हरख", block_code="999", relative_en="", relative_hi="राम सिंह")
    (made,) = issuing.issue(session, [sheet.holder.id], tmp_path / "both").papers
    text = english(made.file)
    assert "wife of Shri Ram Singh, village Harakh, block Harakhpur, district Barabanki" in text
    assert "सुनीता यादव" in text and "Sunita Yadav" in text


def test_where_lines_end_changes_no_certificate(session: Session) -> None:
    ready = certifying.examine(session, person(session).holder.id)
    assert isinstance(ready, certifying.Eligible)
    data = issuing._content(session, ready, "", issuing._paper(session, ready, PrintOptions(), DAY))
    plain = replace(data, lines_en=tuple(line.replace("\u00a0", " ") for line in data.lines_en))
    assert plain != data and certifying.content_hash(plain) == certifying.content_hash(data)


def test_a_printed_page_is_one_page_of_words(session: Session, tmp_path: Path) -> None:
    (made,) = issuing.issue(
        session, [person(session, name_hi="श्रीमती श्रीमति मीरा", honorific="smt").holder.id], tmp_path
    ).papers
    (sheet,) = scan.pdf_pages(made.file.read_bytes())
    assert sheet.says("श्रीमती मीरा") and not sheet.says("श्रीमति")
