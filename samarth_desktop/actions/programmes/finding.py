"""Whoever a number on paper means: a person or group by registration number, or by a certificate's serial."""

from typing import cast

from samarth_desktop.domain.ids import read_number
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.registry import holder as as_holder
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.log.reader import Reader


def holder_of(reader: Reader, typed: str) -> Holder:
    """The person or group of a number. KnownError where nobody here has it."""
    number = read_number(typed)
    found = as_holder(reader.by_registration(number))
    if found is not None:
        return found
    certificate = reader.by_serial(number)
    holder = reader.holder(reader.kept(certificate.holder)) if certificate else None
    if holder is None:
        raise KnownError(T("Nobody on this laptop has the registration number {number}.", number=number))
    return holder


def group_of(reader: Reader, typed: str) -> Shg:
    """The group of a number. KnownError where no group here has it."""
    found = holder_of(reader, typed)
    if found.KIND != Shg.KIND:
        raise KnownError(T("{number} is no group.", number=found.registration))
    return cast(Shg, found)
