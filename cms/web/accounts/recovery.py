"""Recovery codes: shown once on the page that makes them, kept as hashes."""

from flask import Response as FlaskResponse
from flask import make_response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from cms.actions.factors import set_recovery_codes
from cms.models import Person
from cms.queries import factors
from cms.text.onetime import hash_recovery_code, new_recovery_codes
from cms.web.accounts import accounts
from cms.web.accounts.forms import ButtonForm
from cms.web.accounts.freshness import fresh_only
from cms.web.accounts.person import owner
from cms.web.context import config, now
from cms.web.guards import signed_in_only
from cms.web.requests import local_path
from cms.web.transactions import forged_comes_back


class KeptForm(FlaskForm):
    """The person's word that the codes lie somewhere safe."""

    codes = HiddenField()
    next = HiddenField()
    kept = BooleanField(
        _l("I have kept these codes in a safe place"),
        [InputRequired(_l("Please keep the codes first: they are not shown again."))],
    )


def make_codes(person: Person) -> list[str]:
    """Replace the person's recovery codes and return the new ones."""
    codes = new_recovery_codes()
    set_recovery_codes(person.id, [_hashed(code) for code in codes], now=now())
    return codes


def show_codes(codes: list[str], *, where: str = "") -> FlaskResponse:
    """Answer with the codes to keep; `where` is the page after them."""
    form = KeptForm(formdata=None, codes="\n".join(codes), next=local_path(where, ""))
    return _codes_page(form, codes)


@accounts.route("/account/recovery-codes", methods=["GET", "POST"])
@signed_in_only
@fresh_only
def recovery_codes() -> str | Response:
    """Say how many codes are left; on request make new ones, which end the old ones."""
    person = owner()
    held = factors.held(person)
    if not held.any:
        return redirect(url_for("accounts.choose_factor"), code=303)
    if request.method == "POST":
        return show_codes(make_codes(person), where=url_for("accounts.recovery_codes"))
    return render_template("accounts/recovery.html", held=held, form=ButtonForm())


@accounts.post("/account/recovery-codes/kept")
@forged_comes_back
@signed_in_only
def recovery_codes_kept() -> str | Response:
    """Take the person's word; without it the codes are shown again, if they are theirs."""
    form = KeptForm()
    if form.validate_on_submit():
        return redirect(local_path(str(form.next.data), "") or url_for("accounts.home"), code=303)
    stored = set(owner().mf_recovery_codes or ())
    codes = [one for one in str(form.codes.data).split() if _hashed(one) in stored]
    return _codes_page(form, codes, status=422)


def _codes_page(form: KeptForm, codes: list[str], *, status: int = 200) -> FlaskResponse:
    html = render_template("accounts/recovery_codes.html", form=form, codes=codes)
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _hashed(code: str) -> str:
    return hash_recovery_code(config().secret_key, code)
