"""What a laptop hears of its people and those of others by their cards, and what it answers the hub.

The answer says how far its own streams reached when it took in a version of its list (:mod:`.oplog.card_people`). It is
noted after the list is in the log, so that nothing written without knowing it lies behind; and said until the hub's
card shows it.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from samarth_desktop.domain.oplog import card_people
from samarth_desktop.domain.oplog.card_people import KNOWN, OWN, TOOK_IN, People
from samarth_desktop.domain.oplog.exchange import OpLog

_Ends = dict[int, dict[str, int]]


def on(card: str) -> People:
    """The people of a card's text."""
    return card_people.read(json.loads(card))


def heard(log: OpLog, cards: Iterable[People], own: People | None = None) -> dict[str, str]:
    """Settings with the names of people on cards, by which authors are shown; with those of our `own` card, who may
    write here. A name is never forgotten: what she wrote stays."""
    people = [one for card in (*cards, *([own] if own else [])) for one in card.listed]
    before = json.loads(log.get(KNOWN) or "{}")
    known = before | {one.id: one.name for one in people}
    said = {KNOWN: json.dumps(known, ensure_ascii=False)} if known != before else {}
    return said | ({OWN: card_people.to_text(own)} if own is not None else {})


def note(log: OpLog) -> None:
    """Notes how far our streams reach where the list is of a version that we had not taken in yet, or our code is
    another one since."""
    version = _own(log).version
    if version and version not in _noted(log):
        _keep(log, {**_noted(log), version: _ends(log)})


def note_renumbered(log: OpLog) -> None:
    """After work of an earlier code got the next numbers of the present one: it was written before, as it was."""
    own, now = _own(log), _ends(log)
    if versions := own.heard.keys() | _noted(log).keys():
        _keep(log, dict.fromkeys(versions, now))


def answer(log: OpLog) -> dict[str, Any]:
    """What a greeting says of this: ``people`` with the ends of our streams by version, as far as our card does not
    show it yet; nothing where there is nothing to say."""
    note(log)
    shown = _own(log).heard
    unsaid = {
        str(version): ends
        for version, ends in _noted(log).items()
        if version not in shown or any(n > shown[version].get(area, 0) for area, n in ends.items())
    }
    return {"people": unsaid} if unsaid else {}


def _own(log: OpLog) -> People:
    return card_people.of_text(log.get(OWN))


def _ends(log: OpLog) -> dict[str, int]:
    mine = log.device()
    return {area: n for (area, device), n in log.streams().items() if device == mine}


def _noted(log: OpLog) -> _Ends:
    held: Mapping[str, Any] = json.loads(log.get(TOOK_IN) or "{}")
    return {int(version): ends for version, ends in held.get(log.device(), {}).items()}


def _keep(log: OpLog, ends: Mapping[int, Mapping[str, int]]) -> None:
    log.put({TOOK_IN: json.dumps({log.device(): {str(version): dict(of) for version, of in ends.items()}})})
