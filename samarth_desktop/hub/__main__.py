"""``samarth-hub``: serve, codes, devices, snapshots, backups."""

import argparse
import contextlib
import getpass
import hashlib
import io
import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import InterfaceError, OperationalError

from samarth_desktop.domain.oplog.exchange import REFERENCE
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.hub.admin import database, program, running
from samarth_desktop.hub.auth import admission, auth, keys, people, settings
from samarth_desktop.hub.certificates import hosts
from samarth_desktop.hub.context import Hub, open_hub
from samarth_desktop.hub.feed import quarantine
from samarth_desktop.i18n import LANGUAGES, Catalog, T


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; gives the exit status (0 done, 1 the answer is no, 2 could not run)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    parser = _parser()
    arguments = parser.parse_args(argv, argparse.Namespace(**_unsaid()))
    if argv is None:
        _hide_password(arguments.database)
    if arguments.data is None and arguments.run is not _follow:
        parser.error("the following arguments are required: --data")
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except KnownError as wrong:
        text = wrong.text
    except OSError as wrong:
        text = T("{file} cannot be used: {why}", file=str(wrong.filename or ""), why=wrong.strerror or str(wrong))
    except (OperationalError, InterfaceError) as wrong:
        why = str(wrong.orig).partition("\n")[0]  # what comes after may hold values
        text = T("The hub's database, or a machine of it, does not answer. Try it again later. It said: {why}", why=why)
    sys.stderr.write(Catalog(arguments.lang).say(text) + "\n")
    return 2


def _unsaid() -> dict[str, Any]:
    """What the common options mean where nobody says them: they stand before or after the command."""
    folder = os.environ.get("SAMARTH_DATA")
    url = os.environ.get(database.URL, "")
    return {"data": Path(folder) if folder else None, "database": url, "lang": "en", "json": False}


def _hide_password(url: str) -> None:
    """Begins anew with the database's URL in the environment where it stands, with a password, on the command line,
    which everybody on the machine can read."""
    words = [word for word in sys.argv[1:] if url and url in word]
    if os.name != "posix" or not (words and database.password_of(url)):
        return
    os.environ[database.URL] = url
    rest = [word for i, word in enumerate(sys.argv[1:], 1) if url not in word and sys.argv[i] != "--database"]
    os.execv(sys.executable, [*program.words(), *rest])  # noqa: S606 - our own program


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data", type=Path, help="the hub's data folder")
    common.add_argument("--database", help=f"postgresql://... instead of the embedded server; better in {database.URL}")
    common.add_argument("--lang", choices=LANGUAGES)
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print data as JSON")
    about_all = "The office's end of Samarth Desktop."
    parser = argparse.ArgumentParser(prog="samarth-hub", parents=[common], description=about_all)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[common], help=about, description=about)
        made.set_defaults(run=run)
        return made

    serving = command("serve", _serve, "answer laptops until stopped")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8440)
    serving.add_argument("--workers", type=int, default=1)
    serving.add_argument("--tls-cert", default="")
    serving.add_argument("--tls-key", default="")
    serving.add_argument("--public-host", default="", help="the name under which phones open the page of a QR code")
    command("running", _running, "say at which address this folder's hub serves; exit 1 when it does not")
    command("stop", _stop, "end this folder's hub as SIGTERM would; exit 1 when none serves")
    coding = command("code", _code, "make a one-time enrolment code")
    coding.add_argument("--name", required=True)
    coding.add_argument("--role", choices=auth.ROLES, required=True)
    coding.add_argument("--area", nargs="+", required=True, metavar="CODE")
    listing = command("devices", _devices, "list the laptops; revoke ID; areas ID CODE...")
    listing.add_argument("what", nargs="?", choices=("list", "revoke", "areas"), default="list")
    listing.add_argument("device", nargs="?", default="")
    listing.add_argument("area", nargs="*", metavar="CODE")
    working = command(
        "people", _people, "list who may write on a laptop; add NAME puts somebody on its card; leave NAME"
    )
    working.add_argument("device")
    working.add_argument("what", nargs="?", choices=("list", "add", "leave"), default="list")
    working.add_argument("name", nargs="?", default="")
    working.add_argument("--role", choices=auth.ROLES, default="coordinator")
    command("readmit", _readmit, "let a laptop in again: shut out, or enrolled after the backup").add_argument("device")
    halls = command("halls", _halls, "after how many days without a word from here a laptop stays out of halls")
    halls.add_argument("days", nargs="?", type=int, metavar="DAYS", choices=range(1, 91))
    naming = command("name", _name, "set the office's name on certificates; without NAME say it")
    naming.add_argument("name", nargs="?", default="")
    rooting = command("root", _root, "say the root by which PDF readers know this office's laptops; --out saves it")
    rooting.add_argument("--out", type=Path, metavar="FILE", help="for PDF readers; take one that ends in .cer")
    updating = command("update", _update, "add FILE...: offer installers to the laptops; list; remove NAME")
    updating.add_argument("what", choices=("add", "list", "remove"))
    updating.add_argument("file", nargs="*", metavar="FILE|NAME")
    updating.add_argument("--to", type=Path, metavar="STICK", help="and put them there with what the office signed")
    publishing = command(
        "programmes", _programmes, "publish FILE: give a programme to all laptops; withdraw CODE: take it back"
    )
    publishing.add_argument("what", choices=("publish", "withdraw"))
    publishing.add_argument("of", metavar="FILE|CODE")
    folding = command("fold", _fold, "bring the office page's lists up to date; --rebuild makes them from nothing")
    folding.add_argument("--rebuild", action="store_true")
    folding.add_argument("--doubles", action="store_true", help="and look for likely doubles")
    command("follow", _follow, "keep the lists up to date for `serve`, which writes the database's URL into its input")
    command("snapshot", _snapshot, "write each area's first-sync file; run it nightly")
    for name, run, about in (
        ("backup", _backup, "write everything into one file"),
        ("restore", _restore, "put a backup into an empty hub"),
        ("parcel", _parcel, "take in a parcel from a stick"),
    ):
        command(name, run, about).add_argument("file", type=Path, metavar="FILE")
    return parser


