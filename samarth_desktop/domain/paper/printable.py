"""Says which names of a record cannot be printed, because neither typeface nor seal has their letters.

A warning while something is typed or imported; a reason against a certificate only where no script of the name is left
that can be printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from samarth_desktop.domain.fields.field import Problem, Record
from samarth_desktop.domain.paper.paper_text import undrawable
from samarth_desktop.i18n import T, Text

# The forms of one name, of which any may be printed: what a certificate or a card says of its holder.
_PRINTED = (
    ("name_hi", "name_en"),
    ("relative_hi", "relative_en"),
    ("craft",),
    ("village", "village_other"),
    ("gram_panchayat",),
    ("block",),
)
PRINTED = tuple(key for keys in _PRINTED for key in keys)
"""The keys of what is typed and printed."""
_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Unprintable:
    """A field with letters that cannot be drawn; `lost` where no other form of the same name can be printed either."""

    key: str
    letters: tuple[str, ...]
    lost: bool

    @property
    def text(self) -> Text:
        """What to do about it."""
        shown = " ".join(self.letters[:_MOST_SHOWN]) + (" …" if len(self.letters) > _MOST_SHOWN else "")
        if self.lost:
            return T("Some letters cannot be printed ({letters}). Write it in Hindi or English letters.", letters=shown)
        return T("Some letters cannot be printed ({letters}). The other spelling is printed instead.", letters=shown)


def unprintable(record: Record) -> Iterator[Unprintable]:
    """The fields of a record that certificates print and that hold letters which cannot be drawn."""
    for keys in _PRINTED:
        typed = {key: undrawable(text) for key in keys if (text := getattr(record, key, ""))}
        for key, letters in typed.items():
            if letters:
                yield Unprintable(key, letters, lost=all(typed.values()))


def problems(record: Record) -> Iterator[Problem]:
    """The same as warnings for a form or an import."""
    for one in unprintable(record):
        yield Problem(one.key, one.text, blocks=False)
