"""How the first admin comes to be: by a link that the command line shows."""

from flask import flash, redirect
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, URLSafeTimedSerializer
from wtforms import PasswordField

from cms.actions.people import NewPerson, add_first_admin
from cms.config import Config
from cms.errors import Invalid, NotFound
from cms.extensions import db
from cms.models import Role
from cms.queries import newsroom
from cms.web.accounts import accounts, hashed
from cms.web.accounts.forms import RegisterForm
from cms.web.accounts.passwords import Strong
from cms.web.answers import Answer, form_page
from cms.web.context import config, now, urls
from cms.web.errors import page
from cms.web.language import choose
from cms.web.refusals import put_on
from cms.web.transactions import begin_write_now, begins_late, forged_comes_back

LINK_LIFETIME = 24 * 3600  # seconds


class FirstAdminForm(RegisterForm):
    """Who runs the newsroom, and signs in with what."""

    password = PasswordField(_l("Password"), [Strong("name", "email")])


def _signer(settings: Config) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.secret_key, salt="first-admin")


def first_admin_token(settings: Config) -> str:
    """Return the token of the first admin's link: good for a day, and while there is none."""
    return str(_signer(settings).dumps("first admin"))


@accounts.route("/setup/<token>", methods=["GET", "POST"])
@forged_comes_back
@begins_late
def first_admin(token: str) -> Answer:
    """Make the first admin; without a valid link, or once there is one, this is 404."""
    try:
        _signer(config()).loads(token, max_age=LINK_LIFETIME)
    except BadSignature as error:
        raise NotFound from error
    try:
        return _answer()
    except NotFound:
        text = _("There is an admin already. Please sign in.")
        return page(404, text, [(_("Sign in"), urls().login())])


def _answer() -> Answer:
    if newsroom.has_admin():
        raise NotFound
    form = FirstAdminForm()
    if not (form.validate_on_submit() and _make(form)):
        return form_page("accounts/first_admin.html", form)
    flash(_("Your account is ready. Sign in with your address and the new password."), "success")
    return redirect(urls().login(), code=303)


def _make(form: FirstAdminForm) -> bool:
    new = NewPerson(
        form.email.data, form.name.data, Role.ADMIN, hashed(form.password.data), (), choose()
    )
    begin_write_now()
    try:
        add_first_admin(new, now=now())
    except Invalid as refusal:
        db.session.rollback()
        put_on(form, refusal)
        return False
    return True
