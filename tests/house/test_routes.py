"""Every route is guarded or public for a reason written here; every address we build is a route."""

import inspect

import pytest
from support.guarded import CHANGING, GUARDS, PUBLIC
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect

from cms.urls import Urls
from cms.web.guards import GUARD

# Their pages are of later issues; the builder is there because mails will name the address.
NOT_YET = {"review"}
ARGUMENTS = {
    "public_id": "abcd1234",
    "slug": "换热",
    "year": 2026,
    "month": 3,
    "query": "a b&c",
    "call": "winter",
    "token": "t0k-en_",
    "submission_id": 7,
    "person_id": 7,
    "reference": "r3f-er.ence",
    "sha256": "ab" * 32,
    "extension": "webp",
    "file": f"{'ab' * 32}.webp",
    "message_id": 7,
    "scope": "tag/换热",
    "fmt": "rss",
    "name": "css/base.css",
}


def test_every_route_is_guarded_or_public_for_a_reason(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    guarded = {
        name: getattr(view, GUARD)
        for name, view in app.view_functions.items()
        if name in endpoints and hasattr(view, GUARD)
    }
    assert guarded == GUARDS
    assert endpoints - set(guarded) == set(PUBLIC)
    assert all(PUBLIC.values())


@pytest.mark.parametrize("who", [None, "eve"])
def test_a_guarded_route_opens_to_nobody_without_the_right(app, browse, who):
    browser = browse(who)
    for rule in app.url_map.iter_rules():
        guard = GUARDS.get(rule.endpoint)
        if guard is None or (who and guard in {"signed_in", "enrolling"}):
            continue
        given = {
            "submission_id": 1,
            "name": "claim",
            "person_id": 1,
            "number": 1,
            "message_id": 1,
            "session_id": 1,
            "passkey_id": 1,
            "file": "x.webp",
        }
        _host, path = rule.build({each: given[each] for each in rule.arguments})
        for method in rule.methods - {"OPTIONS"}:
            answer = browser.open(path, method=method)
            expected = 404 if who else 401 if method == "POST" else 303
            # A button's POST without a token is refused before anyone asks who sent it.
            refused = {expected, 400} if method == "POST" else {expected}
            assert answer.status_code in refused, (method, path)


def test_nothing_that_changes_is_behind_a_get(app):
    changing = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    assert changing == CHANGING
    methods = set().union(*(rule.methods for rule in app.url_map.iter_rules()))
    assert methods == {"GET", "HEAD", "OPTIONS", "POST"}


def builders():
    found = inspect.getmembers(Urls, inspect.isfunction)
    return [name for name, _function in found if not name.startswith("_")]


def built(name):
    """Every address that the builder can give: with all arguments, and without the optional."""
    function = getattr(Urls("https://news.example"), name)
    needed = inspect.signature(function).parameters.values()
    full = {each.name: ARGUMENTS[each.name] for each in needed}
    short = {each.name: full[each.name] for each in needed if each.default is each.empty}
    return {function(**full), function(**short)}


def leads(app, address):
    path = address.removeprefix("https://news.example").split("?")[0]
    with app.test_request_context(path, base_url="https://news.example") as context:
        try:
            return app.url_map.bind_to_environ(context.request.environ).match(method="GET")
        except (NotFound, RequestRedirect):
            return None


@pytest.mark.parametrize("name", builders())
def test_every_address_that_is_built_is_a_route(app, name):
    for address in built(name):
        assert bool(leads(app, address)) != (name in NOT_YET), address


def test_every_page_for_people_has_a_builder(app):
    led = {
        leads(app, address)[0]
        for name in builders()
        if name not in NOT_YET
        for address in built(name)
    }
    without = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods} - led
    assert without == {
        "accounts.choose_factor",  # steps of signing in and of the account page, by endpoint
        "accounts.code_step",
        "accounts.home",  # where sign-in leads, by Flask's own endpoint
        "accounts.oidc_back",
        "accounts.passkey_sign_in",
        "accounts.recovery_codes",
        "accounts.recovery_step",
        "accounts.second_step",
        "accounts.set_up_app",
        "accounts.set_up_passkey",
        "accounts.verify_by_passkey",
        "admin.home",  # leads on to the people
        "admin.show_letter_html",  # below the letter's page
        "contribute.answer_by_account",  # below my(), with the page's own name
        "contribute.answer_by_link",
        "contribute.copy_by_account",
        "contribute.copy_by_link",
        "contribute.version_by_account",
        "contribute.version_by_link",
        "desk.edit",
        "machines.healthz",  # monitors are told by the documentation
        "machines.readyz",
        "machines.robots",
        "site.language",  # templates build it with the way back
    } | ({"feeds.author", "feeds.everything", "feeds.section"} - led)
