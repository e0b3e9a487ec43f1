"""Who may say what, over push, hall and stick: what a device may not say is refused alone and told to it; the rest goes."""

import itertools

import httpx
import pytest
from sqlalchemy import select

from samarth_desktop.domain.ids import certificate_serial
from samarth_desktop.domain.oplog.op import MOVED_TO
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import admission
from samarth_desktop.hub.feed import parcels
from samarth_desktop.kinds.kind import Guest
from samarth_desktop.kinds.registry import KINDS, RECORDS
from samarth_desktop.sync import bundle, peer_sync
from tests.postgres_fixture import Inline, enrol, sync
from tests.sync.memory import MemoryLog

AREA, FAR, NEAR = "9/164", "27/490", "9/165"
PEOPLE = sorted(name for name, kind in KINDS.items() if kind.guest is Guest.OWN_ROWS and name != "certificate")
"""Kinds of which a guest may begin rows in any district."""
ISSUED = {"state": "valid", "holder": "sita", "issued_on": "2026-02-01"}
REVOKED = {"state": "revoked", "revoked_on": "2026-04-01"}


class Ground:
    """A hub with an issuer and her neighbour in a district, a trainer, another state's coordinator and office, the
    district's office, and a laptop of both districts that serves the hall."""

    def __init__(self, hub, client, folder, rows=1):
        self.hub, self.client, self.folder = hub, client, folder
        self.issuer, self.neighbour, self.trainer, self.far, self.office, self.far_office, self.host = logs = [
            MemoryLog() for _ in range(7)
        ]
        roles = ["coordinator", "coordinator", "trainer", "coordinator", "office", "office", "coordinator"]
        areas = [(AREA,), (AREA,), (AREA,), (FAR,), ("9",), ("27",), (AREA, FAR)]
        for log, role, of in zip(logs, roles, areas, strict=True):
            enrol(log, client, hub, *of, role=role)
        self.numbers = itertools.count(1)
        self.stock = [self.registered() for _ in range(rows)]
        for log in (self.issuer, self.neighbour, self.trainer, self.office, self.host):
            sync(log, self.client)

        self.take_next()

    def registered(self):
        """Somebody whom the issuer registered, with all that belongs to her: rows by kind, and her serial."""
        serial = self.number(self.issuer)
        rows = {kind: self.issuer.write(AREA, kind=kind).row for kind in PEOPLE}
        self.holder = rows["artisan"]  # each holder has one certificate
        issued = {**ISSUED, "holder": self.holder, "serial": serial}
        paper = self.issuer.write(AREA, f=issued, kind="certificate").row
        return rows, paper, serial

    def number(self, log):
        return certificate_serial("onboarding", log.device(), next(self.numbers))

    def take_next(self):
        self.rows, self.paper, self.serial = self.stock.pop()
        self.holder = self.rows["artisan"]

    def state(self, serial=""):
        with self.hub.engine.connect() as conn:
            of_serial = t.certificate.c.serial == (serial or self.serial)
            return conn.execute(select(t.certificate.c.state).where(of_serial)).scalars().all()

    def in_log(self, op):
        """The line at the hub: None where it has not come, "0" where it was refused."""
        where = (t.op.c.area == op.area, t.op.c.device == op.device, t.op.c.n == op.n)
        with self.hub.engine.connect() as conn:
            return conn.execute(select(t.op.c.line).where(*where)).scalar()

    def aside(self, op):
        where = (t.quarantine.c.device == op.device, t.quarantine.c.area == op.area, t.quarantine.c.n == op.n)
        with self.hub.engine.connect() as conn:
            return conn.execute(select(t.quarantine.c.line).where(*where)).all()

    def to_hub(self, log, way):
        if way == "stick":
            bundle.write_parcel(log, self.folder / "to-hub", "hub")
            parcels.take(self.hub, self.folder / "to-hub")
        sync(log, self.client)

    def to_host(self, log, way):
        """Brings everything to the laptop that serves the hall, there or on a stick."""
        if way == "hall":
            with httpx.Client(transport=Inline(peer_sync.hall_app(self.host))) as web:
                return peer_sync.visit(log, "http://127.0.0.1", web)
        from samarth_desktop.sync import identity

        card = identity.read_card(identity.enrolled(self.host).card, identity.enrolled(log).hub_key())
        identity.keep_cards(log, {card.device: card})
        bundle.write_parcel(log, self.folder / "to-host", self.host.device())
        return bundle.read_parcel(self.host, self.folder / "to-host", 1_800_000_000_000)


