"""veraPDF judges every paper: PDF/UA-1 (ISO 14289-1) and PDF/A-2u (ISO 19005-2), where `verapdf` is on the path."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from samarth_desktop.actions.device.quick_card import quick_card
from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.registration import own_record
from samarth_desktop.actions.workshops import papers
from samarth_desktop.documents.labels import price_tags
from samarth_desktop.documents.workshops import registration_form
from samarth_desktop.domain.ids import registration_number
from samarth_desktop.i18n import catalog
from tests.actions.test_paper_in_one_script import PAPERS, Ground, ground, group_register
from tests.documents.test_pdfa import FILES, MOMENT

__all__ = ["ground"]
NUMBERS = [registration_number("UP", "7KQ4MX", at) for at in (1, 2, 3)]
NOTICE = ("मेरी जानकारी पंजीकरण के लिए रखी जाए।", "My particulars may be kept for registration.")
VERAPDF = shutil.which("verapdf")
pytestmark = pytest.mark.skipif(
    not os.environ.get("SAMARTH_LONG_TESTS") or VERAPDF is None,
    reason="asked by check --long where veraPDF is installed (docs.verapdf.org/install; needs Java)",
)


def of_a_laptop(ground: Ground) -> dict[str, bytes]:
    """Everything a laptop prints about its people, groups and workshops, in the language of `ground`."""
    session, language = ground.session, ground.language
    made = {kind: make(ground) for kind, make in PAPERS.items()}
    for kind in ("artisans", "shgs"):
        file = ground.folder / f"all-{kind}.pdf"
        exporting.export(session, kind, file, catalog(language))
        made[kind] = file.read_bytes()
    tag = price_tags.Tag(
        "साड़ी · Saree", "चिकनकारी", "₹ 1,250", ("सूती · cotton", "6.2 m"), ("हाथ से धोएँ",), "SAR-7KQ4MX-1"
    )
    return made | {
        "register": group_register(ground),
        "own record": own_record.pdf(session, ground.person.id, language),
        "attendance": papers.sheet(session, ground.workshop).content,
        "badges": papers.badges(session, ground.workshop).content,
        "forms": registration_form.render(
            registration_form.Forms(NUMBERS, ("एक जनपद एक उत्पाद", "One District One Product"), NOTICE, MOMENT)
        ),
        "tags": price_tags.render([tag] * 3, MOMENT, language),
        "quick card": quick_card(catalog(language), MOMENT),
    }


def judged(made: dict[str, bytes], folder: Path, flavour: str) -> list[str]:
    """The papers that are not as the standard wants, each with the rules it breaks."""
    files = [folder / f"{kind}.pdf" for kind in made]
    for file, content in zip(files, made.values(), strict=True):
        file.write_bytes(content)
    command = [str(VERAPDF), "--flavour", flavour, "--format", "text", "--verbose", *map(str, files)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert said.count("PASS ") + said.count("FAIL ") == len(files), said
    return [line for line in said.splitlines() if not line.startswith("PASS ")]


@pytest.mark.parametrize("flavour", ["ua1", "2u"])
def test_certificates_and_slips(flavour: str, tmp_path: Path) -> None:
    made = {kind: content for kind, content in FILES.items() if kind != "attachment"}
    assert judged(made, tmp_path, flavour) == []


@pytest.mark.parametrize("flavour", ["ua1", "2u"])
def test_papers_of_a_laptop(flavour: str, ground: Ground, tmp_path: Path) -> None:
    assert judged(of_a_laptop(ground), tmp_path, flavour) == []


def test_a_paper_without_the_mark_is_found(tmp_path: Path) -> None:
    """The judge is awake: a name in place of the truth value, as it once was, is told."""
    spoiled = FILES["unsigned"].replace(b"/Marked true", b"/Marked/true")
    assert any("6.2" in line for line in judged({"spoiled": spoiled}, tmp_path, "ua1"))
