"""What each page is for, its next steps, what people ask of it, in both languages (``resources/help/pages.toml``)."""

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samarth_desktop import paths
from samarth_desktop.domain.programmes.wording import Words


@dataclass(frozen=True, slots=True)
class Question:
    """What people ask, and the answer."""

    asked: Words
    answer: Words


@dataclass(frozen=True, slots=True)
class Guide:
    """The help for one page, by the page's key."""

    page: str
    what: Words
    steps: tuple[Words, ...]
    questions: tuple[Question, ...]

    def texts(self) -> Iterator[Words]:
        """Everything that is said."""
        yield self.what
        yield from self.steps
        for question in self.questions:
            yield question.asked
            yield question.answer

    def speaks_of(self, words: str) -> bool:
        """Whether every word asked for stands in it, in either language; beginnings of words are enough."""
        said = " ".join(f"{text.hi} {text.en}" for text in self.texts()).casefold().split()
        return all(any(word in one for one in said) for word in words.casefold().split())


@functools.cache
def guides() -> Mapping[str, Guide]:
    """The help for every page, by its key, in the order of the file."""
    held = tomllib.loads(paths.resource("help/pages.toml").read_text("utf-8"))
    return {page: _guide(page, told) for page, told in held.items()}


def _guide(page: str, told: dict[str, object]) -> Guide:
    steps, asked = told["steps"], told["asked"]
    assert isinstance(steps, list) and isinstance(asked, list)
    questions = tuple(Question(_words(one["q"]), _words(one["a"])) for one in asked)
    return Guide(page, _words(told["what"]), tuple(map(_words, steps)), questions)


def _words(said: object) -> Words:
    assert isinstance(said, dict)
    return Words(said["hi"], said["en"])