@pytest.fixture
def ground(hub, client, tmp_path):
    return Ground(hub, client, tmp_path)


def on_foreign_row(kind):
    return lambda g: (g.far, g.far.write(AREA, g.rows[kind], {"remarks": "mine now"}, kind))


def state_by(who, state, area=AREA):
    return lambda g: (getattr(g, who), getattr(g, who).write(area, g.paper, state, "certificate"))


def foreign_serial(who, area):
    def write(g):
        f = {**ISSUED, "serial": g.number(g.issuer)}
        return getattr(g, who), getattr(g, who).write(area, f=f, kind="certificate")

    return write


def newer_for_a_stranger(area):
    """A certificate of a later day would replace hers."""

    def write(g):
        f = {**ISSUED, "holder": g.holder, "issued_on": "2026-03-01", "serial": g.number(g.far)}
        g.far.write(FAR, g.holder, {"remarks": "as if she were here"}) if area == FAR else None
        return g.far, g.far.write(area, f=f, kind="certificate")

    return write


def taken_serial(g):
    return g.issuer, g.issuer.write(AREA, f={**ISSUED, "serial": g.serial}, kind="certificate")


def voided_by_a_replacement_that_is_not_there(g):
    newer = g.number(g.neighbour)
    return state_by("neighbour", {"state": "replaced", "replaced_by": newer})(g)


def voided_by_somebody_elses_certificate(g):
    newer = g.number(g.neighbour)
    g.neighbour.write(AREA, f={**ISSUED, "serial": newer, "holder": "gita"}, kind="certificate")
    return state_by("neighbour", {"state": "replaced", "replaced_by": newer})(g)


def revived_by_its_issuer(g):
    state_by("office", REVOKED)(g)
    sync(g.office, g.client), sync(g.issuer, g.client), sync(g.host, g.client)
    return state_by("issuer", {"state": "valid"})(g)


def voided_while_moving(g):
    g.host.write(AREA, g.paper, {MOVED_TO: FAR}, "certificate")
    return g.host, g.host.write(
        FAR, g.paper, {**ISSUED, **REVOKED, "holder": g.holder, "serial": g.serial, MOVED_TO: ""}, "certificate"
    )


def holder_changed(g):
    return g.neighbour, g.neighbour.write(AREA, g.paper, {"holder": "gita"}, "certificate")


def said(who, area, kind, f):
    return lambda g: (getattr(g, who), getattr(g, who).write(area, f=f, kind=kind))


def after_a_move_by_others(g):
    """The neighbour moved a row that she did not begin to a district that she does not have, and goes on."""
    row = g.rows["artisan"]
    g.neighbour.write(AREA, row, {MOVED_TO: FAR})
    g.neighbour.write(FAR, row, {"name_en": "Sita", MOVED_TO: ""})
    sync(g.neighbour, g.client), sync(g.host, g.client)
    return g.neighbour, g.neighbour.write(FAR, row, {"remarks": "still mine"})


