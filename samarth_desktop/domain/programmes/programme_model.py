"""What a programme consists of; :mod:`samarth_desktop.domain.programmes.programme` finds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.field import Choice, Field, Kind
from samarth_desktop.domain.programmes.rule_model import RuleGroup
from samarth_desktop.domain.programmes.wording import NO_WORDS, Wording, Words
from samarth_desktop.domain.reference.sources import Source

HOLDERS = ("artisan", "shg")
SETTLEMENTS = ("any", "urban", "rural")
STAGES = ("registered", "documents_complete", "verified", "trained", "listed", "first_sale")
"""The way through a programme, in order; one that leaves stages out still begins with the first."""
VERIFIERS = ("anyone", "second_person")
FUND_KINDS = ("rf", "cif", "vrf", "bank_loan", "own")
PANCHSUTRA = ("", "nrlm", "nulm")
FIELD_KINDS: Mapping[str, Kind] = {
    "line": Kind.LINE,
    "whole": Kind.WHOLE,
    "date": Kind.DATE,
    "choice": Kind.CHOICE,
    "choices": Kind.CHOICES,
    "yesno": Kind.FLAG,
}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of an extra field."""

    code: str
    label: Words


@dataclass(frozen=True, slots=True)
class ExtraField:
    """A field that one programme asks beside the record's own; kept under ``PROGRAMME.key``.

    `kind` is a key of :data:`FIELD_KINDS`. `holders` says of whom it is asked. `suggest` names a table that
    offers values while typing: ``odop`` (products of the district) or nothing.
    """

    key: str
    label: Words
    kind: str
    options: tuple[Option, ...] = ()
    required: bool = False
    help: Words = NO_WORDS
    holders: tuple[str, ...] = HOLDERS
    suggest: str = ""

    def field(self, language: str) -> Field:
        """The same as a described field whose labels are already words of `language`."""
        return Field(
            self.label.say(language),
            FIELD_KINDS[self.kind],
            required=self.required,
            choices=tuple(Choice(o.code, o.label.say(language)) for o in self.options),
            hint=self.help.say(language),
            heads=(self.label.hi, self.label.en),
        )


@dataclass(frozen=True, slots=True)
class AskedDocument:
    """A paper the programme asks for; `required` ones make the documents complete, `dated` ones have a last day."""

    key: str
    label: Words
    required: bool = False
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Fairs:
    """How many stalls a year somebody may have, 0 for any number; those with one of `values` in the programme's own
    `field` are exempt."""

    a_year: int = 0
    field: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme. `states` are LGD codes, none means all of India; `said` is the name inside a sentence.

    `version` counts what the programme says on paper, from 1; what is signed names code and version. A `trial` comes
    from a file in the data folder: printed as a sample, never sealed. `waiver_months` without commission and
    `incubation_months` count from the listing date, `training_months` (until when training is due) from the
    registration, `catalogue_limit` is the most products a seller may list; 0 means none. `rules` say who may join,
    `stages` are those of the way that it uses, `verify` whether a second person must verify. `panchsutra` names the
    form of the five habits ("" as the group's mission), `fund_kinds` the money it gives. `sources` say where these
    were read. `signed` is the day of the agreement, `until` the last day on which the programme runs, None where no end
    is known; who is in it then goes on.
    """

    code: str
    version: int
    name: Words
    said: Words
    partner: Words
    about: Words
    marketplaces: tuple[str, ...]
    states: tuple[str, ...]
    signed: date | None
    holders: tuple[str, ...]
    settlement: str
    waiver_months: int
    incubation_months: int
    catalogue_limit: int
    sources: tuple[Source, ...]
    products: tuple[Words, ...]
    documents: tuple[AskedDocument, ...]
    fields: tuple[ExtraField, ...]
    wording: Mapping[str, Wording]
    rules: tuple[RuleGroup, ...] = ()
    stages: tuple[str, ...] = STAGES
    verify: str = VERIFIERS[0]
    training_months: int = 0
    fairs: Fairs = Fairs()
    panchsutra: str = ""
    fund_kinds: tuple[str, ...] = FUND_KINDS
    trial: bool = False
    until: date | None = None

    def runs_in(self, state_code: str) -> bool:
        """Whether people of this state can be enrolled."""
        return not self.states or state_code in self.states

    def fields_for(self, holder: str) -> tuple[ExtraField, ...]:
        """What is asked of an ``artisan`` or an ``shg``."""
        return tuple(f for f in self.fields if holder in f.holders)
