"""Checking a certificate without network, passphrase or data: a PDF, or a picture or scan of the paper.

Two seals are looked at: the QR code (who issued which serial to whom) and, in a PDF, the signature over the whole file.
They must agree with each other and with what is written on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from samarth_desktop.documents import scan, seal, signature
from samarth_desktop.documents.scan import Sheet
from samarth_desktop.documents.trust import Found, Trust
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, T, Text

MOST_BYTES = 40_000_000


class Reason(StrEnum):
    """The answer, as the command line prints it."""

    VALID = "valid"
    NOT_ENROLLED = "not_enrolled"
    UNKNOWN_ISSUER = "unknown_issuer"
    CHANGED = "changed"
    REVOKED = "revoked"
    REPLACED = "replaced"
    NOT_A_CERTIFICATE = "not_a_certificate"


SENTENCES: Mapping[Reason, str] = {
    Reason.VALID: N_("This certificate is genuine."),
    Reason.NOT_ENROLLED: N_(
        "Nothing was changed, but the laptop that issued it is not enrolled yet. Ask the programme's office."
    ),
    Reason.UNKNOWN_ISSUER: N_("The issuer is not known here. Ask the programme's office."),
    Reason.CHANGED: N_("This certificate was changed after it was issued. Do not accept it."),
    Reason.REVOKED: N_("This certificate was revoked. Do not accept it."),
    Reason.REPLACED: N_("This certificate was replaced by another one. Ask for the new one."),
    Reason.NOT_A_CERTIFICATE: N_("No certificate of this program was found in the file."),
}
CODE_DAMAGED = N_("The QR code is damaged or forged.")
CODES_DIFFER = N_("The QR code belongs to another certificate than the words on the page.")
FILE_CHANGED = N_("The file was changed after it was signed.")
SIGNATURE_GONE = N_("The file's signature is missing.")
OTHER_SIGNER = N_("The file was signed by somebody else than the QR code.")
COMPARE = N_("Compare the name and number here with the paper: a code can be cut from another sheet.")
DEMO = N_("This is a sample, issued for a demonstration.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer about a file. `valid` is true only for :attr:`Reason.VALID`.

    `holder` is the name that was sealed (cut with ``…`` where it is long), `issuer` who issued it, as certified; both
    and the rest are empty where nothing trustworthy says so. `details` are further sentences for the person.
    """

    reason: Reason
    serial: str = ""
    holder: str = ""
    issued: date | None = None
    issuer: str = ""
    details: tuple[Text, ...] = ()
    count: int = 0
    check_code: str = ""

    @property
    def valid(self) -> bool:
        """Whether the certificate may be accepted."""
        return self.reason is Reason.VALID

    @property
    def sentence(self) -> Text:
        """The answer in words."""
        return T(SENTENCES[self.reason])


@dataclass(frozen=True, slots=True)
class Register:
    """What is known of single certificates: serial to reason, serial to the serial that replaced it, as of a day."""

    revoked: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    known_on: date | None = None


def verify(source: Path | bytes, trust: Trust, register: Register | None = None) -> Verdict:
    """Checks a PDF, PNG or JPEG. Never raises for what is in the file; KnownError where it cannot be opened at all."""
    data = source if isinstance(source, bytes) else _read(source)
    if len(data) > MOST_BYTES:
        return Verdict(Reason.NOT_A_CERTIFICATE, details=(T("The file is too large."),))
    register = register or Register()
    is_pdf = data[:1024].lstrip().startswith(b"%PDF") or b"%PDF-" in data[:1024]
    sheets = scan.pdf_sheets(data) if is_pdf else scan.picture_sheets(data)
    signed = signature.check(data) if is_pdf else signature.NONE
    return _judge(sheets, signed, trust, register)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            return b""
        return path.read_bytes()
    except OSError as error:
        raise KnownError(T("The file {name} cannot be opened.", name=path.name)) from error