@contextlib.contextmanager
def _hub(arguments: argparse.Namespace) -> Iterator[Hub]:
    url = arguments.database or database.embedded(arguments.data / "postgres")
    database.migrate(url)
    hub = open_hub(arguments.data, url)
    try:
        yield hub
    finally:
        hub.engine.dispose()


def _serve(arguments: argparse.Namespace) -> int:
    from samarth_desktop.hub.admin.serve import Settings, serve

    if bool(arguments.tls_cert) != bool(arguments.tls_key):
        raise KnownError(T("TLS needs both files: the certificate and its key."))
    for name in filter(None, (arguments.tls_cert, arguments.tls_key)):
        Path(name).open("rb").close()
    serve(
        Settings(
            arguments.data,
            arguments.host,
            arguments.port,
            arguments.database,
            arguments.workers,
            arguments.tls_cert,
            arguments.tls_key,
            hosts.checked(arguments.public_host),
        )
    )
    return 0


def _running(arguments: argparse.Namespace) -> int:
    found = running.find(arguments.data)
    if arguments.json:
        print(json.dumps({"address": found.address if found else "", "pid": found.pid if found else 0}))
    elif found:
        print(found.address)
    return 0 if found else 1


def _stop(arguments: argparse.Namespace) -> int:
    return 0 if running.stop(arguments.data) else 1


def _follow(arguments: argparse.Namespace) -> int:
    from samarth_desktop.hub.read_model import worker

    worker.main(sys.stdin.readline().strip())
    return 0


def _code(arguments: argparse.Namespace) -> int:
    # The area of what everybody gets is an office's that publishes; the others only read it.
    everybody = [area for area in arguments.area if area == REFERENCE and arguments.role == "office"]
    areas = sorted({*everybody, *_checked_areas([area for area in arguments.area if area not in everybody])})
    with _hub(arguments) as hub, hub.engine.begin() as conn:
        code = auth.make_code(conn, arguments.name, arguments.role, areas)
    print(json.dumps({"code": code}) if arguments.json else code)
    return 0


