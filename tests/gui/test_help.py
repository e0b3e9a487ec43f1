"""Help: F1 on a page opens that page's help, words find answers in either language, and a file for help is written."""

import zipfile
from datetime import date

import pymupdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samarth_desktop.actions.device import updates
from samarth_desktop.documents.signing import cose, release
from samarth_desktop.domain.reference.guide import guides
from samarth_desktop.domain.reference.keys import KEYS
from samarth_desktop.gui.app.routes import open_work, routes
from samarth_desktop.gui.kit.media import paper
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.pages.help.guide_card import GuideCard
from samarth_desktop.gui.pages.help.support_card import SupportCard
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T
from tests.gui import layout_checks
from tests.gui.test_pages import folder, session

__all__ = ["folder", "session"]


def shown(page) -> list[str]:
    return [card.guide.page for card in page.findChildren(GuideCard) if card.isVisibleTo(page)]


def test_every_page_has_its_help(session):
    keys = [spec.key for spec in routes(session, lambda changed: None)]
    assert [key for key in keys if key not in guides()] == []
    assert [key for key in guides() if key not in keys] == []
    for guide in guides().values():
        assert guide.steps and guide.questions
        assert all(text.hi.strip() and text.en.strip() and text.hi != text.en for text in guide.texts())


@pytest.mark.parametrize("come_from", ["people", "certificates", "artisan-form"])
def test_f1_opens_the_help_of_the_page_in_front(qtbot, window, session, come_from):
    open_work(window, session, lambda changed: None)
    window.go(come_from)
    window.go("help")
    assert shown(window.page("help")) == [come_from]
    window.go("today")
    window.go("help")
    assert shown(window.page("help")) == ["today"]


def test_help_is_found_by_words_of_either_language_and_follows_the_language(qtbot, window, session):
    open_work(window, session, lambda changed: None)
    window.go("help")
    page = window.page("help")
    for words in ("revoke", "रद्द", "LGD", "certificate genuine"):
        page.box.setText(words)
        assert shown(page), words
    page.box.setText("certificate genuine")
    assert "verify" in shown(page)
    page.box.setText("qwertz")
    assert shown(page) == []
    page.box.setText("")
    lang.use("hi")
    assert layout_checks.untranslated(page) == []
    lang.use("en")


def test_the_file_for_help_is_written_from_the_page(qtbot, window, session, tmp_path):
    open_work(window, session, lambda changed: None)
    window.go("help")
    card = window.page("help").findChild(SupportCard)
    card.write(tmp_path / "help.zip")
    assert card.told.isVisibleTo(card) and card.make.isEnabled()
    with zipfile.ZipFile(tmp_path / "help.zip") as pack:
        assert "support.json" in pack.namelist()
    card.write(tmp_path / "none" / "help.zip")
    assert "none" in card.told.label.text()


def test_a_newer_version_from_a_stick_lies_ready_and_is_started_on_a_press(
    qtbot, window, session, tmp_path, monkeypatch
):
    key = Ed25519PrivateKey.generate()
    monkeypatch.setenv("SAMARTH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(release, "this_system", lambda: "debian-amd64")
    monkeypatch.setattr(release, "shipped_keys", lambda: (cose.public_bytes(key),))
    open_work(window, session, lambda changed: None)
    assert not window.page("today").newer.isVisibleTo(window)
    window.go("help")
    card = window.page("help").update_card
    file = tmp_path / "samarth-desktop_9.1_amd64.deb"
    file.write_bytes(b"!<arch>\n" + bytes(5_000))
    card.take(file)
    assert file.name + ".release" in card.told.label.text() and not card.go_on.isVisibleTo(card)
    statement = release.sign(release.of_file(file, date(2026, 11, 26)), key)
    file.with_name(file.name + ".release").write_bytes(statement)
    card.take(file)
    assert card.go_on.text() == say(T("Install it")) and card.go_on.isEnabled()
    window.go("today")
    assert window.page("today").newer.isVisibleTo(window) and "9.1" in window.page("today").newer.label.text()
    window.page("today").newer.look.click()
    started = []
    monkeypatch.setattr(updates.shutil, "which", lambda name: "/usr/bin/xdg-open")
    monkeypatch.setattr(updates.subprocess, "Popen", lambda words, **more: started.append(words[-1]))
    monkeypatch.setenv("DISPLAY", ":1")
    card.go_on.click()
    assert started == [str(updates._folder() / file.name)] and "sudo apt install" in card.told.label.text()
    (updates._folder() / file.name).write_bytes(b"!<arch>\n" + bytes(4_999) + b"?")  # somebody changes it meanwhile
    card.go_on.click()
    assert len(started) == 1 and "signed" in card.told.label.text()


@pytest.mark.parametrize("language", ["hi", "en"])
def test_the_quick_card_has_two_pages_with_everything_on_them(qtbot, window, session, language, monkeypatch):
    lang.use(language)
    open_work(window, session, lambda changed: None)
    window.go("help")
    page = window.page("help")
    made = []
    monkeypatch.setattr(paper, "show", lambda page, host, title, make: made.append(make()))
    next(one for one in page.findChildren(Button) if one.text() == say(T("Quick card to print, 2 pages"))).click()
    with pymupdf.open(stream=made[0], filetype="pdf") as document:
        assert document.page_count == 2
        inside = pymupdf.Rect(36, 36, 595 - 36, 842 - 36)
        words = [word for sheet in document for word in sheet.get_text("words")]
        assert all(inside.contains(pymupdf.Rect(word[:4])) for word in words)
        said = " ".join(word[4] for word in words)
    assert all(key in said for key, _ in KEYS)
    assert all(step.say(language).split()[0] in said for step in guides()["sync"].steps)
