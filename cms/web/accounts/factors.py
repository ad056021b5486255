"""Second factors: the step that Flask-Security leads to, and what the account page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask

from cms.extensions import security
from cms.models import Passkey
from cms.queries import factors
from cms.rules.factors import Held
from cms.web.accounts.halfway import SecondStep
from cms.web.context import me


@dataclass(frozen=True)
class MyFactors:
    """One's own second factors, for the account page."""

    held: Held
    needed: bool
    passkeys: Sequence[Passkey]


def register(app: Flask) -> None:
    """Have Flask-Security ask for our step; call it after `security.init_app`."""
    security.two_factor_plugins = SecondStep()
    app.jinja_env.globals["my_factors"] = my_factors


def my_factors() -> MyFactors | None:
    """Return the second factors of who is signed in."""
    person = me()
    if person is None:
        return None
    mine = factors.passkeys_of(person.id)
    return MyFactors(factors.held(person), factors.needed(person), mine)
