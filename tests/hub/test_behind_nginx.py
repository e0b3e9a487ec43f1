"""The example of a hub behind nginx, with a real nginx where there is one: TLS, limits, whole rounds, whose address counts."""

import contextlib
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx
import pytest
import uvicorn

from samarth_desktop import paths
from samarth_desktop.hub.web import doors, guard
from tests.postgres_fixture import code, listening
from tests.sync.memory import MemoryLog
from tests.sync.test_lines_that_lie import certificate

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
PATIENCE_S = 8.0
"""How long a visitor waits here for anything, so that the test ends however nginx and the hub behave."""
pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx on this machine")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def nginx(folder, hub_url, *, second=False):
    """nginx with the example, but for its ports, names and files; with `second`, each of its time-outs is a second."""
    cert, key = certificate(folder, -1, 2)
    port, plain = free_port(), free_port()
    example = paths.resource("hub/nginx.conf").read_text()
    if second:
        example = re.sub(r"(_timeout) \d+s", r"\1 1s", example)
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
        with httpx.Client(verify=context, base_url=f"https://127.0.0.1:{port}", timeout=PATIENCE_S) as client:
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
        assert {client.post("/v1/push", content=bytes(size)).status_code for size in (1000, 200_000, 200_000)} == {401}
        assert httpx.get(plain + "/v").headers["location"].startswith("https://")
        with ThreadPoolExecutor(16) as crowd:
            statuses = list(crowd.map(lambda n: client.get("/v1/challenge").status_code, range(900)))
        assert 429 in statuses and set(statuses) <= {200, 429}
        assert client.get("/health").status_code == 200


def test_who_is_slow_or_silent_is_let_go(hub, tmp_path, monkeypatch):
    """A head that never ends, a body that stops or only drips, an answer that nobody reads, a hub that says nothing."""
    monkeypatch.setattr(guard, "door_of", lambda path: replace(doors.door_of(path), seconds=1.0))
    (tmp_path / "silent").mkdir(), (tmp_path / "hub").mkdir()
    post = "POST {} HTTP/1.1\r\nHost: here\r\nContent-Length: 3000\r\n\r\nabc"
    with (
        silent_hub() as silent, listening(hub) as url,
        nginx(tmp_path / "silent", silent, second=True) as (mute, _), nginx(tmp_path / "hub", url, second=True) as (client, _),
        ThreadPoolExecutor(16) as crowd,
    ):  # fmt: skip
        ends = {
            "head": crowd.submit(ended, client, "GET /health HTTP/1.1\r\nHost: here\r\nX-Long: ", b"x"),
            "nothing": crowd.submit(ended, client, ""),
            "answer": crowd.submit(ended, mute, "GET /v1/snapshots/big HTTP/1.1\r\nHost: here\r\n\r\n", reads=False),
        } | {
            path: crowd.submit(ended, client, post.format(path)) for path in ("/v1/enrol", "/v1/push", "/office", "/v")
        }
        drips = {
            path: crowd.submit(ended, client, post.format(path), b"x") for path in ("/v1/enrol", "/v1/token", "/office")
        }
        asked = {
            path: crowd.submit(mute.get, path) for path in ("/health", "/v1/challenge", "/v1/snapshots", "/office")
        }
        pushed = crowd.submit(mute.post, "/v1/push", content=bytes(3_000_000))
        assert {path: one.result().status_code for path, one in asked.items()} == dict.fromkeys(asked, 504)
        assert pushed.result().status_code == 504
        assert all(one.result() is not None for one in ends.values()), {
            name: one.result() for name, one in ends.items()
        }
        assert {path: (one.result() or b"")[9:12] for path, one in drips.items()} == dict.fromkeys(drips, b"408")
    idle = re.search(r"upstream .*?keepalive_timeout (\d+)s", paths.resource("hub/nginx.conf").read_text(), re.DOTALL)
    assert int(idle[1]) < uvicorn.Config(None).timeout_keep_alive, "no request goes into a line that the hub hangs up"


@contextlib.contextmanager
def silent_hub():
    """Takes lines and says nothing; to who asks for something big it sends without end."""
    held = []

    def serve(door):
        with contextlib.suppress(OSError):
            while True:
                line, _ = door.accept()
                held.append(line)
                threading.Thread(target=answer, args=(line,), daemon=True).start()

    def answer(line):
        with contextlib.suppress(OSError):
            if b" /v1/snapshots/big " in line.recv(4096):
                line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 64000000\r\n\r\n" + bytes(64_000_000))

    with socket.create_server(("127.0.0.1", 0), backlog=50) as door:
        threading.Thread(target=serve, args=(door,), daemon=True).start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        for line in held:
            line.close()


def ended(client, said, drip=b"", *, reads=True):
    """What a visitor got who says this and then no more, or a byte at a time, until she was hung up on; None where the
    line still stood after all patience."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    got, until = b"", time.monotonic() + PATIENCE_S
    place = (client.base_url.host, client.base_url.port)
    with context.wrap_socket(socket.create_connection(place, timeout=PATIENCE_S)) as line:
        line.sendall(said.encode())
        if not reads:
            time.sleep(3)
        line.settimeout(0.2)
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            while time.monotonic() < until:
                with contextlib.suppress(TimeoutError):
                    line.sendall(drip)
                    came = line.recv(65536)
                    if not came:
                        return got
                    got += came
            return None
    return got
