"""What an officer has just entered: taken back, or made final before its time."""

from starlette.responses import RedirectResponse, Response

from desk.drafting import make_all_final
from desk.web.forms import OnDraft, form_of
from desk.web.sessions import Visit
from register.drafts import KeptDraft, take_back


def back(visit: Visit) -> Response:
    """Forget the visitor's own draft; say so where it was final already."""
    draft = _meant(visit)
    if draft is None or not take_back(visit.desk.office.register, draft):
        says = (
            "It is final already. Enter what should stand instead: the later entry counts, and "
            "the history shows both."
        )
        return visit.shown("told.html", status=409, heading="Too late to take back", says=says)
    return RedirectResponse(f"/decisions/{draft.entry.scan}?kept=back", status_code=303)


def keep(visit: Visit) -> Response:
    """Make the visitor's own draft final."""
    draft = _meant(visit)
    if draft is None:
        return RedirectResponse("/", status_code=303)
    make_all_final(visit.desk.office.register, [draft])
    return RedirectResponse(f"/decisions/{draft.entry.scan}", status_code=303)


def _meant(visit: Visit) -> KeptDraft | None:
    form = form_of(OnDraft, visit.request, visit.sent)
    for draft in visit.desk.office.look().drafts:
        if draft.sha256 == form.draft.data and draft.entry.by == visit.who.name:
            return draft
    return None
