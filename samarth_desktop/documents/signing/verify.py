"""Checking a certificate without network, passphrase or data: a PDF, or a picture or scan of the paper.

Two seals are looked at: the QR code (who issued which serial, and the hash of what is printed) and, in a PDF, the
signature over the whole file. They must agree with each other, with the facts that the file carries, and with what is
written on the page. On paper a program sees the code alone: then a person compares.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from samarth_desktop.documents.certificates import facts
from samarth_desktop.documents.certificates.facts import Facts
from samarth_desktop.documents.signing import scan, seal, signature
from samarth_desktop.documents.signing.scan import ScannedPage
from samarth_desktop.documents.signing.seal import Claim
from samarth_desktop.documents.signing.trust import Found, Trust
from samarth_desktop.documents.signing.verdict import (
    CODE_DAMAGED,
    CODES_DIFFER,
    COMPARE,
    COMPARE_NAME,
    DEMO,
    FACTS_MISSING,
    FILE_CHANGED,
    FUTURE,
    OTHER_DEVICE,
    OTHER_SIGNER,
    SAVED_ANEW,
    SIGNATURE_GONE,
    Reason,
    Register,
    RevokedKey,
    Verdict,
    worst,
)
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text

__all__ = ["Reason", "Register", "RevokedKey", "Verdict", "verify"]

MOST_BYTES = 40_000_000
_SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Check:
    """What a file is checked with: its own signature, and what is known here."""

    signed: signature.Signed
    trust: Trust
    register: Register
    today: date


def verify(source: Path | bytes, trust: Trust, register: Register | None = None, today: date | None = None) -> Verdict:
    """Checks a PDF, PNG or JPEG. Never raises for what is in the file; KnownError where it cannot be opened at all.

    `today` is the day by which a seal from the future is known; the computer's own where it is not given.
    """
    data = source if isinstance(source, bytes) else _read(source)
    if len(data) > MOST_BYTES:
        return Verdict(Reason.NOT_A_CERTIFICATE, details=(T("The file is too large."),))
    is_pdf = scan.format_of(data) == "pdf"
    try:
        pages = scan.pdf_pages(data) if is_pdf else scan.picture_pages(data)
    except scan.TooManyPages:
        text = T("The file has more than {most} pages. Divide it and check the parts.", most=scan.MOST_PAGES)
        return Verdict(Reason.NOT_A_CERTIFICATE, details=(text,))
    signed = signature.check(data) if is_pdf else signature.NONE
    return _judge(pages, _Check(signed, trust, register or Register(), today or date.today()))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            return b"\0" * (MOST_BYTES + 1)
        return path.read_bytes()
    except OSError as error:
        raise KnownError(T("The file {name} cannot be opened.", name=path.name)) from error


def _judge(pages: list[ScannedPage], check: _Check) -> Verdict:
    """The worst of what is found on the sheets, then what the file's signature says."""
    codes = [(page, text) for page in pages for text in page.codes if seal.is_ours(text)]
    if not codes:
        # Our own signed file whose code was cut out or painted over is a changed one, not a stranger's.
        if check.signed.ours:
            return Verdict(Reason.CHANGED, details=(Text(CODE_DAMAGED),))
        return Verdict(Reason.NOT_A_CERTIFICATE)
    found = worst([_judge_one(page, text, check) for page, text in codes])
    bare = [n for n, page in enumerate(pages, 1) if not any(map(seal.is_ours, page.codes))]
    if bare and found.reason is not Reason.CHANGED:
        text = T("Page {page} has no code of this program: nothing speaks for it.", page=bare[0])
        return replace(found, reason=Reason.CHANGED, details=(text,), compare=False)
    return found


def _judge_one(page: ScannedPage, text: str, check: _Check) -> Verdict:
    """What one code says, and whether all else agrees with it."""
    claim, found, genuine = _meant(text, check)
    if claim is None or (found is not None and not genuine):
        return Verdict(Reason.CHANGED, details=(Text(CODE_DAMAGED),))
    said, problem = _page(page, claim, check.signed)
    verdict = _told(claim, said, paper=not page.has_words or (page.scanned and not check.signed.present))
    if not problem and claim.issued > check.today + _SLACK:
        problem = FUTURE
    if found is not None and not problem and check.signed.present:
        problem = "" if check.signed.signer == found.certificate.claims.paper else OTHER_SIGNER
    if problem:
        more = (Text(SAVED_ANEW),) if genuine and problem in (FILE_CHANGED, SIGNATURE_GONE) else ()
        return replace(verdict, reason=Reason.CHANGED, details=(Text(problem), *more), compare=False)
    if found is None:
        return verdict
    verdict = _noted(replace(verdict, issuer=found.certificate.claims.name), claim, found, check.register)
    refused = _refused(verdict, claim, found, said, check)
    if refused is not None:
        return refused
    if found.trusted and not (claim.sample and not found.demo):
        return replace(verdict, reason=Reason.VALID, genuine=True)
    # A sample signed with real keys is never to be accepted, whoever signed it.
    nowhere = found.certificate.self_made or found.trusted
    return replace(verdict, reason=Reason.NOT_ENROLLED if nowhere else Reason.UNKNOWN_ISSUER, genuine=not claim.sample)


