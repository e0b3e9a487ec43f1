"""Codes and what must be said of them, for the program and for the page: tests/data/seals.json holds both to it.

python -m tests.documents.seal_vectors     writes the file again; its keys are fixed, so that only what changed changes
"""

import base64
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote, quote_plus

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samarth_desktop.documents.signing import cose, seal, seal_text, trust
from samarth_desktop.documents.signing.trust import Claims, Trust
from samarth_desktop.domain.ids import Number

from . import first_seals

FILE = Path(__file__).parents[1] / "data" / "seals.json"
TODAY = date(2026, 11, 20)
DAY = date(2026, 11, 12)
ROOT, LAPTOP, OTHER, NOBODY = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2, 3, 4))
DEVICES = {LAPTOP: ("7KQ4MX", "0ABCDE"), OTHER: ("9ABCDE",)}
_L = 2**252 + 27742317777372353535851937790883648493


def serial(running: int = 198, kind: str = "A", device: str = "7KQ4MX") -> str:
    return str(Number(kind, device, running))


def trusted() -> Trust:
    """A programme's root that certified two laptops; one had another code before."""
    span = {"since": date(2026, 1, 1), "until": date(2028, 1, 1)}
    root = Claims("root", "Programme", cose.public_bytes(ROOT), **span)
    known = [
        trust.certify(Claims("device", "Office", cose.public_bytes(key), device=now, former=former, **span), ROOT)
        for key, (now, *former) in DEVICES.items()
    ]
    return Trust([trust.certify(root, ROOT)], known)


def keys() -> dict[str, dict[str, object]]:
    """The same as the page gets it from the hub."""
    raw = {key: cose.public_bytes(key) for key in DEVICES}
    return {
        cose.key_id(raw[key]).hex(): {
            "key": base64.b64encode(raw[key]).decode(),
            "name": "Office",
            "devices": list(devices),
            "today": TODAY.isoformat(),
        }
        for key, devices in DEVICES.items()
    }


def present(number: str = "", day: date = DAY, key=LAPTOP, host: str = "", sample: bool = False) -> str:
    """The digits of a seal."""
    made = seal.make(number or serial(), b"what is printed", day, key, host, sample)
    return seal_text.split(made.text)[1]


def first(name: str = "शबनम बानो", number: str = "", day: date = DAY, key=LAPTOP, sample: bool = False) -> str:
    """The base45 of a seal of the first form."""
    return first_seals.make(number or serial(), name, day, key, sample=sample).removeprefix("SAMARTH1:")


def first_payload(name: bytes = b"Sita", number: str = "") -> bytes:
    packed = first_seals.pack_serial(number or serial())
    return packed + (DAY - date(2020, 1, 1)).days.to_bytes(2, "big") + name


def _spelled() -> str:
    """A code of the first form that holds all that is changed on the way: spaces, ``%`` and ``+``."""
    for n in range(1, 10_000):
        text = first(f"Sita {n}")
        if text.count(" ") > 1 and "%" in text and "+" in text:
            return text
    raise AssertionError


def _raw(**changes: object) -> bytes:
    return first_seals.message(first_payload(), LAPTOP, **changes)


def _digits(change: "callable") -> str:
    return seal_text.to_digits(change(seal_text.from_digits(present())))


def _tall(data: bytes) -> bytes:
    """The signature's second half plus the order of the group: the same to a careless checker."""
    return data[:-32] + (int.from_bytes(data[-32:], "little") + _L).to_bytes(32, "little")


