"""The line to a hub: one connection, tries again with growing, uneven pauses, and asks for tokens when needed."""

import base64
import functools
import ipaddress
import os
import random
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.sync import wire

TRIES = 6
"""Failures in a row after which a round ends; the next one goes on where it stood."""
TRIES_WAITED_FOR = 3
"""The same where a person watches and can try again: some two seconds of pauses."""
FIRST_PAUSE, LONGEST_PAUSE = 0.4, 30.0
PARTIAL = 206
_PASSING = (502, 503, 504)
_SIGN_IN_FIRST = 511
_PORTAL = T("This network wants you to sign in first. Open any page in a browser, then sync again.")


class Lost(Exception):
    """The line broke, or the hub is not there; nothing is known about what arrived."""


class Unreachable(KnownError):
    """The hub did not answer however often it was asked."""


class Refusal(KnownError):
    """The hub answered no. `reason` is its word for programs: ``epoch``, ``token``, ``device`` and so on."""

    def __init__(self, status: int, reason: str, text: Text) -> None:
        super().__init__(text)
        self.status, self.reason = status, reason


def checked_url(url: str, *, plain_allowed: bool = False) -> str:
    """The hub's address without a slash at its end. Plain HTTP reaches this machine only, or with `plain_allowed`
    (the person was warned) a private network. Raises KnownError."""
    url = url.strip()
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise KnownError(T("{address} is no address of a hub. Ask the office for it.", address=url[:80]))
    if parts.scheme == "http" and not _near(parts.hostname, plain_allowed):
        raise KnownError(T("The hub's address must begin with https, so that nobody can listen."))
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _near(host: str, private: bool) -> bool:
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or (private and address.is_private)


@dataclass
class HubClient:
    """A line to the hub at `url`. `identity` gives (device code, key, card) for tokens; before enrolment it is None.

    `pause` sleeps for seconds and may end early; `stop` ends a round between two requests.
    """

    url: str
    http: httpx.Client
    identity: Callable[[], tuple[str, Ed25519PrivateKey, Any]] | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    pause: Callable[[float], object] = time.sleep
    epoch: str = ""
    tries: int = TRIES
    failures: int = 0
    _token: str = ""

    def call(self, path: str, body: bytes, *, signed: bool = True) -> bytes:
        """POSTs a frame and gives the answer's frame; tries again while there is hope."""
        while True:
            try:
                return self.once("POST", path, content=body, signed=signed).content
            except Lost:
                self.rest()

    def once(self, method: str, path: str, *, signed: bool = True, **more: Any) -> httpx.Response:
        """One request, signing in first where needed. Raises Lost or Refusal."""
        if signed and not self._token:
            self._sign_in()
        try:
            return self._once(method, path, signed, **more)
        except Refusal as no:
            if not (signed and no.reason == "token"):
                raise
        self._sign_in()
        return self._once(method, path, signed, **more)

    def download(self, path: str, got: bytearray, first: int, length: int) -> None:
        """Reads `length` bytes of a file from `first` on into `got`. What arrived before a cut stays in it."""
        while len(got) < length:
            span = {"Range": f"bytes={first + len(got)}-{first + length - 1}"}
            try:
                self.once("GET", path, headers=span, into=got)
            except Lost:
                self.rest()

    def _once(
        self,
        method: str,
        path: str,
        signed: bool,
        *,
        headers: Mapping[str, str] = {},
        into: bytearray | None = None,
        **more: Any,
    ) -> httpx.Response:
        said = dict(headers)
        if signed:
            said |= {"Authorization": f"Bearer {self._token}"} | ({"X-Epoch": self.epoch} if self.epoch else {})
        try:
            with self.http.stream(method, self.url + path, headers=said, **more) as response:
                if into is None or response.status_code != PARTIAL:
                    response.read()
                else:
                    for piece in response.iter_bytes():
                        into += piece
        except httpx.TransportError as broken:
            if certificate := _certificate_error(broken):
                raise Unreachable(_why_not_trusted(certificate)) from broken
            raise Lost(type(broken).__name__) from broken
        if response.status_code in _PASSING:
            raise Lost(str(response.status_code))
        self.failures = 0
        if not response.is_success:  # a redirect too: the hub sends none, a hotel's network does
            raise _refusal(response)
        return response

    def rest(self) -> None:
        """After a failure: waits longer each time and unevenly, so that a hall full of laptops does not knock in
        step. Raises KnownError when it is time to give up."""
        self.failures += 1
        if self.failures >= self.tries or self.stop.is_set():
            raise Unreachable(T("The hub cannot be reached now. Everything is saved here and goes with the next sync."))
        self.pause(min(LONGEST_PAUSE, FIRST_PAUSE * 2**self.failures) * random.uniform(0.5, 1.0))  # noqa: S311 - no secret

    def rest_a_moment(self) -> None:
        """Between two tries after an answer that said nothing clear."""
        self.pause(FIRST_PAUSE)

    def _sign_in(self) -> None:
        assert self.identity is not None
        device, key, card = self.identity()
        asked = str(wire.hear(self._once("GET", "/v1/challenge", False).content)["challenge"])
        signature = base64.b64encode(key.sign(b"samarth-token-1\n" + asked.encode())).decode()
        message = {"device": device, "challenge": asked, "signature": signature, "card": card}
        answer = self._once("POST", "/v1/token", False, content=wire.say(message))
        self._token = str(wire.hear(answer.content)["token"])

    def forget_token(self) -> None:
        """After a new device code: the next request signs in anew."""
        self._token = ""


