"""Sub-commands about who works on this laptop: names, own passphrases, and handing it over."""

import argparse
from typing import Any

from samarth_desktop.cli.call import DONE, Call
from samarth_desktop.i18n import N_, T


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    people = nested("people", N_("lists who works on this laptop"), _list)
    people("sit", _sit, N_("goes on as another person without a passphrase of her own")).add_argument("name")
    people("passphrase", _own, N_("gives somebody a passphrase of her own")).add_argument("name")
    people("leave", _leave, N_("takes somebody off the list, and her passphrase")).add_argument("name")
    add("passphrase", _change, N_("changes the passphrase with which it was opened"))
    add(
        "hand-over", _hand_over, N_("gives the laptop to another person; prints the new recovery key once")
    ).add_argument("name")


def _list(this: Call, options: argparse.Namespace) -> int:
    with this.session() as session:
        this.answer(_rows(session))
    return DONE


def _rows(session: Any) -> list[dict[str, Any]]:
    from samarth_desktop.actions.device import people, roles

    own = people.with_own(session)
    return [
        {"name": name, "here": name == session.author, "own_passphrase": name in own, "role": roles.of(session, name)}
        for name in people.listed(session)
    ]


def _sit(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import device

    with this.session() as session:
        this.answer(_rows(device.sit_down(session, options.name)))
    return DONE


def _own(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import device
    from samarth_desktop.cli.call import new_passphrase

    with this.session() as session:
        device.own_passphrase(session, options.name, new_passphrase(this.words))
        this.answer(_rows(session))
    return DONE


def _leave(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import device

    with this.session() as session:
        device.forget(session, options.name)
        this.answer(_rows(session))
    return DONE


def _change(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import device
    from samarth_desktop.cli.call import new_passphrase, passphrase

    with this.session() as session:
        device.change_passphrase(session, passphrase(this.words), new_passphrase(this.words))
    this.tell(T("From now on the new passphrase opens this laptop. The recovery key stays."))
    return DONE


def _hand_over(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import device
    from samarth_desktop.cli.call import new_passphrase, passphrase

    with this.session() as session:
        theirs = device.hand_over(session, options.name, passphrase(this.words), new_passphrase(this.words))
        key = device.new_recovery_key(theirs)
    this.tell(
        T("The laptop is {name}'s now. Write down the new recovery key; the one before is void.", name=theirs.author)
    )
    this.answer({"name": theirs.author, "recovery_key": key})
    return DONE
