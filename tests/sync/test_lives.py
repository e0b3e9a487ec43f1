"""Whatever is done to people and their certificates, on whichever laptop and in whatever order: every push is
answered, nothing waits in the end, and all agree."""

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests import postgres_fixture
from tests.sync.district import BOTH, FIRST, SECOND, District

WHO, ROW = st.integers(0, 2), st.integers(0, 3)
AREAS = st.sampled_from([BOTH, (FIRST,), (SECOND,)])


class Lives(RuleBasedStateMachine):
    """One to three laptops, two areas; laptop and person are taken modulo what there is."""

    @initialize(others=st.lists(AREAS, max_size=2), two=st.booleans())
    def begin(self, others, two):
        self.hub = postgres_fixture.fresh_hub(*postgres_fixture.start_server())
        self.district = District(self.hub.__enter__(), (BOTH, *others))
        self.district.registers(0)
        if two:
            self.district.registers(0, "165")
        for who in range(len(self.district.laptops)):
            self.district.sync(who)

    def teardown(self):
        if hasattr(self, "district"):
            try:
                self.district.check()
            finally:
                self.district.close()
                self.hub.__exit__(None, None, None)

    def who(self, number):
        return number % len(self.district.laptops)

    @rule(who=WHO)
    def registers(self, who):
        self.district.registers(self.who(who))

    @rule(who=WHO, row=ROW)
    def issues(self, who, row):
        self.district.issues(self.who(who), self.district.row(row))

    @rule(who=WHO, row=ROW)
    def prints_again(self, who, row):
        self.district.prints_again(self.who(who), self.district.row(row))

    @rule(
        who=WHO, row=ROW, key=st.sampled_from(["name_en", "village"]), value=st.sampled_from(["Gita", "Sita", "Harakh"])
    )
    def corrects(self, who, row, key, value):
        self.district.corrects(self.who(who), self.district.row(row), **{key: value})

    @rule(who=WHO, row=ROW)
    def moves(self, who, row):
        """To the district where she is not, which may be one of others."""
        self.district.moves(self.who(who), self.district.row(row))

    @rule(who=WHO, row=ROW)
    def revokes(self, who, row):
        self.district.revokes(self.who(who), self.district.row(row))

    @rule(who=WHO, kept=ROW, other=ROW)
    def merges(self, who, kept, other):
        self.district.merges(self.who(who), self.district.row(kept), self.district.row(other))

    @rule(who=WHO)
    def takes_apart(self, who):
        self.district.takes_apart(self.who(who))

    @rule(who=WHO, row=ROW)
    def erases(self, who, row):
        self.district.erases(self.who(who), self.district.row(row))

    @rule(who=WHO, row=ROW)
    def consents(self, who, row):
        self.district.consents(self.who(who), self.district.row(row))

    @rule(who=WHO, row=ROW)
    def withdraws(self, who, row):
        self.district.withdraws(self.who(who), self.district.row(row))

    @rule(who=WHO)
    def writes_what_the_hub_cannot_take(self, who):
        self.district.writes_oddly(self.who(who))

    @rule(who=WHO, other=WHO, busy=st.booleans())
    def syncs_while_the_hub_takes_nothing(self, who, other, busy):
        if busy and self.who(other) != self.who(who):  # something waits on both ends
            self.district.registers(self.who(who))
            self.district.registers(self.who(other))
            self.district.sync(self.who(other))
        self.district.sync_in_trouble(self.who(who))

    @rule(who=WHO)
    def syncs(self, who):
        self.district.sync(self.who(who))

    @rule(who=WHO)
    def takes_a_stick_to_the_office(self, who):
        self.district.stick(self.who(who), -1)

    @rule(who=WHO, whom=WHO)
    def gives_a_stick(self, who, whom):
        if self.who(who) != self.who(whom):
            self.district.stick(self.who(who), self.who(whom))

    @rule(guest=WHO, host=WHO)
    def meet_in_a_hall(self, guest, host):
        if self.who(guest) != self.who(host):
            self.district.visit(self.who(guest), self.who(host))


TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=int(os.environ.get("LIVES_EXAMPLES", "7")),
    stateful_step_count=int(os.environ.get("LIVES_STEPS", "20")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