def _meant(text: str, check: _Check) -> tuple[Claim | None, Found | None, bool]:
    """Of the readings of a code the one whose signature is right; else the first, with what is known of its key."""
    best: tuple[Claim | None, Found | None, bool] = (None, None, False)
    for claim in seal.readings(text):
        found = check.trust.find(claim.message.key_id, claim.issued, check.signed.certificates, claim.device)
        genuine = found is not None and claim.message.holds(found.certificate.claims.seal)
        if genuine:
            return claim, found, True
        if best[0] is None or (best[1] is None and found is not None):
            best = (claim, found, False)
    return best


def _page(page: ScannedPage, claim: Claim, signed: signature.Signed) -> tuple[Facts | None, str]:
    """The facts of a code that the file carries, and what contradicts the code; "" where nothing does."""
    if signed.present and not signed.intact:
        return None, FILE_CHANGED
    if not page.has_words:
        return None, ""
    if not signed.present:
        # Words below a scan are compared all the same; a page that a program drew was signed once.
        agrees = page.says(claim.serial) and page.says(claim.name.rstrip("…"))
        return None, SIGNATURE_GONE if not page.scanned else "" if agrees else CODES_DIFFER
    if not claim.digest:
        agrees = page.says(claim.serial) and page.says(claim.name.rstrip("…"))
        return None, "" if agrees else CODES_DIFFER
    carried = facts.matching(signed.facts, claim.digest)
    try:
        said = facts.read(carried) if carried else None
    except ValueError:
        said = None
    if said is None:
        return None, FACTS_MISSING
    agrees = (said.serial, said.issued) == (claim.serial, claim.issued)
    shown = [name for name in said.names if page.says(name)]
    if not (agrees and shown and page.says(said.serial) and page.says(said.registration)):
        return None, CODES_DIFFER
    return replace(said, names=tuple(shown)), ""


def _told(claim: Claim, said: Facts | None, paper: bool) -> Verdict:
    """The facts of a code before anything is decided."""
    return Verdict(
        Reason.UNKNOWN_ISSUER,
        claim.serial,
        said.names[0] if said else claim.name,
        claim.issued,
        check_code=claim.check,
        compare=paper,
        named=not claim.digest,
        programme=said.programme if said else "",
        programme_version=str(said.version) if said and said.programme else "",
    )


def _noted(verdict: Verdict, claim: Claim, found: Found, register: Register) -> Verdict:
    """With what a person should know beside the answer."""
    notes = [Text(DEMO)] if found.demo or claim.sample else []
    if verdict.compare:
        notes.append(Text(COMPARE_NAME if verdict.holder else COMPARE))
    if claim.host and not claim.digest and claim.host not in register.hosts:
        # The first form of the seal does not name its address, so that any could stand before it.
        notes.append(T("The code opens {host}. Make sure that this is the office's address.", host=claim.host))
    return replace(verdict, details=tuple(notes))


def _refused(verdict: Verdict, claim: Claim, found: Found, said: Facts | None, check: _Check) -> Verdict | None:
    """The answer where the register, or what is certified of the key, speaks against a genuine code."""
    register = check.register
    as_of = (T("As known on {day}.", day=register.known_on),) if register.known_on else ()
    if verdict.serial in register.revoked:
        why = register.revoked[verdict.serial]
        given = (T("Reason: {reason}", reason=why),) if why else ()
        return replace(verdict, reason=Reason.REVOKED, details=(*given, *as_of, *verdict.details))
    shut = register.keys.get(claim.message.key_id)
    if shut and claim.seal_id not in shut.seals:
        text = T("The laptop's key ended on {day}, and the office did not know this certificate by then.", day=shut.on)
        return replace(verdict, reason=Reason.REVOKED, details=(text, *verdict.details))
    if verdict.serial in register.replaced:
        by = register.replaced[verdict.serial]
        new = (T("Replaced by {serial}.", serial=by),) if by else ()
        return replace(verdict, reason=Reason.REPLACED, details=(*new, *as_of, *verdict.details))
    if found.trusted and not found.certificate.claims.gives(claim.device):
        owner = check.trust.owner(claim.device, check.signed.certificates)
        reason = Reason.CHANGED if owner not in (None, claim.message.key_id) else Reason.NOT_ENROLLED
        return replace(verdict, reason=reason, details=(Text(OTHER_DEVICE), *verdict.details))
    if found.trusted and said and not register.knows_programme(said.programme, said.version):
        text = T(
            "The office has no version {version} of the programme {code}.", version=said.version, code=said.programme
        )
        return replace(verdict, reason=Reason.UNKNOWN_ISSUER, details=(text, *verdict.details))
    return None