WRONG = {
    "the issuer revives": revived_by_its_issuer,
    "after a move": after_a_move_by_others,
    **{f"a guest on another's {kind}": on_foreign_row(kind) for kind in PEOPLE},
    "a guest on another's certificate": state_by("far", REVOKED),
    "a neighbour revokes": state_by("neighbour", REVOKED),
    "a neighbour says valid": state_by("neighbour", {"state": "valid"}),
    "a trainer revokes": state_by("trainer", REVOKED),
    "another state's office revokes": state_by("far_office", REVOKED),
    "another state's office revokes from its district": state_by("far_office", REVOKED, FAR),
    "a neighbour takes a serial": foreign_serial("neighbour", AREA),
    "an office invents a serial": foreign_serial("office", AREA),
    "a guest takes a serial": foreign_serial("far", AREA),
    "somebody takes a serial elsewhere": foreign_serial("far", FAR),
    "a guest's certificate for somebody else's person": newer_for_a_stranger(AREA),
    "another district's certificate for somebody else's person": newer_for_a_stranger(FAR),
    "replaced by nothing": voided_by_a_replacement_that_is_not_there,
    "replaced by another holder's": voided_by_somebody_elses_certificate,
    "a move voids": voided_while_moving,
    "a neighbour changes the holder": holder_changed,
    "a forged word on a serial": said("office", "*", "revoked", {"state": "revoked"}),
    "a forged word on a laptop": said("office", "*", "revoked_device", {"revoked": True}),
    "a forged word in a district": said("neighbour", AREA, "revoked", {"state": "revoked"}),
    **{f"an office puts {k} into what everybody gets": said("office", "*", k, {"remarks": "x"}) for k in RECORDS},
    "an office puts a training into what everybody gets": said("office", "*", "training", {"remarks": "x"}),
}
AT_THE_HUB_ONLY = {"a move voids", "replaced by nothing", "the issuer's second row"}
"""What a neighbour cannot know: the register of serials is the hub's."""


def all_wrong(ground, cases):
    """What each case wrote, each on people of its own, and what its author wrote behind it that is right."""
    written = {}
    for case, write in cases.items():
        ground.take_next()
        author, wrong = write(ground)
        kind = "programme" if wrong.area == "*" else "training"
        written[case] = author, wrong, author.write(wrong.area, f={"remarks": "and this?"}, kind=kind), ground.serial
    return written


@pytest.mark.parametrize("way", ["line", "stick"])
def test_what_a_device_may_not_say_is_refused_alone_and_told_to_it(hub, client, tmp_path, way):
    cases = {**WRONG, "the issuer's second row": taken_serial}
    ground = Ground(hub, client, tmp_path, len(cases) + 1)
    written = all_wrong(ground, cases)
    for author in {id(author): author for author, *_ in written.values()}.values():
        ground.to_hub(author, way)
    reader = MemoryLog()
    enrol(reader, client, hub, "9", "27", role="office")
    sync(reader, client)
    for case, (author, wrong, after, serial) in written.items():
        assert (ground.in_log(wrong), ground.in_log(after) not in (None, "0")) == ("0", True), case
        assert ground.state(serial) == (["revoked"] if case == "the issuer revives" else ["valid"]), case
        assert reader.ops[wrong.version] is None and reader.ops[after.version] is not None, case
        assert len(ground.aside(wrong)) == 1, case  # kept for a person
        if way == "line":
            assert author.refused[wrong.version].id.endswith(".") and after.version not in author.refused, case


@pytest.mark.parametrize("way", ["hall", "stick"])
def test_a_neighbour_refuses_it_too_and_takes_the_rest(hub, client, tmp_path, way):
    cases = {case: write for case, write in WRONG.items() if case not in AT_THE_HUB_ONLY}
    ground = Ground(hub, client, tmp_path, len(cases) + 1)
    written = all_wrong(ground, cases)
    authors = {id(author): author for author, *_ in written.values()}.values()
    for author in authors:
        ground.to_host(author, way)
    for case, (author, wrong, after, _) in written.items():
        assert ground.host.ops[wrong.version] is None and ground.host.ops[after.version] == after, case
        assert wrong.version in ground.host.refused, case
        assert way == "stick" or author.refused[wrong.version].id.endswith("."), case
    for log in (*authors, ground.host):
        sync(log, client)
    for case, (_, wrong, after, _) in written.items():
        assert ground.in_log(wrong) == "0" and ground.in_log(after) not in (None, "0"), case


