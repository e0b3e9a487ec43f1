"""The description of the hub's routes: all that answer JSON stand in it, off by default; and, in the long check, everything
that the description allows is asked of the hub."""

import os

import pytest

from samarth_desktop.hub.app import create_app


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


@pytest.mark.skipif("SAMARTH_LONG_TESTS" not in os.environ, reason="minutes: asked by check --long")
def test_nothing_that_the_description_allows_is_an_error_of_ours(hub):
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    app = create_app(hub, described=True)
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    for operation in schema.get_all_operations():
        api = operation.ok()

        @settings(max_examples=30, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(case=api.as_strategy(), body=st.binary(max_size=300))
        def ask(case, body):
            answer = case.call(data=body) if case.method == "POST" else case.call()
            assert answer.status_code < 500, (case.method, case.path, answer.status_code)

        ask()
