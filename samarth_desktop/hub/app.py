"""The hub's web application: routes, refusals as answers, a log without personal data, counts for a monitor."""

import json
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from samarth_desktop.hub import routes
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth.auth import Refused
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import parcels, snapshot
from samarth_desktop.hub.files import photos
from samarth_desktop.hub.pages import pages
from samarth_desktop.i18n import T, Text
from samarth_desktop.sync import wire

log = logging.getLogger("samarth.hub")


def create_app(hub: Hub) -> FastAPI:
    """The application over an open hub."""
    app = FastAPI(title="Samarth hub", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.hub = hub
    app.state.seen = Counter()
    for part in (routes, photos, snapshot, parcels, pages):
        app.include_router(part.router)
    app.middleware("http")(_logged)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(wire.BadWire, _bad)
    app.add_exception_handler(OperationalError, _database_away)
    app.get("/health")(health)
    app.get("/metrics")(metrics)
    return app


async def _logged(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    begun = time.perf_counter()
    response = await call(request)
    route = getattr(request.scope.get("route"), "path", "none")
    request.app.state.seen[route, response.status_code] += 1
    took = round((time.perf_counter() - begun) * 1000, 1)
    # The route's pattern, never the address asked for: that may name an area, a hash or a serial.
    log.info(json.dumps({"method": request.method, "route": route, "status": response.status_code, "ms": took}))
    return response


def _no(status: int, reason: str, text: Text) -> Response:
    return Response(
        wire.say({"reason": reason, "text": [text.id, text.args]}), status, media_type="application/octet-stream"
    )


async def _refused(request: Request, wrong: Exception) -> Response:
    assert isinstance(wrong, Refused)
    return _no(wrong.status, wrong.reason, wrong.text)


async def _bad(request: Request, wrong: Exception) -> Response:
    return _no(400, "wire", T("The hub could not read what was sent."))


async def _database_away(request: Request, wrong: Exception) -> Response:
    log.error(json.dumps({"error": "database", "kind": type(getattr(wrong, "orig", wrong)).__name__}))
    return _no(503, "busy", T("The hub cannot write just now. Your work stays here; sync again later."))


def health(request: Request) -> dict[str, str]:
    """Answers only when the database does."""
    with routes.hub_of(request).engine.connect() as conn:
        conn.execute(select(1))
    return {"status": "ok"}


def metrics(request: Request) -> Response:
    """Prometheus text: totals, and this worker's requests."""
    with routes.hub_of(request).engine.connect() as conn:
        totals = {
            "samarth_operations": conn.execute(select(func.coalesce(func.sum(t.counter.c.seq), 0))).scalar(),
            "samarth_devices": conn.execute(select(func.count()).select_from(t.device)).scalar(),
            "samarth_set_aside": conn.execute(select(func.count()).select_from(t.quarantine)).scalar(),
            "samarth_photos": conn.execute(select(func.count()).select_from(t.blob)).scalar(),
        }
    lines = [f"{name} {value}" for name, value in totals.items()]
    for (route, status), count in sorted(request.app.state.seen.items()):
        lines.append(f'samarth_requests_total{{route="{route}",status="{status}"}} {count}')
    return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