def test_what_everybody_gets_is_not_written_by_coordinators_and_trainers(ground):
    for author in (ground.neighbour, ground.trainer, ground.far):
        kinds = (*RECORDS, "programme", "revoked", "revoked_device", "training", "kind_of_tomorrow")
        written = [author.write("*", kind=kind) for kind in kinds]
        inside = author.write(AREA if author is not ground.far else FAR)
        sync(author, ground.client)
        ground.to_host(author, "hall")
        assert ground.in_log(inside) not in (None, "0")
        for op in written:
            assert op.version in author.refused and ground.in_log(op) is None and op.version not in ground.host.ops


def test_a_kind_of_tomorrow_waits_in_a_district_that_its_laptop_does_not_have(ground):
    people, odd = ground.far.write(AREA), ground.far.write(AREA, kind="kind_of_tomorrow")
    behind = ground.far.write(AREA)
    done = sync(ground.far, ground.client)
    assert (done.pushed, done.waiting) == (1, 2) and ground.in_log(people) and ground.in_log(odd) is None
    assert people.version not in ground.far.refused and odd.version in ground.far.refused
    with ground.hub.engine.begin() as conn:
        from samarth_desktop.hub.auth import auth as hub_people

        hub_people.set_areas(conn, ground.far.device(), [FAR, AREA])
    assert sync(ground.far, ground.client).waiting == 0
    assert ground.in_log(odd) != "0" and ground.in_log(behind) != "0"


# What is right


@pytest.mark.parametrize("way", ["line", "stick", "hall", "stick to a neighbour"])
def test_people_from_elsewhere_arrive_and_are_not_read_back(ground, way):
    kinds = [*PEOPLE, "certificate", "training"]
    for kind in kinds:
        f = {**ISSUED, "serial": ground.number(ground.far)} if kind == "certificate" else {"name_en": "Sita"}
        row = ground.far.write(AREA, f=f, kind=kind).row
        ground.far.write(AREA, row, REVOKED if kind == "certificate" else {"remarks": "came by train"}, kind)
    written = [op for op in ground.far.ops.values() if op.device == ground.far.device()]
    if way in ("hall", "stick to a neighbour"):
        ground.to_host(ground.far, "hall" if way == "hall" else "stick")
        assert all(ground.host.ops[op.version] == op for op in written)
        sync(ground.host, ground.client)
    else:
        ground.to_hub(ground.far, way)
    assert not {ground.in_log(op) for op in written} & {None, "0"}
    assert sync(ground.far, ground.client).refused == 0 and not ground.far.refused
    theirs = ground.issuer.write(AREA, f={"name_en": "Gita"})
    sync(ground.issuer, ground.client), sync(ground.far, ground.client)
    assert {op.row for op in written} <= set(ground.issuer.state()) and theirs.row not in ground.far.state()
    with ground.hub.engine.connect() as conn:
        (listed,) = [one for one in admission.devices(conn) if one["code"] == ground.far.device()]
    assert (listed["guests"], listed["guests_today"]) == (2 * len(kinds), 2 * len(kinds))


def test_a_program_from_before_takes_guests_from_the_hub(ground):
    """Its rule was: a pack is signed by the hub, or by a device whose card has the area."""
    ground.far.write(AREA)
    sync(ground.far, ground.client)
    with ground.hub.engine.connect() as conn:
        signers = conn.execute(select(t.pack.c.signer).where(t.pack.c.device == ground.far.device())).scalars().all()
    assert signers == ["hub"]


def test_what_an_older_hub_refused_for_its_district_arrives_now(ground):
    first = ground.far.write(AREA)
    ground.far.refuse({first.version: "This place is not among the areas of this laptop. The office can add it."})
    more = ground.far.write(AREA, first.row, {"remarks": "waited"})
    done = sync(ground.far, ground.client)
    assert (done.pushed, done.waiting, done.refused) == (2, 0, 0)
    assert ground.in_log(more) not in (None, "0")


