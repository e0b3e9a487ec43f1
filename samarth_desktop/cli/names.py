"""Sub-commands around names in the other script: writing one, and looking at those that the program proposes."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from samarth_desktop.cli.call import DONE, Call
from samarth_desktop.cli.records import count
from samarth_desktop.i18n import N_, T, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.proposed_names import ProposedName

_SCRIPTS = ("hi", "en")
_TOLD = 20


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    write = add("transliterate", _transliterate, N_("writes a name or word in the other script, the likeliest first"))
    write.add_argument("text")
    write.add_argument("--to", choices=_SCRIPTS)
    write.add_argument("--limit", type=count, default=4, metavar="N")
    within = nested("names", N_("names that the program proposes in the other script"))
    listed = within("list", _list, N_("lists the proposed names"))
    listed.add_argument("--registration", nargs="+", metavar="NO")
    right = within("confirm", _confirm, N_("says that the proposed names are right"))
    whom = right.add_mutually_exclusive_group(required=True)
    whom.add_argument("--all", action="store_true")
    whom.add_argument("--registration", nargs="+", metavar="NO")


def _transliterate(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.domain.names import translit
    from samarth_desktop.domain.names.phonetic_key import script

    to = options.to or ("en" if script(options.text) == "deva" else "hi")
    write = translit.to_devanagari if to == "hi" else translit.candidates_latin
    written = list(write(options.text, options.limit))
    this.answer(written, written)
    return DONE


def _list(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.certificates import certifying
    from samarth_desktop.actions.registration import proposed_names

    with this.session() as session:
        rows = certifying.rows_of(session, options.registration) if options.registration else None
        found = proposed_names.listing(session, rows)
    this.answer([as_row(one) for one in found], [f"{one.registration} {one.text} - {one.proposed}" for one in found])
    return DONE


def _confirm(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.certificates import certifying
    from samarth_desktop.actions.registration import proposed_names

    with this.session() as session:
        rows = None if options.all else certifying.rows_of(session, options.registration)
        found = proposed_names.listing(session, rows)
        proposed_names.confirm(session, [(one, one.proposed) for one in found])
    this.answer({"confirmed": [as_row(one) for one in found]})
    return DONE


def as_row(one: "ProposedName") -> dict[str, Any]:
    """A proposed name as the command line prints it; `number` is that of the first who has it."""
    return {
        "number": one.registration,
        "key": one.key,
        "text": one.text,
        "proposed": one.proposed,
        "spellings": list(one.spellings),
        "records": len(one.rows),
    }


def tell_proposed(this: Call, found: Iterable["ProposedName"]) -> None:
    """Says which names a batch prints as the program proposes them."""
    every = list(found)
    if every:
        this.tell(
            Tn(
                "{count} name is printed as the program proposes it. To look at it: names list",
                "{count} names are printed as the program proposes them. To look at them: names list",
                len(every),
            )
        )
    for one in every[:_TOLD]:
        this.tell(
            T(
                "{number}: {text} is printed as {proposed}",
                number=one.registration,
                text=one.text,
                proposed=one.proposed,
            )
        )
