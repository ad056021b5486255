"""Every route is guarded or public for a reason written here; every address we build is a route."""

import inspect

import pytest
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect

from cms.urls import Urls
from cms.web.guards import GUARD

GUARDS = {
    "admin.change_person": "admin",
    "admin.home": "admin",
    "admin.invite": "admin",
    "admin.send_again": "admin",
    "admin.show_letter": "admin",
    "admin.show_letter_html": "admin",
    "admin.show_letters": "admin",
    "admin.show_people": "admin",
    "admin.show_person": "admin",
    "accounts.end_other_sessions": "signed_in",
    "accounts.end_session": "signed_in",
    "accounts.choose_factor": "enrolling",
    "accounts.home": "signed_in",
    "accounts.link_oidc": "signed_in",
    "accounts.recovery_codes": "signed_in",
    "accounts.recovery_codes_kept": "signed_in",
    "accounts.remove_own_app": "signed_in",
    "accounts.remove_own_passkey": "signed_in",
    "accounts.set_up_app": "enrolling",
    "accounts.set_up_passkey": "enrolling",
    "accounts.show_account": "signed_in",
    "accounts.unlink_oidc": "signed_in",
    "accounts.verify_by_passkey": "signed_in",
    "contribute.answer_by_account": "signed_in",
    "contribute.ask_withdrawal_by_account": "signed_in",
    "contribute.copy_by_account": "signed_in",
    "contribute.my_piece": "signed_in",
    "contribute.my_pieces": "signed_in",
    "contribute.profile": "signed_in",
    "contribute.version_by_account": "signed_in",
    "contribute.withdraw_by_account": "signed_in",
    "security.change_email": "signed_in",
    "security.change_password": "signed_in",
    "security.verify": "signed_in",
    "media.show_desk": "desk",
    "media.show_owner": "signed_in",
    "desk.decide": "desk",
    "desk.edit": "desk",
    "desk.review": "desk",
    "desk.show_queue": "desk",
}
PUBLIC = {
    "accounts.code_step": "only after the right password, else it leads to the sign-in page",
    "accounts.first_admin": "a signed link is its key, and only while there is no admin",
    "accounts.invitation": "the token in the address is its key, once, for 7 days",
    "accounts.oidc_back": "the other service's answer, which only the browser that asked can use",
    "accounts.passkey_sign_in": "how strangers come in",
    "accounts.recovery_step": "only after the right password, else it leads to the sign-in page",
    "accounts.second_step": "only after the right password, else it leads to the sign-in page",
    "accounts.start_oidc": "how strangers come in, where there is such a service",
    "contribute.answer_by_link": "the token in the address is its key",
    "contribute.challenge": "a sum for guests' browsers, kept nowhere",
    "contribute.ask_withdrawal_by_link": "the token in the address is its key",
    "contribute.confirm_again": "the token in the address is its key",
    "contribute.confirm_sender": "the token in the address is its key",
    "contribute.copy_by_link": "the token in the address is its key",
    "contribute.find": "guests who lost their link; the answer never tells whether there is one",
    "contribute.receipt": "the token in the address is its key",
    "contribute.renew_link": "an old token mails a new one to the stored address, and shows nothing",
    "contribute.version_by_link": "the token in the address is its key",
    "contribute.submit_piece": "guests send pieces without an account",
    "contribute.submit_to_call": "guests answer calls without an account",
    "contribute.withdraw_by_link": "the token in the address is its key",
    "feeds.author": "readers",
    "feeds.everything": "readers",
    "feeds.index": "readers",
    "feeds.section": "readers",
    "feeds.tag": "readers",
    "machines.healthz": "monitors, tells nothing but that it lives",
    "machines.news_sitemap": "crawlers",
    "machines.readyz": "monitors, tells nothing but whether it can work",
    "machines.robots": "crawlers",
    "machines.sitemap": "crawlers",
    "media.show_guest": "the token in the address is its key",
    "media.show_rendition": "readers, while a live article shows it",
    "media.show_upload": "the signed reference in the address is its key, in its own browser",
    "security.change_email_confirm": "the token in the address is its key, once, for a day",
    "security.confirm_email": "the token in the address is its key, once, for three days",
    "security.forgot_password": "the answer never tells whether there is an account",
    "security.login": "how strangers come in",
    "security.logout": "takes a POST with a token; without a session it does nothing",
    "security.register": "strangers make accounts; the answer never tells whether there is one",
    "security.reset_password": "the token in the address is its key, once, for an hour",
    "security.send_confirmation": "the answer never tells whether there is an account",
    "site.archive": "readers",
    "site.article": "readers",
    "site.author": "readers",
    "site.call": "readers",
    "site.front": "readers",
    "site.language": "readers choose a language; it sets one cookie and leads back",
    "site.search": "readers",
    "site.section": "readers",
    "site.tag": "readers",
    "static": "files of the package",
}
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
    assert changing == {
        "accounts.code_step",
        "accounts.link_oidc",
        "accounts.passkey_sign_in",
        "accounts.recovery_codes",
        "accounts.recovery_codes_kept",
        "accounts.recovery_step",
        "accounts.remove_own_app",
        "accounts.remove_own_passkey",
        "accounts.set_up_app",
        "accounts.set_up_passkey",
        "accounts.start_oidc",
        "accounts.unlink_oidc",
        "accounts.verify_by_passkey",
        "accounts.first_admin",
        "accounts.invitation",
        "admin.change_person",
        "admin.invite",
        "admin.send_again",
        "contribute.answer_by_account",
        "contribute.answer_by_link",
        "contribute.ask_withdrawal_by_account",
        "contribute.ask_withdrawal_by_link",
        "contribute.confirm_again",
        "contribute.confirm_sender",
        "contribute.copy_by_account",
        "contribute.copy_by_link",
        "contribute.find",
        "contribute.profile",
        "contribute.renew_link",
        "contribute.submit_piece",
        "contribute.submit_to_call",
        "contribute.withdraw_by_account",
        "contribute.withdraw_by_link",
        "desk.decide",
        "desk.edit",
        "accounts.end_other_sessions",
        "accounts.end_session",
        "security.change_email",
        "security.change_email_confirm",
        "security.change_password",
        "security.confirm_email",
        "security.forgot_password",
        "security.login",
        "security.logout",
        "security.register",
        "security.reset_password",
        "security.send_confirmation",
        "security.verify",
    }
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
