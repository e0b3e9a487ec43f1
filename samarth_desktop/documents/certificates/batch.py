"""Whole halls: many certificates as one file for the printer, or as a file each, with progress and cancelling.

A file appears only when it is whole: it is written beside its place and moved there. Large batches of single files use
both cores; a process of its own costs about a second to start, so small ones do not.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Self

from samarth_desktop import paths
from samarth_desktop.documents.certificates import cards, certificate, issue
from samarth_desktop.documents.certificates.file_names import certificate_file
from samarth_desktop.documents.certificates.issue import Signer
from samarth_desktop.documents.pdf.pdf_canvas import PdfCanvas
from samarth_desktop.documents.signing.seal import Seal
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.rules.certificates.certificate import CertificateData

Content = tuple[CertificateData, Seal | None]
_Made = tuple[str, Path]  # a serial and the file that holds it
Progress = Callable[[int], None]
Cancelled = Callable[[], bool]
_CHUNK = 16
_WORTH_A_POOL = 240


def never() -> bool:
    """Nobody cancels."""
    return False


def silent(done: int) -> None:
    """Nobody listens."""


class BatchFiles:
    """The files of one batch, to which its certificates are put in portions; `with` ends what works for it.

    What was put is in a file after :meth:`finish`; `written` are the serials of which that is so already. `progress`
    hears how many are drawn.
    """

    def __init__(self, signer: Signer | None, progress: Progress) -> None:
        self._signer, self._progress = signer, progress
        self.written: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def put(self, content: Iterable[Content]) -> None:
        """Adds certificates. KnownError: the disk would not take them."""
        raise NotImplementedError

    def finish(self) -> None:
        """Writes what is not written yet. KnownError: the disk would not take it."""

    def file_of(self, serial: str) -> Path:
        """In which file a certificate is."""
        raise NotImplementedError


class OneFile(BatchFiles):
    """All certificates as the pages of one file."""

    def __init__(self, target: Path, signer: Signer | None = None, progress: Progress = silent) -> None:
        super().__init__(signer, progress)
        self._target = target
        self._paper: PdfCanvas | None = None
        self._drawn: list[str] = []

    def put(self, content: Iterable[Content]) -> None:
        for data, sealed in content:
            self._paper = self._paper or certificate.paper_for(data)
            issue.add(self._paper, data, sealed, self._signer)
            self._drawn.append(data.serial)
            self._progress(len(self._drawn))

    def finish(self) -> None:
        if self._paper is not None:
            _write(self._target, issue.close(self._paper, self._signer))
        self.written = {*self._drawn}

    def file_of(self, serial: str) -> Path:
        return self._target


class CardSheets(BatchFiles):
    """Identity cards, eight to a page of one file."""

    def __init__(self, target: Path, signer: Signer | None = None, progress: Progress = silent) -> None:
        super().__init__(signer, progress)
        self._target = target
        self._content: list[Content] = []

    def put(self, content: Iterable[Content]) -> None:
        for one in content:
            self._content.append(one)
            self._progress(len(self._content))

    def finish(self) -> None:
        if self._content:
            card_sheets(self._content, self._target, self._signer)
        self.written = {data.serial for data, _ in self._content}

    def file_of(self, serial: str) -> Path:
        return self._target


class SingleFiles(BatchFiles):
    """A file each, named by person and serial. From some 240 `expected` ones on both cores are used."""

    def __init__(
        self, folder: Path, signer: Signer | None = None, progress: Progress = silent, expected: int = 0
    ) -> None:
        super().__init__(signer, progress)
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.paths: list[Path] = []
        self._by_serial: dict[str, Path] = {}
        self._waiting: list[Future[list[_Made]]] = []
        self._pool: ProcessPoolExecutor | None = None
        self._workers = min(4, os.cpu_count() or 1)
        if expected >= _WORTH_A_POOL and self._workers > 1:
            # "spawn" on every system: a fork would copy a window and its threads.
            self._pool = ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"))

    def __exit__(self, *error: object) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    def put(self, content: Iterable[Content]) -> None:
        if self._pool is not None:
            self._hand_out(self._pool, content)
            return
        for one in content:
            self._note([_single(one, self._folder, self._signer)])

    def _note(self, made: Sequence[_Made]) -> None:
        self.paths += [file for _, file in made]
        self._by_serial.update(made)
        self.written.update(serial for serial, _ in made)
        self._progress(len(self.paths))

    def _hand_out(self, pool: ProcessPoolExecutor, content: Iterable[Content]) -> None:
        """Gives out small portions, never many ahead, so that photos do not pile up."""
        for some in _portions(content):
            self._waiting.append(pool.submit(_portion, some, self._folder, self._signer))
            while len(self._waiting) > self._workers * 2:
                self._take_in()

    def _take_in(self) -> None:
        self._note(self._waiting.pop(0).result())

    def finish(self) -> None:
        while self._waiting:
            self._take_in()

    def file_of(self, serial: str) -> Path:
        return self._by_serial[serial]


def one_file(
    content: Iterable[Content],
    target: Path,
    signer: Signer | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> int:
    """All certificates as the pages of one file; gives how many, 0 when it was cancelled (then there is no file)."""
    ended = False

    def until() -> Iterator[Content]:
        nonlocal ended
        for one in content:
            if ended := cancelled():
                return
            yield one

    with OneFile(target, signer, progress) as files:
        files.put(until())
        if ended:
            return 0
        files.finish()
        return len(files.written)


def single_files(
    content: Iterable[Content],
    folder: Path,
    signer: Signer | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
    expected: int = 0,
) -> list[Path]:
    """A file each, named by person and serial, in the order given; after cancelling those that are done."""
    with SingleFiles(folder, signer, progress, expected) as files:
        files.put(one for one in content if not cancelled())
        files.finish()
        return files.paths


def card_sheets(content: Sequence[Content], target: Path, signer: Signer | None = None) -> int:
    """Identity cards, eight to a page; gives how many pages."""
    _write(target, issue.render_cards(content, signer))
    return -(-len(content) // cards.PER_SHEET)


def _portions(content: Iterable[Content]) -> Iterator[list[Content]]:
    source = iter(content)
    while some := list(islice(source, _CHUNK)):
        yield some


def _portion(some: Sequence[Content], folder: Path, signer: Signer | None) -> list[_Made]:
    return [_single(one, folder, signer) for one in some]


def _single(one: Content, folder: Path, signer: Signer | None) -> _Made:
    data, sealed = one
    target = folder / certificate_file(data)
    _write(target, issue.render(data, signer, sealed))
    return data.serial, target


def _write(target: Path, data: bytes) -> None:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        paths.put_in_place(part, target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise KnownError(
            T("{name} cannot be written. Is the disk full, or the folder protected?", name=target.name)
        ) from error
