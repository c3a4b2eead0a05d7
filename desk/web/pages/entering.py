"""An officer's entry as a form sends it in, kept or refused; what happened is said at once."""

from starlette.responses import RedirectResponse, Response

from desk.drafting import enter
from desk.errors import BadEntry
from desk.pages_said import pages_said
from desk.reviewing import Draft, Signature
from desk.web.forms import Enter, faults_in, form_of
from desk.web.pages import decision
from desk.web.pages.queue import following
from desk.web.sessions import Visit
from publication.errors import BadReview
from register.errors import StaleReviewError
from register.review import (
    Confirm,
    Correct,
    Entry,
    Extend,
    Release,
    Replace,
    Split,
    Withdraw,
    Withhold,
)


def page(visit: Visit) -> Response:
    """Keep the entry and lead on; show the decision again with a word where it can't be kept."""
    scan = visit.request.path_params["scan"]
    form = form_of(Enter, visit.request, visit.sent)
    office = visit.desk.office
    look = office.look()
    row = look.row(scan)
    if not form.validate():
        return decision.shown(visit, says=faults_in(form), status=400)
    try:
        entry = enter(
            office.register,
            draft_in(form),
            Signature(
                scan=scan,
                by=visit.who.name,
                at=office.clock(),
                why=str(form.why.data).strip(),
                seen_last=form.seen_last.data,
                reading=str(form.reading.data),
            ),
            seen_draft=str(form.seen_draft.data or ""),
        )
    except (BadReview, BadEntry, StaleReviewError) as error:
        return decision.shown(visit, says=str(error), status=409)
    after = following(row, look.rows.decisions)
    return RedirectResponse(_next(visit, entry, after.scan if after else ""), status_code=303)


def _next(visit: Visit, entry: Entry, after: str) -> str:
    """Lead back to the queue where the decision asks for nothing more, else to what it asks."""
    office = visit.desk.office
    look = office.look()
    draft = look.draft_on(entry.scan)
    if draft is None:
        return f"/decisions/{entry.scan}?kept={type(entry).__struct_config__.tag}"
    is_settled = not office.row_after(entry.scan, draft.entry).needs_a_person
    return f"/?after={after}" if is_settled else f"/decisions/{entry.scan}"


def draft_in(form: Enter) -> Draft:  # noqa: PLR0911 - one return an entry kind
    """Return the draft that the form tells of; raises BadEntry for a kind that there isn't."""
    field, value = str(form.field.data or ""), str(form.value.data or "").strip() or None
    match form.kind.data:
        case "confirm":
            return lambda signed: Confirm(**signed.on_reading, field=field)
        case "correct":
            return lambda signed: Correct(**signed.on_reading, field=field, value=value)
        case "release":
            grounds = tuple(map(str, form.grounds.data or ()))
            return lambda signed: Release(**signed.on_reading, grounds=grounds)
        case "withhold":
            return lambda signed: Withhold(**signed.on_scan)
        case "split":
            pages = pages_said(str(form.pages.data))
            return lambda signed: Split(**signed.on_scan, part1_pages=pages)
        case "replace":
            other = str(form.replaces.data or "")
            return lambda signed: Replace(**signed.on_scan, replaces=other)
    return _ending_in(form)


def _ending_in(form: Enter) -> Draft:
    """Return the draft of an entry that moves or ends the publication."""
    match form.kind.data:
        case "extend" if until := form.until.data:
            return lambda signed: Extend(**signed.on_reading, until=until)
        case "extend":
            raise BadEntry("Give the later day.")
        case "withdraw" if form.is_final.data:
            sentence = str(form.sentence.data or "").strip()
            return lambda signed: Withdraw(**signed.on_scan, sentence=sentence)
        case "withdraw":
            raise BadEntry("A withdrawal is final: tick that you know it.")
    raise BadEntry("The desk knows no such entry.")