def test_a_row_that_the_laptop_began_goes_on_after_its_new_code(ground):
    from samarth_desktop.sync import identity
    from tests.postgres_fixture import hub_client

    begun = ground.far.write(AREA)
    sync(ground.far, ground.client)
    line = hub_client(ground.client)
    me = identity.enrolled(ground.far)
    line.identity = lambda: (me.device, me.key, list(me.card))
    identity.renew(ground.far, line, {AREA: 1})
    assert ground.far.device() != begun.device
    more = ground.far.write(AREA, begun.row, {"remarks": "goes on"})
    sync(ground.far, ground.client)
    assert ground.in_log(more) not in (None, "0")


def test_two_laptops_that_train_the_same_person_mean_the_same_row(ground):
    one = ground.far.write(AREA, "training-of-sita", {"workshop": "W"}, "training")
    two = ground.neighbour.write(AREA, "training-of-sita", {"workshop": "W"}, "training")
    three = ground.far_office.write(AREA, "training-of-sita", {"workshop": "W"}, "training")
    for log in (ground.far, ground.neighbour, ground.far_office):
        assert sync(log, ground.client).refused == 0
    assert "0" not in {ground.in_log(op) for op in (one, two, three)}


def test_a_move_into_another_district_is_taken_whole_in_any_order_of_the_districts(hub, client, tmp_path):
    for home, away in ((AREA, NEAR), (NEAR, AREA)):
        began, mover, there = MemoryLog(), MemoryLog(), MemoryLog()
        for log, area in ((began, home), (mover, home), (there, away)):
            enrol(log, client, hub, area)
        row = began.write(home).row
        sync(began, client), sync(mover, client)
        mover.write(home, row, {MOVED_TO: away})
        arrives = mover.write(away, row, {"name_en": "Sita", MOVED_TO: ""})
        assert sync(mover, client).waiting == 0 and not mover.refused
        sync(there, client)
        assert there.state()[row]["name_en"] == "Sita"
        mover.write(away, row, {"remarks": "once more"})
        assert sync(mover, client).refused == 1
        assert arrives.version not in mover.refused


@pytest.mark.parametrize("who", ["issuer", "office"])
def test_the_issuer_and_her_office_revoke(ground, who):
    state_by(who, REVOKED)(ground)
    assert sync(getattr(ground, who), ground.client).refused == 0
    assert ground.state() == ["revoked"]
    sync(ground.far, ground.client)
    assert any(op and op.kind == "revoked" and op.row == ground.serial for op in ground.far.ops.values())


def test_a_corrected_certificate_replaces_another_laptops(ground):
    newer = ground.number(ground.neighbour)
    for order in ("new first", "old first"):
        if order == "old first":  # as older programs write it
            newer = ground.number(ground.neighbour)
            state_by("neighbour", {"state": "replaced", "replaced_by": newer})(ground)
        ground.neighbour.write(AREA, f={**ISSUED, "holder": ground.holder, "serial": newer}, kind="certificate")
        if order == "new first":
            state_by("neighbour", {"state": "replaced", "replaced_by": newer})(ground)
        assert sync(ground.neighbour, ground.client).refused == 0
        assert ground.state() == ["replaced"]


def test_a_moved_certificate_stays_what_it_is(ground):
    ground.host.write(AREA, ground.paper, {MOVED_TO: FAR}, "certificate")
    ground.host.write(
        FAR, ground.paper, {**ISSUED, "holder": ground.holder, "serial": ground.serial, MOVED_TO: ""}, "certificate"
    )
    assert sync(ground.host, ground.client).refused == 0
    assert ground.state() == ["valid"]
    state_by("issuer", REVOKED)(ground)
    sync(ground.issuer, ground.client)
    assert ground.state() == ["revoked"]
    sync(ground.far, ground.client)
    refused = ground.far.write(FAR, ground.paper, {"state": "valid"}, "certificate")
    sync(ground.far, ground.client)
    assert ground.in_log(refused) == "0" and ground.state() == ["revoked"]


