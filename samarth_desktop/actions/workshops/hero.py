"""Today's workshop as Today and the list show it: what it is, and what is not ready yet."""

from dataclasses import dataclass

from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import planning
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.kinds.workshop.record import Workshop
from samarth_desktop.store.queries import workshops as store
from samarth_desktop.store.queries.workshops import Numbers
from samarth_desktop.sync.hall_time import HEARD


@dataclass(frozen=True, slots=True)
class Ready:
    """Today's workshop, or the next one where none is today (`plan` None); what is ready: told, with a phone, a second
    laptop that was heard today."""

    plan: Plan | None
    next: Workshop | None
    numbers: Numbers = Numbers()
    without_phone: int = 0
    laptop_heard: bool = False


def ready(session: Session) -> Ready:
    """How today's workshop stands."""
    with session.store.read() as reader:
        found = store.on_day(reader, session.today)
        if not found:
            coming = [one for one in store.every(reader) if one.since and one.since > session.today]
            coming = [one for one in coming if one.status != "cancelled"]
            return Ready(None, min(coming, key=lambda one: (one.since, one.id), default=None))
        plan = planning.of(reader, found[0].id)
        numbers = store.numbers(reader, [plan.workshop.id])[plan.workshop.id]
        without = store.without_phone(reader, plan.workshop.id)
        heard = any(at[:10] == session.today.isoformat() for at in store.settings_of(reader, HEARD))
    return Ready(plan, None, numbers, without, heard)
