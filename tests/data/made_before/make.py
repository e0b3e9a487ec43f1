"""Makes the data folder and the hub's backup beside this file, with the program as it was at commit bb3d3a2.

Run in a checkout of that commit (its own tests help), with its own environment::

    git worktree add ../before bb3d3a2 && cd ../before
    PYTHONPATH=. python <this file> <the folder of this file>

What the program of then said of them is written down beside them (`told.json`).
"""

import json
import os
import shutil
import sys
import tempfile
import zipfile
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from samarth_desktop.actions.registering import Sheet
from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.consent import Consent
from samarth_desktop.domain.enrolment import Enrolment
from samarth_desktop.domain.exchange import HUB, unsent
from samarth_desktop.domain.group import Member, Shg
from samarth_desktop.store.lists import Filter

from samarth_desktop.actions import (
    certifying,
    drafts,
    issuing,
    laptop,
    listing,
    merging,
    opening,
    registering,
    sync,
)  # fmt: skip
from samarth_desktop.hub import backup
from samarth_desktop.store import search, tables
from tests import hub_ground
from tests.store.people import artisan

WORDS, AREA, DAY = "four plain old words", "9/164", date(2026, 11, 20)
ASKED = ("ramesh", "रमेश", "Kavita", "Lakshmi", "9876500003", "चमेली", "rampur")


def _laptop(ground: Path, name: str, url: str, hub: Any) -> Any:
    os.environ["SAMARTH_CONFIG"] = str(ground / f"{name}-config")
    desk, _ = opening.set_up(ground / name, WORDS, author=name, area=AREA, language="hi")
    laptop.recovery_key_is_on_paper(desk)
    desk = replace(desk, clock=lambda: DAY)
    desk.store.today = desk.clock
    sync.enrol(desk, url, hub_ground.code(hub, AREA, person=name))
    return desk


def _at(ground: Path, desk: Any) -> Any:
    os.environ["SAMARTH_CONFIG"] = str(ground / f"{desk.author}-config")
    return desk


def _person(desk: Any, photo: bytes | None = None, **values: Any) -> Sheet:
    consent = Consent(purpose="registration", how="signature", given_on=DAY)
    enrolment = Enrolment(programme="UP-ODOP", stage="registered", registered_on=DAY)
    return registering.save(desk, Sheet(artisan(**values), (enrolment,), (consent,)), photo)


def _group(desk: Any) -> Sheet:
    group = Shg(
        name_hi="लक्ष्मी महिला समूह", name_en="Lakshmi Mahila Samuh", mission="nrlm", formation_date=date(2021, 8, 15),
        village="रामपुर", state="9", district="164",
    )  # fmt: skip
    names = ("चमेली", "गीता", "Sunita", "Rekha", "मालती", "आरती", "Poonam", "सरिता", "लक्ष्मी", "शबनम")
    roles = ("president", "secretary", "treasurer", *["member"] * 7)
    members = tuple(
        Member(
            role=role, relation="husband", relative="राम", birth_year=1990,
            **{"name_en" if name.isascii() else "name_hi": name},
        )
        for name, role in zip(names, roles, strict=True)
    )  # fmt: skip
    consent = Consent(purpose="registration", how="thumb", given_on=DAY)
    return registering.save(desk, Sheet(group, (), (consent,), members=members))