def _judge(sheets: list[Sheet], signed: signature.Signed, trust: Trust, register: Register) -> Verdict:
    """The worst of what is found on the sheets, then what the file's signature says."""
    codes = [(sheet, text) for sheet in sheets for text in sheet.codes if seal.is_ours(text)]
    if not codes:
        # Our own signed file whose code was cut out or painted over is a changed one, not a stranger's.
        if signed.ours:
            return Verdict(Reason.CHANGED, details=(T(CODE_DAMAGED),))
        return Verdict(Reason.NOT_A_CERTIFICATE)
    verdicts = [_judge_one(sheet, text, signed, trust, register) for sheet, text in codes]
    worst = max(verdicts, key=lambda verdict: _ORDER.index(verdict.reason))
    return replace(worst, count=len({verdict.serial for verdict in verdicts}))


_ORDER = (
    Reason.VALID,
    Reason.NOT_ENROLLED,
    Reason.UNKNOWN_ISSUER,
    Reason.REPLACED,
    Reason.REVOKED,
    Reason.NOT_A_CERTIFICATE,
    Reason.CHANGED,
)


def _judge_one(sheet: Sheet, text: str, signed: signature.Signed, trust: Trust, register: Register) -> Verdict:
    try:
        claim = seal.read(text)
    except ValueError:
        return Verdict(Reason.CHANGED, details=(T(CODE_DAMAGED),))
    found = trust.find(claim.message.key_id, claim.issued, signed.certificates)
    verdict = Verdict(Reason.UNKNOWN_ISSUER, claim.serial, claim.name, claim.issued, check_code=claim.check)
    if found is None:
        # Without the key nothing says whether the code is genuine; what the file itself shows still counts.
        problem = _page_problem(sheet, claim, signed)
        return replace(verdict, reason=Reason.CHANGED, details=(T(problem),)) if problem else verdict
    claims = found.certificate.claims
    if not claim.message.holds(claims.seal):
        return Verdict(Reason.CHANGED, details=(T(CODE_DAMAGED),))
    problem = _page_problem(sheet, claim, signed)
    if not problem and signed.present and signed.signer != claims.paper:
        problem = OTHER_SIGNER
    if problem:
        return replace(verdict, reason=Reason.CHANGED, details=(T(problem),))
    verdict = replace(verdict, issuer=claims.name)
    notes = [T(DEMO)] if found.demo or claim.sample else []
    if not sheet.digital:
        notes.append(T(COMPARE))
    verdict = _standing(replace(verdict, details=tuple(notes)), found, register)
    if claim.sample and not found.demo and verdict.valid:
        # A sample signed with real keys is never to be accepted, whoever signed it.
        return replace(verdict, reason=Reason.NOT_ENROLLED)
    return verdict


def _page_problem(sheet: Sheet, claim: seal.Claim, signed: signature.Signed) -> str:
    """What contradicts the code on a page of a PDF that was made by a program (not scanned); empty where nothing."""
    if signed.present and not signed.intact:
        return FILE_CHANGED
    if not sheet.digital:
        return ""
    if not signed.present:
        return SIGNATURE_GONE
    return "" if sheet.says(claim.serial) and sheet.says(claim.name.rstrip("…")) else CODES_DIFFER


def _standing(verdict: Verdict, found: Found, register: Register) -> Verdict:
    """Revoked, replaced, or how far the issuer is trusted."""
    as_of = (T("As known on {day}.", day=register.known_on),) if register.known_on else ()
    if verdict.serial in register.revoked:
        why = register.revoked[verdict.serial]
        reason = (T("Reason: {reason}", reason=why),) if why else ()
        return replace(verdict, reason=Reason.REVOKED, details=(*reason, *as_of, *verdict.details))
    if verdict.serial in register.replaced:
        new = T("Replaced by {serial}.", serial=register.replaced[verdict.serial])
        return replace(verdict, reason=Reason.REPLACED, details=(new, *as_of, *verdict.details))
    if found.trusted:
        return replace(verdict, reason=Reason.VALID)
    enrolled_nowhere = found.certificate.self_made
    return replace(verdict, reason=Reason.NOT_ENROLLED if enrolled_nowhere else Reason.UNKNOWN_ISSUER)
