"""Sub-commands around records: set-up, sample people, sheets in and out, search, corrections, places."""

import argparse
import os
from pathlib import Path
from typing import Any

from samarth_desktop.cli.call import ANSWER_IS_NO, DONE, Call, add_date, day_of, passphrase
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LANGUAGES, N_, T

SHEETS = ("artisans", "shgs", "products")
LISTS = (*SHEETS, "attendance")
FOUND = ("people", "shgs", "products", "workshops", "certificates", "all")


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    init = add("init", _init, N_("makes the data folder; prints the recovery key once"))
    init.add_argument("--name", default="")
    init.add_argument("--area", default="", metavar="CODE")
    init.add_argument("--language", choices=LANGUAGES, default="hi")
    show = add("demo", _demo, N_("sample people, an SHG and their certificates"))
    show.add_argument("--out", type=Path)
    show.add_argument("--people", type=count, metavar="N")
    add_date(show)
    sheet_command(add("template", _template, N_("an empty sheet with explained heads")))
    sheet_command(add("export", _export, N_("writes a list as CSV, XLSX or PDF")), LISTS).add_argument(
        "--unmasked", action="store_true"
    )
    search = add("search", _search, N_("finds people, groups and certificates in either script"))
    search.add_argument("text")
    search.add_argument("--kind", choices=FOUND, default="all")
    search.add_argument("--limit", type=count, default=20)
    alike = add("duplicates", _duplicates, N_("lists pairs that may be the same person"))
    alike.add_argument("--threshold", type=_share, default=None)
    correct = add("correct", _correct, N_("writes a correction"))
    correct.add_argument("registration")
    correct.add_argument("values", nargs="+", metavar="KEY=VALUE")
    add_date(correct)
    places = nested("locations", N_("villages and blocks from the Local Government Directory"))
    places("import", _places, N_("reads the directory's files as downloaded")).add_argument(
        "files", nargs="+", type=Path
    )


def sheet_command(sub: argparse.ArgumentParser, kinds: tuple[str, ...] = SHEETS) -> argparse.ArgumentParser:
    """Adds what every command about a sheet takes: its kind and the file."""
    sub.add_argument("kind", choices=kinds)
    sub.add_argument("file", type=Path)
    return sub


def _share(text: str) -> float:
    """A number from 0 to 1. Raises ValueError, which the parser tells."""
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value


def count(text: str) -> int:
    """A whole number from 0. Raises ValueError, which the parser tells."""
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def _init(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import device, opening

    session, recovery_key = opening.set_up(
        this.data, passphrase(this.words), author=options.name, area=options.area, language=options.language
    )
    device.recovery_key_is_on_paper(session)  # it is printed here; the window must not make another and void this one
    answer = {"data": str(this.data), "device": session.store.device, "recovery_key": recovery_key}
    session.store.close()
    this.answer(answer)
    this.tell(T("Write the recovery key on paper now. It is shown this once and kept nowhere."))
    return DONE


def _demo(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.device import demo

    secret = os.environ.get("SAMARTH_PASSPHRASE")
    # Without a passphrase of the caller's nobody could open the folder again: then a scratch one is used.
    data = this.data if secret and ("data" in options or "SAMARTH_DATA" in os.environ) else None
    day = day_of(options.date)
    if options.people is not None:
        if data is None or secret is None:
            raise KnownError(
                T("Say where: --data with an empty folder, and SAMARTH_PASSPHRASE, with which you open it later.")
            )
        made = demo.run_district(options.people, data, secret, this.words.language, day, options.out, this.progress)
    elif options.out:
        made = demo.run(options.out, data, secret, this.words.language, day)
    else:
        raise KnownError(T("Say where the certificates should go: --out with a folder."))
    this.answer(
        {"people": made.people, "shgs": made.shgs, "certificates": [str(file) for file in made.certificates]},
        [str(file) for file in made.certificates],
    )
    return DONE


def _template(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.imports import templates

    templates.write(options.kind, options.file, this.words)
    this.answer({"file": str(options.file)})
    return DONE


def _export(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.exports import exporting

    kind = options.kind
    with this.session() as session:
        if options.unmasked and not exporting.may_unmask(session):
            this.tell(T("Only the office may export full numbers. Export without --unmasked."))
            return ANSWER_IS_NO
        if kind == "attendance":
            from samarth_desktop.actions.workshops import attendance_sheet

            count = attendance_sheet.export(session, options.file, this.words, unmasked=options.unmasked)
        else:
            count = exporting.export(session, kind, options.file, this.words, unmasked=options.unmasked)
    this.answer({"file": str(options.file), "rows": count})
    return DONE


def _search(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions import search

    with this.session() as session:
        hits = search.search(session, options.text, options.kind, options.limit)
        went = None if hits else search.where_it_went(session, options.text)
    if went:
        this.tell(went)
    this.answer([search.as_row(hit, this.words) for hit in hits])
    return DONE


def _duplicates(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions import search

    with this.session() as session:
        pairs = search.duplicate_pairs(session, options.threshold, this.progress)
    say = this.words.say
    this.answer(
        [
            {"a": pair.a, "b": pair.b, "score": round(pair.score, 3), "reasons": [say(text) for text in pair.reasons]}
            for pair in pairs
        ]
    )
    return DONE


def _correct(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.registration import registering
    from samarth_desktop.domain.names.name_doubts import name_doubts

    texts = {}
    for pair in options.values:
        key, equals, text = pair.partition("=")
        if not equals:
            raise KnownError(
                T("Write a correction as KEY=VALUE, such as mobile=9839022218; here is {text}.", text=pair)
            )
        texts[key] = text
    with this.dated_desk(options.date) as session:
        record = registering.correct(session, options.registration, texts)
    for doubt in name_doubts(record):
        if doubt.key in texts or doubt.twin in texts:
            this.tell(T("{field}: {reason}", field=doubt.text, reason=doubt.reason))
    this.answer({"registration": record.registration, "corrected": sorted(texts)})
    return DONE


def _places(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.registration import places

    with this.session() as session:
        counts = places.import_files(session, options.files, this.progress)
    this.answer(counts)
    return DONE
