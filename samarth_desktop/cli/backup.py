"""Sub-commands that look after the data: backup, restore, check."""

import argparse
from pathlib import Path
from typing import Any

from samarth_desktop.cli.call import ANSWER_IS_NO, DONE, Call
from samarth_desktop.i18n import N_, T


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    add("backup", _backup, N_("copies everything into one encrypted file")).add_argument("file", type=Path)
    add("restore", _restore, N_("puts a backup into the data folder")).add_argument("file", type=Path)
    looks = add("check", _check, N_("looks for damage"))
    looks.add_argument("--all", action="store_true")


def _backup(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import backup

    with this.session() as session:
        size = backup.backup(session, options.file)
    this.tell(T("The backup is in {file}. It opens with today's passphrase or recovery key.", file=str(options.file)))
    this.answer({"file": str(options.file), "bytes": size})
    return DONE


def _restore(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import backup
    from samarth_desktop.cli.call import passphrase

    backup.restore(options.file, this.data, passphrase(this.words))
    this.answer({"data": str(this.data)})
    return DONE


def _check(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import backup

    with this.session() as session:
        problems = [this.words.say(problem) for problem in backup.check(session, every=options.all)]
    this.answer({"ok": not problems, "problems": problems}, problems or [this.words.say(T("Everything is in order."))])
    return ANSWER_IS_NO if problems else DONE
