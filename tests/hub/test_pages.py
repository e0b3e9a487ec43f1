"""The public page in a real browser engine, and what the pages never tell."""

import base64
import json
import os
import subprocess
import sys
from datetime import date

import base45
import httpx
import pytest

from samarth_desktop.documents.signing import keys, seal
from samarth_desktop.domain.ids import certificate_serial
from samarth_desktop.hub.auth import admission, sessions, words
from samarth_desktop.sync import identity
from samarth_desktop.sync.hub_client import Refusal
from tests import postgres_fixture
from tests.documents import first_seals
from tests.postgres_fixture import code, hub_client, sync
from tests.sync.memory import MemoryLog

AREA, DAY = "9/164", date(2026, 3, 14)


@pytest.fixture
def issued(hub, client):
    """A laptop with two certificates on the hub, and its keys."""
    log = MemoryLog("7KQ4MX")
    mine = keys.generate("7KQ4MX", "Asha", DAY)
    claims = {"claims": base64.b64encode(mine.certificates[0]).decode()}
    identity.enrol(log, hub_client(client), code(hub, AREA), lambda device: claims)
    for n in (1, 2):
        serial = certificate_serial("onboarding", "7KQ4MX", n)
        f = {"serial": serial, "issued_on": DAY.isoformat(), "state": "valid", "holder_name": "सीता देवी"}
        f["payload"] = present(mine, serial)
        log.write(AREA, f"row{n}", f, "certificate")
    log.write(AREA, "row2", {"state": "revoked", "revoked_on": "2026-04-01"}, "certificate")
    sync(log, client)
    return log, mine


def present(mine, serial, facts=b"what is printed", day=DAY):
    return seal.make(serial, facts, day, mine.seal_key).text


def fragment(text):
    return text.removeprefix(seal.PREFIX).replace("%", "%25").replace(" ", "%20")


