"""Sub-commands around workshops and fairs: planning, inviting, paper, the door, what comes after."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samarth_desktop.cli.call import ANSWER_IS_NO, DONE, Call, add_date
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, T

if TYPE_CHECKING:
    from samarth_desktop.actions.workshops.closing import Without
    from samarth_desktop.actions.workshops.planning import Line

_KINDS = ("orientation", "cataloguing", "packaging", "pricing", "digital_payments", "quality", "other", "fair")


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    within = nested("workshops", N_("plans workshops and fairs, and what comes after them"), _list)
    _plan_arguments(within("add", _add, N_("plans a workshop or fair")))
    invite = _of_workshop(within("invite", _invite, N_("puts people or groups on the list of a workshop")))
    invite.add_argument("numbers", nargs="+", metavar="NUMBER")
    invite.add_argument("--reserve", action="store_true")
    _paper(within("sheet", _sheet, N_("prints the attendance sheet")))
    badges = _paper(within("badges", _badges, N_("prints badges of card size, eight to a page")))
    badges.add_argument("--start", type=int, default=1, metavar="PLACE")
    _paper(within("report", _report, N_("prints the funder's report")))
    certify = _of_workshop(within("certificates", _certificates, N_("prints participation certificates")))
    certify.add_argument("--out", type=Path, required=True, metavar="DIR")
    certify.add_argument("--one-file", dest="files", action="store_const", const="one", default="single")
    certify.add_argument("--language", choices=("hi", "en", "both"), default="both")
    add_date(certify)
    add_date(_of_workshop(within("close", _close, N_("writes who was trained"))))
    attend = _of_workshop(add("attend", _attend, N_("notes who is in a session")))
    attend.add_argument("numbers", nargs="*", metavar="NUMBER")
    attend.add_argument("--session", type=int, metavar="N")
    attend.add_argument("--at", default="", metavar="HH:MM")
    attend.add_argument("--walk-in", action="append", default=[], metavar="NAME")
    for option in ("relation", "relative", "gender", "age", "mobile", "village", "consent"):
        attend.add_argument(f"--{option}", default="")
    add_date(attend)
    fairs = nested("fairs", N_("stalls of a fair and what they sold"), _fairs)
    stall = _of_workshop(fairs("stall", _stall, N_("gives a stall")))
    stall.add_argument("number")
    stall.add_argument("holder")
    stall.add_argument("--stands", default="", metavar="NAME")
    stall.add_argument("--awardee", action="store_true")
    sale = _of_workshop(fairs("sale", _sale, N_("notes what a stall sold on a day")))
    sale.add_argument("number")
    sale.add_argument("day", metavar="DATE")
    sale.add_argument("amount")
    sale.add_argument("--orders", type=int)
    add_date(sale)


def _plan_arguments(plan: argparse.ArgumentParser) -> None:
    plan.add_argument("--programme", required=True, metavar="CODE")
    plan.add_argument("--kind", required=True, choices=_KINDS)
    for option in ("title-hi", "title-en", "village", "block", "trainers", "to"):
        plan.add_argument(f"--{option}", default="")
    plan.add_argument("--district", required=True, metavar="AREA")
    plan.add_argument("--venue", required=True)
    plan.add_argument("--from", dest="since", required=True, metavar="DATE")
    plan.add_argument("--sessions", type=int, default=1, metavar="N")
    plan.add_argument("--must", type=int, action="append", default=[], metavar="N")
    plan.add_argument("--attend", default="", metavar="PERCENT")
    plan.add_argument("--capacity", default="", metavar="N")
    plan.add_argument("--fair-limit", default="", metavar="N")


def _of_workshop(sub: argparse.ArgumentParser) -> argparse.ArgumentParser:
    sub.add_argument("workshop", metavar="W")
    return sub


def _paper(sub: argparse.ArgumentParser) -> argparse.ArgumentParser:
    _of_workshop(sub).add_argument("file", type=Path)
    return sub


def _row(session: Any, number: str) -> str:
    from samarth_desktop.actions.workshops import planning

    with session.store.read() as reader:
        return planning.find(reader, number).id


def _list(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.workshops import planning

    with this.session() as session:
        lines = planning.lines(session)
    this.answer([_as_row(one) for one in lines])
    return DONE


def _as_row(line: "Line") -> dict[str, Any]:
    one, numbers = line.workshop, line.numbers
    return {
        "workshop": one.number,
        "programme": one.programme,
        "kind": one.workshop_kind,
        "title_hi": one.title_hi,
        "title_en": one.title_en,
        "venue": one.venue,
        "district": f"{one.state}/{one.district}" if one.district else "",
        "from": one.since.isoformat() if one.since else "",
        "to": one.until.isoformat() if one.until else "",
        "status": one.status,
        "sessions": numbers.sessions,
        "invited": numbers.invited,
        "came": numbers.came,
        "certificates": numbers.certificates,
        "stalls": numbers.stalls,
    }


def _add(this: Call, options: argparse.Namespace) -> int:
    from dataclasses import replace

    from samarth_desktop.actions.workshops import planning

    texts = {
        "programme": options.programme,
        "workshop_kind": options.kind,
        "title_hi": options.title_hi,
        "title_en": options.title_en,
        "district": options.district,
        "venue": options.venue,
        "village": options.village,
        "block": options.block,
        "trainers": options.trainers,
        "since": options.since,
        "until": options.to,
        "attend_percent": options.attend,
        "capacity": options.capacity,
        "fair_limit": options.fair_limit,
    }
    with this.session() as session:
        plan = planning.add(session, texts, options.sessions)
        if options.must:
            for number in options.must:
                planning.sitting_of(plan, number)
            sittings = tuple(replace(one, must_attend=one.number in options.must) for one in plan.sittings)
            plan = planning.save(session, replace(plan, sittings=sittings))
    this.answer({"workshop": plan.workshop.number})
    return DONE


def _invite(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.workshops import inviting, participants

    with this.session() as session:
        workshop = _row(session, options.workshop)
        with session.store.read() as reader:
            found = participants.named(reader, options.numbers, groups=True)
        rows = {one.id: number for number, one in found.people}
        done = inviting.invite(session, workshop, list(rows), reserve=options.reserve)
    for typed in found.unknown:
        this.tell(T("Nobody on this laptop has the registration number {number}.", number=typed))
    this.answer(
        {
            "invited": [rows[row] for row in rows if row in done.new],
            "already": [rows[row] for row in rows if row in done.already],
            "unknown": list(found.unknown),
        }
    )
    return ANSWER_IS_NO if found.unknown else DONE


def _sheet(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.workshops import papers

    with this.session() as session:
        made = papers.sheet(session, _row(session, options.workshop))
        papers.keep(made.content, options.file)
    this.answer({"file": str(options.file), "people": made.people})
    return DONE


def _badges(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.workshops import papers

    with this.session() as session:
        made = papers.badges(session, _row(session, options.workshop), options.start)
        papers.keep(made.content, options.file)
    this.answer({"file": str(options.file), "people": made.people})
    return DONE


def _report(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.workshops import papers, report_page, reporting

    with this.session() as session:
        row = _row(session, options.workshop)
        figures = reporting.figures(session, row)
        papers.keep(report_page.render(session, figures, this.words.language), options.file)
    this.answer({"file": str(options.file), **reporting.as_json(figures, this.words)})
    return DONE


def _without(this: Call, without: "tuple[Without, ...]") -> list[dict[str, str]]:
    return [{"number": one.number, "reason": this.words.say(one.text)} for one in without]


def _certificates(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.certificates import issuing
    from samarth_desktop.actions.workshops import closing

    with this.dated_desk(options.date) as session:
        row = _row(session, options.workshop)
        look = issuing.PrintOptions(options.language)
        done = closing.certify(session, row, options.out, look, files=options.files, progress=this.progress)
    batch = done.batch
    this.answer(
        {
            "issued": [
                {"serial": one.serial, "registration": one.registration, "file": str(one.file)}
                for one in (*batch.papers, *batch.samples)
            ],
            "not": _without(this, done.without),
        }
    )
    lacks = any(one.group not in (closing.SESSIONS, closing.MUST) for one in done.without)
    return ANSWER_IS_NO if lacks or batch.samples or batch.ineligible else DONE


def _close(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.workshops import closing

    with this.dated_desk(options.date) as session:
        done = closing.close(session, _row(session, options.workshop))
    this.answer({"trained": list(done.trained), "not": _without(this, done.without)})
    return DONE


def _attend(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.workshops import door, planning, walk_ins

    if not options.numbers and not options.walk_in:
        raise KnownError(T("Write who is in: numbers, or --walk-in with a name."))
    with this.dated_desk(options.date) as session:
        plan = planning.load(session, _row(session, options.workshop))
        keys = ("relation", "relative", "gender", "age", "mobile", "village", "consent")
        typed = {key: getattr(options, key) for key in keys}
        sitting = door.sitting_now(session, plan, options.session)
        new = [walk_ins.register(session, plan, {**typed, "name": name}) for name in options.walk_in]
        done = door.attend(session, plan, sitting, [*options.numbers, *new], options.at, walk_ins=new)
    for one in done.unknown:
        this.tell(T("Nobody on this laptop has the registration number {number}.", number=one))
    this.answer(
        {
            "in": done.new,
            "already": [
                {"number": one.registration, "at": one.in_at[:16], "laptop": one.laptop} for one in done.already
            ],
            "unknown": done.unknown,
            "not_invited": done.not_invited,
        }
    )
    return ANSWER_IS_NO if done.unknown else DONE


def _fairs(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import roles
    from samarth_desktop.actions.workshops import planning

    with this.session() as session:
        lines = [one for one in planning.lines(session) if one.workshop.is_fair]
        told = roles.sees_sales(session)
    this.answer([{**_as_row(one), "sale": one.numbers.sale / 100 if told else ""} for one in lines])
    return DONE


def _stall(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.workshops import fairs

    with this.session() as session:
        fair = _row(session, options.workshop)
        with session.store.read() as reader:
            holder = fairs.holder_of(reader, options.holder)
        said = fairs.standing(session, fair, holder.id, awardee=options.awardee)
        if said.objection is not None:
            this.tell(said.objection)
            this.answer(
                {"stall": "", "reason": this.words.say(said.objection), "fairs": said.fairs, "limit": said.limit}
            )
            return ANSWER_IS_NO
        stall = fairs.give(
            session, fair, options.number, holder.id, stands=options.stands, awardee=options.awardee
        )  # fmt: skip
    this.answer({"stall": stall.number, "holder": stall.registration, "fairs": said.fairs + 1, "limit": said.limit})
    return DONE


def _sale(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.workshops import fairs
    from samarth_desktop.cli.call import day_of
    from samarth_desktop.domain.fields.field import Field, Kind
    from samarth_desktop.domain.fields.parsing import read

    day = day_of(options.day, "DATE")
    got = read(Field("", Kind.MONEY, least=0), options.amount)
    if day is None or got.wrong is not None or got.value is None:
        raise KnownError(got.wrong or T("Write the day of the sale."))
    with this.dated_desk(options.date) as session:
        fair = _row(session, options.workshop)
        with session.store.read() as reader:
            stall = fairs.stall_named(reader, fair, options.number)
        sold = fairs.sell(session, stall.id, day, got.value, options.orders)
    this.answer({"stall": stall.number, "day": day.isoformat(), "amount": (sold.amount or 0) / 100})
    return DONE
