"""Certificates printed by the program before its seals held digits: real files, they verify for ever.

tests/data/printed_before holds them as they were issued in November 2026: enrolled and self-made keys, codes with and
without an address, a group, cards, a scan and a photo, and the texts of sixty codes.
"""

import base64
import json
from datetime import date
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from samarth_desktop.documents.signing import seal, trust, verify
from samarth_desktop.documents.signing.trust import Trust
from samarth_desktop.documents.signing.verify import Reason, Register

FOLDER = Path(__file__).parents[1] / "data" / "printed_before"
HELD = json.loads((FOLDER / "facts.json").read_text("utf-8"))
ISSUED = date.fromisoformat(HELD["issued"])
RAW = {key: base64.b64decode(HELD[key]) for key in ("root", "office", "laptop", "not_enrolled")}
TRUST = Trust([RAW["root"]], [RAW["office"], RAW["laptop"]])
WAYS = {
    "as printed": lambda body: body,
    "spaces encoded": lambda body: body.replace(" ", "%20"),
    "percent and spaces": lambda body: body.replace("%", "%25").replace(" ", "%20"),
    "all encoded": lambda body: quote(body, safe=""),
    "as a form": quote_plus,
    "plus for space": lambda body: body.replace(" ", "+"),
    "small letters": str.lower,
}


@pytest.mark.parametrize("name", HELD["files"])
def test_a_file_printed_before_has_its_answer(name: str) -> None:
    verdict = verify.verify(FOLDER / name, TRUST, Register(hosts=("v.example.in",)), ISSUED)
    own = name == "not-enrolled.pdf"
    assert verdict.reason is (Reason.NOT_ENROLLED if own else Reason.VALID)
    assert verdict.serial == HELD["files"][name]["serial"] and verdict.issued == ISSUED
    paper = name.endswith(("png", "jpg"))
    assert verdict.compare is paper and verdict.valid is not own
    # The name is what fitted into the seal then.
    held = HELD["files"][name]["holder"]
    assert not held or held.startswith(verdict.holder.rstrip("…"))


@pytest.mark.parametrize("way", WAYS)
def test_a_code_printed_before_is_read_in_every_way_it_may_arrive(way: str) -> None:
    """Base45 holds "%", "+" and spaces; the signature says which of the readings was printed."""
    public = trust.read(RAW["laptop"]).claims.seal
    for text, serial, name in HELD["codes"]:
        mark = "#" if "#" in text else ":"
        head, _, body = text.partition(mark)
        for first in (head, head.lower()):
            arrived = first + mark + WAYS[way](body)
            right = [claim for claim in seal.readings(arrived) if claim.message.holds(public)]
            assert [(claim.serial, claim.issued, claim.name) for claim in right] == [(serial, ISSUED, name)], arrived


def test_an_address_that_no_office_has_is_said() -> None:
    """The first form does not name its address: whoever prints another before a genuine code is told on."""
    verdict = verify.verify(FOLDER / "address.pdf", TRUST, Register(hosts=("verify.example.in",)), ISSUED)
    assert [text.args for text in verdict.details] == [{"host": "v.example.in"}]
