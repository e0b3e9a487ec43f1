"""What somebody said of the columns of a sheet, remembered for the next sheet with the same heads."""

import json
from dataclasses import replace

from samarth_desktop.actions.session import Session
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping, columns_of
from samarth_desktop.store.log.reader import Reader


def remember(session: Session, plan: ColumnMapping) -> None:
    """Keeps a mapping that somebody corrected, with the answers about whole columns."""
    names = _names(plan)
    keys = dict(zip(names, plan.keys, strict=True))
    legacy = [names[at] for at in sorted(plan.legacy)]
    told = {names[at]: said for at, said in plan.told}
    text = json.dumps({"keys": keys, "legacy": legacy, "told": told}, ensure_ascii=False)
    session.store.put(**{_key(plan): text})


def remembered(reader: Reader, plan: ColumnMapping) -> ColumnMapping:
    """The plan as somebody corrected it before, or as it is."""
    setting = reader.setting(_key(plan))
    if not setting:
        return plan
    said = json.loads(setting)
    known, told = columns_of(plan.kind), said.get("told", {})
    pairs = list(zip(_names(plan), plan.keys, strict=True))
    keys = (said["keys"].get(head, key) for head, key in pairs)
    return replace(
        plan,
        keys=tuple(key if key in known else "" for key in keys),
        legacy=frozenset(at for at, (head, _) in enumerate(pairs) if head in said["legacy"]),
        told=tuple((at, told[head]) for at, (head, _) in enumerate(pairs) if head in told),
    )


def _names(plan: ColumnMapping) -> list[str]:
    """The heads; a column without one by its place, a head that stands again with how often it stood before."""
    names: list[str] = []
    for at, head in enumerate(plan.heads):
        before = plan.heads[:at].count(head)
        names.append((f"{head}#{before}" if before else head) if head else f"#{at}")
    return names


def _key(plan: ColumnMapping) -> str:
    return f"columns {plan.signature}"
