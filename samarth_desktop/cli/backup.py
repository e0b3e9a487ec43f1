"""Sub-commands that look after the data: backup, restore, check."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from samarth_desktop.cli.call import ANSWER_IS_NO, DONE, Call
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, T


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    add("backup", _backup, N_("copies everything into one encrypted file")).add_argument("file", type=Path)
    restoring = add("restore", _restore, N_("puts a backup into the data folder"))
    restoring.add_argument("file", type=Path)
    restoring.add_argument("--yes", action="store_true")
    add("change-keys", _change_keys, N_("encrypts everything anew after a loss; prints the new recovery key once"))
    add("salvage", _salvage, N_("saves what can be read of damaged data; the damaged folder is kept beside"))
    add("support", _support, N_("a file for who helps you, without anybody's data")).add_argument("file", type=Path)
    looks = add("check", _check, N_("looks for damage"))
    looks.add_argument("--all", action="store_true")


def _backup(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import backup

    with this.session() as session:
        made = backup.backup(session, options.file)
    files = [str(file) for file in made.files]
    this.tell(T("The backup is in {file}. It opens with today's passphrase or recovery key.", file=", ".join(files)))
    this.answer({"file": files[0], "bytes": made.bytes, "files": files, "people": made.people, "groups": made.groups})
    return DONE


def _change_keys(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import device
    from samarth_desktop.cli.call import new_passphrase, passphrase

    session, key = device.change_all_keys(this.data, passphrase(this.words), new_passphrase(this.words))
    session.store.close()
    this.tell(T("All data are under new keys. Write down the new recovery key; the one before opens nothing more."))
    this.answer({"recovery_key": key})
    return DONE


def _restore(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import restoring
    from samarth_desktop.cli.call import passphrase

    try:
        done = restoring.restore(options.file, this.data, passphrase(this.words), sure=options.yes)
    except restoring.WouldLose as error:
        this.tell(error.text)
        this.tell(T("With --yes the copy comes back all the same, and the present data are kept beside it."))
        return ANSWER_IS_NO
    if done.kept is not None:
        this.tell(T("What was there before is kept in {folder}.", folder=str(done.kept)))
    kept = "" if done.kept is None else str(done.kept)
    this.answer({"data": str(done.data), "kept": kept, "lost": asdict(done.lost)})
    return DONE


def _salvage(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import salvaging
    from samarth_desktop.cli.call import passphrase

    saved = salvaging.save_what_can_be_read(this.data, passphrase(this.words))
    for text in saved.told():
        this.tell(text)
    this.answer({**asdict(saved.found), "kept": str(saved.kept)})
    return ANSWER_IS_NO if saved.found.lost or not saved.found.settings else DONE


def _support(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import support

    try:
        with this.session() as session:
            size = support.write(options.file, this.data, session)
    except KnownError as error:  # a folder that does not open is what help is asked for
        size = support.write(options.file, this.data, wrong=error)
        this.tell(error.text)
    this.tell(T("Send this file to who helps you: {file}. Nobody's data are in it.", file=str(options.file)))
    this.answer({"file": str(options.file), "bytes": size})
    return DONE


def _check(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import backup

    with this.session() as session:
        problems = [this.words.say(problem) for problem in backup.check(session, every=options.all)]
    this.answer({"ok": not problems, "problems": problems}, problems or [this.words.say(T("Everything is in order."))])
    return ANSWER_IS_NO if problems else DONE
