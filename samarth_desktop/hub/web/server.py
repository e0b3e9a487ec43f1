"""The line itself: a client that sends its head too slowly or without end is hung up on, before any request exists."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 20.0
ODD_SECONDS = 1.0
"""How long who speaks no HTTP waits for an answer: else twenty such clients keep a worker busy."""
MOST_HEAD = 32 * 1024
"""Bytes of the head of a request."""


class Patient(HttpToolsProtocol):
    """uvicorn's HTTP, with an end to its patience: uvicorn waits for ever for the end of a request's head."""

    _timer: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._start()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._between():
            if self._timer is None:
                self._start()
            if self._head > MOST_HEAD:
                self.transport.close()
                return
            self._head += len(data)  # counted for the next read: this one may hold much of a body behind a whole head
        super().data_received(data)

    def on_headers_complete(self) -> None:
        self._stop()
        if sum(len(name) + len(value) for name, value in self.headers) + len(self.url) > MOST_HEAD:
            raise ValueError("head too long")  # the parser tells it to uvicorn, which answers 400 and hangs up
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        if not self.transport.is_closing():
            self.transport.pause_reading()
            self.loop.call_later(ODD_SECONDS, self._say_400, msg)

    def _say_400(self, msg: str) -> None:
        if not self.transport.is_closing():
            super().send_400_response(msg)

    def _between(self) -> bool:
        """Whether no request is under way on this line."""
        return self.cycle is None or self.cycle.response_complete

    def _start(self) -> None:
        self._timer = self.loop.call_later(HEAD_SECONDS, self._hang_up)

    def _stop(self) -> None:
        self._head = 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _hang_up(self) -> None:
        if self.transport is not None and not self.transport.is_closing():
            self.transport.close()
