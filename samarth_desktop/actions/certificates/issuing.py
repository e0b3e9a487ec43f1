"""Issuing certificates: the register's entries first, then the files, each whole or not there at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from samarth_desktop.actions.certificates import certifying, signing
from samarth_desktop.actions.certificates.both_scripts import BothScripts
from samarth_desktop.actions.certificates.certifying import Eligible, Ineligible
from samarth_desktop.actions.device import business_date
from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.names.other_script import in_both
from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, T, Tn, catalog
from samarth_desktop.kinds import registry
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.rules.certificates.certificate import (
    CertificateData,
    Places,
    PrintSettings,
    Signatory,
    for_holder,
    for_participant,
)
from samarth_desktop.rules.certificates.certificate_validity import VALID, leading
from samarth_desktop.rules.programmes.answers import printed

if TYPE_CHECKING:
    from samarth_desktop.documents.certificates.batch import BatchFiles
    from samarth_desktop.documents.signing.seal import Seal

_AT_ONCE = 50
_NAMED = 5  # serials in a sentence

Entered = tuple[CertificateData, Certificate]
"""What is printed and its entry in the register."""
Languages = Literal["hi", "en", "both"]
Orientation = Literal["landscape", "portrait"]
Files = Literal["single", "one", "cards"]


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """How a batch is to look."""

    languages: Languages = "both"
    orientation: Orientation = "landscape"
    emblem: bytes | None = None
    demo: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Issued:
    """One issued certificate and the file that holds it."""

    row: str
    serial: str
    registration: str
    file: Path


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of a batch: the certificates, who could not have one yet and why, and the samples of those who are in
    a trial programme only: without serial and seal, in files of their own."""

    papers: tuple[Issued, ...]
    ineligible: tuple[Ineligible, ...]
    samples: tuple[Issued, ...] = ()


def everybody(session: Session) -> list[str]:
    """The row ids of all active people and groups, in order of registration."""
    from samarth_desktop.store.queries import lists

    with session.store.read() as reader:
        return [row for kind in ("artisan", "shg") for row in lists.ids(reader, kind, sort="registration")]


