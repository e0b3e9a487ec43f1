"""What a second printing does to the seal: the same content keeps it, other content never hides behind it."""

from dataclasses import replace
from datetime import date

import pytest

from samarth_desktop.actions.certificates import certifying, issuing, signing, verifying
from samarth_desktop.actions.certificates.issuing import PrintOptions
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.signing import seal
from samarth_desktop.documents.signing.verdict import Reason
from samarth_desktop.errors import KnownError
from tests.documents import first_seals
from tests.documents.samples import photo
from tests.gui.fixtures_lists import person

DAY = date(2026, 11, 22)
ANSWER = Reason.NOT_ENROLLED  # as good as it gets before the laptop has joined a hub


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता", area="9/129")
    yield Session(made.store, made.author, lambda: DAY)
    made.store.close()


def entry(session):
    (found,) = [one for one in certifying.register(session) if one.state == "valid"]
    return found


def printed(session, row, folder, language="both", files="single"):
    (made,) = issuing.issue(session, [row], folder, PrintOptions(language), files=files).papers
    verdict = verifying.verify_here(made.file, session)
    assert (verdict.reason, verdict.serial) == (ANSWER, made.serial), (language, verdict.details)
    return made.serial


def test_every_printing_of_the_same_content_has_the_same_seal(session, tmp_path):
    row = person(session, "शबनम बानो", "Shabnam Bano", craft="Gudia banana").holder.id
    first = printed(session, row, tmp_path / "0")
    text = entry(session).payload
    assert seal.read(text).digest
    for n, (language, files) in enumerate([("hi", "single"), ("en", "single"), ("en", "one"), ("both", "cards")], 1):
        assert printed(session, row, tmp_path / str(n), language, files) == first
        assert entry(session).payload == text


def test_another_photo_is_another_certificate(session, tmp_path):
    """The hash in the seal holds the photo: under the old number the paper would be called changed."""
    saved = person(session, "शबनम बानो", "Shabnam Bano")
    row = saved.holder.id
    first = printed(session, row, tmp_path / "a")
    registering.save(session, saved, photo((120, 156)))
    with pytest.raises(KnownError) as refused:
        issuing.print_again(session, first, PrintOptions())
    assert refused.value.text.args == {"serial": first}
    second = printed(session, row, tmp_path / "b")
    assert second != first and seal.read(entry(session).payload).serial == second
    assert verifying.verify_here(next((tmp_path / "a").glob(f"*{first}.pdf")), session).reason is Reason.REPLACED


def with_first_form(session, row, name):
    """The entry as the program before this one wrote it."""
    found = entry(session)
    text = first_seals.make(found.serial, name, DAY, signing.signer(session).keys.seal_key)
    with session.store.unit_of_work() as unit:
        unit.save(replace(found, payload=text), session.author)
        unit.commit()
    return text


def test_what_was_issued_before_keeps_its_number_and_where_it_can_its_code(session, tmp_path):
    row = person(session, "शबनम बानो", "Shabnam Bano").holder.id
    first = printed(session, row, tmp_path / "a")
    text = with_first_form(session, row, "शबनम बानो")
    for language in ("both", "hi"):
        assert printed(session, row, tmp_path / language, language) == first and entry(session).payload == text
    # A page in English does not show the name that was sealed: the same number gets a code of today.
    assert printed(session, row, tmp_path / "en", "en") == first
    assert seal.read(entry(session).payload).digest
    for folder in ("a", "both", "hi", "en"):  # the register knows every code that it had
        assert verifying.verify_here(next((tmp_path / folder).glob(f"*{first}.pdf")), session).reason is ANSWER
