"""Sub-commands for a person's rights: what is kept about her as a paper, consents purpose by purpose."""

import argparse
from pathlib import Path
from typing import Any

from samarth_desktop.cli.call import DONE, Call
from samarth_desktop.i18n import N_


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    paper = add("own-record", _own_record, N_("writes what is kept about a person as a paper for her"))
    paper.add_argument("number")
    paper.add_argument("file", type=Path)
    paper.add_argument("--full", action="store_true")
    consent = add("consent", _consent, N_("tells, notes or takes back consents, one purpose at a time"))
    consent.add_argument("number")
    consent.add_argument("purpose", nargs="?")
    consent.add_argument("--how", choices=("signature", "thumb", "spoken"))
    consent.add_argument("--witness", default="")
    consent.add_argument("--withdraw", action="store_true")


def _own_record(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.registration import own_record

    with this.session() as session:
        row = own_record.holder_row(session, options.number)
        own_record.write_pdf(session, row, options.file, this.words.language, full=options.full)
    this.answer({"file": str(options.file)})
    return DONE


def _consent(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.registration import own_record

    with this.session() as session:
        row = own_record.holder_row(session, options.number)
        if options.purpose and options.withdraw:
            own_record.withdraw(session, row, options.purpose)
        elif options.purpose:
            own_record.give(session, row, options.purpose, options.how or "", options.witness)
        own = own_record.own_record(session, row, this.words)
    this.answer(
        [
            {
                "purpose": one.choice.code,
                "given": str(one.consent.given_on or "") if one.consent else "",
                "withdrawn": str(one.ended or ""),
            }
            for one in own.purposes
        ]
    )
    return DONE
