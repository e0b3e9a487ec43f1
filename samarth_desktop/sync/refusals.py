"""What the hub set aside of this laptop's work, told at the next hello where no receipt could tell it: a stick or a
neighbour brought the work, or the receipt was lost on the way.

The hub gives every hole in our streams since a moment; what was told once is not told again, because whoever saved the
record again meanwhile has dealt with it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from samarth_desktop.domain.oplog.exchange import OpLog
from samarth_desktop.domain.oplog.op import Version
from samarth_desktop.i18n import Text

TOLD = "sync.told"
"""Setting: the moment from which the hub is asked (``since``, ms) and what was told from then on (``told``)."""
SLACK_MS = 10 * 60 * 1000
"""How much earlier than another one a pack may be dated that the hub finishes later."""
MOST_KEPT = 1000


def since(log: OpLog) -> int:
    """From when on the hub is asked, in its milliseconds."""
    return int(_state(log)["since"])


def note(log: OpLog, versions: Iterable[Version]) -> None:
    """Notes what a receipt told of operations, so that the next hello does not tell it again."""
    state = _state(log)
    fresh = [list(one) for one in versions if list(one) not in state["told"]]
    if fresh:
        _keep(log, state["since"], [*state["told"], *fresh])


def hear(log: OpLog, said: Iterable[Sequence[Any]]) -> Mapping[Version, Text]:
    """What was not told before of `said`: area, device, number, sentence and moment of each hole."""
    state = _state(log)
    came = [(Version(str(device), str(area), int(n)), Text(str(why), {}), int(at)) for area, device, n, why, at in said]
    fresh = {version: why for version, why, _ in came if list(version) not in state["told"]}
    if fresh:
        newest = max(at for *_, at in came)
        _keep(log, max(state["since"], newest - SLACK_MS), [*state["told"], *map(list, fresh)])
    return fresh


def _state(log: OpLog) -> dict[str, Any]:
    return dict(json.loads(log.get(TOLD) or '{"since": 0, "told": []}'))


def _keep(log: OpLog, moment: int, told: Sequence[Sequence[Any]]) -> None:
    log.put({TOLD: json.dumps({"since": moment, "told": told[-MOST_KEPT:]})})
