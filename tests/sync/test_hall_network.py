"""The hall's network: which address is told, each cause of a test that fails over real sockets, a network that is made."""

import os
import socket
from contextlib import ExitStack
from datetime import datetime, timedelta

import pytest

from samarth_desktop.actions.exchange import sync
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import hall_test, hotspot
from samarth_desktop.errors import KnownError
from samarth_desktop.sync import hall_addresses, hall_time, peer_sync
from tests.workshop_people import laptop


@pytest.fixture
def at_home(monkeypatch):
    """The hall is this machine alone."""
    monkeypatch.setattr(hall_addresses, "preferred", lambda: "127.0.0.1")


def last(session: Session, url: str = "", serving: str = "") -> hall_test.Step:
    return list(hall_test.run(session, url, serving))[-1]


def said(step: hall_test.Step) -> str:
    return step.text.id


@pytest.mark.parametrize(
    ("addresses", "routed", "told"),
    [
        ([], "", ""),
        (["192.168.43.7"], "192.168.43.7", "192.168.43.7"),
        (
            ["192.168.42.129", "192.168.137.1"],
            "192.168.42.129",
            "192.168.137.1",
        ),  # Windows makes it, another is its way out
        (["10.42.0.1"], "", "10.42.0.1"),  # NetworkManager makes it, no way out at all
        (["172.17.0.1", "192.168.43.7"], "192.168.43.7", "192.168.43.7"),
        (["10.42.0.23"], "", "10.42.0.23"),  # a guest of such a network
    ],
)
def test_the_address_that_is_told_can_be_reached_in_the_hall(addresses, routed, told):
    assert hall_addresses.chosen(addresses, routed) == told


def test_of_several_addresses_the_one_in_ones_own_network_is_tried():
    assert hall_addresses.near(["192.168.42.129", "192.168.137.1"], ["192.168.137.44"]) == "192.168.137.1"
    assert hall_addresses.near(["192.168.42.129", "192.168.137.1"], ["10.0.0.9"]) == "192.168.42.129"


def test_a_laptop_that_has_not_joined_is_told_so_and_one_without_a_network_too(tmp_path, monkeypatch, at_home):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    with laptop(tmp_path / "data") as session:
        (step,) = hall_test.run(session)
        assert step.state == "error" and "join on page Sync" in said(step)


def test_each_cause_is_said_over_real_sockets(sessions, monkeypatch, at_home):
    a, b = sessions
    with ExitStack() as open_ones:
        url = open_ones.enter_context(peer_sync.serving(sync.log_of(a), "127.0.0.1"))
        steps = list(hall_test.run(b, url))
        assert [step.state for step in steps] == ["ok"] * 5, [said(step) for step in steps]
        assert [step.state for step in hall_test.run(a, url, url)][2] == "ok", "its own door is open"
        late = datetime.now() + timedelta(minutes=5)
        with monkeypatch.context() as patch:
            patch.setattr(
                hall_time,
                "now_ms",
                lambda log: (
                    int(late.timestamp() * 1000) if log is sync.log_of(b) else int(datetime.now().timestamp() * 1000)
                ),
            )
            assert last(b, url).state == "warning", "clocks five minutes apart"
    assert "lets nobody join" in said(last(b, url)), "the door was shut: refused"
    with socket.create_server(("127.0.0.1", 0), backlog=0) as deaf, ExitStack() as waiting:
        address = deaf.getsockname()
        for _ in range(3):  # its queue is full: what comes is dropped, as by a firewall
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(address)
        silent = f"http://127.0.0.1:{address[1]}"
        assert "firewall" in said(last(b, silent))
        monkeypatch.setattr(hall_addresses, "preferred", lambda: "10.11.12.13")
        assert "another network" in said(last(b, silent))
    monkeypatch.setattr(hall_addresses, "preferred", lambda: "")
    assert "in none" in said(last(b, url))


def test_what_answers_but_is_no_laptop_of_ours_is_said(sessions, at_home):
    _, b = sessions
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    class Router(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<html>Welcome</html>")

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Router)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        step = last(b, f"http://127.0.0.1:{server.server_port}")
        assert step.state == "error" and "another programme" in said(step)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_system_makes_the_network_or_says_why_not(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    command = tmp_path / "nmcli"
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with laptop(tmp_path / "data") as session:
        command.write_text('#!/bin/sh\necho "$@" > "$(dirname "$0")/asked"\n')
        command.chmod(0o755)
        made = hotspot.make(session)
        asked = (tmp_path / "asked").read_text().split()
        assert asked[:3] == ["device", "wifi", "hotspot"] and {made.name, made.password} <= set(asked)
        assert len(made.password) == 8 and hotspot.make(session).password != made.password
        command.write_text("#!/bin/sh\necho 'Error: No Wi-Fi device found.' >&2\nexit 10\n")
        with pytest.raises(KnownError) as failed:
            hotspot.make(session)
        assert failed.value.text.args["why"] == "No Wi-Fi device found."
        command.unlink()
        if not hotspot.possible():
            with pytest.raises(KnownError):
                hotspot.make(session)
