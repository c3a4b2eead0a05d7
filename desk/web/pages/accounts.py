"""Who may sit at the desk, for administrators: added, given another role, disabled."""

from starlette.responses import RedirectResponse, Response

from desk.accounts import added, changed
from desk.errors import BadAccount
from desk.web.forms import ChangedAccount, NewAccount, faults_in, form_of
from desk.web.sessions import Visit
from register.account import Role
from register.accounts import all_accounts
from register.errors import RegisterError


def page(visit: Visit) -> Response:
    """Show every account."""
    return _shown(visit)


def add(visit: Visit) -> Response:
    """Add an account."""
    form = form_of(NewAccount, visit.request, visit.sent)
    if not form.validate():
        return _shown(visit, says=faults_in(form), status=400)
    try:
        added(
            visit.desk.office.register,
            str(form.name.data),
            Role(str(form.role.data)),
            password=str(form.password.data),
            by=visit.who.name,
            at=visit.desk.office.clock(),
        )
    except (BadAccount, RegisterError) as error:
        return _shown(visit, says=str(error), status=409)
    return RedirectResponse("/accounts", status_code=303)


def change(visit: Visit) -> Response:
    """Change an account; nobody locks themselves out."""
    form = form_of(ChangedAccount, visit.request, visit.sent)
    if not form.validate():
        return _shown(visit, says=faults_in(form), status=400)
    if form.name.data == visit.who.name:
        return _shown(visit, says="Ask another administrator to change your own.", status=409)
    try:
        changed(
            visit.desk.office.register,
            str(form.name.data),
            role=Role(str(form.role.data)),
            disabled=bool(form.disabled.data),
            by=visit.who.name,
            at=visit.desk.office.clock(),
        )
    except (BadAccount, RegisterError) as error:
        return _shown(visit, says=str(error), status=409)
    return RedirectResponse("/accounts", status_code=303)


def _shown(visit: Visit, *, says: str = "", status: int = 200) -> Response:
    every = all_accounts(visit.desk.office.register)
    return visit.shown("accounts.html", status=status, accounts=every, roles=list(Role), says=says)
