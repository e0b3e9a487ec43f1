"""The answer about a certificate, and what is known beside the certificate itself when it is checked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from samarth_desktop.i18n import N_, Text


class Reason(StrEnum):
    """The answer, as the command line prints it."""

    VALID = "valid"
    NOT_ENROLLED = "not_enrolled"
    UNKNOWN_ISSUER = "unknown_issuer"
    CHANGED = "changed"
    REVOKED = "revoked"
    REPLACED = "replaced"
    NOT_A_CERTIFICATE = "not_a_certificate"


ORDER = (
    Reason.VALID,
    Reason.NOT_ENROLLED,
    Reason.UNKNOWN_ISSUER,
    Reason.REPLACED,
    Reason.REVOKED,
    Reason.NOT_A_CERTIFICATE,
    Reason.CHANGED,
)
"""From the best answer to the worst: a file with several certificates has the worst."""
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
GENUINE_CODE = N_("The code is genuine. Now compare it with the paper.")
OF_A_CODE: Mapping[Reason, str] = {
    Reason.VALID: GENUINE_CODE,
    Reason.NOT_ENROLLED: N_(
        "The code is whole, but the laptop that made it is not enrolled yet. Ask the programme's office."
    ),
}
"""Where only the code of a picture or scan could be checked: nothing is said of the words beside it."""
CODE_DAMAGED = N_("The QR code is damaged or forged.")
CODES_DIFFER = N_("The QR code belongs to another certificate than the words on the page.")
FACTS_MISSING = N_("The file does not hold what its QR code was made for.")
FILE_CHANGED = N_("The file was changed after it was signed.")
FUTURE = N_("It is dated in the future. Is the date of this computer right?")
OTHER_CODE = N_("The register on this laptop has another code for this number.")
OTHER_DEVICE = N_("The number is another laptop's than the one that sealed it.")
OTHER_SIGNER = N_("The file was signed by somebody else than the QR code.")
SIGNATURE_GONE = N_("The file's signature is missing.")
SAVED_ANEW = N_(
    "The code in it is genuine: perhaps the file was only saved anew, or put together with others. "
    "Ask for the file as it was issued."
)
COMPARE = N_("Number and date on the paper must be those here: a code can be cut from another sheet.")
COMPARE_NAME = N_("Name, number and date on the paper must be those here: a code can be cut from another sheet.")
DEMO = N_("This is a sample, issued for a demonstration.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer about a file.

    `compare` is whether only the code could be checked, because the certificate is a picture or scan: a person must
    compare; `genuine` whether the code was found right then, `named` whether it holds a name (seals of the first form).
    `holder` is the name, "" where neither the file nor the register tells it; `issuer` who issued it, as
    certified; `programme` and its version as signed; all are empty where nothing trustworthy says so. `details` are
    further sentences for the person. Of a file with several certificates `each` has the answers in the order of its
    pages, and the answer itself is the worst of them.
    """

    reason: Reason
    serial: str = ""
    holder: str = ""
    issued: date | None = None
    issuer: str = ""
    details: tuple[Text, ...] = ()
    count: int = 0
    check_code: str = ""
    compare: bool = False
    genuine: bool = False
    named: bool = False
    programme: str = ""
    programme_version: str = ""
    each: tuple["Verdict", ...] = ()

    @property
    def valid(self) -> bool:
        """Whether the certificate may be accepted; where `compare` is set, whether its code is genuine."""
        return self.reason is Reason.VALID or (self.compare and self.genuine)

    @property
    def sentence(self) -> Text:
        """The answer in words."""
        return Text((OF_A_CODE if self.compare else SENTENCES).get(self.reason, SENTENCES[self.reason]))


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """The answer about a file by those about its certificates, which it holds when they are several."""
    one_each = tuple({verdict.serial: verdict for verdict in reversed(verdicts)}.values())[::-1]
    found = max(verdicts, key=lambda verdict: (ORDER.index(verdict.reason), verdict.compare))
    return replace(found, count=len(one_each), each=one_each if len(one_each) > 1 else ())


@dataclass(frozen=True, slots=True)
class RevokedKey:
    """A key that ended on a day, and the seals (:attr:`.seal.Claim.seal_id`) that the office
    knew by then: only these hold."""

    on: date
    seals: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True)
class Register:
    """What is known beside a certificate, as of a day.

    `revoked`: serial to reason; `replaced`: serial to the serial that replaced it; `keys`: key id to its end;
    `hosts`: the offices' addresses; `programmes`: the versions of every programme, None where no office told them.
    """

    revoked: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    known_on: date | None = None
    keys: Mapping[bytes, RevokedKey] = field(default_factory=dict)
    hosts: Collection[str] = ()
    programmes: Mapping[str, Collection[int]] | None = None

    def knows_programme(self, code: str, version: int) -> bool:
        """Whether there is this version of a programme, as far as that can be known here."""
        return self.programmes is None or not code or version in self.programmes.get(code, ())