def browse(*addresses):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DISABLE_SANDBOX": "1", "PYTHONPATH": "."}
    flags = environment | {"QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --lang=en"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.hub.browser", *addresses], capture_output=True, text=True, env=flags
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


LISTS = """
await fetch("/office", {method: "POST", body: new URLSearchParams({code: "%s"})});
document.body.innerHTML = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html").body.innerHTML;
const script = document.createElement("script");
script.src = "/page/office.js";
await new Promise((done) => { script.onload = done; document.head.append(script); });
const list = document.querySelector("#laptops tbody"), link = () => document.querySelector("#laptops a");
const there = list.innerHTML, said = [list.rows.length];
list.replaceChildren(); document.querySelector("nav a").focus();
const focus = document.activeElement;
await renew();
said.push(list.innerHTML === there, document.activeElement === focus);
const kept = link(); await renew(); said.push(link() === kept);
list.rows[0].cells[1].textContent = "being read"; link().focus();
await renew(); said.push(list.rows[0].cells[1].textContent === "being read", document.activeElement === link());
return said;
"""
"""An officer's page: its list comes back, what did not change and where she is stays."""


def test_a_presented_certificate_is_checked_in_the_page(hub, issued, tmp_path):
    _, mine = issued
    first, second = (certificate_serial("onboarding", "7KQ4MX", n) for n in (1, 2))
    genuine = first_seals.make(first, "सीता देवी", DAY, mine.seal_key)  # printed before; the register has a later one
    revoked = present(mine, second)
    unheard = present(mine, certificate_serial("onboarding", "7KQ4MX", 3))
    raw = bytearray(base45.b45decode(genuine.removeprefix(seal.PREFIX)))
    name = bytes((0x80 + 0x38, 0x80 + 0x40))  # its first two letters: one alone may stand in the key's id as well
    raw[raw.index(name)] ^= 1
    stranger = present(keys.generate("7KQ4MX", "Nobody", DAY), first)
    with postgres_fixture.listening(hub) as url:
        page = f"{url}/v?lang=en#"
        said = browse(
            page + fragment(genuine),
            page + fragment(revoked),
            page + fragment(unheard),
            page + fragment(base45.b45encode(bytes(raw)).decode()),
            page + fragment(stranger),
            page + "RUBBISH",
            f"{url}/v?lang=en|{first.lower().replace('-', ' ')}",
            f"{url}/v?lang=en|A-7KQ4MX-00009-X",
            f"{url}/v?lang=hi#" + fragment(genuine),
            page + fragment(present(mine, first)),
            page + fragment(present(mine, first, b"another name")),
            f"@{lists_of(hub, url, tmp_path)}",
        )
    assert said[0].startswith("Valid") and "सीता देवी" in said[0] and first in said[0] and "2026-03-14" in said[0]
    assert said[1].startswith("Revoked")
    assert "signature is genuine" in said[2] and "not received" in said[2]
    assert said[3].startswith("Not genuine") and "देवी" not in said[3]
    assert "knows who issued" in said[4]
    assert "damaged" in said[5]
    assert said[6].startswith("Valid") and "2026-03-14" in said[6] and "सीता" not in said[6]
    assert "does not know this serial" in said[7]
    assert "सीता देवी" in said[8] and "Valid" not in said[8]
    # A code of today holds no name: the page says to compare.
    assert said[9].startswith("Valid") and first in said[9] and "Compare" in said[9] and "सीता" not in said[9]
    # The laptop's own key, the same number, other facts: the register has another code.
    assert "another code" in said[10] and first not in said[10]
    assert json.loads(said[11])[0] == [1, True, True, True, True, True]


def lists_of(hub, url, folder):
    signed_in = code(hub, AREA, role="office")
    asked = {"address": f"{url}/office?lang=en", "scripts": [LISTS % signed_in]}
    (folder / "lists.json").write_text(json.dumps(asked))
    return folder / "lists.json"


def test_who_presents_a_seal_is_not_counted(client, issued):
    """A hall checks two hundred certificates behind one address; counting numbers through stays limited."""
    _, mine = issued
    first = certificate_serial("onboarding", "7KQ4MX", 1)
    shown = seal.read(present(mine, first)).seal_id.hex()
    ask = {"serial": first, "seal": shown}
    answers = [client.post("http://testserver/v/serial", json=ask) for _ in range(130)]
    assert {answer.status_code for answer in answers} == {200} and answers[0].json()["code"] == "same"
    guess = {"serial": first, "seal": "0" * 16}
    assert client.post("http://testserver/v/serial", json=guess).json()["code"] == "other"
    assert {client.post("http://testserver/v/serial", json=guess).status_code for _ in range(125)} == {200, 429}


def test_a_lost_laptops_key_ends(hub, client, issued):
    """The page and every laptop refuse what the register did not know when it was shut out; the rest holds."""
    _, mine = issued
    other = MemoryLog()
    postgres_fixture.enrol(other, client, hub, "27/490")
    first, third = (certificate_serial("onboarding", "7KQ4MX", n) for n in (1, 3))
    with hub.engine.begin() as conn:
        admission.revoke(conn, hub.keys, "7KQ4MX")
    sync(other, client)
    (heard,) = (op for op in other.ops.values() if op.kind == "revoked_key")
    assert heard.row == mine.claims.key_id.hex() and heard.f["not_after"] == date.today().isoformat()
    known = {seal.read(present(mine, certificate_serial("onboarding", "7KQ4MX", n))).seal_id.hex() for n in (1, 2)}
    assert {heard.f["seals"][i : i + 16] for i in range(0, len(heard.f["seals"]), 16)} == known
    with postgres_fixture.listening(hub) as url:
        page = f"{url}/v?lang=en#"
        said = browse(
            page + fragment(present(mine, first)),
            page + fragment(present(mine, third, day=date(2026, 1, 2))),
            page + fragment(present(mine, first, b"another name")),
        )
    assert said[0].startswith("Valid") and all("shut out" in one for one in said[1:])
    with hub.engine.begin() as conn:
        admission.readmit(conn, hub.keys, "7KQ4MX")
    sync(other, client)
    assert [op.f["not_after"] for op in other.ops.values() if op.kind == "revoked_key"][-1] == ""


def test_a_typed_serial_never_gives_a_name_and_cannot_be_counted_through(hub, client, issued):
    ask = {"serial": certificate_serial("onboarding", "7KQ4MX", 1)}
    answer = client.post("http://testserver/v/serial", json=ask)
    assert answer.json() == {"state": "valid", "serial": ask["serial"], "issued": "2026-03-14"}
    statuses = {client.post("http://testserver/v/serial", json=ask).status_code for _ in range(125)}
    assert statuses == {200, 429}


def test_everybody_hears_of_a_revoked_certificate(hub, client, issued):
    other = MemoryLog()
    postgres_fixture.enrol(other, client, hub, "27/490")
    sync(other, client)
    (heard,) = (op for op in other.ops.values() if op.kind == "revoked")
    assert heard.row == certificate_serial("onboarding", "7KQ4MX", 2) and heard.f["state"] == "revoked"


def test_the_office_page_is_for_officers_and_their_areas(hub, client, issued):
    office = httpx.Client(transport=client._transport, base_url="http://testserver", follow_redirects=True)
    assert "7KQ4MX" not in office.get("/office?lang=en").text
    wrong = office.post("/office?lang=en", data={"code": code(hub, AREA)})  # a coordinator's code is no office code
    assert wrong.status_code == 403 and "7KQ4MX" not in wrong.text
    elsewhere = office.post("/office?lang=en", data={"code": code(hub, "27", role="office")})
    assert elsewhere.status_code == 200 and "7KQ4MX" not in elsewhere.text
    shown = office.post("/office?lang=en", data={"code": code(hub, "9", role="office")}).text
    assert "7KQ4MX" in shown and AREA in shown and "Laptops" in shown
    # Places have names, each cell says its head where a narrow window shows no heads, and one link is where we are.
    assert "Maharajganj, Uttar Pradesh" in shown and shown.count('aria-current="page"') == 1
    assert all("data-head=" in cell for cell in shown.split("<td")[1:])
    used = code(hub, "9", role="office")
    assert office.post("/office", data={"code": used}).status_code == 200
    assert office.post("/office", data={"code": used}).status_code == 403
    assert "no-referrer" in office.get("/office").headers["referrer-policy"]


def test_an_officer_shuts_out_and_lets_in_after_a_question(hub, client, issued):
    """Who works in her areas alone; the officer is the author of what everybody hears; all codes of a laptop go."""
    log, _ = issued
    wide = MemoryLog()
    postgres_fixture.enrol(wide, client, hub, AREA, "27")
    with hub.engine.begin() as conn:
        cookies = {area: sessions.begin(conn, f"Officer of {area}", [area]) for area in ("9", "27")}

    def ask(area, method, path, **more):
        headers = {"Cookie": f"office={cookies[area]}"}
        return client.request(method, f"http://testserver/office{path}", headers=headers, **more)

    page = ask("9", "GET", "?lang=en").text
    assert f"/office/laptops/{log.device()}?lang=en" in page and wide.device() in page
    assert f"/office/laptops/{wide.device()}" not in page, "it works for another office as well"
    question = ask("9", "GET", f"/laptops/{log.device()}?lang=en").text
    assert "Shut this laptop out?" in question and "Asha" in question and ">Shut out now<" in question
    assert f'href="/office/laptops/{log.device()}?lang=hi"' in question
    sync(log, client)  # a question does nothing
    for area, laptop in (("27", log), ("9", wide), ("27", wide)):
        assert "Nothing found" in ask(area, "GET", f"/laptops/{laptop.device()}?lang=en").text
        assert ask(area, "POST", "/shut-out", data={"code": laptop.device()}).status_code == 404
    sync(log, client), sync(wide, client)

    assert ask("9", "POST", "/shut-out?lang=en", data={"code": log.device()}).status_code == 303
    with pytest.raises(Refusal) as no:
        sync(log, client)
    assert no.value.reason == "revoked"
    sync(wide, client)
    assert identity.revoked(wide) == {log.device()}
    with hub.engine.connect() as conn:
        assert words.newest_of(conn, log.device()).author == "Officer of 9"
    shown = ask("9", "GET", f"/laptops/{log.device()}?lang=en").text
    assert "Shut out by Officer of 9" in shown and "Let this laptop in again?" in shown
    assert ask("27", "POST", "/let-in", data={"code": log.device()}).status_code == 404
    assert ask("9", "POST", "/let-in", data={"code": log.device()}).status_code == 303
    sync(log, client), sync(wide, client)
    assert not identity.revoked(wide)
    assert "Let in again by Officer of 9" in ask("9", "GET", f"/laptops/{log.device()}?lang=en").text


def test_pages_bring_nothing_from_elsewhere_and_let_no_script_in(client):
    page = client.get("http://testserver/v")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "http" not in page.text
    assert client.get("http://testserver/page/../hub-keys.json").status_code == 404