def issue(
    session: Session,
    rows: Sequence[str],
    out: Path,
    look: PrintOptions | None = None,
    *,
    files: Files = "single",
    examine: certifying.Examine = certifying.examine_in,
    name: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Batch:
    """Issues certificates to the people and groups with these row ids and writes PDFs into `out`.

    Whoever has a valid certificate with the same content keeps its serial; after a correction a new one replaces it.
    `files`: ``single`` a file each, named by person and serial; ``one`` all together; ``cards`` identity cards instead,
    eight to a page; in a file `name` where one is given. `examine` says who may
    have which certificate. A trial programme certifies nothing: samples are printed.

    A part of the batch is entered in the register, then drawn, and only then the next part: `cancelled` is asked
    between them, so whatever is entered has its file. KnownError names entries whose file the disk would not take.
    """
    business_date.refuse_unknown(session)
    look = look or PrintOptions()
    out.mkdir(parents=True, exist_ok=True)
    together = out / (name or _file_of_all(session))
    entered: list[Entered] = []
    ineligible: list[Ineligible] = []
    trials: list[Eligible] = []
    failed: KnownError | None = None
    scripts = BothScripts()

    def report(drawn: int) -> None:
        progress(drawn + len(ineligible) + len(trials), len(rows))

    with _printer(session, files, out, together, report, len(rows)) as printer:
        try:
            for part in _parts(rows):
                if cancelled():
                    break
                some, missing, samples = _enter(session, part, look, scripts, examine)
                ineligible += missing
                trials += samples
                entered += some
                printer.put((data, _seal(session, data, entry)) for data, entry in some)
        except KnownError as error:
            failed = error
        try:
            printer.finish()
        except KnownError as error:
            failed = failed or error
    without = [entry for _, entry in entered if entry.serial not in printer.written]
    if failed is not None:
        raise _with_serials(failed, without)
    papers = [
        Issued(entry.holder, entry.serial, data.registration, printer.file_of(entry.serial)) for data, entry in entered
    ]
    sampled = () if cancelled() else _print_samples(session, trials, out, look, files, name)
    progress(len(rows), len(rows))
    return Batch(tuple(papers), tuple(ineligible), sampled)


def _file_of_all(session: Session) -> str:
    return f"{session.today.isoformat()}-{session.store.device}-{datetime.now():%H%M%S}.pdf"


def _printer(
    session: Session, files: Files, out: Path, together: Path, report: Callable[[int], None], expected: int
) -> "BatchFiles":
    from samarth_desktop.documents.certificates import batch

    signer = signing.signer(session)
    if files == "single":
        return batch.SingleFiles(out, signer, report, expected)
    make = batch.OneFile if files == "one" else batch.CardSheets
    return make(together, signer, report)


def _with_serials(error: KnownError, without: Sequence[Certificate]) -> KnownError:
    """The error, and which entries have no file: they can be printed again, or issued again under the same serials."""
    if not without:
        return error
    serials = ", ".join(entry.serial for entry in without[:_NAMED])
    more = " …" if len(without) > _NAMED else ""
    told = Tn(
        "{count} certificate is in the register without a file: {serials}",
        "{count} certificates are in the register without a file: {serials}",
        len(without),
        serials=serials + more,
    )
    return KnownError(
        T("{reason} {told}. Issue again when there is room: the serials stay the same.", reason=error.text, told=told)
    )


def _print_samples(
    session: Session, trials: Sequence[Eligible], out: Path, look: PrintOptions, files: Files, name: str
) -> tuple[Issued, ...]:
    """Sheets marked as samples, unsealed and unsigned, in no file with a certificate."""
    from samarth_desktop.documents.certificates import batch
    from samarth_desktop.documents.certificates.file_names import certificate_file

    scripts = BothScripts()
    with session.store.read() as reader:
        trials = [scripts.shown(reader, one) for one in trials]
    content = [(_content(session, one, "", _paper(session, one, look, session.today)), None) for one in trials]
    together = out / f"SAMPLE-{name or _file_of_all(session)}"
    written = [out / f"SAMPLE-{certificate_file(data)}" if files == "single" else together for data, _ in content]
    if files == "single":
        for one, target in zip(content, written, strict=True):
            batch.one_file([one], target)
    elif files == "one":
        batch.one_file(content, together)
    elif content:
        batch.card_sheets(content, together)
    return tuple(
        Issued(one.sheet.holder.id, "", data.registration, file)
        for one, (data, _), file in zip(trials, content, written, strict=True)
    )


def preview(session: Session, row: str, look: PrintOptions) -> bytes | Ineligible:
    """The certificate as it would be issued, without serial and seal; nothing is written."""
    from samarth_desktop.documents.certificates import issue as documents

    found = certifying.examine(session, row)
    if isinstance(found, Ineligible):
        return found
    with session.store.read() as reader:
        found = BothScripts().shown(reader, found)
    return documents.render(_content(session, found, "", _paper(session, found, look, session.today)))


def standing(session: Session, ready: Eligible) -> tuple[str, bool]:
    """The serial of the certificate that somebody holds already, "" for none; and whether issuing would replace it."""
    with session.store.read() as reader:
        held = reader.children(Certificate, ready.sheet.holder.id)
    same = (ready.kind, ready.programme.code, ready.subject, False)
    old = leading(one for one in held if (one.certificate_kind, one.programme, one.subject, one.demo) == same)
    if old is None or old.state != VALID or ready.trial:
        return "", False
    full = PrintOptions(languages="both")
    said = certifying.content_hash(_content(session, ready, "", _paper(session, ready, full, session.today)))
    return old.serial, not (old.content_hash == said and _covers(session, ready, full, old))


def print_again(
    session: Session, serial: str, look: PrintOptions, examine: certifying.Examine = certifying.examine_in
) -> bytes:
    """The PDF of an issued certificate once more, with its serial, date and seal. KnownError when it does not hold.

    What was issued under a file of the data folder comes as a sample.
    """
    from samarth_desktop.documents.certificates import issue as documents

    with session.store.read() as reader:
        entry = reader.by_serial(serial)
    if entry is None or entry.state != "valid":
        raise KnownError(T("The certificate {serial} does not hold any more.", serial=serial))
    with session.store.read() as reader:
        found = examine(reader, session, entry.holder)
    if isinstance(found, Ineligible):
        raise KnownError(found.text)
    under = programme(entry.programme, session.library)
    if found.trial or (under is not None and under.trial):  # issued before a file's programme was a trial
        return documents.render(
            _content(session, found, "", _paper(session, found, replace(look, demo=True), session.today))
        )
    data = _content_of(session, found, look, entry)
    if not _sealed(session, data, entry):
        raise KnownError(
            T("The record was changed since {serial} was issued. Issue a new certificate instead.", serial=serial)
        )
    return _rendered(session, [(data, _keep_seal(session, data, entry))])


def _parts(rows: Sequence[str]) -> Iterator[Sequence[str]]:
    return (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))