def _halls(arguments: argparse.Namespace) -> int:
    with _hub(arguments) as hub, hub.engine.begin() as conn:
        if arguments.days:
            settings.set_halls_days(conn, arguments.days)
        print(settings.halls_days(conn))
    return 0


def _name(arguments: argparse.Namespace) -> int:
    arguments.data.mkdir(parents=True, exist_ok=True)
    if arguments.name:
        keys.rename(arguments.data, arguments.name)
    else:
        print(keys.load(arguments.data).name)
    return 0


def _root(arguments: argparse.Namespace) -> int:
    from samarth_desktop.documents.signing import x509

    made, _ = _keys(arguments.data).paper_root()
    if arguments.out:
        arguments.out.write_bytes(x509.pem(made))
    said = {"name": x509.common_name(made), "sha256": hashlib.sha256(made).hexdigest()}
    print(json.dumps(said | {"file": str(arguments.out or "")}) if arguments.json else "  ".join(said.values()))
    return 0


def _update(arguments: argparse.Namespace) -> int:
    from samarth_desktop.hub.files import updates

    folder, held = arguments.data, _keys(arguments.data)
    if arguments.what == "add":
        for name in arguments.file:
            updates.add(folder, held, Path(name), arguments.to)
    if arguments.what == "remove":
        for name in arguments.file:
            if not updates.remove(folder, held, name):
                raise KnownError(T("No update {name} is offered.", name=name[:120]))
    keep = ("name", "version", "system", "size", "sha256")
    found = [{key: getattr(one, key) for key in keep} for one, _ in updates.offered(folder, held)]
    if arguments.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{one['version']}  {one['system']}  {one['size']}  {one['name']}" for one in found))
    return 0


def _keys(folder: Path) -> keys.Keys:
    folder.mkdir(parents=True, exist_ok=True)
    return keys.load(folder)


def _checked_areas(areas: Sequence[str]) -> list[str]:
    known = {area: place.read_area(area) or place.newer_area(area) for area in areas}
    for area, code in known.items():
        if not code:
            raise KnownError(T("{area} is no area. Write a state (9) or a district (9/164).", area=area))
    return sorted(set(known.values()))


def _devices(arguments: argparse.Namespace) -> int:
    with _hub(arguments) as hub, hub.engine.begin() as conn:
        if arguments.what == "revoke":
            if not admission.revoke(conn, hub.keys, arguments.device):
                raise _no_laptop(arguments.device)
            return 0
        if arguments.what == "areas":
            auth.set_areas(conn, arguments.device, _checked_areas(arguments.area))
            return 0
        refused = quarantine.by_device(conn)
        found = [one | {"refused": _kept_aside(refused, one)} for one in admission.devices(conn)]
    if arguments.json:
        print(json.dumps([{key: _said(value) for key, value in one.items()} for one in found], ensure_ascii=False))
    else:
        for one in found:
            print(_line_of(one))
    return 0


