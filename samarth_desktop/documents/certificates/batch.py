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

from samarth_desktop.documents.certificates import cards, certificate, issue
from samarth_desktop.documents.certificates.issue import Signer
from samarth_desktop.documents.signing.seal import Seal
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.rules.certificates.certificate import CertificateData

Content = tuple[CertificateData, Seal | None]
Progress = Callable[[int], None]
Cancelled = Callable[[], bool]
_CHUNK = 16
_WORTH_A_POOL = 240


def never() -> bool:
    """Nobody cancels."""
    return False


def silent(done: int) -> None:
    """Nobody listens."""


def one_file(
    content: Iterable[Content],
    target: Path,
    signer: Signer | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> int:
    """All certificates as the pages of one file; gives how many, 0 when it was cancelled (then there is no file)."""
    paper = None
    done = 0
    for data, sealed in content:
        if cancelled():
            return 0
        paper = paper or certificate.paper_for(data)
        issue.add(paper, data, sealed, signer)
        done += 1
        progress(done)
    if paper is not None:
        _write(target, issue.close(paper, signer))
    return done


def card_sheets(content: Sequence[Content], target: Path, signer: Signer | None = None) -> int:
    """Identity cards, eight to a page; gives how many pages."""
    _write(target, issue.render_cards(content, signer))
    return -(-len(content) // cards.PER_SHEET)


def single_files(
    content: Iterable[Content],
    folder: Path,
    signer: Signer | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
    expected: int = 0,
) -> list[Path]:
    """A file each, named by its serial, in the order given; after cancelling those that are done.

    `expected` is about how many there are: from some 240 on both cores are used.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if expected >= _WORTH_A_POOL and (os.cpu_count() or 1) > 1:
        return _with_pool(content, folder, signer, progress, cancelled)
    written: list[Path] = []
    for one in content:
        if cancelled():
            break
        written.append(_single(one, folder, signer))
        progress(len(written))
    return written


def _with_pool(
    content: Iterable[Content], folder: Path, signer: Signer | None, progress: Progress, cancelled: Cancelled
) -> list[Path]:
    """Hands out small portions, never many ahead, so that cancelling stops soon and photos do not pile up."""
    written: list[Path] = []
    portions = _portions(content)
    workers = min(4, os.cpu_count() or 1)
    # "spawn" on every system: a fork would copy a window and its threads.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: list[Future[list[Path]]] = [
            pool.submit(_portion, some, folder, signer) for some in islice(portions, workers * 2)
        ]
        while waiting:
            written += waiting.pop(0).result()
            progress(len(written))
            if cancelled():
                portions = iter(())
            waiting += [pool.submit(_portion, some, folder, signer) for some in islice(portions, 1)]
    return written


def _portions(content: Iterable[Content]) -> Iterator[list[Content]]:
    source = iter(content)
    while some := list(islice(source, _CHUNK)):
        yield some


def _portion(some: Sequence[Content], folder: Path, signer: Signer | None) -> list[Path]:
    return [_single(one, folder, signer) for one in some]


def _single(one: Content, folder: Path, signer: Signer | None) -> Path:
    data, sealed = one
    target = folder / f"{data.serial}.pdf"
    _write(target, issue.render(data, signer, sealed))
    return target


def _write(target: Path, data: bytes) -> None:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise KnownError(
            T("{name} cannot be written. Is the disk full, or the folder protected?", name=target.name)
        ) from error
