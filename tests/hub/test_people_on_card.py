"""Who may write on a laptop: the people of its card, as of then; anybody else's work is refused alone and told to it."""

import json
from functools import cached_property

import pytest

from samarth_desktop.domain.ids import new_id
from samarth_desktop.domain.oplog import card_people
from samarth_desktop.domain.oplog.op import Clock
from samarth_desktop.errors import KnownError
from samarth_desktop.hub.auth import auth, people, sessions
from samarth_desktop.rules.authority import UNKNOWN_AUTHOR
from samarth_desktop.sync import identity
from tests.hub.test_authority import AREA, Ground
from tests.postgres_fixture import enrol, hub_client, sync
from tests.sync.memory import MemoryLog

OFFICER = people.By("Officer")


class Few(Ground):
    """A hub with a laptop and one that serves the hall; a neighbour's and the office's where they are asked for."""

    def __init__(self, hub, client, folder):
        self.hub, self.client, self.folder = hub, client, folder
        self.issuer, self.host = self._joined("coordinator"), self._joined("coordinator")

    def _joined(self, role):
        log = MemoryLog()
        enrol(log, self.client, self.hub, AREA, role=role)
        return log

    @cached_property
    def neighbour(self):
        return self._joined("coordinator")

    @cached_property
    def office(self):
        return self._joined("office")


@pytest.fixture
def ground(hub, client, tmp_path):
    return Few(hub, client, tmp_path)


class OffClock(Clock):
    """A laptop's clock that is hours away from the right time."""

    def __init__(self, hours):
        super().__init__()
        self.hours = hours

    def tick(self, now_ms):
        return super().tick(now_ms + self.hours * 3_600_000)


def put(hub, log, name, role="coordinator"):
    with hub.engine.begin() as conn:
        return people.add(conn, log.device(), name, role, OFFICER)


def take_off(hub, log, name):
    with hub.engine.begin() as conn:
        return people.take_off(conn, log.device(), name, OFFICER)


def listed(log):
    return card_people.of_text(log.get(card_people.OWN)).listed


def two_people(ground, *logs):
    for log in logs or (ground.issuer,):
        put(ground.hub, log, "Meena Verma", "trainer")
        sync(log, ground.client)
    return listed(logs[0] if logs else ground.issuer)


def test_the_card_lists_who_was_put_there_with_whom_it_was_enrolled_for(ground):
    assert listed(ground.issuer) == (), "nobody is listed until the office names somebody"
    found = two_people(ground)
    assert [(one.name, one.role) for one in found] == [("Asha", "coordinator"), ("Meena Verma", "trainer")]
    assert json.loads(ground.issuer.get(card_people.KNOWN)) == {one.id: one.name for one in found}
    for wrong in ("Meena Verma", "मीना वर्मा", " "):
        with pytest.raises(KnownError):
            put(ground.hub, ground.issuer, wrong)
    with pytest.raises(KnownError):
        take_off(ground.hub, ground.issuer, "Rekha")
    sync(ground.neighbour, ground.client)
    kept = identity.card_of(ground.neighbour, ground.issuer.device(), identity.enrolled(ground.issuer).hub_key())
    assert kept is None or kept.people.listed in ((), found)


@pytest.mark.parametrize("way", ["line", "stick"])
def test_the_hub_takes_the_work_of_those_on_the_card_alone(ground, way):
    before = ground.issuer.write(AREA, author="Somebody of before")
    asha, meena = two_people(ground)
    right = [ground.issuer.write(AREA, author=who) for who in (asha.id, meena.id, "Asha", "मीना वर्मा")]
    wrong = [ground.issuer.write(AREA, author=who) for who in ("Rekha", new_id(), "", "Meena Devi")]
    behind = ground.issuer.write(AREA, author=meena.id)
    ground.to_hub(ground.issuer, way)
    for op in (before, *right, behind):
        assert ground.in_log(op) not in (None, "0"), op.author
    for op in wrong:
        assert ground.in_log(op) == "0" and len(ground.aside(op)) == 1, op.author
        assert way == "stick" or ground.issuer.refused[op.version].id == UNKNOWN_AUTHOR.id