def _kept_aside(refused: Mapping[str, Mapping[str, Any]], one: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept aside of a laptop, under all its codes."""
    mine = [refused[code] for code in (one["code"], *one["chain"]) if code in refused]
    return {"count": sum(one["count"] for one in mine), "rows": [row for one in mine for row in one["rows"]]}


def _line_of(one: dict[str, Any]) -> str:
    state = "revoked" if one["revoked"] else "waits for you" if one["waits"] else str(one["synced"] or "")[:16]
    more = [f"before: {', '.join(one['chain'])}"] if one["chain"] else []
    if one["guests"]:
        more.append(f"for other districts: {one['guests']} ({one['guests_today']} today)")
    if one["refused"]["count"]:
        more.append(f"kept aside: {one['refused']['count']}  rows: {', '.join(one['refused']['rows'])}")
    line = f"{one['code']}  {one['role']:<11}  {','.join(one['areas']):<16}  {state:<16}  {one['person']}"
    return "\n        ".join([line, *more])


def _people(arguments: argparse.Namespace) -> int:
    with _hub(arguments) as hub, hub.engine.begin() as conn:
        if arguments.what == "add":
            found = people.add(conn, arguments.device, arguments.name, arguments.role, _who_is_here())
        elif arguments.what == "leave":
            found = people.take_off(conn, arguments.device, arguments.name, _who_is_here())
        else:
            found = people.of(conn, arguments.device)
        notes = people.noted(conn, arguments.device)[::-1]
    say = Catalog(arguments.lang).say
    by = {(one.person, one.what): say(one.who) for one in notes}
    said = [
        one.as_json() | {f"{what}_by": by.get((one.id, what), "") for what in (people.PUT, people.OFF)} for one in found
    ]
    lines = [f"{one.id}  {one.role:<11}  {'left' if one.left else 'here':<4}  {one.name}" for one in found]
    print(json.dumps(said, ensure_ascii=False) if arguments.json else "\n".join(lines))
    return 0


def _who_is_here() -> people.By:
    """Who works at this computer, as its system calls her."""
    try:
        return people.By(getpass.getuser(), here=True)
    except (OSError, KeyError, ImportError):  # a service without a user of its own
        return people.By("", here=True)


def _readmit(arguments: argparse.Namespace) -> int:
    with _hub(arguments) as hub, hub.engine.begin() as conn:
        if not admission.readmit(conn, hub.keys, arguments.device):
            raise _no_laptop(arguments.device)
    return 0


def _no_laptop(code: str) -> KnownError:
    return KnownError(T("There is no laptop {device} at this hub.", device=code))


def _said(value: Any) -> Any:
    """A value as other programs read it: moments in ISO 8601, what is absent as no text."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return "" if value is None else value


def _fold(arguments: argparse.Namespace) -> int:
    from samarth_desktop.hub.read_model import doubles, fold

    with _hub(arguments) as hub:
        done = {"operations": fold.rebuild(hub.engine) if arguments.rebuild else fold.catch_up(hub.engine)}
        if arguments.doubles:
            done["doubles"] = doubles.look(hub.engine)
    print(json.dumps(done) if arguments.json else "  ".join(f"{name} {count}" for name, count in done.items()))
    return 0


def _snapshot(arguments: argparse.Namespace) -> int:
    from samarth_desktop.hub.feed import snapshot

    with _hub(arguments) as hub:
        made = snapshot.write_all(hub)
    print(json.dumps(made) if arguments.json else "\n".join(f"{s['area']}  {s['size']}  {s['sha256']}" for s in made))
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    from samarth_desktop.hub.admin import backup

    with _hub(arguments) as hub:
        backup.write(hub, arguments.file)
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from samarth_desktop.hub.admin import backup

    url = arguments.database or database.embedded(arguments.data / "postgres")
    done = backup.restore(arguments.data, url, arguments.file)
    if arguments.json:
        print(json.dumps({"at": done.at, "laptops": done.laptops}))
    say = Catalog(arguments.lang).say
    for text in done.said():
        sys.stderr.write(say(text) + "\n")
    return 0


def _programmes(arguments: argparse.Namespace) -> int:
    from samarth_desktop.hub.admin import programmes

    done = "withdrawn" if arguments.what == "withdraw" else "published"
    with _hub(arguments) as hub:
        try:
            if arguments.what == "withdraw":
                code, version = programmes.withdraw(hub, arguments.of)
            else:
                made = programmes.publish(hub, Path(arguments.of))
                code, version = made.code, made.version
        except programmes.NotPublished as wrong:
            reason = Catalog(arguments.lang).say(wrong.text)
            sys.stderr.write(reason + "\n")
            if arguments.json:
                print(json.dumps({done: "", "reason": reason}, ensure_ascii=False))
            return 1
    print(json.dumps({done: code, "version": version}) if arguments.json else code)
    return 0


def _parcel(arguments: argparse.Namespace) -> int:
    from samarth_desktop.hub.feed import parcels

    with _hub(arguments) as hub:
        taken = parcels.take(hub, arguments.file)
    print(json.dumps(taken) if arguments.json else taken["taken"])
    return 0


if __name__ == "__main__":
    multiprocessing.freeze_support()  # in an installed program further workers start here too
    sys.exit(main())
