"""The copy of a person that stands at the door of a hall: invitations and attendance have it."""

from dataclasses import dataclass

from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.fields.choices import CATEGORIES, DISABILITIES, GENDERS
from samarth_desktop.domain.fields.field import Kind, MergeRule, Record, declare, digits, line, one_of, whole
from samarth_desktop.domain.fields.mixins import RELATIONS, YES_NO_UNSAID
from samarth_desktop.i18n import N_

_LAST = MergeRule.LAST


@dataclass(frozen=True, kw_only=True)
class Participant(Record):
    """Somebody as a hall needs her: a copy, so that door and report work without her record (DOMAIN, "Workshop or
    fair"). `participant` is the row id of the person or membership, or one of its own where only a name was written;
    `person` is her record's row, with which the copy goes when she is erased. Nobody is asked which copy is right."""

    participant: str = line("", system=True, merge=_LAST)
    person: str = line("", system=True, merge=_LAST)
    registration: str = line(N_("Registration no."), merge=_LAST)
    name_hi: str = line(N_("Name in Hindi"), script="hi", names="person", merge=_LAST)
    name_en: str = line(N_("Name in English"), script="en", names="person", merge=_LAST)
    relation: str = one_of(N_("Relation"), RELATIONS, merge=_LAST)
    relative: str = line(N_("Father's, husband's or mother's name"), names="person", merge=_LAST)
    age: int | None = whole(N_("Age in years"), least=0, most=120, merge=_LAST)
    gender: str = one_of(N_("Gender"), GENDERS, merge=_LAST)
    category: str = one_of(N_("Social category"), CATEGORIES, merge=_LAST)
    disability: str = one_of(N_("Disability"), DISABILITIES, merge=_LAST)
    minority: str = one_of(N_("Minority community"), YES_NO_UNSAID, merge=_LAST)
    mobile: str = digits(N_("Mobile number"), check=validators.mobile, masked=True, merge=_LAST)
    village: str = line(N_("Village or ward"), names="place", merge=_LAST)
    district: str = declare(Kind.DISTRICT, N_("District"), merge=_LAST)

    @property
    def name(self) -> str:
        """Whatever name is given, the Hindi one first."""
        return self.name_hi or self.name_en