def test_a_revocation_that_comes_before_the_certificate_counts(hub, client):
    """The office had it from a hall; the issuer syncs later."""
    issuer, office = MemoryLog(), MemoryLog()
    enrol(issuer, client, hub, AREA), enrol(office, client, hub, "9", role="office")
    serial = certificate_serial("onboarding", issuer.device(), 1)
    row = issuer.write(AREA, f={**ISSUED, "serial": serial}, kind="certificate").row
    with httpx.Client(transport=Inline(peer_sync.hall_app(office))) as web:
        peer_sync.visit(issuer, "http://127.0.0.1", web)
    office.write(AREA, row, REVOKED, "certificate")
    sync(office, client), sync(issuer, client)
    with hub.engine.connect() as conn:
        assert conn.execute(select(t.certificate.c.state)).scalars().all() == ["revoked"]


def test_a_hall_tells_nothing_before_a_card_is_shown(ground):
    with httpx.Client(transport=Inline(peer_sync.hall_app(ground.host))) as web:
        answer = web.get("http://127.0.0.1/v1/hall")
        assert set(answer.json()) == {"box"}
        for word in (ground.host.device(), "Asha", "coordinator", AREA, FAR):
            assert word not in answer.text
        assert web.post("http://127.0.0.1/v1/exchange", content=b"who are you?").status_code == 400


# Shut out


def test_a_hall_and_a_stick_refuse_who_was_shut_out(ground):
    lost = ground.neighbour
    early = lost.write(AREA)
    with ground.hub.engine.begin() as conn:
        assert admission.revoke(conn, ground.hub.keys, lost.device())
    sync(ground.host, ground.client)
    with pytest.raises(KnownError) as no:
        ground.to_host(lost, "hall")
    assert "shut out" in no.value.text.id
    with pytest.raises(KnownError):
        ground.to_host(lost, "stick")
    assert early.version not in ground.host.ops
    with httpx.Client(transport=Inline(peer_sync.hall_app(lost))) as web, pytest.raises(KnownError) as no:
        peer_sync.visit(ground.host, "http://127.0.0.1", web)  # nor is it visited
    assert "shut out" in no.value.text.id
    with pytest.raises(KnownError):
        bundle.write_parcel(ground.host, ground.folder / "for-lost", lost.device())
    ground.to_host(ground.trainer, "hall")  # who has not heard of it brings its work: left for the officer
    with ground.hub.engine.begin() as conn:
        assert admission.readmit(conn, ground.hub.keys, lost.device())
    sync(ground.host, ground.client)
    ground.to_host(lost, "hall")
    assert ground.host.ops[early.version] == early


@pytest.mark.parametrize("way", ["line", "hall"])
def test_what_nobody_here_knows_reaches_everybody_only_from_a_card_for_everybody(ground, way):
    """A bank account under a kind of tomorrow reached another state: now it waits, and what follows with it."""
    odd = ground.office.write("*", f={"bank_account": "123456"}, kind="kind_of_tomorrow")
    known = ground.office.write("*", f={"code": "NEW"}, kind="programme")
    if way == "hall":
        ground.to_host(ground.office, "hall")
        assert odd.version not in ground.host.ops
    sync(ground.office, ground.client)
    assert ground.in_log(odd) is None and ground.in_log(known) is None and odd.version in ground.office.refused
    with ground.hub.engine.begin() as conn:
        from samarth_desktop.hub.auth import auth as hub_people

        hub_people.set_areas(conn, ground.office.device(), ["*", "9"])
    assert sync(ground.office, ground.client).waiting == 0 and ground.in_log(odd) and ground.in_log(known)
