"""Whatever happens in whatever order, all agree in the end and nothing is lost."""

import os

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from samarth_desktop.store.log.unit_of_work import UnitOfWork
from tests import postgres_fixture
from tests.sync.simulation import AREAS, FIELDS, HOUR, Crash, Village

LAPTOP = st.integers(0, 2)


class Life(RuleBasedStateMachine):
    """What may happen between three laptops, their hub, a stick and a hall."""

    @initialize()
    def begin(self):
        server, folder = postgres_fixture.start_server()
        self.environment = pytest.MonkeyPatch()
        self.environment.setenv("SAMARTH_CONFIG", str(folder / "config"))
        self.hub = postgres_fixture.fresh_hub(server, folder)
        self.village = Village(self.hub.__enter__())
        self.village.new_person(0)
        self.late: list[httpx.Request] = []

    def teardown(self):
        if hasattr(self, "village"):
            try:
                self.village.check()
            finally:
                self.village.close()
                self.hub.__exit__(None, None, None)
                self.environment.undo()

    @rule(who=LAPTOP)
    def registers(self, who):
        self.village.new_person(who)

    @rule(who=LAPTOP, row=st.integers(0, 5), key=st.sampled_from(FIELDS))
    def writes(self, who, row, key):
        self.village.write(who, row, key)

    @rule(who=LAPTOP, row=st.integers(0, 5), district=st.sampled_from(sorted(AREAS)))
    def moves(self, who, row, district):
        self.village.write(who, row, "remarks", district)

    @rule(who=LAPTOP, row=st.integers(0, 5))
    def erases(self, who, row):
        self.village.erase(who, row)

    @rule(who=LAPTOP, hours=st.sampled_from([-200_000, -26, -3, 0, 3, 20, 26, 600_000]))
    def clock_jumps(self, who, hours):
        self.village.laptops[who].offset_ms = hours * HOUR

    @rule(who=LAPTOP)
    def syncs(self, who):
        self.village.sync(who)

    @rule(
        who=LAPTOP,
        pattern=st.lists(st.sampled_from(["fine", "request", "answer", "twice", "crash", "write", "keep"]), max_size=6),
    )
    def syncs_badly(self, who, pattern):
        """Lost requests and answers, duplicates, a crash before the answer is taken in, work during the round."""
        todo = iter(pattern)
        now = ["fine"]

        def fault(request, answered):
            if not request.url.path.startswith(("/v1/push", "/v1/pull", "/v1/hello")):
                return
            if not answered:
                now[0] = next(todo, "fine")
            if now[0] == ("answer" if answered else "request"):
                raise httpx.ReadError("cut")
            if now[0] == "twice" and answered:
                self.village.wires.again(request)
            if now[0] == "keep" and answered:
                self.late.append(request)
            if now[0] == "write" and answered:
                self.village.write(who, 0, "craft")
            if now[0] == "crash" and answered:
                raise Crash

        self.village.sync(who, fault)

    @rule()
    def old_requests_arrive(self):
        """Reordered: what was sent rounds ago reaches the hub now, last one first."""
        for request in reversed(self.late):
            self.village.wires.again(request)
        self.late.clear()

    @rule(who=LAPTOP)
    def battery_dies_while_writing(self, who):
        right = UnitOfWork.apply

        def dies(unit, ops, trusted_ms=None):
            UnitOfWork.apply = right
            raise Crash

        UnitOfWork.apply = dies
        try:
            self.village.sync(who)
        finally:
            UnitOfWork.apply = right

    @rule(who=LAPTOP, whom=st.integers(-1, 2))
    def carries_a_stick(self, who, whom):
        if who != whom:
            self.village.stick(who, whom)

    @rule(guest=LAPTOP, host=LAPTOP)
    def meet_in_a_hall(self, guest, host):
        if guest != host:
            self.village.visit(guest, host)


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=int(os.environ.get("SYNC_EXAMPLES", "8")),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
