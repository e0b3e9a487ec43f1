"""Programmes as files: the list of those that are known here, an office's own taken in, any of them written out."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from samarth_desktop.actions.device import roles
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes import programme, programme_file
from samarth_desktop.domain.programmes.programme import Published
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.store.projections import published

TOLD = timedelta(days=90)
"""So long a programme that was withdrawn is told of on the page of programmes."""


class NotRight(KnownError):
    """A programme file is not right; nothing was added."""


def rows(session: Session) -> list[dict[str, Any]]:
    """The programmes as the contract prints them."""
    return [
        {
            "code": one.code,
            "name_hi": one.name.hi,
            "name_en": one.name.en,
            "states": list(one.states),
            "holders": list(one.holders),
            "waiver_months": one.waiver_months,
            "catalogue_limit": one.catalogue_limit,
            "until": one.until.isoformat() if one.until else "",
            "source": "; ".join(str(source) for source in one.sources),
            "version": one.version,
            "trial": one.trial,
        }
        for one in programme.programmes(session.library)
    ]


def read(path: Path) -> tuple[str, Programme]:
    """The text and the programme of a file. NotRight names the line and the reason."""
    with path.open("rb") as file:
        content = file.read(programme_file.MOST_BYTES + 1)
    try:
        return programme_file.one_of_file(content)
    except KnownError as error:
        raise NotRight(error.text) from None


def add(session: Session, path: Path) -> Programme:
    """Takes a file in as a trial, in the place of an earlier trial of the same code. NotRight when it is not right or
    its code is a shipped or published programme's: nothing is added then."""
    text, made = read(path)
    known = programme.programme(made.code, session.library)
    if known is not None and not known.trial:
        raise NotRight(T("There is a programme {code} already. Give this one another code.", code=made.code))
    session.programmes.mkdir(parents=True, exist_ok=True)
    for other in sorted(session.programmes.glob("*.toml")):
        if other.stem.upper() != made.code and made.code in programme.codes_in(other):
            other.unlink()
    target = session.programmes / f"{made.code}.toml"
    half = target.with_suffix(".half")
    half.write_text(text, encoding="utf-8")
    half.replace(target)
    return programme.programme(made.code, session.library) or made


def publish(session: Session, path: Path) -> Programme:
    """Publishes a file to every laptop of the office, signed by this one. NotRight when the file is not right or the
    version is not newer; KnownError where this laptop may not: only the office's may, once enrolled."""
    text, made = read(path)
    only_office = T("Only a laptop of the office publishes programmes. Give the office this file.")
    roles.demand(session, roles.Deed.OFFICE, only_office)
    known = programme.programme(made.code, session.library)
    with session.store.read() as reader:
        there = published.versions(reader, made.code)  # a withdrawn number is never used again
    newest = max(there | ({known.version} if known is not None and not known.trial else set()), default=0)
    if made.version <= newest:
        raise NotRight(T("Version {n} is there already. Raise the number of the version.", n=newest))
    said = {published.TEXT: text, published.ON: session.today.isoformat(), published.BY: session.author}
    with roles.writing(session, roles.Deed.OFFICE) as unit:
        unit.say_to_all(published.PROGRAMME, f"{made.code}@{made.version}", said, session.author)
        unit.commit()
    for trial in sorted(session.programmes.glob("*.toml")):
        if programme.codes_in(trial) == (made.code,):
            trial.unlink()  # it is no trial any more
    return made


def withdraw(session: Session, code: str) -> tuple[str, int]:
    """Takes the version of a programme that is followed back from every laptop: the version before it is followed
    again, or none. Gives the code and the withdrawn version.

    What was entered under it stays to read, and certificates that were sealed keep their answer. NotRight when the
    office published no such version; KnownError where this laptop may not.
    """
    roles.demand(session, roles.Deed.OFFICE, T("Only a laptop of the office withdraws programmes."))
    wanted = code.strip().upper()
    known = programme.programme(wanted, session.library)
    one = next((each for each in session.store.published if each.code == wanted), None)
    if one is None or known is None or known.version != one.version:
        raise NotRight(T("No version of {code} that the office published is followed here.", code=wanted[:40]))
    said = {published.WITHDRAWN: session.today.isoformat(), published.BY: session.author}
    with roles.writing(session, roles.Deed.OFFICE) as unit:
        unit.say_to_all(published.PROGRAMME, f"{one.code}@{one.version}", said, session.author)
        unit.commit()
    return one.code, one.version


def changes(session: Session, code: str) -> list[Text]:
    """What a programme says otherwise than the version that was followed before, published or withdrawn; nothing for a
    first one, and for one that is followed no more."""
    one = next((each for each in session.store.published if each.code == code), None)
    gone = withdrawn(session, code)
    if one is not None:
        before = programme.of_text(one.before) if one.before else programme.shipped(code)
        after = programme.of_text(one.text)
    else:
        before, after = programme.of_text(gone.text) if gone else (), programme.shipped(code)
    if not before or not after:
        return []
    return [text for key, text in _PARTS.items() if getattr(before[0], key) != getattr(after[0], key)]


def withdrawn(session: Session, code: str) -> Published | None:
    """The last version of a programme of which the office withdrew every one; None for all others."""
    return next((each for each in session.store.gone_programmes if each.code == code), None)


def said_of_withdrawn(gone: Published) -> Text:
    """That there is no such programme any more, by whom, since when, and what that means."""
    made = programme.of_text(gone.text)
    name = LocalizedName(made[0].name.hi, made[0].name.en) if made else gone.code
    return T(
        "{programme} ({code}) was withdrawn by {name} on {day}. What was entered stays to read; nobody new joins.",
        programme=name,
        code=gone.code,
        name=gone.by,
        day=gone.day,
    )


def no_more(session: Session) -> list[Published]:
    """The programmes that the office took back wholly in the last TOLD, the newest first: no version is left, and none
    ships."""
    since = (session.today - TOLD).isoformat()
    gone = (one for one in session.store.gone_programmes if one.on >= since and not programme.shipped(one.code))
    return sorted(gone, key=lambda one: one.on, reverse=True)


_PARTS = {
    "name": T("Name"),
    "partner": T("Partner"),
    "about": T("Description"),
    "states": T("States"),
    "holders": T("Who is registered"),
    "settlement": T("Town or village"),
    "rules": T("Rules for joining"),
    "documents": T("Papers"),
    "fields": T("Questions"),
    "until": T("Last day"),
    "stages": T("Stages"),
    "verify": T("Who verifies"),
    "waiver_months": T("Months without commission"),
    "incubation_months": T("Months of incubation"),
    "training_months": T("Months until the training"),
    "catalogue_limit": T("Most products a seller"),
    "fairs": T("Fairs a year"),
    "marketplaces": T("Marketplaces"),
    "wording": T("Words on the certificate"),
}


def export(session: Session, code: str, path: Path) -> Programme:
    """Writes the file of a programme, as it stands, or of a further one that ships as a file only. KnownError where
    neither is known."""
    text = programme.text_of(code, session.library) or programme_file.further(code.strip().upper())
    if text is None:
        raise KnownError(T("No programme is called “{text}”.", text=code[:40]))
    path.write_text(text, encoding="utf-8")
    return programme_file.one_of_file(text.encode())[1]
