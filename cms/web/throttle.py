"""Limits on sign-in, letters and submissions, counted before the request's transaction begins.

How a view declares its limit; the hook counts each POST of it and refuses with 429:

    @accounts.route("/reset", methods=["GET", "POST"])
    @limited("reset", account_from="email")     # the form's field that names the account
    def reset(): ...

`account_from` is a form field, or a function without arguments that reads session and form only
(the database is not open yet), or None where only networks and the whole are counted. A view of
Flask-Security's is marked by `app.view_functions[name] = limited(...)(app.view_functions[name])`.
With `comes_back=True` the view itself answers: it asks `too_many()` and renders its form with 429
and what was typed; whatever it writes is rolled back. With `when` only some POSTs count; with
`free_when_refused` those that come to nothing (a form with a mistake in it) are given back.

After success the view calls `forgive(account)`: the try is given back and the device is known from
then on, so that a flood of wrong passwords from elsewhere can't lock the owner out. Do so at
sign-in, after a second factor, and after a new password was set by a letter's link. The account is
the e-mail address always, also for second factors. `half_forgive()` only gives the try back: the
password was right, the second factor is still to come.

`refuse_when_over(purpose, account)` is the same for a view that learns the account later; it must
be called while no transaction of the request writes (GET, or a view marked
`transactions.begins_late` before its own `begin_write`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import TypeVar

from email_validator import EmailNotValidError, validate_email
from flask import Flask, Response, current_app, g, request

from cms.actions.counters import Bound, Count, give_back, tally
from cms.errors import TooMany
from cms.extensions import db
from cms.web.context import now
from cms.web.device import known_device, remember_device
from cms.web.network import from_here, network
from cms.web.quotas import QUOTAS, SAID, Quota, Scope

LIMITED = "limited"
FIRST_ERROR = 400
View = TypeVar("View", bound=Callable[..., object])
Account = Callable[[], str | None]


@dataclass(frozen=True)
class Rule:
    """What a view declared."""

    purpose: Callable[[], str]
    account: Account
    when: Callable[[], bool]
    comes_back: bool
    free_when_refused: bool


def register(app: Flask) -> None:
    """Give tries back after the commit; call it before `transactions.register`."""
    app.after_request(_settle)


def limited(
    purpose: str | Callable[[], str],
    account_from: str | Account | None = None,
    *,
    comes_back: bool = False,
    free_when_refused: bool = False,
    when: Callable[[], bool] = lambda: True,
) -> Callable[[View], View]:
    """Mark a view whose POSTs are counted; see the module's docstring."""
    rule = Rule(
        purpose if callable(purpose) else lambda: purpose,
        _account_of(account_from),
        when,
        comes_back,
        free_when_refused,
    )

    def mark(view: View) -> View:
        setattr(view, LIMITED, rule)
        return view

    return mark


def count_request() -> None:
    """Count this POST if its view declared a limit; raises TooMany unless the view answers."""
    rule: Rule | None = getattr(current_app.view_functions[request.endpoint or ""], LIMITED, None)
    if rule is None or not rule.when():
        return
    g.free_when_refused = rule.free_when_refused
    try:
        refuse_when_over(rule.purpose(), rule.account())
    except TooMany as refusal:
        if not rule.comes_back:
            raise
        g.too_many = refusal


def refuse_when_over(purpose: str, account: str | None) -> None:
    """Count one try; raises TooMany when it is one too many for account, network or all."""
    account = _same(account)
    bounds = _bounds(purpose, account)
    counts = tally(bounds, now=now())
    g.counted = g.get("counted", []) + counts
    over = [one for one in counts if one.over]
    if over:
        said = SAID.get(purpose, TooMany.USUAL)
        raise TooMany(retry_after=_seconds(over[0], now()), message=said)


def too_many() -> TooMany | None:
    """Return the refusal that a view marked `comes_back` has to answer with, if there is one."""
    refusal: TooMany | None = g.get("too_many")
    return refusal


def counted(scope: Scope) -> int:
    """Return the highest count of this request's scope, 0 when nothing was counted in it."""
    ends = f":{scope.value}:"
    return max((one.number for one in g.get("counted", []) if ends in one.bound.key), default=0)


def forgive(account: str) -> None:
    """Note that the try succeeded, and let this device be known as the account's."""
    g.forgiven = _same(account)


def half_forgive() -> None:
    """Note that the try was right, but that another step comes before the device is known."""
    g.half_forgiven = True


def _settle(response: Response) -> Response:
    done = response.status_code < FIRST_ERROR and not too_many()
    account: str | None = g.get("forgiven")
    if done and (account or g.get("half_forgiven")):
        _give_back()
        if account:
            remember_device(response, account)
    elif not done and g.get("free_when_refused"):
        db.session.rollback()  # nothing of it is kept, and counting waits for the write lock
        _give_back()
    return response


def _give_back() -> None:
    give_back([one.bound for one in g.get("counted", [])], now=now())


def _bounds(purpose: str, account: str | None) -> list[Bound]:
    device = known_device(account) if account else None
    found = [(quota, _key(quota, purpose, account, device)) for quota in QUOTAS[purpose]]
    return [Bound(key, quota.most, quota.window) for quota, key in found if key]


def _key(quota: Quota, purpose: str, account: str | None, device: str | None) -> str:
    """Return whose tries are counted together, empty where this quota does not apply."""
    name = f"{purpose}:{quota.scope.value}:{int(quota.window.total_seconds())}"
    if quota.scope in {Scope.PLACE, Scope.ACCOUNT}:
        # A known device has counters of its own: nobody else's tries are in them.
        place = f"device {device}" if device else network() if quota.scope is Scope.PLACE else ""
        return f"{name}:{account}:{place}" if account else ""
    if device:
        return ""
    if quota.scope is Scope.ALL:
        return name + ":"
    # A proxy that CMS_PROXIES does not know makes all readers come from this machine; they must
    # not lock each other out.
    return "" if from_here() else f"{name}:{network()}"


def _seconds(count: Count, moment: datetime) -> int:
    return max(1, ceil((count.until - moment) / timedelta(seconds=1)))


def _account_of(source: str | Account | None) -> Account:
    if source is None:
        return lambda: None
    if callable(source):
        return source
    return lambda: request.form.get(source)


def _same(account: str | None) -> str | None:
    """Return one spelling for all that sign-in takes for the same address."""
    if not account:
        return None
    try:
        return validate_email(account.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return account.strip().lower()