def _certificate_error(broken: BaseException) -> ssl.SSLCertVerificationError | None:
    """The error about the hub's certificate that is behind an error of the line; None for any other."""
    seen: BaseException | None = broken
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None


_NOT_YET, _EXPIRED = 9, 10
"""What OpenSSL calls a certificate that is not valid yet, or no more (X509_V_ERR_CERT_NOT_YET_VALID, _HAS_EXPIRED)."""


def _why_not_trusted(wrong: ssl.SSLCertVerificationError) -> Text:
    today = date.today()
    if wrong.verify_code == _NOT_YET:
        return T(
            "By this laptop's clock it is {today}, before the hub's certificate begins. Set the date right.",
            today=today,
        )
    if wrong.verify_code == _EXPIRED:
        return T(
            "The hub's certificate has ended. By this laptop's clock it is {today}: if that is right, tell the office.",
            today=today,
        )
    return T(
        "Somebody else answers at the hub's address. Does this network want you to sign in first? Else tell the office."
    )


def _refusal(response: httpx.Response) -> Refusal:
    if response.is_redirect or response.status_code == _SIGN_IN_FIRST:
        return Refusal(response.status_code, "portal", _PORTAL)
    try:
        said = wire.hear(response.content)
        name, args = said["text"]
        return Refusal(response.status_code, str(said["reason"]), Text(str(name), dict(args)))
    except (wire.BadWire, KeyError, TypeError, ValueError):
        text = T("The hub answered with error {status}. Tell the office.", status=response.status_code)
        return Refusal(response.status_code, "http", text)


def open_http() -> httpx.Client:
    """The HTTP client of a round: patient enough for 2G, no redirects, certificates checked."""
    return httpx.Client(verify=trusted(), timeout=httpx.Timeout(45.0, connect=20.0), follow_redirects=False)


def trusted() -> ssl.SSLContext:
    """Whom a laptop believes."""
    return _trusted(*(os.environ.get(name, "") for name in ("SSL_CERT_FILE", "SSL_CERT_DIR")))


@functools.lru_cache(maxsize=4)
def _trusted(file: str, folder: str) -> ssl.SSLContext:
    """The authorities, read once: they are 20 ms of every round. httpx reads both from where they stand; they are
    named so that others are read anew."""
    del file, folder
    return httpx.create_ssl_context()
