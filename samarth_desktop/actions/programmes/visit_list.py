"""The visits of a day on paper, by village: whom, what about, what to do, and room to write."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from samarth_desktop.actions.programmes.follow_ups import Visit
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.registers.flowing import Section, render
from samarth_desktop.domain.names.other_script import in_script_of
from samarth_desktop.i18n import N_, T, catalog

_HEADS = (N_("Name"), N_("Mobile number"), N_("What is it about?"), N_("Due on"), N_("Done, remarks"))
_SHARES = (30, 19, 35, 20, 26)


def pdf(session: Session, visits: Sequence[Visit], language: str) -> bytes:
    """The list as a PDF; phones masked, as in every list."""
    words = catalog(language)
    say = words.say
    sections = []

    def village_of(one: Visit) -> str:
        return in_script_of(language, one.village)

    for village, of_village in groupby(sorted(visits, key=village_of), key=village_of):
        rows = [
            (
                "\n".join(filter(None, (in_script_of(language, *one.name, person=True), one.registration))),
                one.mobile,
                say(one.title),
                words.date(one.follow_up.due) if one.follow_up.due else "",
                "",
            )
            for one in of_village
        ]
        title = village or say(T("No village noted"))
        sections.append(Section(title, (), [say(head) for head in _HEADS], rows, _SHARES, lines_to_sign=True))
    under = say(T("{day} · {name}", day=session.today, name=in_script_of(language, session.author, person=True)))
    made = datetime.combine(session.today, datetime.now().time())
    return render(say(T("To visit")), under, sections, language, made)
