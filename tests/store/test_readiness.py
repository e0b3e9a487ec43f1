"""Who is ready to print: one rule, whoever asks and however many records it asks about."""

import random
from datetime import date, timedelta
from typing import Any

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.ids import certificate_serial, new_id
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.rules.certificates.readiness import is_ready
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import lists, narrowing, overview
from samarth_desktop.store.store import Store
from tests.store.people import artisan

_DAY = date(2026, 11, 1)


def _person(dice: random.Random, number: int) -> list[Record]:
    """A person with any consents, programmes and certificates; more often than not one who is nearly ready."""
    row = new_id()
    half = {} if dice.random() < 0.9 else {"gender": ""}
    made: list[Any] = [artisan(id=row, life=dice.choice(["", "", "", "", "moved"]), **half)]
    for _ in range(dice.choice([0, 1, 1, 2])):
        given = _DAY + timedelta(days=dice.randrange(3))
        ended = dice.choice([None] * 6 + [_DAY + timedelta(days=dice.randrange(3))])
        made.append(
            Consent(
                holder=row, purpose=dice.choice(["", "registration", "registration", "photo"]), given_on=given,
                how=dice.choice(["thumb", "signature", "thumb", ""]), withdrawn_on=ended, deleted=dice.random() < 0.1,
            )
        )  # fmt: skip
    for _ in range(dice.choice([0, 1, 1, 2])):
        stage = dice.choice(["registered", "registered", "trained", "withdrawn", "on_hold"])
        made.append(Enrolment(holder=row, programme="UP-ODOP", stage=stage, deleted=dice.random() < 0.1))
    for n in range(dice.choice([0, 0, 0, 1, 2])):
        kind = dice.choice(["onboarding", "onboarding", "workshop"])
        made.append(
            Certificate(
                serial=certificate_serial(kind, "7KQ4MX", number * 10 + n + 1), certificate_kind=kind, holder=row,
                programme="UP-ODOP", state=dice.choice(["valid", "revoked"]), issued_on=_DAY + timedelta(days=n),
                deleted=dice.random() < 0.1,
            )
        )  # fmt: skip
    return made


def _by_the_rule(reader: Reader) -> list[str]:
    return [
        one.id
        for one in reader.every(Artisan)
        if is_ready(
            active=one.active and not one.deleted,
            complete=reader.is_complete(one),
            consents=reader.children(Consent, one.id),
            enrolments=reader.children(Enrolment, one.id),
            certificates=reader.children(Certificate, one.id),
        )
    ]


def test_everybody_gets_the_same_answer(store: Store) -> None:
    dice = random.Random(20261125)
    with store.unit_of_work() as unit:
        unit.save_all([record for number in range(160) for record in _person(dice, number)], "Sita")
        unit.commit()
    with store.read() as reader:
        ready = _by_the_rule(reader)
        assert 5 < len(ready) < 140
        assert sorted(lists.to_print(reader)) == sorted(ready)
        assert sorted(lists.ids(reader, "artisan", lists.Filter(certificate=narrowing.READY))) == sorted(ready)
        assert overview.done(reader, store.device, "", "").to_print == len(ready)
        marks = narrowing.marks(reader, [one.id for one in reader.every(Artisan)])
        assert sorted(row for row, mark in marks.items() if mark.certificate == narrowing.READY) == sorted(ready)