@pytest.mark.parametrize("way", ["hall", "stick"])
def test_a_neighbour_asks_the_card_too(ground, way):
    _, meena = two_people(ground)
    right, wrong = ground.issuer.write(AREA, author=meena.id), ground.issuer.write(AREA, author="Rekha")
    ground.to_host(ground.issuer, way)
    assert ground.host.ops[right.version] == right and ground.host.ops[wrong.version] is None
    assert ground.host.refused[wrong.version].id == UNKNOWN_AUTHOR.id
    assert way == "stick" or ground.issuer.refused[wrong.version].id == UNKNOWN_AUTHOR.id


def test_who_left_wrote_until_then(ground):
    _, meena = two_people(ground)
    sent = ground.issuer.write(AREA, author=meena.id)
    sync(ground.issuer, ground.client)
    take_off(ground.hub, ground.issuer, "meena verma")
    unheard = ground.issuer.write(AREA, author=meena.id)
    sync(ground.issuer, ground.client)
    after = ground.issuer.write(AREA, author=meena.id)
    sync(ground.issuer, ground.client)
    for op in (sent, unheard):
        assert ground.in_log(op) not in (None, "0"), "the laptop had not heard of it"
    assert ground.in_log(after) == "0" and ground.issuer.refused[after.version].id == UNKNOWN_AUTHOR.id
    assert [one.name for one in card_people.of_text(ground.issuer.get(card_people.OWN)).present] == ["Asha"]
    again = put(ground.hub, ground.issuer, "Meena Verma")[-1]
    sync(ground.issuer, ground.client)
    assert again.id != meena.id
    fresh = ground.issuer.write(AREA, author=again.id)
    sync(ground.issuer, ground.client)
    assert ground.in_log(fresh) not in (None, "0")


@pytest.mark.parametrize(("way", "hours"), [("line", -100_000), ("stick", 100_000), ("hall", -5)])
def test_work_from_before_the_laptop_heard_of_its_list_is_rightful_whatever_its_clock_says(ground, way, hours):
    """Made off-line after the office had begun the list, on a clock that is years wrong, and brought by anybody."""
    put(ground.hub, ground.issuer, "Meena Verma", "trainer")
    ground.issuer.clock = OffClock(hours)
    unheard = [ground.issuer.write(AREA, author=who) for who in ("Rekha", "Old name", "Rekha")]
    if way == "hall":
        ground.to_host(ground.issuer, "hall")
        sync(ground.host, ground.client)
    ground.to_hub(ground.issuer, way)
    late = ground.issuer.write(AREA, author="Rekha")
    behind = ground.issuer.write(AREA, author="Asha")
    if way == "hall":
        ground.to_host(ground.issuer, "hall")
        assert ground.host.ops[late.version] is None and ground.host.ops[behind.version] == behind
    ground.to_hub(ground.issuer, way)
    for op in (*unheard, behind):
        assert ground.in_log(op) not in (None, "0"), op.author
    assert ground.in_log(late) == "0" and ground.issuer.refused[late.version].id == UNKNOWN_AUTHOR.id


def greeted_only(ground, monkeypatch, times=1):
    """Rounds of a laptop with a program that knows no people."""
    with monkeypatch.context() as older:
        older.setattr("samarth_desktop.sync.people.answer", lambda log: {})
        for _ in range(times):
            sync(ground.issuer, ground.client)


def test_a_program_that_never_answers_is_bound_after_its_time(ground, monkeypatch):
    put(ground.hub, ground.issuer, "Meena Verma")
    greeted_only(ground, monkeypatch, 2)
    ours = [ground.issuer.write(AREA, author="Rekha")]
    greeted_only(ground, monkeypatch)
    later = people._now() + card_people.PATIENCE_MS + 1000
    monkeypatch.setattr(people, "_now", lambda: later)
    ours += [ground.issuer.write(area, author="Rekha") for area in (AREA, AREA, "9/165")]
    greeted_only(ground, monkeypatch)
    for op in ours:
        assert ground.in_log(op) not in (None, "0"), "what waited then was written before"
    for _ in range(len(ours)):  # it said how many waited in all its areas, and each is given as many
        ground.issuer.write(AREA, author="Rekha")
    theirs, asha = ground.issuer.write(AREA, author="Rekha"), ground.issuer.write(AREA, author="Asha")
    greeted_only(ground, monkeypatch)
    assert ground.in_log(theirs) == "0" and ground.in_log(asha) not in (None, "0")


