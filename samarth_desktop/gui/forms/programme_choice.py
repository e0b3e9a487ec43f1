"""The list of programmes that run in a state, in the language of the window."""

from samarth_desktop.actions.registration.forms import PROGRAMME
from samarth_desktop.domain.programmes import programme
from samarth_desktop.domain.programmes.programme import Own, Programme
from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.gui.kit.inputs.fields import ComboBox
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T


class ProgrammeChoice(ComboBox):
    """Offers what runs in the state for this kind of holder, and the chosen one whatever it is. `own` is the folder of
    the trials, which are offered last and marked."""

    def __init__(self, state: FormState, kind: str, own: Own) -> None:
        super().__init__((), T("Choose"))
        self._state, self._kind, self._own = state, kind, own

    def offer(self, state_code: str) -> None:
        """Offers the programmes of another state."""
        chosen = self._state.text(PROGRAMME)
        there = programme.for_place(state_code, self._own) if state_code else programme.programmes(self._own)
        running = [one for one in there if self._kind in one.holders]
        known = programme.programme(chosen, self._own) if chosen else None
        if known is not None and known not in running:
            running.append(known)
        self.set_options([(one.code, _name_of(one)) for one in running])
        self._state.put(PROGRAMME, chosen)


def _name_of(one: Programme) -> LocalizedText:
    return lambda: words_of(one)


def words_of(one: Programme) -> str:
    """Its code, by which people ask for it, and its name; a trial is marked."""
    name = f"{one.code} · {one.name.say(lang.code)}"
    return say(T("{programme} (trial: prints samples)", programme=name)) if one.trial else name


def programme_words(code: str, own: Own) -> str:
    """The code and the name of a programme in the language of the window, a trial from the folder `own` marked."""
    known = programme.programme(code, own) if code else None
    return words_of(known) if known else code
