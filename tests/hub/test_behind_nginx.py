"""The example of a hub behind nginx, with a real nginx where there is one: TLS, limits, whole rounds, whose address counts."""

import contextlib
import shutil
import socket
import ssl
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from samarth_desktop import paths
from tests.postgres_fixture import code, listening
from tests.sync.memory import MemoryLog
from tests.sync.test_lines_that_lie import certificate

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx on this machine")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def nginx(folder, hub_url):
    """nginx with the example, but for its ports, names and files."""
    cert, key = certificate(folder, -1, 2)
    port, plain = free_port(), free_port()
    example = paths.resource("hub/nginx.conf").read_text()
    for there, here in (
        ("127.0.0.1:8440", hub_url.removeprefix("http://")), ("listen 80", f"listen 127.0.0.1:{plain}"),
        ("listen 443", f"listen 127.0.0.1:{port}"), ("/etc/samarth/cert.pem", str(cert)),
        ("/etc/samarth/key.pem", str(key)), ("hub.example.in", "127.0.0.1"),
    ):  # fmt: skip
        assert there in example, there
        example = example.replace(there, here)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = (
        f"daemon off; user root; pid {folder}/pid; error_log {folder}/log; events {{}} http {{ {temporary} {example} }}"
    )
    (folder / "nginx.conf").write_text(whole)
    running = subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", str(folder / "log")])
    context = ssl.create_default_context(cafile=str(cert))
    try:
        with httpx.Client(verify=context, base_url=f"https://127.0.0.1:{port}") as client:
            for _ in range(100):
                with contextlib.suppress(httpx.TransportError):
                    client.get("/health")
                    break
                time.sleep(0.05)
            yield client, f"http://127.0.0.1:{plain}"
    finally:
        running.terminate()
        running.wait(10)


def test_a_round_an_office_and_the_limits_through_nginx(hub, tmp_path):
    with listening(hub) as url, nginx(tmp_path, url) as (client, plain):
        base = str(client.base_url).rstrip("/")
        log = MemoryLog()
        from samarth_desktop.sync import identity
        from samarth_desktop.sync.client import Round
        from samarth_desktop.sync.hub_client import HubClient

        identity.enrol(log, HubClient(base, client), code(hub, "9/164"))
        log.write("9/164", f={"name_en": "Sita"})
        assert Round(log, HubClient(base, client)).run().waiting == 0
        office = client.post("/office?lang=en", data={"code": code(hub, "9", role="office")}, headers={"Origin": base})
        assert office.status_code == 303 and "Secure" in office.headers["set-cookie"]
        assert client.get("/v").headers["strict-transport-security"]
        assert client.get("/metrics").status_code == 403 and client.get("/nowhere").status_code == 404
        assert client.post("/v1/enrol", content=bytes(100_000)).status_code == 413
        assert client.post("/v1/push", content=bytes(5_000_000)).status_code == 413
        assert client.post("/v1/push", content=bytes(1000)).status_code == 401
        assert httpx.get(plain + "/v").headers["location"].startswith("https://")
        with ThreadPoolExecutor(16) as crowd:
            statuses = list(crowd.map(lambda n: client.get("/v1/challenge").status_code, range(900)))
        assert 429 in statuses and set(statuses) <= {200, 429}
        assert client.get("/health").status_code == 200
