"""The program's reading of codes against the vectors that hold the page too (tests/hub/test_codes.py)."""

import json
from datetime import date

import pytest

from samarth_desktop.documents.signing import seal_text, verify
from samarth_desktop.documents.signing.scan import ScannedPage
from samarth_desktop.documents.signing.signature import NONE
from samarth_desktop.documents.signing.verdict import (
    CODE_DAMAGED,
    DEMO,
    FUTURE,
    OTHER_DEVICE,
    Reason,
    Register,
    Verdict,
)

from . import seal_vectors

HELD = json.loads(seal_vectors.FILE.read_text("utf-8"))
# What the page calls damaged and changed is one answer in the program: the code is damaged or forged.
ANSWERS = {
    "": (Reason.VALID, None),
    "damaged": (Reason.CHANGED, CODE_DAMAGED),
    "changed": (Reason.CHANGED, CODE_DAMAGED),
    "unknown_issuer": (Reason.UNKNOWN_ISSUER, None),
    "sample": (Reason.NOT_ENROLLED, DEMO),
    "future": (Reason.CHANGED, FUTURE),
    "other_device": (Reason.CHANGED, OTHER_DEVICE),
}


def test_the_file_holds_what_its_writer_writes() -> None:
    assert seal_vectors.vectors() == HELD["vectors"] and seal_vectors.keys() == HELD["keys"]


def judged(vector: dict[str, str]) -> Verdict:
    today = date.fromisoformat(HELD["today"])
    sheet = ScannedPage((seal_text.head(vector["host"]) + vector["body"],))
    return verify._judge([sheet], verify._Check(NONE, seal_vectors.trusted(), Register(), today))


@pytest.mark.parametrize("vector", HELD["vectors"], ids=lambda vector: vector["about"])
def test_a_code_gets_its_answer(vector: dict[str, str]) -> None:
    verdict = judged(vector)
    reason, detail = ANSWERS[vector["wrong"]]
    if vector["wrong"] == "other_device":
        # Red where the number's own laptop is known with another key, amber where it is not.
        assert verdict.reason in {reason, Reason.NOT_ENROLLED}
    else:
        assert verdict.reason is reason
    assert verdict.valid is (vector["wrong"] == "")
    assert detail is None or detail in [text.id for text in verdict.details]
    if not vector["wrong"]:
        assert verdict.compare
        said = (verdict.serial, verdict.issued.isoformat(), verdict.holder)
        assert said == (vector["serial"], vector["issued"], vector["name"])
