"""What somebody calls a decision in, its page out: a reference in any spelling, or a hash."""

from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from desk.errors import NoSuchDecision
from desk.standing.called import decisions_called
from desk.web.sessions import Visit


def page(visit: Visit) -> Response:
    """Lead to the decision, or show the scans that are meant."""
    called = visit.request.query_params.get("called", "").strip()
    if not called:
        return RedirectResponse("/", status_code=303)
    try:
        found = decisions_called(called, visit.desk.office.look().rows)
    except NoSuchDecision:
        says = f"Nothing in the register is called {called!r}."
        return visit.shown("told.html", status=404, heading="Not found", says=says)
    if len(found) == 1:
        return RedirectResponse(f"/decisions/{quote(found[0].scan)}", status_code=303)
    return visit.shown("found.html", called=called, found=found)
