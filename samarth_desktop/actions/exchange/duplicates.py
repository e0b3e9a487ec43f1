"""Who on this laptop may be the same person as the one being written down."""

from typing import cast

from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.registry import is_person
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.duplicates.not_duplicate import not_duplicates
from samarth_desktop.store.duplicates import candidates
from samarth_desktop.store.duplicates.candidates import Candidate

SHOWN = 2


def likely_duplicates(session: Session, sheet: Registration) -> list[Candidate]:
    """At most two people, the likeliest first, with reasons, without those dismissed before. Nobody is ever
    stopped by it."""
    holder = sheet.holder
    if not is_person(holder) or not (holder.name_hi or holder.name_en):
        return []
    with session.store.read() as reader:
        found = candidates.candidates(reader, cast(Artisan, holder), most=SHOWN * 4)
    apart = not_duplicates(holder)
    return [one for one in found if one.summary.active and one.summary.id not in (holder.id, *apart)][:SHOWN]


def form_of(session: Session, row: str) -> tuple[str, str]:
    """The kind and row id of the record in which somebody who was found stands: her own, or that of her group."""
    with session.store.read() as reader:
        member = reader.get(Member, row)
    return (Shg.KIND, member.shg) if member is not None else (Artisan.KIND, row)
