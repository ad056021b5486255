"""Limits on sign-in, letters and submissions, counted before the request's transaction begins.

How a view declares its limit; the hook counts each POST of it and refuses with 429:

    @accounts.route("/reset", methods=["GET", "POST"])
    @limited("reset", account_from="email")     # the form's field that names the account
    def reset(): ...

`account_from` is a form field, or a function without arguments that reads session and form only
(the database is not open yet), or None where only networks and the whole are counted. A view of
Flask-Security's is marked by `app.view_functions[name] = limited(...)(app.view_functions[name])`.
With `comes_back=True` the view itself answers: it asks `too_many()` and renders its form with 429
and what was typed; whatever it writes is rolled back. With `free_when_refused` those that come
to nothing (a form with a mistake in it) are given back. Buttons of a text's form that keep nothing
count as looks, and forged forms apart.

After success the view calls `forgive(account)`: the try is given back and the device is known from
then on, so that a flood of wrong passwords from elsewhere can't lock the owner out. Do so at
sign-in, after a second factor (with `second`), and after a new password was set by a letter's link.
The account is the e-mail address always, also for second factors, whose tries are counted apart
only on a device that showed one before: a reset letter opens the first step, never the second.
`half_forgive()` only gives the try back: the password was right, the second factor is still to
come. Beyond a quiet quota nothing is refused: the view asks `is_quiet()` and sends no letter.

`refuse_when_over(purpose, account)` is the same for a view that learns the account later; it must
be called while no transaction of the request writes (GET, or a view marked
`transactions.begins_late` before its own `begin_write`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, Response, current_app, g, request

from cms.actions.counters import Bound, Count, give_back, tally
from cms.errors import TooMany
from cms.extensions import db
from cms.text.mailbox import mailbox, one_spelling
from cms.web import refused
from cms.web.context import now
from cms.web.device import known_device, remember_device
from cms.web.network import from_here, network
from cms.web.quotas import BY_DEVICE, QUOTAS, SAID, Quota, Scope

LIMITED = "limited"
FIRST_ERROR = 400
View = TypeVar("View", bound=Callable[..., object])
Account = Callable[[], str | None]


@dataclass(frozen=True)
class Rule:
    """What a view declared."""

    purpose: Callable[[], str]
    account: Account
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
) -> Callable[[View], View]:
    """Mark a view whose POSTs are counted; see the module's docstring."""
    rule = Rule(
        purpose if callable(purpose) else lambda: purpose,
        _account_of(account_from),
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
    if rule is None:
        return
    g.free_when_refused = rule.free_when_refused
    try:
        refuse_when_over(rule.purpose(), rule.account())
    except TooMany as refusal:
        if not rule.comes_back:
            raise
        g.too_many = refusal


def count_look() -> None:
    """Count a guest's look at a form that keeps nothing; the form comes back by `too_many`."""
    try:
        refuse_when_over("look", None)
    except TooMany as refusal:
        g.too_many = refusal


def refuse_when_over(purpose: str, account: str | None) -> None:
    """Count one try; raises TooMany when it is one too many for account, network or all."""
    limits = _limits(purpose, _spelled(purpose, account))
    counts = tally([bound for _quota, bound in limits], now=now())
    g.counted = _counted() + [
        (quota.scope, count) for (quota, _bound), count in zip(limits, counts, strict=False)
    ]
    if not counts or not counts[-1].over:
        return
    # Counting ends at the first that is over.
    quota, count = limits[len(counts) - 1][0], counts[-1]
    refused.note("too many", purpose=purpose, scope=quota.scope.value, quiet=quota.quiet)
    if quota.quiet:
        g.quiet = True
        return
    said = SAID.get(purpose, TooMany.USUAL)
    raise TooMany(retry_after=count.wait(now()), message=said)


def is_quiet() -> bool:
    """Tell whether the view has to answer as ever and to do nothing."""
    return bool(g.get("quiet"))


def too_many() -> TooMany | None:
    """Return the refusal that a view marked `comes_back` has to answer with, if there is one."""
    refusal: TooMany | None = g.get("too_many")
    return refusal


def counted(scope: Scope) -> int:
    """Return the highest count of this request's scope, 0 when nothing was counted in it."""
    return max((count.number for whose, count in _counted() if whose is scope), default=0)


def forgive(account: str, *, second: bool = False) -> None:
    """Note that the try succeeded, and let this device be known as the account's.

    `second` says that a second factor was right too.
    """
    g.forgiven, g.forgiven_second = one_spelling(account), second


def half_forgive() -> None:
    """Note that the try was right, but that another step comes before the device is known."""
    g.half_forgiven = True


def _settle(response: Response) -> Response:
    done = response.status_code < FIRST_ERROR and not too_many()
    account: str | None = g.get("forgiven")
    if done and (account or g.get("half_forgiven")):
        _give_back()
        if account:
            remember_device(response, account, second=g.forgiven_second)
    elif not done and g.get("free_when_refused"):
        db.session.rollback()  # nothing of it is kept, and counting waits for the write lock
        _give_back()
    return response


def _give_back() -> None:
    give_back([count.bound for _scope, count in _counted()], now=now())


def _counted() -> list[tuple[Scope, Count]]:
    found: list[tuple[Scope, Count]] = g.get("counted", [])
    return found


def _limits(purpose: str, account: str | None) -> list[tuple[Quota, Bound]]:
    device = _device(purpose, account)
    found = [(quota, _key(quota, purpose, account, device)) for quota in QUOTAS[purpose]]
    return [(quota, Bound(key, quota.most, quota.window)) for quota, key in found if key]


def _device(purpose: str, account: str | None) -> str | None:
    if not account or purpose not in BY_DEVICE:
        return None
    return known_device(account, second=purpose == "second_factor")


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


def _account_of(source: str | Account | None) -> Account:
    if source is None:
        return lambda: None
    if callable(source):
        return source
    return lambda: request.form.get(source)


def _spelled(purpose: str, account: str | None) -> str | None:
    """Return the account's one spelling; where letters are counted, that of its mailbox."""
    if not account:
        return None
    return one_spelling(account) if purpose in BY_DEVICE else mailbox(account)
