"""What the desk's forms may say, checked before anything is done; each carries its token."""

from datetime import timedelta
from typing import TypeVar

from starlette.datastructures import FormData
from starlette.requests import Request
from wtforms import (
    BooleanField,
    DateField,
    Form,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectMultipleField,
    StringField,
)
from wtforms.csrf.session import SessionCSRF
from wtforms.validators import AnyOf, EqualTo, InputRequired, Length, Optional

from register.account import Role

AnyForm = TypeVar("AnyForm", bound="DeskForm")
_LONGEST = 2000
_A_ROLE = AnyOf([role.value for role in Role], "There is no such role.")


class DeskForm(Form):
    """A form that only a page of this session can have sent."""

    class Meta:
        """WTForms' own settings; the session and the secret are told for each request."""

        csrf = True
        csrf_class = SessionCSRF
        csrf_time_limit = timedelta(hours=12)


class SignIn(DeskForm):
    """A name and its password."""

    name = StringField(validators=[InputRequired("Give your name."), Length(max=100)])
    password = PasswordField(validators=[InputRequired("Give your password."), Length(max=1000)])
    next = HiddenField(validators=[Length(max=300)])


class Enter(DeskForm):
    """An officer's entry on a decision, with what the officer had before their eyes."""

    kind = HiddenField(validators=[InputRequired(), Length(max=20)])
    reading = HiddenField(validators=[InputRequired(), Length(max=100)])
    seen_last = IntegerField(validators=[InputRequired()])
    seen_draft = HiddenField(validators=[Length(max=64)])
    why = StringField(validators=[InputRequired("Give the reason."), Length(max=_LONGEST)])
    field = StringField(validators=[Length(max=200)])
    value = StringField(validators=[Length(max=100_000)])
    grounds = SelectMultipleField(validate_choice=False)
    pages = StringField(validators=[Length(max=200)])
    until = DateField(validators=[Optional()])
    replaces = StringField(validators=[Length(max=64)])
    sentence = StringField(validators=[Length(max=_LONGEST)])
    is_final = BooleanField()


class OnDraft(DeskForm):
    """Which draft is meant."""

    draft = HiddenField(validators=[InputRequired(), Length(max=64)])


class NewAccount(DeskForm):
    """Somebody who is to be let in."""

    name = StringField(validators=[InputRequired("Give a name."), Length(max=100)])
    role = StringField(validators=[_A_ROLE])
    password = PasswordField(validators=[InputRequired("Give a password."), Length(max=1000)])
    again = PasswordField(validators=[EqualTo("password", "The two passwords differ.")])


class ChangedAccount(DeskForm):
    """What becomes of an account."""

    name = HiddenField(validators=[InputRequired(), Length(max=100)])
    role = StringField(validators=[_A_ROLE])
    disabled = BooleanField()


class Nothing(DeskForm):
    """A button alone, with its token."""


def form_of(kind: type[AnyForm], request: Request, sent: FormData | None = None) -> AnyForm:
    """Return a form for this request's session, with what was sent, if anything."""
    told = {"csrf_context": request.session, "csrf_secret": request.app.state.secret}
    return kind(sent, meta=told)


def faults_in(form: DeskForm) -> str:
    """Return what is wrong with a form, in sentences."""
    return " ".join(str(says) for errors in form.errors.values() for says in errors)
