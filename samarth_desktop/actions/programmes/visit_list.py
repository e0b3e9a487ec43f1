"""The visits of a day on paper, by village: whom, what about, what to do, and room to write."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from samarth_desktop.actions.programmes.follow_ups import Visit
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.registers.flowing import Section, render
from samarth_desktop.i18n import N_, T, catalog

_HEADS = (N_("Name"), N_("Mobile number"), N_("What is it about?"), N_("Due on"), N_("Done, remarks"))
_SHARES = (30, 16, 36, 14, 30)


def pdf(session: Session, visits: Sequence[Visit], language: str) -> bytes:
    """The list as a PDF; phones masked, as in every list."""
    words = catalog(language)
    say = words.say
    sections = []
    for village, of_village in groupby(sorted(visits, key=lambda one: one.village), key=lambda one: one.village):
        rows = [
            (
                "\n".join(filter(None, (one.name.best(language), one.registration))),
                one.mobile,
                say(one.title),
                words.date(one.follow_up.due) if one.follow_up.due else "",
                "",
            )
            for one in of_village
        ]
        title = village or say(T("No village noted"))
        sections.append(Section(title, (), [say(head) for head in _HEADS], rows, _SHARES, lines_to_sign=True))
    under = say(T("{day} · {name}", day=session.today, name=session.author))
    made = datetime.combine(session.today, datetime.now().time())
    return render(say(T("To visit")), under, sections, language, made)
