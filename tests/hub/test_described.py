"""The description of the hub's routes: all that answer JSON stand in it, off by default; and, in the long check, everything
that the description allows is asked of the hub."""

import os
from collections import Counter

import pytest

from samarth_desktop.hub.app import create_app
from samarth_desktop.sync import wire
from tests.postgres_fixture import enrol
from tests.sync.memory import MemoryLog

AREA = "9/164"


def test_the_description_is_off_by_default_and_whole_where_it_is_wanted(hub, client):
    assert client.get("/openapi.json").status_code == 404
    told = create_app(hub, described=True).openapi()["paths"]
    assert {"/health", "/v/serial", "/v/key/{kid}", "/v1/enrol", "/v1/hello", "/v1/push", "/v1/pull"} <= told.keys()


def test_what_a_monitor_reads(hub, client):
    text = client.get("/metrics").text
    for name in ("silent", "waiting_on_laptops", "not_folded", "snapshot_age", "disk_free", "request_seconds_bucket"):
        assert name in text or name == "request_seconds_bucket"
    assert "samarth_request_seconds_bucket" in client.get("/metrics").text
    for line in text.splitlines():
        assert float(line.rpartition(" ")[2]) >= 0


KEYS = ("after", "card", "cards", "certify", "code", "compare", "cursors", "device", "dictionaries", "epoch", "heirs",
        "keys", "laptop", "people", "photos", "program", "request", "schema", "signature", "streams", "told", "waiting",
        "wire")  # fmt: skip
"""What a message of a laptop may hold."""


@pytest.mark.skipif("SAMARTH_LONG_TESTS" not in os.environ, reason="minutes: asked by check --long")
@pytest.mark.parametrize("who", ["a stranger", "a known laptop"])
def test_nothing_that_the_description_allows_is_an_error_of_ours(hub, client, who):
    """Also behind the token, with bodies that are frames and messages of every shape."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    app = create_app(hub, described=True)
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    asked = Counter()
    device = enrol(MemoryLog(), client, hub, AREA).device
    token = hub.keys.tokens.encrypt(b"device:" + device.encode()).decode()
    headers = {"Authorization": f"Bearer {token}"} if who == "a known laptop" else {}
    word = st.text(max_size=12) | st.sampled_from([AREA, "*", device, "artisan"])
    value = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | word,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(word, inner, max_size=4),
        max_leaves=12,
    )
    message = st.dictionaries(st.sampled_from(KEYS), value, max_size=8)
    body_of = st.binary(max_size=300) | message.map(wire.say) | st.just({"wire": wire.WIRE}).map(wire.say)
    for operation in schema.get_all_operations():
        api = operation.ok()

        @settings(max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(case=api.as_strategy(), body=body_of)
        def ask(case, body):
            sent = {"data": body} if case.method == "POST" else {}
            answer = case.call(headers=headers, **sent)
            assert answer.status_code < 500, (case.method, case.path, answer.status_code, body)
            asked[case.method, case.path, answer.status_code] += 1

        ask()
    assert ("POST", "/v1/hello", 200 if headers else 401) in asked
