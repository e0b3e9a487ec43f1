"""Whatever the order in which a list begins, people come and go, work is written off-line and goes its ways: what is
rightful is taken, what is not is refused, at the hub and at neighbours, and no place is without its reason."""

import os
import random

import pytest

from samarth_desktop.domain.oplog import card_people
from samarth_desktop.hub.auth import people
from samarth_desktop.i18n import Text
from samarth_desktop.sync import identity
from samarth_desktop.sync.hub_client import HubClient, Unreachable
from tests.hub.test_authority import AREA
from tests.hub.test_people_on_card import OFFICER, Few
from tests.postgres_fixture import hub_client, sync

NAMES = ("Meena Verma", "Kamla Devi", "Rekha Singh", "Shabnam Bano", "Pushpa Rani")
LONG = "SAMARTH_LONG_TESTS" in os.environ
SEEDS, STEPS = (60, 60) if LONG else (3, 30)


class Life(Few):
    """One laptop with people, the office that keeps their list, and a neighbour; `rightful` and `wrong` are rows."""

    def __init__(self, hub, client, folder, seed):
        super().__init__(hub, client, folder)
        self.log, self.dice = self.issuer, random.Random(seed)
        self.rightful: set[str] = set()
        self.wrong: set[str] = set()
        self.left: list[str] = []
        self.noted = True  # whether the hub has the laptop's answer

    def known(self):
        """What the laptop holds of its list."""
        return card_people.of_text(self.log.get(card_people.OWN))

    def step(self):
        ways = (self.begins_or_joins, self.leaves, self.writes, self.writes, self.writes, self.sneaks, self.syncs,
                self.meets, self.sends, self.loses_an_answer, self.is_copied)  # fmt: skip
        self.dice.choice(ways)()

    def begins_or_joins(self):
        with self.hub.engine.begin() as conn:
            there = [one.name for one in people.of(conn, self.log.device()) if not one.left]
            if free := [name for name in NAMES if name not in there]:
                people.add(conn, self.log.device(), self.dice.choice(free), "coordinator", OFFICER)

    def leaves(self):
        with self.hub.engine.begin() as conn:
            there = [one for one in people.of(conn, self.log.device()) if not one.left]
            if len(there) > 1:
                people.take_off(conn, self.log.device(), self.dice.choice(there).id, OFFICER)

    def writes(self):
        """Somebody who may, as far as this laptop knows; on a clock that is anything."""
        there = self.known().present
        author = self.dice.choice(there).id if there else self.dice.choice((*NAMES, "Whoever"))
        self.log.clock.last = self.dice.choice((0, 1 << 56, self.log.clock.last))
        self.rightful.add(self.log.write(AREA, author=author).row)

    def sneaks(self):
        """Somebody who may not, on a laptop that knows it."""
        known = self.known()
        if not known.listed or not self.noted:
            return
        left = [one.id for one in known.listed if one.left]
        self.wrong.add(self.log.write(AREA, author=self.dice.choice(("Whoever", *left))).row)

    def syncs(self):
        sync(self.log, self.client)
        self.noted = True

    def meets(self):
        self.to_host(self.log, "hall")
        if self.dice.random() < 0.5:
            sync(self.host, self.client)

    def sends(self):
        self.to_host(self.log, "stick")

    def loses_an_answer(self):
        """The line breaks at any request of a round, before the hub heard it or after."""
        once, left, heard = HubClient.once, self.dice.randint(1, 5), self.dice.random() < 0.5

        def broken(client, *asked, **how):
            nonlocal left
            left -= 1
            answer = once(client, *asked, **how) if left > 0 or heard else None
            if left <= 0:
                raise Unreachable(Text("cut"))
            return answer

        HubClient.once = broken
        try:
            sync(self.log, self.client)
            self.noted = True
        except Unreachable:
            self.noted = self.known().version in self.known().heard or not self.known().listed
        finally:
            HubClient.once = once

    def is_copied(self):
        """The laptop takes another code, and what was not sent gets new numbers under it."""
        self.syncs()
        for _ in range(self.dice.randint(0, 2)):
            self.writes()
        line, me = hub_client(self.client), identity.enrolled(self.log)
        line.identity = lambda: (me.device, me.key, me.card)
        if self.dice.random() < 0.3:
            marks = self.log.marks("hub")
            identity.renew(self.log, line, {area: n for (area, code), n in marks.items() if code == me.device})
            self.noted = False
            self.syncs()

    def ends(self):
        for one in (self.log, self.host, self.log, self.host):
            sync(one, self.client)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_order_refuses_what_is_rightful_or_lets_through_what_is_not(hub, client, tmp_path, seed):
    life = Life(hub, client, tmp_path, seed)
    for _ in range(STEPS):
        life.step()
    life.ends()
    held = {op.row: op for op in life.log.ops.values() if op}
    refused = {row for row in life.rightful if life.in_log(held[row]) in (None, "0")}
    assert not refused, [held[row] for row in refused]
    assert {row for row in life.wrong if life.in_log(held[row]) != "0"} == set()
    there = life.host.state()
    assert life.rightful <= there.keys() and not life.wrong & there.keys()
    for version, op in life.log.ops.items():
        assert op is not None, version
