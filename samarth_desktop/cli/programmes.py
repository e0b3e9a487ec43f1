"""Sub-commands around programmes: the programmes themselves, who may join, stages, follow-ups, a group's register."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samarth_desktop.cli.call import ANSWER_IS_NO, DONE, Call, add_date, day_of
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, T
from samarth_desktop.rules.roles import NotAllowed

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.follow_ups import Visit


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    within = nested("programmes", N_("lists the programmes; adds or writes out one as a file"), _list)
    within("add", _add, N_("takes in a programme file as a trial")).add_argument("file", type=Path)
    within("publish", _publish, N_("publishes a programme file to all laptops of the office")).add_argument(
        "file", type=Path
    )
    within("withdraw", _withdraw, N_("takes the published version of a programme back from all laptops")).add_argument(
        "code"
    )
    export = within("export", _export, N_("writes the file of a programme"))
    export.add_argument("code")
    export.add_argument("file", type=Path)
    ask = add("eligible", _eligible, N_("says which programmes somebody may join, and why"))
    ask.add_argument("number")
    ask.add_argument("--programme", default="", metavar="CODE")
    add_date(ask)
    stage = add("stage", _stage, N_("tells or changes the stage in a programme"))
    for name in ("number", "programme"):
        stage.add_argument(name)
    stage.add_argument("stage", nargs="?", default="")
    stage.add_argument("--on", default="", metavar="DATE")
    stage.add_argument("--reason", default="", metavar="TEXT")
    add_date(stage)
    visits = nested("follow-ups", N_("lists what is to be done next for whom"), _follow_ups)
    visits.parser.add_argument("--due", default="", metavar="DATE")
    note = visits("add", _note, N_("notes what is to be done"))
    note.add_argument("number")
    note.add_argument("what")
    note.add_argument("--due", default="", metavar="DATE")
    note.add_argument("--who", default="", metavar="NAME")
    groups = nested("shgs", N_("papers of a group"))
    register = groups("register", _register, N_("writes the register of a group as PDF"))
    register.add_argument("number")
    register.add_argument("file", type=Path)


def _list(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.programmes import files

    with this.session() as session:
        this.answer(files.rows(session))
    return DONE


def _add(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.programmes import files

    with this.session() as session:
        try:
            made = files.add(session, options.file)
        except files.NotRight as wrong:
            this.tell(wrong.text)
            this.answer({"added": "", "reason": this.words.say(wrong.text)})
            return ANSWER_IS_NO
    this.answer({"added": made.code, "version": made.version, "trial": made.trial})
    return DONE


def _publish(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.programmes import files

    try:
        with this.session() as session:
            made = files.publish(session, options.file)
    except (files.NotRight, NotAllowed) as wrong:
        this.tell(wrong.text)
        this.answer({"published": "", "reason": this.words.say(wrong.text)})
        return ANSWER_IS_NO
    this.answer({"published": made.code, "version": made.version})
    return DONE


def _withdraw(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.programmes import files

    try:
        with this.session() as session:
            code, version = files.withdraw(session, options.code)
    except (files.NotRight, NotAllowed) as wrong:
        this.tell(wrong.text)
        this.answer({"withdrawn": "", "reason": this.words.say(wrong.text)})
        return ANSWER_IS_NO
    this.answer({"withdrawn": code, "version": version})
    return DONE


def _export(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.programmes import files

    with this.session() as session:
        made = files.export(session, options.code, options.file)
    this.answer({"file": str(options.file), "code": made.code, "version": made.version})
    return DONE


def _eligible(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.programmes import asking

    with this.dated_desk(options.date) as session:
        found = asking.verdicts(session, options.number, options.programme)
    rows = [asking.verdict_row(one, this.words) for one in found]
    lines = [f"{row['programme']}: {row['eligible']} · " + "; ".join(r["text"] for r in row["reasons"]) for row in rows]
    this.answer(rows, lines)
    return DONE


def _stage(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.programmes import staging
    from samarth_desktop.actions.programmes.finding import holder_of
    from samarth_desktop.kinds.enrolment.record import STAGES

    known = [one.code for one in STAGES]
    target = options.stage.strip().lower()
    if target and target not in known:
        raise KnownError(T("“{value}” is not one of: {allowed}.", value=options.stage, allowed=", ".join(known)))
    on = day_of(options.on, "--on")
    with this.dated_desk(options.date) as session:
        with session.store.read() as reader:
            row = holder_of(reader, options.number).id
        if target:
            moved, enrolment = staging.change(session, row, options.programme, target, on, options.reason)
            missing = moved.missing
        else:
            enrolment, missing = staging.tell(session, row, options.programme)
    for one in missing:
        this.tell(one.text)
    this.answer({"stage": enrolment.stage, "missing": [one.key for one in missing]})
    return ANSWER_IS_NO if target and enrolment.stage != target else DONE


def _follow_ups(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.programmes import follow_ups

    until = day_of(options.due, "--due")
    with this.session() as session:
        found = follow_ups.due(session, until, done=until is None)
    this.answer([_visit_row(one, this) for one in found])
    return DONE


def _visit_row(one: "Visit", this: Call) -> dict[str, str]:
    due, done = one.follow_up.due, one.follow_up.done_on
    return {
        "number": one.registration,
        "what": one.follow_up.obstacle or one.follow_up.what,
        "due": due.isoformat() if due else "",
        "done": done.isoformat() if done else "",
        "text": this.words.say(one.title),
    }


def _note(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.programmes import follow_ups
    from samarth_desktop.actions.programmes.finding import holder_of
    from samarth_desktop.domain.fields.choices import OBSTACLES
    from samarth_desktop.kinds.follow_up.record import FollowUp

    due = day_of(options.due, "--due")
    is_code = options.what in {one.code for one in OBSTACLES}
    about = {"obstacle" if is_code else "what": options.what}
    with this.session() as session:
        with session.store.read() as reader:
            holder = holder_of(reader, options.number)
        follow_ups.note(session, FollowUp(holder=holder.id, due=due, who=options.who, **about))
    this.answer(
        {"number": holder.registration, "what": options.what, "due": due.isoformat() if due else "", "done": ""}
    )
    return DONE


def _register(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.groups import register

    with this.session() as session:
        register.write(session, options.number, options.file, this.words.language)
    this.answer({"file": str(options.file)})
    return DONE
