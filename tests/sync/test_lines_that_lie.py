"""What stands between laptop and hub says so itself: a network's sign-in page, a certificate that ended, a wrong clock."""

import contextlib
import datetime
import ipaddress
import socket
import ssl
import threading

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from samarth_desktop.errors import KnownError
from samarth_desktop.sync import clock
from samarth_desktop.sync.hub_client import HubClient
from tests.postgres_fixture import enrol, sync
from tests.sync.memory import MemoryLog

DAY_MS = 86_400_000


def certificate(folder, begins, ends):
    """A self-made certificate for 127.0.0.1; gives the files of chain and key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hub")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(now + datetime.timedelta(days=begins)).not_valid_after(now + datetime.timedelta(days=ends))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    cert, private = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return cert, private


@pytest.mark.parametrize(
    "begins, ends, trusted, says",
    [(-20, -2, True, "ended"), (2, 20, True, "before the hub's certificate begins"), (-2, 2, False, "Somebody else")],
)
def test_a_certificate_that_does_not_hold_is_told_at_once_and_not_as_a_broken_line(
    tmp_path, begins, ends, trusted, says
):
    cert, key = certificate(tmp_path, begins, ends)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            line, _ = server.accept()
            with line, contextlib.suppress(OSError):
                context.wrap_socket(line, server_side=True).close()

        thread = threading.Thread(target=answer)
        thread.start()
        ours = ssl.create_default_context(cafile=str(cert)) if trusted else ssl.create_default_context()
        with httpx.Client(verify=ours) as http, pytest.raises(KnownError) as no:
            url = f"https://127.0.0.1:{server.getsockname()[1]}"
            HubClient(url, http, pause=lambda seconds: pytest.fail("asked again")).call("/v1/hello", b"", signed=False)
        thread.join()
    assert says in no.value.text.id


@pytest.mark.parametrize("status", [302, 307, 511])
def test_a_networks_own_sign_in_page_is_told_as_such(status):
    portal = httpx.MockTransport(lambda request: httpx.Response(status, headers={"Location": "http://portal.example/"}))
    with httpx.Client(transport=portal) as http, pytest.raises(KnownError) as no:
        HubClient("http://127.0.0.1", http, pause=lambda seconds: None).call("/v1/hello", b"", signed=False)
    assert "sign in" in no.value.text.id


@pytest.mark.parametrize("days", [1100, 3, -3, 0])
def test_a_clock_that_is_wrong_is_told_and_what_is_written_later_is_a_conflict(hub, client, monkeypatch, days):
    right = clock._now_ms
    ahead, other = MemoryLog(), MemoryLog()
    for log in (ahead, other):
        enrol(log, client, hub, "9/164")
    row = other.write("9/164", f={"name_en": "Sita"}).row
    sync(other, client), sync(ahead, client)
    with monkeypatch.context() as then:
        then.setattr(clock, "_now_ms", lambda: right() + days * DAY_MS)
        ahead.write("9/164", row, {"name_en": "Gita"})
        done = sync(ahead, client)
    told = [text for text in done.said if text.id.startswith("The clock")]
    assert [text.args["apart"].count for text in told] == ([abs(days)] if days else [])
    other.write("9/164", row, {"name_en": "Seeta"})  # later, and without having seen it
    for log in (other, ahead, other):
        sync(log, client)
    for log in (other, ahead):
        assert sorted(log.conflicting_values(row)["name_en"]) == ["Gita", "Seeta"]
