"""Roles by one table: every page and every command stands in it, and it is asked wherever one is shown or run."""

import argparse
from collections.abc import Callable

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.device import roles as of_session
from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.groups import life
from samarth_desktop.actions.many import by_number, changes, planning
from samarth_desktop.actions.products import editing
from samarth_desktop.actions.programmes import follow_ups, staging, tab
from samarth_desktop.actions.registration import merging, own_record, record_detail, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import fairs, walk_ins
from samarth_desktop.cli import call
from samarth_desktop.cli import main as cli
from samarth_desktop.gui.app.roles import for_role, offered_to
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.follow_up.record import FollowUp
from samarth_desktop.kinds.fund.record import Fund
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.rules import roles
from samarth_desktop.rules.roles import Deed
from tests.workshop_people import workshop

SECRET = "neem ki chhaon mein"
OF_TRAINER = {"today", "workshops", "certificates", "sync", "settings", "help"}


_MEANT = {
    "values": ["village=Zaidpur"],
    "words": ["UP-7KQ4MX-00042-H", "village=Zaidpur"],
    "day": ["2026-01-05"],
    "amount": ["100"],
}
"""Words that a command looks at before it opens the data."""


def commands(asked: str = "") -> dict[str, argparse.ArgumentParser]:
    """Every command by its name, as the parser has them; of the outermost ones only `asked`."""

    def walk(parser: argparse.ArgumentParser):
        if name := parser.get_default("command"):
            yield name, parser
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for sub in action.choices.values():
                    yield from walk(sub)

    return dict(walk(cli._parser(call.make("en", None, False), lambda: 0, asked)))


def words_of(parser: argparse.ArgumentParser, kind: str) -> list[str]:
    """A call of a command with words that its parser takes."""
    words = parser.prog.split()[1:]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            continue
        if action.dest in _MEANT and not action.option_strings:
            words += _MEANT[action.dest]
        elif action.dest == "kind" and not action.option_strings:
            words.append(kind)
        elif not action.option_strings and action.nargs not in ("?", "*", 0):
            words.append(str(next(iter(action.choices))) if action.choices else "1")
        elif action.required and action.option_strings:
            words += [action.option_strings[0], str(next(iter(action.choices))) if action.choices else "1"]
    return words


def kinds_of(parser: argparse.ArgumentParser) -> list[str]:
    return next((list(one.choices) for one in parser._actions if one.dest == "kind" and not one.option_strings), [""])


def test_every_page_stands_in_the_table_and_is_shown_by_it():
    listed = routes(None, print)
    assert {one.key for one in listed} == set(roles.PAGES)
    for role in (*roles.ROLES, roles.ALONE):
        shown = {one.key for one in for_role(listed, role) if one.nav in ("top", "foot")}
        assert shown == {one.key for one in listed if one.nav in ("top", "foot") and roles.shows(role, one.key)}
        led = {one.key for one in offered_to(listed, role)}
        assert led == {one.key for one in listed if roles.shows(role, one.key)}
        assert not [one.key for one in for_role(listed, role) if one.shortcut and not roles.shows(role, one.key)]
    assert {one.key for one in for_role(listed, roles.TRAINER) if one.nav in ("top", "foot")} == OF_TRAINER
    assert roles.shows(roles.TRAINER, "bulk"), "a trainer registers a whole hall"


def test_every_command_stands_in_the_table():
    known = {one.partition(" ")[0] for one in roles.COMMANDS}
    assert set(commands()) == known
    assert set(roles.MAY) == set(Deed)
    for deed in set(Deed) - {Deed.HALL}:
        assert roles.NotAllowed(deed).text.id


def test_a_command_is_read_alone_as_among_all_the_others():
    """A start puts only the one together that is asked for."""
    alone: dict[str, argparse.ArgumentParser] = {}
    for outermost in sorted({parser.prog.split()[1] for parser in commands().values()}):
        those = commands(outermost)
        assert {parser.prog.split()[1] for parser in those.values()} == {outermost}
        alone |= those
    assert {name: one.format_help() for name, one in alone.items()} == {
        name: one.format_help() for name, one in commands().items()
    }
    assert commands("no such command").keys() == commands().keys()


