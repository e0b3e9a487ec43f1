"""Issuing: a sealed, signed file from the content of a certificate, one at a time or a whole hall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from samarth_desktop.documents import attach, cards, certificate, seal, sign
from samarth_desktop.documents.keys import Keys
from samarth_desktop.documents.paper import Paper
from samarth_desktop.documents.seal import Seal
from samarth_desktop.domain.certificate import CertificateData
from samarth_desktop.domain.paper_text import as_sealed


@dataclass(frozen=True, slots=True)
class Signer:
    """Who seals and signs: the laptop's keys, the office's address for the QR code, the moment that files carry.

    `moment` None means the time of signing.
    """

    keys: Keys
    host: str = ""
    moment: datetime | None = None


def seal_for(data: CertificateData, signer: Signer) -> Seal:
    """The seal of a certificate: serial, name as printed first, date."""
    name = data.plain_name.hi or data.plain_name.en
    if data.paper.languages == "en":
        name = data.plain_name.en or data.plain_name.hi
    sample = data.paper.demo or signer.keys.demo
    return seal.make(data.serial, as_sealed(name), data.paper.issued, signer.keys.seal_key, signer.host, sample)


def names(sealed: str, shown: Sequence[str]) -> bool:
    """Whether a seal's text names one of the names that a page shows (the seal may have cut it short)."""
    name = as_sealed(seal.read(sealed).name.removesuffix("…"))
    return any(as_sealed(one).startswith(name) for one in shown)


def render(data: CertificateData, signer: Signer | None = None, sealed: Seal | None = None) -> bytes:
    """One certificate as a PDF/A-2u file; with a signer sealed and PAdES-signed.

    `sealed` is the seal of an earlier printing, so that a second one says the same. Without a signer nothing is
    sealed: a preview. The same data and seal give the same bytes, the signature aside.
    """
    return render_together([(data, sealed)], signer)


def render_together(content: Sequence[tuple[CertificateData, Seal | None]], signer: Signer | None = None) -> bytes:
    """Several certificates as the pages of one file, signed once."""
    paper = certificate.paper_for(content[0][0])
    for data, sealed in content:
        add(paper, data, sealed, signer)
    return close(paper, signer)


def add(paper: Paper, data: CertificateData, sealed: Seal | None, signer: Signer | None) -> None:
    """One certificate more as a page of a document; sealed now unless it was before."""
    certificate.draw(paper, data, _sealed(data, sealed, signer), _demo(signer))


def close(paper: Paper, signer: Signer | None) -> bytes:
    """Ends a document: with a signer the certificates are attached and the whole is signed."""
    if signer is None:
        return paper.finish()
    attach.attach(paper.canvas.document, signer.keys.certificates)
    sign.prepare(paper, signer.moment or datetime.now(UTC))
    return sign.fill(paper.finish(), signer.keys)


def render_cards(content: Sequence[tuple[CertificateData, Seal | None]], signer: Signer | None = None) -> bytes:
    """Identity cards, eight to a page, as one file."""
    paper = cards.paper_for(content)
    cards.draw(paper, [(data, _sealed(data, sealed, signer)) for data, sealed in content], _demo(signer))
    return close(paper, signer)


def _sealed(data: CertificateData, sealed: Seal | None, signer: Signer | None) -> Seal | None:
    return seal_for(data, signer) if signer and sealed is None else sealed


def _demo(signer: Signer | None) -> bool:
    return signer is not None and signer.keys.demo
