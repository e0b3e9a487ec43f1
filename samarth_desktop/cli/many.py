"""Sub-commands for records by their numbers: what is kept of one, and the same change for many."""

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from samarth_desktop.cli.call import ANSWER_IS_NO, DONE, Call, add_date, day_of
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, T

if TYPE_CHECKING:
    from samarth_desktop.actions.many.planning import Change
    from samarth_desktop.actions.session import Session

_OWN = PROGRAMME, STAGE, ON, REASON, NAMES, DELETED = "programme", "stage", "on", "reason", "names", "deleted"
"""Keys that are no field of the record."""


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    show = add("show", _show, N_("tells all that is kept under a number on paper"))
    show.add_argument("number")
    add_date(show)
    change = add("change", _change, N_("makes the same change for many numbers, all at once"))
    change.add_argument("words", nargs="+", metavar="NUMBER... KEY=VALUE")
    add_date(change)


def _show(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.registration import showing

    with this.dated_desk(options.date) as session:
        shown = showing.show(session, options.number, this.words)
    lines = [f"{shown['number']} · {shown['kind']}"]
    lines += [f"{key}: {value}" for part in ("values", "unread") for key, value in shown[part].items() if value]
    lines += [f"! {one['field']}: {one['reason']}" for one in shown["problems"]]
    lines += [f"{one['programme']}: {one['stage']}" for one in shown["enrolments"]]
    this.answer(shown, lines)
    return DONE


def _change(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.many import by_number

    numbers = [word for word in options.words if "=" not in word]
    pairs = [(key, text) for key, equals, text in (word.partition("=") for word in options.words) if equals]
    texts = dict(pairs)
    if twice := next((key for key, text in pairs if texts[key] != text), ""):
        raise KnownError(T("{key} stands here twice. Write it once.", key=twice))
    if not numbers or not texts:
        raise KnownError(T("Write the numbers, then what to change as KEY=VALUE, such as village=Zaidpur."))
    with this.dated_desk(options.date) as session:
        made = by_number.change(session, numbers, _changes(session, texts))
    say = this.words.say
    refused = [{"number": one.number, "reason": "; ".join(map(say, one.reasons))} for one in made.stays]
    this.answer({"changed": list(made.changed), "not": refused}, [*made.changed, *_lines(refused)])
    return ANSWER_IS_NO if refused else DONE


def _lines(refused: Sequence[Mapping[str, str]]) -> list[str]:
    return [f"{one['number']}: {one['reason']}" for one in refused]


def _changes(session: "Session", texts: dict[str, str]) -> "Change":
    """What the words mean: values of the record, a programme, answers to its own questions (``PROGRAMME.key``), a stage
    with its day and reason, names, a draft gone."""
    from samarth_desktop.actions.many import changes
    from samarth_desktop.actions.registration.registering import AS_ON_SHEETS
    from samarth_desktop.kinds.enrolment.record import STAGES

    own = {AS_ON_SHEETS.get(key, key): text for key, text in texts.items() if key not in _OWN}
    changes.refuse_unknown(session, own)
    answers = {key: own.pop(key) for key in list(own) if changes.is_answer(key)}
    made = [changes.values(own)] if own else []
    if texts.get(PROGRAMME):
        made.append(changes.programme_of(texts[PROGRAMME]))
    if answers:
        made.append(changes.answers(answers))
    target, code = texts.get(STAGE, "").strip().lower(), texts.get(PROGRAMME, "")
    if target:
        known = [one.code for one in STAGES]
        if target not in known:
            raise KnownError(T("“{value}” is not one of: {allowed}.", value=target, allowed=", ".join(known)))
        made.append(changes.stage(target, code, day_of(texts.get(ON, ""), ON), texts.get(REASON, "")))
    for key, wanted, one in ((NAMES, "confirmed", changes.names_confirmed()), (DELETED, "yes", changes.drafts_deleted)):
        if texts.get(key, wanted).strip().lower() != wanted:
            raise KnownError(T("“{value}” is not one of: {allowed}.", value=texts[key], allowed=wanted))
        if key in texts:
            made.append(one)
    if not made:
        raise KnownError(T("Write what to change as KEY=VALUE, such as village=Zaidpur."))
    return changes.several(*made)
