"""A page of a scan as it was read: upright, level, black on white."""

from starlette.responses import Response

from desk.errors import NoSuchDecision
from desk.web.paper import as_paper
from desk.web.sessions import Visit


def page(visit: Visit) -> Response:
    """Show the ink that was kept of the page."""
    scan, number = visit.request.path_params["scan"], visit.request.path_params["page"]
    case = visit.desk.office.look().cases.get(scan)
    ink = visit.desk.pages.pictures(case).get(number) if case else None
    picture = as_paper(ink) if ink else None
    if picture is None:
        raise NoSuchDecision("There is no picture of this page.")
    return Response(picture, media_type="image/png")