def _enter(
    session: Session, rows: Iterable[str], look: PrintOptions, scripts: BothScripts, examine: certifying.Examine
) -> tuple[list[Entered], list[Ineligible], list[Eligible]]:
    """The register's entries for these rows, each with its content and seal; who cannot have one; who is in a trial
    programme only. Who may have one is read in the unit of work that writes."""
    from samarth_desktop.documents.certificates.issue import seal_again, seal_for

    # What a certificate says is told by both languages, so that a printing in one of them keeps the serial.
    full = replace(look, languages="both")

    def says(one: Eligible) -> str:
        return certifying.content_hash(_content(session, one, "", _paper(session, one, full, session.today)))

    entered: list[Entered] = []
    replaced = False
    signer = signing.signer(session)
    with writing(session, Deed.HALL) as unit:
        examined = [examine(unit, session, row) for row in rows]
        ready = [one for one in examined if isinstance(one, Eligible)]
        for one in ready:
            if one.trial:
                continue
            one = scripts.kept(unit, session, one, says)
            said = says(one)
            entry, old = certifying.enter(
                unit, session.author, one, said, session.today, language=look.languages, demo=look.demo,
                sealed=partial(_covers, session, one, look),
            )  # fmt: skip
            replaced = replaced or old is not None
            final = _content_of(session, one, look, entry)
            if not entry.payload or not seal_again(entry.payload, final):
                entry = unit.save(replace(entry, payload=seal_for(final, signer).text), session.author)
            entered.append((final, entry))
        unit.commit()
    if replaced:
        certifying.note_states(session)
    ineligible = [one for one in examined if isinstance(one, Ineligible)]
    return entered, ineligible, [one for one in ready if one.trial]


def _seal(session: Session, data: CertificateData, entry: Certificate) -> "Seal":
    """The seal in the register, so that a second printing says the same."""
    from samarth_desktop.documents.certificates import issue as documents

    return documents.seal_again(entry.payload, data) or documents.seal_for(data, signing.signer(session))


def _covers(session: Session, ready: Eligible, look: PrintOptions, old: Certificate) -> bool:
    """Whether an earlier entry's seal is right for what would be printed now."""
    return _sealed(session, _content_of(session, ready, look, old), old)


def _sealed(session: Session, data: CertificateData, entry: Certificate) -> bool:
    """Whether an entry's seal is right for a printing, or can be made so: a seal of the first form, whose name the page
    does not show, is followed by one of the present form where this laptop gave the number."""
    from samarth_desktop.documents.certificates import issue
    from samarth_desktop.documents.signing import seal

    if not entry.payload or issue.seal_again(entry.payload, data):
        return True
    claim = seal.read(entry.payload)
    return not claim.digest and claim.device == session.store.device


def _keep_seal(session: Session, data: CertificateData, entry: Certificate) -> Certificate:
    """The entry with the seal of a printing."""
    text = _seal(session, data, entry).text
    if text == entry.payload:
        return entry
    with writing(session, Deed.HALL) as unit:
        kept = unit.save(replace(entry, payload=text), session.author)
        unit.commit()
    return kept


def _content_of(session: Session, ready: Eligible, look: PrintOptions, entry: Certificate) -> CertificateData:
    paper = _paper(session, ready, replace(look, demo=entry.demo), entry.issued_on or session.today)
    return _content(session, ready, entry.serial, paper)


def _content(session: Session, ready: Eligible, serial: str, paper: PrintSettings) -> CertificateData:
    holder = ready.sheet.holder
    photo = session.store.photos.get(holder.photo) if holder.photo and session.store.photos.has(holder.photo) else None
    places = _places(session, holder)
    person = registry.person(holder)
    if ready.attended is not None and person is not None:
        data = for_participant(person, ready.programme, serial, paper, ready.attended, photo=photo, places=places)
        return replace(data, photo_id=holder.photo)
    members = sum(member.active for member in ready.sheet.members)
    under = [one.extra for one in ready.sheet.enrolments if one.programme == ready.programme.code and not one.deleted]
    own = printed(ready.programme, under[-1] if under else {}, holder.KIND)
    data = for_holder(holder, ready.programme, serial, paper, members=members, photo=photo, places=places, own=own)
    return replace(data, photo_id=holder.photo)


def _places(session: Session, holder: Holder) -> Places:
    """The names of the holder's village and block in the directory of places on this laptop."""
    from samarth_desktop.store.search import places

    codes = {"village": holder.village_code, "block": holder.block_code}
    with session.store.read() as reader:
        found = {level: places.get(reader, level, code) for level, code in codes.items() if code}
    return {level: Words(one.name_hi, one.name_en) for level, one in found.items() if one}


def _paper(session: Session, ready: Eligible, look: PrintOptions, issued: date) -> PrintSettings:
    district = place.district(ready.sheet.holder.district)
    officer = Words(*(catalog(language).say(N_("District Programme Officer")) for language in ("hi", "en")))
    where = Words(district.hi, district.en) if district else Words()
    return PrintSettings(
        issued=issued,
        issuer=Signatory(
            in_both(session.author, person=True),
            Words(*(catalog(language).say(N_("Field coordinator")) for language in ("hi", "en"))),
        ),
        second=Signatory(officer, where),
        languages=look.languages,
        orientation=look.orientation,
        emblem=look.emblem,
        demo=look.demo or ready.trial,
        date_asked=session.day != "sure",
        plain=look.plain,
    )


def _rendered(session: Session, entered: Sequence[tuple[CertificateData, Certificate]]) -> bytes:
    """The signed PDF of these certificates, each with the seal in the register."""
    from samarth_desktop.documents.certificates import issue as documents

    content = [(data, _seal(session, data, entry)) for data, entry in entered]
    return documents.render_together(content, signing.signer(session))
