"""The hub's web application: its routes behind the guard, and counts for a monitor."""

from fastapi import FastAPI, Request, Response
from sqlalchemy import select
from starlette.routing import BaseRoute

from samarth_desktop.hub import routes
from samarth_desktop.hub.auth.auth import Refused
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import parcels, snapshot
from samarth_desktop.hub.files import photos
from samarth_desktop.hub.pages import laptops, office, pages, people
from samarth_desktop.hub.web import figures
from samarth_desktop.hub.web.guard import Guard, Seen, is_near
from samarth_desktop.i18n import T

PARTS = (routes, photos, snapshot, parcels, pages, office, laptops, people)


def create_app(hub: Hub, *, described: bool = False) -> FastAPI:
    """The application over an open hub; with `described` it tells its routes at ``/openapi.json``."""
    app = FastAPI(
        title="Samarth hub",
        description="Bodies of /v1 are frames: JSON under zstd, see samarth_desktop/sync/wire.py.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json" if described else None,
    )
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
    """Answers only when the database does. Who asks for ``laptops`` from the office's own network hears two marks, too
    (:func:`.figures.of_laptops`)."""
    hub = routes.hub_of(request)
    with hub.engine.connect() as conn:
        conn.execute(select(1))
    asked = "laptops" in request.query_params and is_near(routes.address(request))
    return {"status": "ok"} | (figures.of_laptops(hub) if asked else {})


def metrics(request: Request) -> Response:
    """Prometheus text: totals, what an office would watch, and this worker's requests. For the office's own network."""
    if not is_near(routes.address(request)):
        raise Refused(403, "network", T("These figures are for the office's own network."))
    return Response(
        figures.text(routes.hub_of(request), request.app.state.seen), media_type="text/plain; version=0.0.4"
    )
