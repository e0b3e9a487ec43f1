"""How the answer of a rule or programme looks: yes, no, not known, ask; four shapes, never colour alone."""

from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.gui.kit.surfaces.labels import Badge
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T

LOOKS = {
    Answer.YES: ("ok", "checkc", T("Yes")),
    Answer.NO: ("error", "no", T("No")),
    Answer.UNKNOWN: ("info", "unknown", T("Not known")),
}


def answer_badge(answer: Answer, *, ask: bool = False, words: LocalizedText = "") -> Badge:
    """A badge with icon and word; `ask` is a hit that a person has to look at."""
    tone, icon, text = ("warning", "warn", T("Ask")) if ask else LOOKS[answer]
    return Badge(words or text, tone, icon)
