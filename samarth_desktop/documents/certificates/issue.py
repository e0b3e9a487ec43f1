"""Issuing: a sealed, signed file from the content of a certificate, one at a time or a whole hall."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from samarth_desktop.documents.certificates import cards, certificate, facts
from samarth_desktop.documents.pdf.pdf_canvas import PdfCanvas
from samarth_desktop.documents.signing import attach, seal, sign
from samarth_desktop.documents.signing.keys import Keys
from samarth_desktop.documents.signing.seal import Seal
from samarth_desktop.domain.paper.paper_text import as_sealed
from samarth_desktop.rules.certificates.certificate import CertificateData, printed_names

_MOST_VERSIONS = 50


@dataclass(frozen=True, slots=True)
class Signer:
    """Who seals and signs: the laptop's keys, the office's address for the QR code, the moment that files carry.

    `moment` None means the time of signing.
    """

    keys: Keys
    host: str = ""
    moment: datetime | None = None


def seal_for(data: CertificateData, signer: Signer) -> Seal:
    """The seal of a certificate: serial, date, and the hash of its facts."""
    sample = data.paper.demo or signer.keys.demo
    return seal.make(data.serial, facts.of(data), data.paper.issued, signer.keys.seal_key, signer.host, sample)


def seal_again(text: str, data: CertificateData) -> Seal | None:
    """The seal of an earlier printing for a printing of the same content, so that it says the same; None where the
    content is another one, or the page does not show the name in a seal of the first form.

    A version of the programme that was raised since says the same as far as the content does.
    """
    claim = seal.read(text)
    if not claim.digest:
        named = as_sealed(claim.name.removesuffix("…"))
        shown = any(as_sealed(one).startswith(named) for one in printed_names(data))
        return Seal(text, claim.check) if shown else None
    versions = range(data.programme_version, max(-1, data.programme_version - _MOST_VERSIONS), -1)
    said = facts.matching((facts.of(replace(data, programme_version=version)) for version in versions), claim.digest)
    return Seal(text, claim.check, said) if said else None


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


def add(paper: PdfCanvas, data: CertificateData, sealed: Seal | None, signer: Signer | None) -> None:
    """One certificate more as a page of a document; sealed now unless it was before."""
    used = _sealed(data, sealed, signer)
    certificate.draw(paper, data, used, _demo(signer))
    _carry(paper, used)


def close(paper: PdfCanvas, signer: Signer | None) -> bytes:
    """Ends a document: with a signer the certificates are attached and the whole is signed."""
    if signer is None:
        return paper.finish()
    attach.attach(paper.canvas.document, signer.keys.certificates)
    attach.carry(paper.canvas.document, paper.facts, paper.made)
    sign.prepare(paper, signer.moment or datetime.now(UTC))
    return sign.fill(paper.finish(), signer.keys)


def render_cards(content: Sequence[tuple[CertificateData, Seal | None]], signer: Signer | None = None) -> bytes:
    """Identity cards, eight to a page, as one file."""
    paper = cards.paper_for(content)
    used = [(data, _sealed(data, sealed, signer)) for data, sealed in content]
    cards.draw(paper, used, _demo(signer))
    for _, one in used:
        _carry(paper, one)
    return close(paper, signer)


def _carry(paper: PdfCanvas, used: Seal | None) -> None:
    if used is not None and used.facts:
        paper.facts.append(used.facts)


def _sealed(data: CertificateData, sealed: Seal | None, signer: Signer | None) -> Seal | None:
    return seal_for(data, signer) if signer and sealed is None else sealed


def _demo(signer: Signer | None) -> bool:
    return signer is not None and signer.keys.demo
