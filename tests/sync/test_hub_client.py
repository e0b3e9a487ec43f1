"""The line: what it refuses, when it gives up, and that no answer breaks it."""

import base64
import json

import httpx
import pytest

from samarth_desktop.errors import KnownError
from samarth_desktop.sync import client, identity, wire
from samarth_desktop.sync import hub_client as lines
from samarth_desktop.sync.client import Round
from samarth_desktop.sync.hub_client import HubClient, Refusal, checked_url
from tests.sync.memory import MemoryLog

_KEY = base64.b64encode(bytes(32)).decode()
_WELCOME = {"device": "AAAAAA", "person": "", "role": "", "areas": [], "hub": {"sign": _KEY}, "card": ["", ""]}
_STATE = json.dumps({"url": "http://127.0.0.1", "key": _KEY, "box": _KEY, "welcome": _WELCOME})


@pytest.mark.parametrize(
    "url", ["https://hub.example.in", "http://127.0.0.1:8440", "http://localhost/", "http://[::1]:80"]
)
def test_addresses_that_are_safe(url):
    assert checked_url(url) == url.rstrip("/")


@pytest.mark.parametrize(
    "url", ["http://hub.example.in", "http://192.168.1.5", "http://8.8.8.8", "ftp://x", "", "file:///x", "http://"]
)
def test_addresses_that_are_refused(url):
    with pytest.raises(KnownError):
        checked_url(url)


def test_a_private_network_only_after_a_warning():
    assert checked_url("http://192.168.1.5:8440", plain_allowed=True) == "http://192.168.1.5:8440"
    with pytest.raises(KnownError):
        checked_url("http://8.8.8.8", plain_allowed=True)


def line(answer, pauses):
    return HubClient("http://127.0.0.1", httpx.Client(transport=httpx.MockTransport(answer)), pause=pauses.append)


def test_it_tries_again_with_longer_uneven_pauses_and_then_gives_up():
    pauses, asked = [], []

    def answer(request):
        asked.append(request)
        raise httpx.ConnectError("no network")

    with pytest.raises(KnownError):
        line(answer, pauses).call("/v1/enrol", b"", signed=False)
    assert len(asked) == lines.TRIES == len(pauses) + 1
    assert pauses[-1] > pauses[0]


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_busy_hub_is_asked_again(status):
    answers = iter([httpx.Response(status), httpx.Response(200, content=b"fine")])
    assert line(lambda request: next(answers), []).call("/x", b"", signed=False) == b"fine"


@pytest.mark.parametrize("content", [b"", b"<html>captive portal</html>", b"\x28\xb5\x2f\xfd"])
def test_an_answer_that_is_not_the_hubs_is_a_sentence(content):
    with pytest.raises(Refusal) as no:
        line(lambda request: httpx.Response(418, content=content), []).call("/x", b"", signed=False)
    assert "418" in no.value.text.args["status"].__str__()


def test_a_redirect_is_not_followed():
    answer = httpx.Response(302, headers={"location": "http://x"})
    with pytest.raises(KnownError):
        line(lambda request: answer, []).call("/x", b"", signed=False)


def test_a_network_that_answers_with_a_page_of_its_own_is_told():
    log = MemoryLog()
    log.settings[identity.STATE] = _STATE
    portal = line(lambda request: httpx.Response(200, content=b"<html>Sign in</html>"), [])
    with pytest.raises(KnownError) as no:
        Round(log, portal).run()
    assert no.value.text is client.UNREADABLE


def test_a_download_goes_on_at_the_byte_where_it_was_cut():
    whole, asked = bytes(range(256)) * 100, []

    class Cut(httpx.SyncByteStream):
        def __init__(self, content):
            self.content = content

        def __iter__(self):
            yield self.content[:5000]
            if len(self.content) > 5000:
                raise httpx.ReadError("cut")

    def answer(request):
        first, last = map(int, request.headers["range"].removeprefix("bytes=").split("-"))
        asked.append(first)
        return httpx.Response(206, stream=Cut(whole[first : last + 1]))

    got = bytearray()
    here = line(answer, [])
    here._token = "t"
    here.download("/v1/snapshots/x", got, 100, 20_000)
    assert got == whole[100:20_100] and asked == [100, 5100, 10_100, 15_100]


def test_requests_get_smaller_when_the_line_is_cut_and_larger_when_it_holds():
    log = MemoryLog("AAAAAA")
    log.settings[identity.STATE] = _STATE
    here = Round(log, line(lambda request: httpx.Response(500), []))
    here._me = identity.enrolled(log)
    for _ in range(300):
        log.write("9/164")
    sizes = []

    def push(request):
        _, packs = wire.read_packs(wire.open_frame(request.read()))
        sizes.append(len(packs[0].lines))
        if len(sizes) == 1:
            raise httpx.WriteError("cut")
        seal = packs[0].seal
        return httpx.Response(
            200, content=wire.say({"receipts": [{"a": seal.area, "d": seal.device, "have": seal.last}]})
        )

    here.hub_client = line(push, [])
    here.hub_client._token = "t"
    here._push()
    assert sizes[:3] == [100, 50, 75] and sum(sizes[1:]) == 300
