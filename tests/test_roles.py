"""Roles by one table: every page and every command stands in it, and it is asked wherever one is shown or run."""

import argparse

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.device import roles as of_session
from samarth_desktop.cli import call
from samarth_desktop.cli import main as cli
from samarth_desktop.gui.app.roles import for_role, offered_to
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.rules import roles
from samarth_desktop.rules.roles import Deed

SECRET = "neem ki chhaon mein"
OF_TRAINER = {"today", "workshops", "certificates", "sync", "settings", "help"}


_MEANT = {
    "values": ["village=Zaidpur"],
    "words": ["UP-7KQ4MX-00042-H", "village=Zaidpur"],
    "day": ["2026-01-05"],
    "amount": ["100"],
}
"""Words that a command looks at before it opens the data."""


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command by its name, as the parser has them."""

    def walk(parser: argparse.ArgumentParser):
        if name := parser.get_default("command"):
            yield name, parser
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for sub in action.choices.values():
                    yield from walk(sub)

    return dict(walk(cli._parser(call.make("en", None, False), lambda: 0)))


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
