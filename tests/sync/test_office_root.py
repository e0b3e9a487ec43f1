"""The office's root in PDF readers: what an enrolled laptop signs leads to it, by the tools of others."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
from asn1crypto.parser import peek
from cryptography import x509 as certificates
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from sqlalchemy import update

from samarth_desktop.actions.certificates import signing
from samarth_desktop.documents.signing import keys, sign, signature, trust, verify, x509
from samarth_desktop.documents.signing.verify import Reason
from samarth_desktop.hub import __main__ as hub_program
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import ca
from samarth_desktop.hub.auth.keys import load
from tests import postgres_fixture
from tests.sync.laptops import OLD


def chain(laptop) -> tuple[bytes, ...]:
    return x509.parts(signing.signer(laptop.here()).keys.x509)


def saved_root(folder: Path, file: Path) -> Path:
    assert hub_program.main(["--data", str(folder), "root", "--out", str(file)]) == 0
    return file


def openssl(*words: str | Path) -> bool:
    return not subprocess.run(["openssl", *map(str, words)], capture_output=True, check=False).returncode


def trusted(data: bytes, root: bytes) -> bool:
    from asn1crypto import x509 as asn1

    context = ValidationContext(trust_roots=[asn1.Certificate.load(root)], allow_fetching=False)
    status = validate_pdf_signature(PdfFileReader(io.BytesIO(data)).embedded_signatures[0], context)
    assert status.intact and status.valid
    return bool(status.trusted)


def test_readers_trust_what_an_enrolled_laptop_signed_by_the_offices_root_and_by_no_other(ground, tmp_path, capsys):
    laptop = ground.laptop("Asha", OLD)
    paper = laptop.print(laptop.register())
    data = paper.file.read_bytes()
    root = saved_root(ground.hub.folder, tmp_path / "office root.cer")
    other = saved_root(tmp_path / "other", tmp_path / "other.cer")
    own, above = chain(laptop)
    assert root.read_bytes() == x509.pem(above) and x509.common_name(above) in capsys.readouterr().out
    assert trusted(data, above) and not trusted(data, load(tmp_path / "other").paper_root()[0])
    assert laptop.verify(paper).reason is Reason.VALID
    if not shutil.which("openssl"):
        return
    (tmp_path / "own.pem").write_bytes(x509.pem(own))
    assert openssl("verify", "-x509_strict", "-CAfile", root, tmp_path / "own.pem")
    assert not openssl("verify", "-CAfile", other, tmp_path / "own.pem")
    found = re.search(rb"<([0-9a-f]{3900,})>", data)
    padded = bytes.fromhex(found[1].decode())  # the signature's own last byte may be a zero, too
    (tmp_path / "cms").write_bytes(padded[: peek(padded)])
    (tmp_path / "covered").write_bytes(data[: found.start()] + data[found.end() :])
    words = ("cms", "-verify", "-binary", "-inform", "DER", "-in", tmp_path / "cms", "-content", tmp_path / "covered")
    words += ("-purpose", "any", "-out", tmp_path / "out")
    assert openssl(*words, "-CAfile", root) and not openssl(*words, "-CAfile", other)


def test_what_the_certificates_say(ground):
    laptop = ground.laptop("Asha", OLD)
    own, above = (certificates.load_der_x509_certificate(one) for one in chain(laptop))
    basic = above.extensions.get_extension_for_class(certificates.BasicConstraints)
    usage = above.extensions.get_extension_for_class(certificates.KeyUsage).value
    assert basic.critical and basic.value.ca and basic.value.path_length == 0
    assert usage.key_cert_sign and not usage.digital_signature
    assert above.not_valid_after_utc.year - above.not_valid_before_utc.year == 20
    claims = signing.signer(laptop.here()).keys.claims
    assert own.not_valid_before_utc.date() == date.today() and own.not_valid_after_utc.date() == claims.until
    usage = own.extensions.get_extension_for_class(certificates.KeyUsage).value
    assert usage.digital_signature and usage.content_commitment and not usage.key_cert_sign
    assert (
        claims.name in own.subject.rfc4514_string()
        and not own.extensions.get_extension_for_class(certificates.BasicConstraints).value.ca
    )


def test_an_older_hub_offers_none_and_the_next_one_gives_it_by_syncing(ground, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr(ca, "paper_chain", lambda *asked: "")
        laptop = ground.laptop("Asha", OLD)
        laptop.sync()
        assert len(chain(laptop)) == 1  # as before: the laptop's own
        assert laptop.verify(laptop.print(laptop.register())).reason is Reason.VALID
    laptop.sync()
    assert len(chain(laptop)) == 2
    assert laptop.verify(laptop.print(laptop.register(name_en="Radha Devi"))).reason is Reason.VALID


def test_syncing_renews_it_with_what_is_certified_and_asks_only_when_it_is_due(ground, monkeypatch):
    laptop = ground.laptop("Asha", OLD)
    before, asked, right = chain(laptop), [], x509.request
    monkeypatch.setattr(x509, "request", lambda key: asked.append(1) or right(key))
    laptop.sync()
    assert chain(laptop) == before and not asked
    ending = replace(signing.signer(laptop.session).keys.claims, until=date(date.today().year + 1, 1, 1))
    with ground.hub.engine.begin() as conn:
        held = conn.execute(t.device.select()).one().certificates
        given = held | {"device": ca._text(trust.certify(ending, ground.hub.keys.office))}
        conn.execute(update(t.device).values(certificates=given))
    with monkeypatch.context() as not_yet:
        not_yet.setattr(ca, "renewed", lambda *held: None)
        laptop.sync(), laptop.sync()
    assert last_day(chain(laptop)) == ending.until
    laptop.sync(), laptop.sync()
    assert last_day(chain(laptop)) == last_day(before) and chain(laptop)[1] == before[1]
    assert len(asked) == 2


def last_day(chain: tuple[bytes, ...]) -> date:
    return certificates.load_der_x509_certificate(chain[0]).not_valid_after_utc.date()


def test_another_keys_request_or_chain_is_not_taken(ground):
    laptop, thief = ground.laptop("Asha", OLD), ground.laptop("Ravi", OLD)
    mine, other = (signing.signer(one.here()).keys for one in (laptop, thief))
    held = {"device": ca._text(mine.certificates[0])}
    assert ca.paper_chain(ground.hub.keys, held, ca._text(x509.request(mine.paper_key)))
    for asked in (ca._text(x509.request(other.paper_key)), "no base64!", ca._text(b"no request"), ca._text(mine.x509)):
        assert ca.paper_chain(ground.hub.keys, held, asked) == ""
    assert len(x509.parts(mine.certified(*mine.certificates, chain=other.x509).x509)) == 1


def test_the_root_in_a_signed_file_cannot_be_changed_or_taken_out(ground):
    laptop = ground.laptop("Asha", OLD)
    data = laptop.print(laptop.register()).file.read_bytes()
    own, above = chain(laptop)
    at = data.index(above.hex().encode())
    for place in range(at, at + 2 * len(above), 26):
        digit = b"0" if data[place : place + 1] != b"0" else b"1"
        assert not signature.check(data[:place] + digit + data[place + 1 :]).intact
    assert signature.check(data).intact
    stranger = keys.generate("ABCDEF", "A stranger", date.today())
    assert not x509.chained(own + stranger.x509) and not x509.chained(own + own) and not x509.chained(own)
    assert verify.verify(data, trust.Trust()).reason is Reason.UNKNOWN_ISSUER  # the chain alone makes nobody believed


def test_the_office_page_gives_the_root_and_says_how_readers_take_it_in(ground):
    assert httpx.get(f"{ground.url}/office/root.cer").content == x509.pem(ground.hub.keys.paper_root()[0])
    code = postgres_fixture.code(ground.hub, "9", role="office")
    with httpx.Client(base_url=ground.url, follow_redirects=True) as officer:
        page = officer.post("/office?lang=en", data={"code": code}).text
        hindi = officer.get("/office?lang=hi").text
    name = x509.common_name(ground.hub.keys.paper_root()[0])
    assert "Adobe Reader" in page and "/office/root.cer" in page and name in page
    assert "no signature by an authority licensed" in page
    assert "Adobe Reader" in hindi and "trusted root" in hindi and "no signature by" not in hindi


def test_a_long_hindi_name_of_an_office_or_a_person_has_room():
    """Enrolling ended with an error where it took more than 64 bytes, of which a Hindi letter takes three."""
    long = "ज़िला हस्तशिल्प और हथकरघा विकास कार्यालय, महाराजगंज, उत्तर प्रदेश"
    made = keys.generate("7KQ4MX", long, date(2026, 3, 1))
    root = keys.generate("", long, date(2026, 3, 1), "root")
    root_key = x509.root_key(root.seal_private)
    root_der = x509.root(root_key, date(2026, 1, 1), date(2046, 1, 1))
    assert root_der == x509.root(root_key, date(2026, 1, 1), date(2046, 1, 1))  # the same on all machines of a hub
    given = x509.issue(x509.request(made.paper_key), made.claims, root_der, root_key)
    subject = certificates.load_der_x509_certificate(x509.parts(given)[0]).subject
    assert long.startswith(x509.common_name(given)) and len(x509.common_name(given)) > 10
    assert subject.get_attributes_for_oid(certificates.NameOID.ORGANIZATION_NAME)[0].value == long[:64]
    assert len(sign._template(made.certified(made.certificates[0], chain=given)).cms) < sign._ROOM - 100
