"""What a monitor reads: totals of the hub, what somebody should look into, and one worker's requests."""

import shutil
from datetime import timedelta

from sqlalchemy import func, select

from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import admission, auth
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import machines, oplog
from samarth_desktop.hub.read_model import fold, lists
from samarth_desktop.hub.web.guard import STEPS, Seen


def text(hub: Hub, seen: Seen) -> str:
    """The figures as Prometheus reads them."""
    figures = {"samarth_machines_away": 0, "samarth_disk_free_bytes": shutil.disk_usage(hub.folder).free}
    try:
        figures |= _totals(hub) | _to_look_into(hub)
    except oplog.PASSING as wrong:
        if not machines.is_down(wrong):
            raise
        figures["samarth_machines_away"] = 1  # what is counted over all areas cannot be told
    lines = [f"{name} {value}" for name, value in figures.items()]
    for (route, status), count in sorted(seen.answers.items()):
        lines.append(f'samarth_requests_total{{route="{route}",status="{status}"}} {count}')
    for reason, count in sorted(seen.refused.items()):
        lines.append(f'samarth_refused_total{{reason="{reason}"}} {count}')
    for route, seconds in sorted(seen.seconds.items()):
        many = sum(count for (of, _), count in seen.answers.items() if of == route)
        steps = [(str(step), seen.took[route, step]) for step in STEPS]
        for end, count in (*steps, ("+Inf", many)):
            lines.append(f'samarth_request_seconds_bucket{{route="{route}",le="{end}"}} {count}')
        lines += [f'samarth_request_seconds_sum{{route="{route}"}} {seconds:.6f}',
                  f'samarth_request_seconds_count{{route="{route}"}} {many}']  # fmt: skip
    return "\n".join(lines) + "\n"


def of_laptops(hub: Hub) -> dict[str, str]:
    """Texts that are others once a laptop joined, was shut out or let in (``laptops``), and once one was heard
    (``heard``): a window need not ask for the list before. Nothing while a machine of the hub is away."""
    c = t.device.c
    try:
        with hub.engine.connect() as conn:
            there = conn.execute(select(func.count(), func.count(c.revoked), func.max(c.enrolled))).one()
            waits = conn.execute(select(func.count()).where(c.waits)).scalar_one()
            heard = conn.execute(select(func.max(t.heard.c.synced))).scalar()
    except oplog.PASSING:
        return {}
    return {"laptops": " ".join(map(str, (*there, waits))), "heard": str(heard or "")}


def _totals(hub: Hub) -> dict[str, int]:
    with hub.engine.connect() as conn:
        return {
            "samarth_operations": int(conn.execute(select(func.coalesce(func.sum(t.counter.c.seq), 0))).scalar_one()),
            "samarth_devices": conn.execute(select(func.count()).select_from(t.device)).scalar_one(),
            "samarth_set_aside": conn.execute(select(func.count()).select_from(t.quarantine)).scalar_one(),
            "samarth_photos": conn.execute(select(func.count()).select_from(t.blob)).scalar_one(),
        }


def _to_look_into(hub: Hub) -> dict[str, int]:
    """Laptops of which nothing was heard, work that waits on laptops, lists and first-sync files that are behind."""
    with hub.engine.connect() as conn:
        laptops = [one for one in admission.devices(conn) if not one["revoked"]]
        behind = sum(fold.behind(conn).values())
        written = conn.execute(select(func.min(t.snapshot.c.at))).scalar()
    age = auth.now() - written if written else timedelta()
    return {
        "samarth_laptops_silent": sum(lists.is_silent(one["synced"], one["enrolled"]) for one in laptops),
        "samarth_laptops_waiting_for_office": sum(one["waits"] for one in laptops),
        "samarth_operations_waiting_on_laptops": sum(one["waiting"] for one in laptops),
        "samarth_operations_not_folded": behind,
        "samarth_snapshot_age_seconds": int(age.total_seconds()),
    }
