"""The hub's web application: its routes behind the guard, and counts for a monitor."""

import ipaddress

from fastapi import FastAPI, Request, Response
from sqlalchemy import func, select
from starlette.routing import BaseRoute

from samarth_desktop.hub import routes
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth.auth import Refused
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import parcels, snapshot
from samarth_desktop.hub.files import photos
from samarth_desktop.hub.pages import office, pages
from samarth_desktop.hub.web.guard import Guard, Seen
from samarth_desktop.i18n import T

PARTS = (routes, photos, snapshot, parcels, pages, office)


def create_app(hub: Hub) -> FastAPI:
    """The application over an open hub."""
    app = FastAPI(title="Samarth hub", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.hub = hub
    app.state.seen = Seen()
    app.get("/health")(health)
    app.get("/metrics")(metrics)
    for part in PARTS:
        app.include_router(part.router)
    app.add_middleware(Guard, keys=hub.keys, seen=app.state.seen, routes=all_routes(app))
    return app


def all_routes(app: FastAPI) -> list[BaseRoute]:
    """Every route, also those of the parts."""
    own = [route for route in app.routes if hasattr(route, "path")]
    return [*own, *(route for part in PARTS for route in part.router.routes)]


def health(request: Request) -> dict[str, str]:
    """Answers only when the database does."""
    with routes.hub_of(request).engine.connect() as conn:
        conn.execute(select(1))
    return {"status": "ok"}


def metrics(request: Request) -> Response:
    """Prometheus text: totals, and this worker's requests. For the office's own network."""
    if not ipaddress.ip_address(routes.address(request) or "127.0.0.1").is_private:
        raise Refused(403, "network", T("These figures are for the office's own network."))
    with routes.hub_of(request).engine.connect() as conn:
        totals = {
            "samarth_operations": conn.execute(select(func.coalesce(func.sum(t.counter.c.seq), 0))).scalar(),
            "samarth_devices": conn.execute(select(func.count()).select_from(t.device)).scalar(),
            "samarth_set_aside": conn.execute(select(func.count()).select_from(t.quarantine)).scalar(),
            "samarth_photos": conn.execute(select(func.count()).select_from(t.blob)).scalar(),
        }
    lines = [f"{name} {value}" for name, value in totals.items()]
    for (route, status), count in sorted(request.app.state.seen.answers.items()):
        lines.append(f'samarth_requests_total{{route="{route}",status="{status}"}} {count}')
    return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