def test_every_command_asks_the_table(monkeypatch, tmp_path, capsys):
    """Every command with every role: one that the role lacks ends with 1 and its sentence before it does anything."""
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("SAMARTH_PASSPHRASE", SECRET)
    session, _ = opening.set_up(tmp_path / "data", SECRET, author="Asha", area="9/164")
    session.store.close()

    monkeypatch.setattr(opening, "open_with_passphrase", lambda folder, passphrase: session)
    monkeypatch.setattr(type(session.store), "close", lambda store: None)
    refused = 0
    for role in roles.ROLES:
        monkeypatch.setattr(of_session, "role", lambda session, role=role: role)
        monkeypatch.setattr(of_session, "_enrolled_as", lambda session, role=role: role)
        for name, parser in commands().items():
            for kind in kinds_of(parser):
                deed = roles.deed_of(name, kind)
                if roles.may(role, deed):
                    continue
                code = cli.main([*words_of(parser, kind), "--data", str(tmp_path / "data"), "--lang", "en"])
                said = capsys.readouterr().err
                assert (code, said.strip()) == (1, roles.NotAllowed(deed).text.id), (role, name, kind)
                refused += 1
    assert refused > 30


@pytest.mark.parametrize(
    ("role", "command", "may"),
    [
        (roles.TRAINER, "correct", False),
        (roles.TRAINER, "stage", False),
        (roles.TRAINER, "change", False),
        (roles.TRAINER, "attend", True),
        (roles.TRAINER, "import attendance", True),
        (roles.TRAINER, "import artisans", False),
        (roles.TRAINER, "workshops-report", False),
        (roles.COORDINATOR, "sales-import", False),
        (roles.COORDINATOR, "programmes-publish", False),
        (roles.COORDINATOR, "fairs-sale", True),
        (roles.OFFICE, "sales-import", True),
        (roles.ALONE, "sales-import", True),
        (roles.ALONE, "programmes-publish", False),
        ("auditor", "sync", True),
        ("auditor", "correct", False),
    ],
)
def test_who_may_what(role: str, command: str, may: bool):
    assert roles.may(role, roles.deed_of(*command.split())) is may


def _actions(session: Session, person: str, number: str) -> dict[str, Callable[[], object]]:
    """Actions of a coordinator and of the office, as any edge may call them."""
    change = changes.values({"village": "Zaidpur"})
    return {
        "correct": lambda: registering.correct(session, number, {"village": "Zaidpur"}),
        "register": lambda: registering.save(session, Registration(Artisan(name_en="Rekha"))),
        "change": lambda: by_number.change(session, [number], change),
        "change many": lambda: planning.carry_out(session, "artisan", [person], change),
        "stage": lambda: staging.change(session, person, "UP-ODOP", "on_hold", reason="ill"),
        "enrol": lambda: tab.join(session, person, "SAMARTH"),
        "follow-up": lambda: follow_ups.note(session, FollowUp(holder=person, what="training")),
        "membership": lambda: life.join(session, person, Member(name_en="Rekha")),
        "fund": lambda: life.note_fund(session, Fund(shg=person)),
        "two are one": lambda: merging.merge(session, person, person),
        "erase": lambda: record_detail.erase(session, person),
        "product": lambda: editing.take_out(session, person),
        "sale of a stall": lambda: fairs.sell(session, person, session.today, 100),
        "export": lambda: exporting.export(session, "artisans", session.store.folder / "x.csv", catalog("en")),
    }


def test_actions_ask_the_table_whoever_calls_them(tmp_path, monkeypatch):
    """No page and no command stands between: the action itself refuses, before a word is written or leaves."""
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    session, _ = opening.set_up(tmp_path / "data", SECRET, author="Asha", area="9/164")
    with session.store:
        person = registering.save(session, Registration(Artisan(name_en="Shabnam", state="9", district="164"))).holder
        monkeypatch.setattr(of_session, "_enrolled_as", lambda session: roles.TRAINER)
        written: list[object] = []
        session.store.listeners.append(written.append)
        for name, act in _actions(session, person.id, person.registration).items():
            with pytest.raises(roles.NotAllowed):
                act()
                pytest.fail(name)
        assert not written
        assert not (session.store.folder / "x.csv").exists()
        own_record.give(session, person.id, "registration", "thumb")  # a person's right is served in every role
        plan = workshop(session, 0)  # and the hall is hers: a plan, a walk-in
        assert walk_ins.register(session, plan, {"name": "Rekha Kumari", "village": "Zaidpur"})