def test_what_a_laptop_says_it_wrote_before_has_a_bound(ground):
    put(ground.hub, ground.issuer, "Meena Verma")
    with ground.hub.engine.begin() as conn:
        device = auth.device(conn, ground.issuer.device())
        for wrong in ({"x": {}}, {"1": {AREA: "x"}}, [1], 7):
            with pytest.raises((ValueError, TypeError, AttributeError)):
                people.hear(conn, device, {"people": wrong})
        people.hear(conn, device, {"people": {"0": {AREA: 5}, "2": {AREA: 10**12}, "99": {AREA: 5}}})
        heard = auth.device(conn, device.code).people.heard
    held = ground.issuer.streams().get((AREA, device.code), 0)
    assert heard == {2: {AREA: held + card_people.MOST_UNSENT}}


def test_an_older_card_that_somebody_brings_takes_nothing_back(ground):
    """A card goes its own ways: who holds a newer one judges by that, and hands that one on."""
    two_people(ground)
    older = identity.read_card(identity.enrolled(ground.issuer).card, identity.enrolled(ground.host).hub_key())
    put(ground.hub, ground.issuer, "Rekha")
    sync(ground.issuer, ground.client)
    rekha = listed(ground.issuer)[-1]
    ground.issuer.write(AREA, author=rekha.id)
    ground.to_host(ground.issuer, "hall")
    identity.keep_cards(ground.host, {older.device: older})
    kept = identity.card_of(ground.host, older.device, identity.enrolled(ground.host).hub_key())
    assert kept.people.listed[-1] == rekha
    assert identity.newest(ground.host, {older.device: older}, identity.enrolled(ground.host).hub_key()) == {
        older.device: kept
    }


def test_only_somebody_of_the_office_publishes_on_its_laptop(ground):
    asha, meena = two_people(ground, ground.office)
    wrong = ground.office.write("*", f={"text": "x"}, kind="programme", author=meena.id)
    right = ground.office.write("*", f={"text": "x"}, kind="programme", author=asha.id)
    sync(ground.office, ground.client)
    assert ground.in_log(wrong) == "0" and ground.in_log(right) not in (None, "0")


def new_code(log, client):
    link, me = hub_client(client), identity.enrolled(log)
    link.identity = lambda: (me.device, me.key, me.card)
    identity.renew(log, link, {})


def test_the_people_stay_with_the_laptop_through_a_new_code_and_a_new_enrolment(ground):
    known = two_people(ground)
    log, old = ground.issuer, ground.issuer.device()
    unsent = log.write(AREA, author=known[1].id)
    new_code(log, ground.client)
    assert log.device() != old and listed(log) == known
    sync(log, ground.client)
    enrol(log, ground.client, ground.hub, AREA)
    assert [one.name for one in listed(log)] == ["Asha", "Meena Verma"]
    sync(log, ground.client)
    assert not [op for op in log.refused if op.n == unsent.n]


def test_an_older_hub_and_an_older_card_name_nobody(ground):
    me = identity.enrolled(ground.issuer)
    text = json.loads(me.card[0])
    assert "people" not in text
    hub = ground.hub.keys.sign
    said = json.dumps(text, sort_keys=True, separators=(",", ":"))
    card = identity.read_card((said, identity._b64(hub.sign(auth.CARD + said.encode()))), hub.public_key())
    assert card.people == card_people.People() == card.writer.people


def test_a_restored_hub_learns_them_from_the_card(ground):
    known = two_people(ground)
    from sqlalchemy import delete

    from samarth_desktop.hub import tables as t
    from samarth_desktop.hub.auth import admission

    code, shown = ground.issuer.device(), identity.enrolled(ground.issuer).card
    shown_people = identity.enrolled(ground.issuer).people
    assert shown_people.answered == shown_people.version
    with ground.hub.engine.begin() as conn:
        for table in (t.scope, t.device):
            column = table.c.device if "device" in table.c else table.c.code
            conn.execute(delete(table).where(column == code))
        admission.recognise(conn, ground.hub.keys, shown)
        assert people.of(conn, code) == known and auth.device(conn, code).people == shown_people


