"""The list of programmes that run in a state, in the language of the window."""

from samarth_desktop.actions.forms import PROGRAMME
from samarth_desktop.domain import programme
from samarth_desktop.domain.programme import Programme
from samarth_desktop.gui.form import FormState
from samarth_desktop.gui.language import Says, lang
from samarth_desktop.gui.widgets.fields import ComboBox
from samarth_desktop.i18n import T


class ProgrammeChoice(ComboBox):
    """Offers what runs in the state for this kind of holder, and the chosen one whatever it is."""

    def __init__(self, state: FormState, kind: str) -> None:
        super().__init__((), T("Choose"))
        self._state, self._kind = state, kind

    def offer(self, state_code: str) -> None:
        """Offers the programmes of another state."""
        chosen = self._state.text(PROGRAMME)
        there = programme.for_place(state_code) if state_code else programme.programmes()
        running = [one for one in there if self._kind in one.holders]
        known = programme.programme(chosen) if chosen else None
        if known is not None and known not in running:
            running.append(known)
        self.set_options([(one.code, _name_of(one)) for one in running])
        self._state.put(PROGRAMME, chosen)


def _name_of(one: Programme) -> Says:
    return lambda: programme_words(one.code)


def programme_words(code: str) -> str:
    """The code and the name of a programme in the language of the window."""
    known = programme.programme(code) if code else None
    return f"{known.code} · {known.name.say(lang.code)}" if known else code