def _fill(ground: Path, a: Any, b: Any, out: Path) -> None:
    _at(ground, a)
    photo = b"\xff\xd8\xff\xe0 the face of somebody who was never there \xff\xd9"
    ramesh = _person(a, photo)
    _person(a, name_hi="", name_en="Kavita Joshi", relation="husband", relative_hi="", relative_en="Mahesh Joshi",
            gender="female", mobile="9876500002", village="Rampur", craft="Weaving")  # fmt: skip
    third = _person(a, name_hi="सीता देवी", name_en="", gender="female", mobile="9876500003")
    _group(a)
    (paper,) = issuing.issue(a, [ramesh.holder.id], ground / "out").papers
    shutil.copyfile(paper.file, out / "certificate.pdf")
    (second,) = issuing.issue(a, [third.holder.id], ground / "out").papers
    certifying.revoke(a, second.serial, "the name was wrong")
    third = registering.load(a, third.holder.id)
    registering.save(a, replace(third, consents=(replace(third.consents[0], withdrawn_on=DAY),)))
    twin = _person(a, name_hi="रमेश कुमार", name_en="Ramesh Kumaar", mobile="9876500004")
    merging.merge(a, ramesh.holder.id, twin.holder.id)
    contested = _person(a, name_hi="मीरा", name_en="Meera", gender="female", mobile="9876500005")
    sync.sync_now(a), sync.sync_now(_at(ground, b))
    for desk, name in ((a, "Meera Devi"), (b, "Mira")):
        _at(ground, desk)
        registering.correct(desk, contested.holder.registration, {"name_en": name})
        sync.sync_now(desk)
    sync.sync_now(_at(ground, a))
    _half_sent(a)
    _person(a, name_hi="राधा", name_en="Radha", gender="female", mobile="9876500006")
    drafts.keep(a, drafts.Draft("artisan", "artisan", {"name_hi": "अधूरी", "mobile": "98765"}))
    listing.keep_filter(a, "artisan", "रामपुर", Filter(village="रामपुर", complete=True))


def _half_sent(desk: Any) -> None:
    """Work that the hub has taken, of which the answer never came."""
    before = sync.log_of(desk).marks(HUB)
    _person(desk, name_hi="गंगा", name_en="Ganga", gender="female", mobile="9876500007")
    sync.sync_now(desk)
    mine = {stream: n for stream, n in before.items() if stream[1] == desk.store.device}
    sync.log_of(desk).mark(HUB, mine, back=True)


def _told(desk: Any) -> dict[str, Any]:
    """What this program says of the folder."""
    with desk.store.read() as reader:
        ops = reader.connection.execute(tables.op.select().order_by(tables.op.c.seq)).all()
        rows = sorted({op.row for op in ops})
        people = [*reader.every(Artisan), *reader.every(Shg)]
        told = {
            "author": desk.author,
            "device": desk.store.device,
            "numbers": {one.id: one.registration for one in people},
            "certificates": {one.serial: one.state for one in certifying.register(desk)},
            "history": {
                row: [[c.at.isoformat(), c.author, c.device, c.key, c.old, c.new] for c in reader.history(row)]
                for row in rows
            },
            "found": {typed: [hit.card.id for hit in search.find(reader, typed)] for typed in ASKED},
            "members": {one.id: one.shg for one in reader.every(Member)},
            "withdrawn": [one.id for one in reader.every(Consent) if one.withdrawn_on],
            "photos": {one.id: one.photo for one in reader.every(Artisan) if one.photo},
        }
    found = _conflicts_and_drafts(desk)
    return told | found


def _conflicts_and_drafts(desk: Any) -> dict[str, Any]:
    offered = listing.choices(desk, "artisan").kept
    return {
        "conflicts": [
            [conflict.row, conflict.key, [rival.value for rival in conflict.rivals]]
            for conflict, _ in sync.disagreements(desk)
        ],
        "drafts": [[one.key, one.page, dict(one.texts)] for one in drafts.kept(desk)],
        "filters": {name: asdict(one) for name, one in offered},
        "merges": [[one.merged.kept, one.merged.other] for one in merging.merges(desk)],
        "waiting": sum(last - known for _, known, last in unsent(sync.log_of(desk), HUB)),
    }


def _zip(out: Path, folders: dict[str, Path]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as box:
        for name, folder in folders.items():
            for file in sorted(folder.rglob("*")):
                inside = file.relative_to(folder)
                if file.is_file() and "rolling" not in inside.parts and file.suffix != ".lock":
                    box.write(file, f"{name}/{inside}")


def main(out: Path) -> None:
    """Makes everything anew."""
    ground = Path(tempfile.mkdtemp())
    with hub_ground.fresh_hub(*hub_ground.start_server()) as hub, hub_ground.listening(hub) as url:
        a, b = (_laptop(ground, name, url, hub) for name in ("Asha", "Bina"))
        _fill(ground, a, b, out)
        told = _told(_at(ground, a))
        backup.write(hub, out / "hub.backup")
        for desk in (a, b):
            _at(ground, desk)
            desk.store.close()
    (out / "told.json").write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    _zip(out / "laptop.zip", {"data": ground / "Asha", "config": ground / "Asha-config"})


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