def test_people_by_command(ground, capsys, monkeypatch):
    from contextlib import contextmanager

    from samarth_desktop.hub import __main__ as commands

    @contextmanager
    def there(arguments):
        yield ground.hub

    monkeypatch.setattr(commands, "_hub", there)

    def run(*words):
        code = commands.main(["people", ground.issuer.device(), *words, "--data", "x", "--json"])
        said = capsys.readouterr().out
        return code, [(one["name"], one["role"], bool(one["until"])) for one in json.loads(said or "[]")]

    assert run() == (0, [])
    assert run("add", "Meena", "--role", "trainer") == (
        0,
        [("Asha", "coordinator", False), ("Meena", "trainer", False)],
    )
    assert run("leave", "Meena") == (0, [("Asha", "coordinator", False), ("Meena", "trainer", True)])
    assert run("leave", "Meena")[0] == 2
    commands.main(["people", ground.issuer.device(), "--data", "x", "--json", "--lang", "en"])
    (asha, meena) = json.loads(capsys.readouterr().out)
    here = "at the hub's computer"
    assert here in asha["put_by"] and not asha["off_by"] and here in meena["put_by"] and here in meena["off_by"]


def test_an_officer_keeps_the_list_on_her_page(hub, client):
    log = MemoryLog()
    enrol(log, client, hub, AREA)
    code = log.device()
    with hub.engine.begin() as conn:
        cookie = sessions.begin(conn, "Officer", ["9"])

    def ask(method, path, **data):
        headers = {"Cookie": f"office={cookie}"}
        return client.request(method, f"http://testserver/office{path}", headers=headers, data=data or None)

    page, there = f"/laptops/{code}/people", f"/office/laptops/{code}/people?lang=en"
    assert there in ask("GET", "?lang=en").text and "Nobody is listed yet" in ask("GET", f"{page}?lang=en").text
    added = ask("POST", "/people/add?lang=en", code=code, name="<b>Meena</b> Verma", role="trainer")
    assert added.status_code == 303 and added.headers["location"] == there
    shown = ask("GET", f"{page}?lang=en").text
    assert "&lt;b&gt;Meena&lt;/b&gt; Verma" in shown and "Trainer" in shown and "only the work of these people" in shown
    twice = ask("POST", "/people/add?lang=hi", code=code, name="आशा", role="x")
    assert twice.status_code == 422 and "पहले से है" in twice.text, "Asha, for whom it was enrolled"
    sync(log, client)
    meena = listed(log)[1]
    question = ask("GET", f"{page}?lang=en&leave={meena.id}").text
    assert "off the list of this laptop?" in question and "Take off now" in question
    sync(log, client)
    assert len(card_people.of_text(log.get(card_people.OWN)).present) == 2, "a question does nothing"
    assert ask("POST", "/people/leave?lang=en", code=code, person=meena.id).status_code == 303
    assert "is not on the list" in ask("POST", "/people/leave?lang=en", code=code, person=meena.id).text
    assert "is the only one" in ask("POST", "/people/leave?lang=en", code=code, person="Asha").text
    sync(log, client)
    assert [one.name for one in card_people.of_text(log.get(card_people.OWN)).present] == ["Asha"]
    assert ask("POST", "/people/add", code="ZZZZZZ", name="Rekha").status_code == 404
    told = ask("GET", f"{page}?lang=en").text
    assert told.index("Officer took &lt;b&gt;Meena&lt;/b&gt; Verma off") < told.index("Officer put &lt;b&gt;Meena")
    assert told.count("Officer put") == 2 and told.count("Officer took") == 1, "what was refused is no change"


def test_who_changed_the_list_stays_with_the_laptop_and_on_no_card(ground):
    put(ground.hub, ground.issuer, "Meena Verma")
    before = ground.issuer.device()
    sync(ground.issuer, ground.client)
    assert "Officer" not in json.dumps(ground.issuer.settings, ensure_ascii=False, default=str)
    new_code(ground.issuer, ground.client)
    take_off(ground.hub, ground.issuer, "Meena Verma")
    with ground.hub.engine.begin() as conn:
        told = {code: people.noted(conn, code) for code in (before, ground.issuer.device())}
    assert told[before] == told[ground.issuer.device()] and before != ground.issuer.device()
    assert [(one.name, one.what, one.by) for one in told[before]] == [
        ("Meena Verma", "off", "Officer"), ("Meena Verma", "put", "Officer"), ("Asha", "put", "Officer"),
    ]  # fmt: skip
