"""What people type about their account; nothing but these fields is ever read."""

from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_security import LoginForm, VerifyForm
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField, StringField
from wtforms.validators import InputRequired

from cms.extensions import db, security
from cms.models import Person
from cms.web.accounts.passwords import Strong, unusable
from cms.web.addresses import address
from cms.web.fields import Readable, at_most, required

NAME_LENGTH = 120
TYPED = InputRequired(_l("Please fill this in."))


class PasswordAsked:
    """What every form that checks a password does beside Flask-Security's own checks."""

    password: Any

    def validate(self, **kwargs: Any) -> bool:  # noqa: ANN401  Flask-Security's signature
        """Refuse what can be nobody's password like any wrong one."""
        if unusable(self.password.data or ""):
            self.password.data = ""
        valid = bool(super().validate(**kwargs))  # type: ignore[misc]
        _put_rehash_aside()
        return valid


class SignInForm(PasswordAsked, LoginForm):
    """Sign-in by address and password; there is no cookie beside the session's."""

    remember = None


class AskAgainForm(PasswordAsked, VerifyForm):
    """The password once more, before an account's settings."""

    def validate(self, **kwargs: Any) -> bool:  # noqa: ANN401  Flask-Security's signature
        """Say in plain words that it is not the one."""
        valid = super().validate(**kwargs)
        if self.password.errors:
            self.password.errors = [_("This is not your password.")]
        return valid


def _put_rehash_aside() -> None:
    """Keep a renewed hash for the session's own write; this request's transaction only reads."""
    for one in list(db.session.dirty):
        if isinstance(one, Person):
            g.rehashed = one.password
            db.session.expire(one)


def name_field() -> StringField:
    """Return the field of a person's name."""
    return StringField(_l("Name"), [Readable(line=True), required(), at_most(NAME_LENGTH)])


def _bare(typed: str | None) -> str:
    return (typed or "").strip(" ")


class AddressForm(FlaskForm):
    """One e-mail address, as it will be kept."""

    email = EmailField(_l("E-mail"), address(), filters=[_bare])

    def validate_email(self, email: Field) -> None:
        """Write the address as sign-in will."""
        if email.errors:
            return  # refused already
        email.data = security.mail_util.normalize(email.data).lower()


class RegisterForm(AddressForm):
    """Who wants an account; the password is chosen where the letter's link leads."""

    name = name_field()


class ConfirmForm(FlaskForm):
    """The password by which one who reads an account's letters opens it."""

    password = PasswordField(_l("Password"), [Strong("email")])
    # For the browser's keeper of passwords, and what a password must not be made of; never read.
    email = EmailField()


class NewPasswordForm(FlaskForm):
    """A new password, of one who has proved who they are."""

    password = PasswordField(_l("New password"), [Strong()])


class ChangePasswordForm(NewPasswordForm):
    """A new password of one who is signed in and knows the present one."""

    present = PasswordField(_l("Present password"), [TYPED])


class ButtonForm(FlaskForm):
    """One button and its token."""
