"""Sub-commands around certificates: issue, list, revoke, verify."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samarth_desktop.cli.call import ANSWER_IS_NO, DONE, Call, add_date
from samarth_desktop.cli.names import tell_proposed
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, T, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.documents.signing.verdict import Verdict

COMPARE = 3
"""Exit status of ``verify`` where the code is genuine and a person must compare it with the paper."""


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    within = nested("certificates", N_("issues, lists and revokes certificates"))
    issue = within("issue", _issue, N_("prints certificates as PDF"))
    whom = issue.add_mutually_exclusive_group(required=True)
    whom.add_argument("--all", action="store_true")
    whom.add_argument("--registration", nargs="+", metavar="NO")
    issue.add_argument("--out", type=Path, required=True, metavar="DIR")
    files = issue.add_mutually_exclusive_group()
    files.add_argument("--one-file", dest="files", action="store_const", const="one", default="single")
    files.add_argument("--cards", dest="files", action="store_const", const="cards")
    issue.add_argument("--language", choices=("hi", "en", "both"), default="both")
    issue.add_argument("--plain", action="store_true", help=N_("in black, for printers without colour"))
    add_date(issue)
    within("list", _list, N_("lists the register of certificates"))
    revoke = within("revoke", _revoke, N_("takes a certificate back"))
    revoke.add_argument("serial")
    revoke.add_argument("--reason", required=True, metavar="TEXT")
    add_date(revoke)
    add("verify", _verify, N_("checks a certificate: PDF, PNG or JPEG")).add_argument("file", type=Path)


def _issue(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.certificates import certifying, issuing
    from samarth_desktop.actions.registration import proposed_names

    with this.dated_desk(options.date) as session:
        _tell_problems(this, session)
        rows = issuing.everybody(session) if options.all else certifying.rows_of(session, options.registration)
        look = issuing.PrintOptions(options.language, plain=options.plain)
        proposed = proposed_names.listing(session, rows)
        issued = issuing.issue(session, rows, options.out, look, files=options.files, progress=this.progress)
        certifying.note_printed(session, [one.serial for one in issued.papers])  # there is no other printing here
    for ineligible in issued.ineligible:
        this.tell(ineligible.text)
    papers = {one.row for one in issued.papers}
    tell_proposed(this, (one for one in proposed if papers.intersection(one.rows)))
    if issued.samples:
        this.tell(
            Tn(
                "{count} sheet was printed as a sample: its programme is a trial from this laptop's folder.",
                "{count} sheets were printed as samples: their programme is a trial from this laptop's folder.",
                len(issued.samples),
            )
        )
    this.answer(
        [{"serial": one.serial, "registration": one.registration, "file": str(one.file)} for one in issued.papers]
        + [
            {"serial": "", "registration": one.registration, "file": str(one.file), "sample": True}
            for one in issued.samples
        ]
    )
    return ANSWER_IS_NO if issued.ineligible or issued.samples else DONE


def _tell_problems(this: Call, session: "Session") -> None:
    """Says which files of programmes are passed over, and why."""
    from samarth_desktop.domain.programmes import programme

    for name, problem in programme.problems(session.library).items():
        this.tell(T("{file} is passed over: {problem}", file=name, problem=problem))


def _list(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.certificates import certifying

    with this.session() as session:
        this.answer(certifying.as_rows(session, certifying.register(session)))
    return DONE


def _revoke(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.certificates import certifying

    with this.dated_desk(options.date) as session:
        certificate = certifying.revoke(session, options.serial, options.reason)
    this.answer({"serial": certificate.serial, "state": certificate.state})
    return DONE


def _verify(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.certificates import verifying

    with _register_at_hand(this) as session:
        verdict = verifying.verify_here(options.file, session) if session else verifying.verify_file(options.file)
    every = {"each": [_answer(one) for one in verdict.each]} if verdict.each else {}
    lines = [f"{one.serial} · {one.holder}: {one.reason}" for one in verdict.each]
    this.answer(_answer(verdict) | every, [f"reason: {verdict.reason}", *lines] if lines else None)
    for text in (verdict.sentence, *verdict.details):
        this.tell(text)
    if verdict.valid and verdict.compare:
        return COMPARE
    return DONE if verdict.valid else ANSWER_IS_NO


def _answer(verdict: "Verdict") -> dict[str, Any]:
    return {
        "valid": verdict.valid,
        "reason": verdict.reason,
        "serial": verdict.serial,
        "holder": verdict.holder,
        "issued": verdict.issued.isoformat() if verdict.issued else "",
        "issuer": verdict.issuer,
        "programme": verdict.programme,
        "programme_version": verdict.programme_version,
        "compare": verdict.compare,
    }


@contextmanager
def _register_at_hand(this: Call) -> "Iterator[Session | None]":
    """The data folder where it can be opened without asking anybody; checking a certificate needs none."""
    from samarth_desktop.actions.device import opening
    from samarth_desktop.store.folder import presence

    secret = os.environ.get("SAMARTH_PASSPHRASE")
    session = None
    if secret and presence.is_set_up(this.data):
        with suppress(KnownError):
            session = opening.open_with_passphrase(this.data, secret)
    try:
        yield session
    finally:
        if session is not None:
            session.store.close()