def vectors() -> list[dict[str, str]]:
    """Name, host before the code, its body, and what is wrong with it ("" for nothing), with what it says."""
    spelled = _spelled()
    genuine = {
        "digits": ("", present(), {}),
        "digits, an address": ("verify.example.in", present(host="verify.example.in"), {}),
        "digits, blanks around": ("", f" {present()} ", {}),
        "a group": ("", present(serial(3, "S")), {"serial": serial(3, "S")}),
        "a participant": ("", present(serial(4, "T")), {"serial": serial(4, "T")}),
        "a large number": ("", present(serial((1 << 29) - 1)), {"serial": serial((1 << 29) - 1)}),
        "an earlier code of the laptop": (
            "", present(serial(1, device="0ABCDE")), {"serial": serial(1, device="0ABCDE")},
        ),
        "of tomorrow": ("", present(day=TODAY + timedelta(1)), {"issued": "2026-11-21"}),
        "first form": ("", first(), {"name": "शबनम बानो"}),
        "first form, an address": ("any.example.in", first(), {"name": "शबनम बानो"}),
        "first form, a name that was cut": ("", first("राजराजेश्वरी देवी विश्वकर्मा वंशीधर"), {"name": "राजराजेश्वरी देवी…"}),
    }  # fmt: skip
    ways = {
        "as printed": spelled,
        "in small letters": spelled.lower(),
        "spaces encoded": spelled.replace(" ", "%20"),
        "all encoded": quote(spelled, safe=""),
        "as a form": quote_plus(spelled),
        "plus for space": spelled.replace(" ", "+"),
        "percent and spaces": spelled.replace("%", "%25").replace(" ", "%20"),
        "encoded in small letters": quote(spelled, safe="").lower(),
    }
    name = seal.read("SAMARTH1:" + spelled).name
    genuine |= {f"first form, {how}": ("", text, {"name": name}) for how, text in ways.items()}
    text_of = first_seals.text_of
    signed_for_new = first_seals.message(first_payload(), LAPTOP, aad=b"samarth-seal-2:")
    wrong = {
        "a letter": ("damaged", "", "X"),
        "words": ("damaged", "", "HELLO"),
        "no digits": ("damaged", "", ""),
        "a digit less": ("damaged", "", present()[:-1]),
        "a digit more": ("damaged", "", present() + "0"),
        "another form": ("damaged", "", "3" + present()[1:]),
        "too large a number": ("damaged", "", "2" + "9" * 217),
        "figures of Devanagari": ("damaged", "", present()[:-1] + "५"),
        "a workshop's letter": ("damaged", "", _digits(lambda d: bytes([28 << 3]) + d[1:])),
        "a changed serial": ("changed", "", _digits(lambda d: d[:7] + bytes([d[7] ^ 1]) + d[8:])),
        "a changed date": ("changed", "", _digits(lambda d: d[:9] + bytes([d[9] ^ 1]) + d[10:])),
        "a changed hash": ("changed", "", _digits(lambda d: d[:10] + bytes([d[10] ^ 1]) + d[11:])),
        "a changed signature": ("changed", "", _digits(lambda d: d[:-1] + bytes([d[-1] ^ 1]))),
        "a signature plus the order": ("changed", "", _digits(_tall)),
        "no signature": ("changed", "", _digits(lambda d: d[:26] + bytes(64))),
        "another laptop's key id": (
            "changed", "", _digits(lambda d: d[:18] + cose.key_id(cose.public_bytes(OTHER)) + d[26:]),
        ),
        "behind a foreign address": ("changed", "foreign.example", present(host="verify.example.in")),
        "without its address": ("changed", "", present(host="verify.example.in")),
        "an address put before it": ("changed", "verify.example.in", present()),
        "a stranger": ("unknown_issuer", "", present(key=NOBODY)),
        "a stranger, first form": ("unknown_issuer", "", first(key=NOBODY)),
        "a sample": ("sample", "", present(sample=True)),
        "a sample, first form": ("sample", "", first(sample=True)),
        "of the day after tomorrow": ("future", "", present(day=TODAY + timedelta(2))),
        "of the future, first form": ("future", "", first(day=date(2030, 1, 1))),
        "another laptop's number": ("other_device", "", present(key=OTHER)),
        "another laptop's number, first form": ("other_device", "", first(key=OTHER)),
        "a further label": ("damaged", "", text_of(_raw(more={1: -8}))),
        "another algorithm": ("damaged", "", text_of(_raw(protected=b"\xa1\x01\x26"))),
        "a long way to write the algorithm": ("damaged", "", text_of(_raw(protected=b"\xa1\x18\x01\x27"))),
        "no protected header": ("damaged", "", text_of(_raw(protected=b""))),
        "a tag before it": ("damaged", "", text_of(b"\xd2" + _raw())),
        "bytes behind it": ("damaged", "", text_of(_raw() + b"\0")),
        "an array without end": ("damaged", "", text_of(b"\x9f" + _raw()[1:] + b"\xff")),
        "a long way to write a length": ("damaged", "", text_of(_raw().replace(b"\x4e", b"\x58\x0e", 1))),
        "too short a payload": ("damaged", "", text_of(first_seals.message(first_payload()[:9], LAPTOP))),
        "signed for another purpose": ("changed", "", text_of(signed_for_new)),
        "a laptop's own claims": (
            "damaged", "",
            text_of(trust.certify(
                replace(_claims(), device="7KQ4MX"), LAPTOP)),
        ),
        "a workshop's letter, first form": (
            "damaged", "", text_of(first_seals.message(first_payload(number=serial(1, "W")), LAPTOP)),
        ),
        "a name that was changed": ("changed", "", text_of(_raw().replace(b"Sita", b"Gita"))),
    }  # fmt: skip
    says = {"serial": serial(), "issued": DAY.isoformat(), "name": ""}
    return [
        {"about": about, "host": host, "body": body, "wrong": "", **says, **more}
        for about, (host, body, more) in genuine.items()
    ] + [{"about": about, "host": host, "body": body, "wrong": what} for about, (what, host, body) in wrong.items()]


def _claims() -> Claims:
    return Claims("device", "Asha", cose.public_bytes(LAPTOP), date(2026, 1, 1), date(2028, 1, 1))


def main() -> None:
    content = {"today": TODAY.isoformat(), "keys": keys(), "vectors": vectors()}
    FILE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    assert cbor2.loads(_raw())[0] == cose.PROTECTED
    main()
