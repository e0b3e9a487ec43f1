"""The public page in a real browser engine reads every genuine code, and answers as the program does.

SAMARTH_CODES says how many random codes are presented (16 in the suite, 500 before a release).
"""

import base64
import json
import os
import random
from datetime import date

import pytest

from samarth_desktop.documents.signing import cose, keys, seal
from samarth_desktop.domain.ids import certificate_serial
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.certificates import hosts
from samarth_desktop.sync import identity
from tests import postgres_fixture
from tests.documents import first_seals, seal_vectors
from tests.hub.test_pages import AREA, browse
from tests.postgres_fixture import code, hub_client
from tests.sync.memory import MemoryLog

DAY = date(2026, 3, 14)
NAMES = ("शबनम बानो", "Sita Devi", "O'Brien", "राजराजेश्वरी देवी विश्वकर्मा", "गंगा")


@pytest.fixture
def laptop(hub, client):
    mine = keys.generate("7KQ4MX", "Asha", DAY)
    claims = {"claims": base64.b64encode(mine.certificates[0]).decode()}
    identity.enrol(MemoryLog("7KQ4MX"), hub_client(client), code(hub, AREA), lambda device: claims)
    return mine


def present_all(tmp_path, address, **asked):
    file = tmp_path / "ask.json"
    file.write_text(json.dumps({"address": address, **asked}))
    return browse(f"@{file}")


def made(dice, n, mine):
    """The text of a genuine code, of either form, with an address or without one."""
    serial = certificate_serial(dice.choice(["onboarding", "shg"]), "7KQ4MX", n)
    host = dice.choice(["", "v.example.in"])
    if n % 2:
        return serial, first_seals.make(serial, dice.choice(NAMES), DAY, mine.seal_key, host)
    return serial, seal.make(serial, dice.randbytes(20), DAY, mine.seal_key, host).text


def test_random_codes_are_all_valid(hub, laptop, tmp_path):
    """Base45 holds "%", "+" and spaces: 78 of 100 such codes failed when the page decoded them."""
    dice = random.Random(7)
    issued = [made(dice, n, laptop) for n in range(int(os.environ.get("SAMARTH_CODES", "16")))]
    rows = [
        {
            "area": AREA,
            "serial": serial,
            "issued": DAY.isoformat(),
            "state": "valid",
            "kid": cose.key_id(laptop.claims.seal).hex(),
            "seals": [seal.read(text).seal_id.hex()],
        }
        for serial, text in issued
    ]
    with hub.engine.begin() as conn:
        conn.execute(t.certificate.insert(), rows)
    fragments = [text.partition("#")[2] or text.removeprefix(seal.PREFIX) for _, text in issued]
    with postgres_fixture.listening(hub) as url:
        hosts.remember(hub.folder, "v.example.in")
        said = present_all(tmp_path, f"{url}/v?lang=en", fragments=fragments)
    wrong = [
        (text, answer) for (serial, text), answer in zip(issued, said, strict=True) if not answer.startswith("Valid")
    ]
    assert not wrong
    assert all(serial in answer for (serial, _), answer in zip(issued, said, strict=True))


def test_the_page_answers_as_the_program_does(hub, tmp_path):
    held = json.loads(seal_vectors.FILE.read_text("utf-8"))
    known = json.dumps(held["keys"])
    scripts = [
        f"return await seals.judge({json.dumps(one['body'])}, [{json.dumps(one['host'])}], "
        f"async (kid) => ({known})[kid] || null)"
        for one in held["vectors"]
    ]
    with postgres_fixture.listening(hub) as url:
        said = [json.loads(answer)[0] for answer in present_all(tmp_path, f"{url}/v#{'1'}", scripts=scripts)]
    for vector, answer in zip(held["vectors"], said, strict=True):
        assert answer["wrong"] == vector["wrong"], vector["about"]
        if not vector["wrong"]:
            got = {key: answer["claim"][key] for key in ("serial", "issued", "name")}
            assert got == {key: vector[key] for key in got}, vector["about"]
