"""The register's views: on a page, and to take along as a spreadsheet, JSON or a calendar."""

import msgspec
from starlette.responses import Response

from desk.errors import NoSuchDecision
from desk.exports.diary import diary_of
from desk.exports.spreadsheet import csv_of
from desk.exports.views import View, value_of
from desk.web.sessions import Visit

_NAMES = {
    View.DUE: "Falling due",
    View.PART2: "Part 2s",
    View.REFERENCES: "References in doubt",
    View.GAPS: "Missing numbers",
    View.TIMELINESS: "Days to publishing",
    View.DECISIONS: "All decisions",
}
_ON_A_PAGE = 100


def page(visit: Visit) -> Response:
    """Show a view, a part of it at a time."""
    asked = visit.request.query_params
    view = _view(asked.get("view", View.DUE))
    sheet = visit.desk.sheets.sheet(view, visit.desk.office.look().rows)
    pages = max(1, -(-len(sheet.rows) // _ON_A_PAGE))
    number = min(_number(asked.get("page", "1")), pages)
    headings, *_ = sheet.on_screen
    first = (number - 1) * _ON_A_PAGE
    return visit.shown(
        "register.html",
        view=view,
        name=_NAMES[view],
        names=_NAMES,
        sheet=sheet,
        headings=headings,
        linked=_linked(headings),
        rows=sheet.on_screen[1 + first : 1 + first + _ON_A_PAGE],
        number=number,
        pages=pages,
    )


def spreadsheet(visit: Visit) -> Response:
    """Hand out a view as CSV."""
    view = _view(visit.request.path_params["view"])
    content = csv_of(visit.desk.sheets.sheet(view, visit.desk.office.look().rows))
    return _file(content, "text/csv; charset=utf-8", f"{view.value}.csv")


def values(visit: Visit) -> Response:
    """Hand out a view as JSON."""
    view = _view(visit.request.path_params["view"])
    content = msgspec.json.encode(value_of(view, visit.desk.office.look().rows))
    return _file(content, "application/json", f"{view.value}.json")


def diary(visit: Visit) -> Response:
    """Hand out a calendar of what falls due: references only."""
    content = diary_of(visit.desk.office.look().rows)
    return _file(content, "text/calendar; charset=utf-8", "deferrals.ics")


def _view(name: str) -> View:
    try:
        return View(name)
    except ValueError as error:
        raise NoSuchDecision("The register has no such view.") from error


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _linked(headings: tuple[str, ...]) -> int | None:
    """Return the column that names a decision, so that its cells lead there."""
    return next((place for place, name in enumerate(headings) if name == "Reference"), None)


def _file(content: bytes, kind: str, name: str) -> Response:
    told = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=told)
